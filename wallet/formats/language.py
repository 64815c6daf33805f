"""Texts for people in credentials: plain, with a language, or in several languages.

Source: https://www.w3.org/TR/vc-data-model-2.0/#language-and-base-direction
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from wallet.formats.members import items, string
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.language import SOURCE_LANGUAGE, primary

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*|@none")
_STATED = ("inLanguage", "@language")
"""Members that state the language of the texts beside them (Open Badges 3.0 `Achievement`, JSON-LD 1.1 4.2.4)."""


class Text(NamedTuple):
    """A text for people.

    Attributes:
        text: The text; empty where there is none.
        language: Its language as a tag of BCP 47, where that is stated; else empty.
    """

    text: str
    language: str


def text_of(value: JsonValue, languages: Sequence[str] = (SOURCE_LANGUAGE,)) -> str:
    """Return a text for people; see `spoken`."""
    return spoken(value, languages).text


def spoken(value: JsonValue, languages: Sequence[str]) -> Text:
    """Return a text for people, with its language: the first that its reader knows, else the first that is written.

    Takes a string, a language value object (``{"@value": …, "@language": …}``), a language map
    (``{"en": …}``), or an array of these. Anything else gives an empty text.

    Args:
        value: The value of a member.
        languages: Tags of the languages that the reader knows, in order.
    """
    if isinstance(value, str):
        return Text(value, "")
    texts = [text for item in items(value) for text in _texts(item) if text.text]
    return min(texts, key=lambda text: _rank(text.language, languages), default=Text("", ""))


def languages_in(value: JsonValue) -> tuple[str, ...]:
    """Return the languages that a text is stated to be written in, as tags of BCP 47, each once."""
    if isinstance(value, str):
        return ()
    return tuple(dict.fromkeys(text.language for item in items(value) for text in _texts(item) if text.language))


def language_at(document: JsonValue, path: Sequence[str | int]) -> str:
    """Return the language of the texts at a place: that stated nearest around it; empty where none is.

    Args:
        document: The credential.
        path: The way to the place from the outside in.

    Source: Open Badges 3.0 (`inLanguage`), JSON-LD 1.1 section 4.2.4 (default language)
    """
    found, value = _default_language(document), document
    for name in path:
        value = _inside(value, name)
        found = _stated_language(value) or found
    return found


def _default_language(document: JsonValue) -> str:
    contexts = items(document.get("@context")) if isinstance(document, dict) else ()
    stated = [_stated_language(context) for context in contexts]
    return next(filter(None, reversed(stated)), "")


def _stated_language(value: JsonValue) -> str:
    if not isinstance(value, dict) or "@value" in value:
        return ""
    stated = (string(value.get(name)) for name in _STATED)
    return next((tag for tag in stated if _LANGUAGE_TAG.fullmatch(tag)), "")


def _inside(value: JsonValue, name: str | int) -> JsonValue:
    if isinstance(name, str):
        return value.get(name) if isinstance(value, dict) else None
    listed = items(value)
    return listed[name] if name < len(listed) else None


def _rank(language: str, languages: Sequence[str]) -> tuple[int, bool]:
    """Return how well a text's language fits: the order of the reader's, and whether it is another variety."""
    for position, wanted in enumerate(languages):
        if language and primary(language) == primary(wanted):
            return position, language.lower() != wanted.lower()
    return len(languages), False


def _texts(value: JsonValue) -> list[Text]:
    if isinstance(value, str):
        return [Text(value, "")]
    if not isinstance(value, dict):
        return []
    if "@value" in value:
        language = value.get("@language")
        return [Text(_string(value["@value"]), _string(language))]
    return _language_map(value)


def _language_map(value: JsonObject) -> list[Text]:
    if not all(_LANGUAGE_TAG.fullmatch(name) for name in value):
        return []
    return [Text(_string(text), "" if name == "@none" else name) for name, text in value.items()]


def _string(value: JsonValue) -> str:
    return value if isinstance(value, str) else ""
