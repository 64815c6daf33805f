"""Texts for people in credentials: plain, with a language, or in several languages.

Source: https://www.w3.org/TR/vc-data-model-2.0/#language-and-base-direction
"""

from __future__ import annotations

import re

from wallet.formats.members import items
from wallet.model.json_types import JsonObject, JsonValue

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*|@none")
_PREFERRED = "en"


def text_of(value: JsonValue) -> str:
    """Return a text for people: English where there are several languages, else the first.

    Takes a string, a language value object (``{"@value": …, "@language": …}``), a language map
    (``{"en": …}``), or an array of these. Anything else gives an empty text.
    """
    if isinstance(value, str):
        return value
    texts = [pair for item in items(value) for pair in _texts(item)]
    english = next((text for language, text in texts if language.split("-")[0].lower() == _PREFERRED), "")
    return english or next((text for _, text in texts if text), "")


def _texts(value: JsonValue) -> list[tuple[str, str]]:
    if isinstance(value, str):
        return [("", value)]
    if not isinstance(value, dict):
        return []
    if "@value" in value:
        language = value.get("@language")
        return [(language if isinstance(language, str) else "", _string(value["@value"]))]
    return _language_map(value)


def _language_map(value: JsonObject) -> list[tuple[str, str]]:
    if not all(_LANGUAGE_TAG.fullmatch(name) for name in value):
        return []
    return [(name, _string(text)) for name, text in value.items()]


def _string(value: JsonValue) -> str:
    return value if isinstance(value, str) else ""
