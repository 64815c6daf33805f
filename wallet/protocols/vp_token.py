"""The answer to a request: a `vp_token`, encrypted to the key in the request.

Source: https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-8.1 (`vp_token`), #section-8.3
(encrypted responses)
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from wallet.crypto.jwe import decrypt, encrypt
from wallet.crypto.keys import PrivateKey
from wallet.model.checks import Code
from wallet.model.errors import UnreadableError
from wallet.model.json_types import JsonValue
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object
from wallet.protocols.request_object import Request

Presentations = Mapping[str, Sequence[bytes]]
"""The presentations for each credential query, by its id: a token each, or JSON."""


def seal(presentations: Presentations, request: Request) -> bytes:
    """Return the encrypted answer to a request: a compact JWE.

    Args:
        presentations: What answers each credential query.
        request: The request.
    """
    token = ",".join(
        f"{json.dumps(name)}:[{','.join(map(_element, documents))}]" for name, documents in presentations.items()
    )
    # A presentation stands in it byte for byte as it was signed, so that nothing is lost in writing it anew.
    state = f',"state":{json.dumps(request.state)}' if request.state else ""
    return encrypt(
        f'{{"vp_token":{{{token}}}{state}}}'.encode(), request.key, request.encryption, request.key_id
    ).encode()


def unseal(answer: bytes, key: PrivateKey, limits: Limits) -> Presentations:
    """Return the presentations in an encrypted answer.

    Args:
        answer: A compact JWE.
        key: The private half of the request's key.
        limits: Bounds on foreign input; `presented` on how many presentations there may be.

    Raises:
        UnreadableError: If it is no such answer, was altered, or was encrypted to another request's key.
    """
    token = parse_object(decrypt(answer.strip(), key, limits), limits).get("vp_token")
    if not isinstance(token, Mapping) or not token:
        raise _malformed("there is no vp_token in it")
    found = {name: _documents(values) for name, values in token.items()}
    if sum(map(len, found.values())) > limits.presented:
        raise UnreadableError(Code.TOO_LARGE, f"The answer has more than {limits.presented} presentations.")
    return found


def _element(document: bytes) -> str:
    text = document.decode()
    return text if text.startswith("{") else json.dumps(text)


def _documents(values: JsonValue) -> list[bytes]:
    if not isinstance(values, list) or not values:
        raise _malformed("what answers a question is no list of presentations")
    return [_document(value) for value in values]


def _document(value: JsonValue) -> bytes:
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False).encode()
    raise _malformed("a presentation in it is neither a text nor an object")


def _malformed(why: str) -> UnreadableError:
    return UnreadableError(Code.MALFORMED, "This is no answer that can be read:", f"{why}.")
