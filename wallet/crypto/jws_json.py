"""JSON Web Signatures in the JSON serialisation: https://www.rfc-editor.org/rfc/rfc7515#section-7.2 .

The payload may be signed as it stands instead of in base64url: https://www.rfc-editor.org/rfc/rfc7797 .
"""

from __future__ import annotations

from collections.abc import Mapping

from wallet.crypto.encodings import b64url_decode
from wallet.model.checks import Code
from wallet.model.errors import UnreadableError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.jws import Jws
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object

_ONLY_PROTECTED = ("crit", "b64")
"""Parameters that mean nothing outside the protected header (RFC 7515 section 4.1.11; RFC 7797 section 3)."""


def parse_json_jws(document: JsonObject, limits: Limits) -> tuple[Jws, ...]:
    """Take a JWS in the general or the flattened JSON serialisation apart.

    Args:
        document: The JWS.
        limits: Bounds on the number of signatures and the JSON of their headers.

    Returns:
        Its signatures, all over the same payload, at least one.

    Raises:
        UnreadableError: MALFORMED; TOO_COMPLEX for more signatures than are looked at.

    Source: RFC 7515 section 5.2, steps 1 to 8, and section 7.2; RFC 7797 section 3.
    """
    payload, entries = document.get("payload"), document.get("signatures", [document])
    if not isinstance(payload, str) or not isinstance(entries, list) or not entries:
        raise _malformed("its payload is no text, or it has no signature")
    if {"signature", "signatures"} <= document.keys():
        raise _malformed("it has one signature and several at once")
    if len(entries) > limits.proofs:
        raise UnreadableError(Code.TOO_COMPLEX, f"The document has more than {limits.proofs} signatures.")
    signatures = tuple(_signature(entry, payload, limits) for entry in entries)
    if len({signature.header.get("b64", True) for signature in signatures}) > 1:
        raise _malformed("its signatures differ in how they take the payload")
    return signatures


def _signature(entry: JsonValue, payload: str, limits: Limits) -> Jws:
    if not isinstance(entry, Mapping):
        raise _malformed("a signature of it is no object")
    protected, signature = entry.get("protected"), entry.get("signature")
    unprotected = entry.get("header", {})
    if not isinstance(protected, str) or not isinstance(signature, str) or not isinstance(unprotected, Mapping):
        raise _malformed("a signature of it lacks a part")
    header = parse_object(_decoded(protected), limits)
    if not header.keys().isdisjoint(unprotected) or not unprotected.keys().isdisjoint(_ONLY_PROTECTED):
        raise _malformed("its header says something twice, or outside of what is signed")
    content = payload.encode() if header.get("b64", True) is False else _decoded(payload)
    # Whether encoded or not, what is signed is the text that stands there (RFC 7797 section 3).
    signing_input = f"{protected}.{payload}".encode()
    return Jws(header, content, signing_input, _decoded(signature), unprotected)


def _decoded(text: str) -> bytes:
    try:
        return b64url_decode(text)
    except ValueError as error:
        raise _malformed("a part of it is not base64url") from error


def _malformed(why: str) -> UnreadableError:
    return UnreadableError(Code.MALFORMED, "This is not a signed document:", f"{why}.")
