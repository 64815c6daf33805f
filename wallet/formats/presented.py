"""The credentials inside a presentation, each as a document of its own.

Source: https://www.w3.org/TR/vc-data-model-2.0/#verifiable-presentations, https://www.w3.org/TR/vc-data-model/#presentations-0
"""

from __future__ import annotations

import json

from wallet.crypto.jws import parse_compact
from wallet.formats.jwt import wrapped_claim
from wallet.formats.kinds import kind_of
from wallet.formats.members import items
from wallet.formats.spans import items_of
from wallet.formats.tokens import enveloped_token, secured_by_token
from wallet.model.checks import Code
from wallet.model.credential import Carrier, SecuredDocument, Securing
from wallet.model.errors import UnreadableError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits
from wallet.model.report import Kind

_MEMBER = "verifiableCredential"


def presented_in(document: SecuredDocument, claims: JsonObject, limits: Limits) -> tuple[SecuredDocument, ...]:
    """Return the entries of a presentation, in its order: embedded objects with their own bytes, and tokens.

    An entry that is no credential, a presentation included, keeps its place with nothing in it: parsing it says why.

    Raises:
        UnreadableError: With code TOO_COMPLEX, where there are more than `limits.presented`.
    """
    entries = items(claims.get(_MEMBER))
    if len(entries) > limits.presented:
        raise UnreadableError(Code.TOO_COMPLEX, f"The presentation holds more than {limits.presented} credentials.")
    texts = _texts(document, entries, limits) if entries else []
    return tuple(_readable(entry, text, limits) for entry, text in zip(entries, texts, strict=True))


def _texts(document: SecuredDocument, entries: list[JsonValue], limits: Limits) -> list[str]:
    """Return each entry's own text; written anew where digests of an SD-JWT stand between."""
    if document.securing is Securing.SD_JWT:
        return [json.dumps(entry, ensure_ascii=False) for entry in entries]
    if document.securing is Securing.JWT:
        wrapper = wrapped_claim(document.payload)
        text = parse_compact(document.content, limits).payload.decode()
        return items_of(text, (wrapper, _MEMBER) if wrapper else (_MEMBER,))
    return items_of(document.content.decode(), (_MEMBER,))


def _readable(entry: JsonValue, text: str, limits: Limits) -> SecuredDocument:
    token = _token_of(entry)
    try:
        if token is not None:
            return secured_by_token(token, Carrier.PLAIN, None, limits)
    except UnreadableError:
        return _plain(text, {})
    return _plain(text, entry if isinstance(entry, dict) and _is_credential(entry) else {})


def _token_of(entry: JsonValue) -> bytes | None:
    if isinstance(entry, dict):
        return enveloped_token(entry)
    return entry.encode("ascii", errors="replace") if isinstance(entry, str) else None


def _is_credential(entry: JsonObject) -> bool:
    return kind_of(entry) not in {None, Kind.PRESENTATION}


def _plain(text: str, payload: JsonObject) -> SecuredDocument:
    return SecuredDocument(text.encode(), Securing.EMBEDDED, Carrier.PLAIN, None, payload, {})
