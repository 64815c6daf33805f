"""Credentials inside another document, each as a document of its own, with its own bytes.

Source: https://www.w3.org/TR/vc-data-model-2.0/#verifiable-presentations, https://www.w3.org/TR/vc-data-model/#presentations-0
"""

from __future__ import annotations

import json

from wallet.formats.envelopes import enveloped_token
from wallet.formats.jwt import claims_of_payload, wrapped_claim
from wallet.formats.kinds import kind_of, securing_of
from wallet.formats.members import values_at
from wallet.formats.spans import items_of
from wallet.formats.tokens import secured_by_token
from wallet.model.checks import Code
from wallet.model.credential import Carrier, SecuredDocument, Securing
from wallet.model.errors import UnreadableError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits
from wallet.model.report import Kind

Path = tuple[str, ...]
"""Names of members, outermost first; every object of an array on the way is followed."""


def documents_at(
    document: SecuredDocument, claims: JsonObject, path: Path, most: int, limits: Limits
) -> tuple[SecuredDocument, ...]:
    """Return the credentials that a path leads to, in their order: embedded objects with their own bytes, and tokens.

    An entry that is no credential, a presentation included, keeps its place with nothing in it: parsing it says why.

    Args:
        document: The document around them.
        claims: What it says.
        path: Where they are in its claims.
        most: How many there may be.
        limits: Bounds on size and JSON.

    Raises:
        UnreadableError: With code TOO_COMPLEX, where there are more than `most`.
    """
    entries = values_at(claims, path)
    if len(entries) > most:
        raise UnreadableError(Code.TOO_COMPLEX, f"The document holds more than {most} credentials of one kind.")
    texts = _texts(document, entries, path) if entries else []
    return tuple(_readable(entry, text, limits) for entry, text in zip(entries, texts, strict=True))


def _texts(document: SecuredDocument, entries: list[JsonValue], path: Path) -> list[str]:
    """Return each entry's own text; written anew where digests of an SD-JWT stand between."""
    if document.securing is Securing.SD_JWT:
        return [json.dumps(entry, ensure_ascii=False) for entry in entries]
    if document.jws is not None:
        wrapper = wrapped_claim(document.payload)
        text = document.jws.payload.decode()
        return items_of(text, (wrapper, *path) if wrapper else path)
    return items_of(document.content.decode(), path)


def _readable(entry: JsonValue, text: str, limits: Limits) -> SecuredDocument:
    token = _token_of(entry)
    try:
        if token is not None:
            inner = secured_by_token(token, Carrier.PLAIN, None, limits)
            return _plain(text, {}) if kind_of(claims_of_payload(inner.payload)) is Kind.PRESENTATION else inner
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
    return SecuredDocument(text.encode(), securing_of(payload), Carrier.PLAIN, None, payload, {})
