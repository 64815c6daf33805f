"""Every claim of a badge as a label and a value, and every text of it for search."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from wallet.formats.dates import numeric_date_or_none
from wallet.formats.kinds import is_blockcerts_2
from wallet.formats.wording import words_within
from wallet.model.badge import Field
from wallet.model.json_types import JsonObject, JsonValue

_CONTEXT = "@context"
"""Says nothing wherever it stands, and holds what nobody signed: terms that no member uses, for one."""
_NO_CLAIMS = frozenset({_CONTEXT, "proof"})
_UNSAID = frozenset({"credentialSubject", "achievement"})
_MOMENTS = frozenset({"exp", "nbf", "iat"})
"""Claims of tokens that count seconds (RFC 7519 section 4.1)."""
_MOST_SHOWN = 1_000
_LONGEST_LINK = 2_000
"""Longest run without a space that is shown: beyond it is a file in base64, as European credentials hold them."""
_LONGEST_WORD = 200
"""Longest run without a space that is a word: beyond it are pictures, tokens and hashes, which nobody searches for."""


def details_of(claims: JsonObject) -> tuple[Field, ...]:
    """Return the claims in the order of the document, at most 1,000 of them."""
    return tuple(islice(_fields(_said(claims), "", ""), _MOST_SHOWN))


def texts_of(claims: JsonObject) -> str:
    """Return every text among the claims, each once, one a line."""
    found = dict.fromkeys(text for text in _texts(_said(claims)) if " " in text or len(text) <= _LONGEST_WORD)
    return "\n".join(found)


def _said(claims: JsonObject) -> JsonObject:
    seal = "signature" if is_blockcerts_2(claims) else ""
    return {name: value for name, value in claims.items() if name not in _NO_CLAIMS and name != seal}


def _fields(value: JsonValue, parent: str, name: str) -> Iterator[Field]:
    if isinstance(value, dict):
        for inner, item in value.items():
            yield from _fields(item, name, inner) if inner != _CONTEXT else ()
    elif isinstance(value, list):
        for item in value:
            yield from _fields(item, parent, name)
    elif value is not None:
        moment = numeric_date_or_none(value) if name in _MOMENTS else None
        label = words_within("" if parent in _UNSAID else parent, name)
        yield Field(label, _text(value) if moment is None else moment.isoformat().replace("+00:00", "Z"))


def _text(value: JsonValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return _short(value)
    return str(value)


def _short(text: str) -> str:
    if text.startswith("data:image/"):
        return "a picture inside the badge"
    return "a file inside the badge" if len(text) > _LONGEST_LINK and " " not in text else text


def _texts(value: JsonValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item) if name != _CONTEXT else ()
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
