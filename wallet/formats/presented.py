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
    """Return the credentials of a presentation: embedded objects with their own bytes, and tokens.

    What cannot be read as a credential is left out; the structure check then finds fewer than the presentation lists.

    Raises:
        UnreadableError: With code TOO_COMPLEX, where there are more than `limits.presented`.
    """
    entries = items(claims.get(_MEMBER))
    if len(entries) > limits.presented:
        raise UnreadableError(Code.TOO_COMPLEX, f"The presentation holds more than {limits.presented} credentials.")
    texts = _texts(document, entries, limits)
    found = (_readable(entry, text, limits) for entry, text in zip(entries, texts, strict=True))
    return tuple(inner for inner in found if inner is not None)


def _texts(document: SecuredDocument, entries: list[JsonValue], limits: Limits) -> list[str]:
    """Return each entry's own text; written anew where digests of an SD-JWT stand between."""
    if document.securing is Securing.SD_JWT:
        return [json.dumps(entry, ensure_ascii=False) for entry in entries]
    if document.securing is Securing.JWT:
        wrapper = wrapped_claim(document.payload)
        text = parse_compact(document.content, limits).payload.decode()
        return items_of(text, (wrapper, _MEMBER) if wrapper else (_MEMBER,))
    return items_of(document.content.decode(), (_MEMBER,))


def _readable(entry: JsonValue, text: str, limits: Limits) -> SecuredDocument | None:
    try:
        return _secured(entry, text, limits)
    except UnreadableError:
        # The structure check counts what is missing; the others are still worth reading.
        return None


def _secured(entry: JsonValue, text: str, limits: Limits) -> SecuredDocument | None:
    if isinstance(entry, str):
        return secured_by_token(entry.encode("ascii", errors="replace"), Carrier.PLAIN, None, limits)
    if not isinstance(entry, dict):
        return None
    token = enveloped_token(entry)
    if token is not None:
        return secured_by_token(token, Carrier.PLAIN, None, limits)
    if kind_of(entry) in {None, Kind.PRESENTATION}:
        return None
    return SecuredDocument(text.encode(), Securing.EMBEDDED, Carrier.PLAIN, None, entry, {})
