"""Values of claims as text for people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from wallet.formats.disclosures import pointer_to
from wallet.formats.language import spoken, text_of
from wallet.model.json_types import JsonObject, JsonValue
from wallet.words import Words

Hidden = Callable[[str], bool]
"""Says of a JSON Pointer whether its value is a claim of its own and no part of the text of what is around it."""

Worded = Callable[[JsonValue, str, Hidden], str]
"""Words a value, given with its JSON Pointer."""

TECHNICAL = frozenset({"@context", "type", "id"})
"""Members that tell programs what an object is."""

_NAMES = ("name", "targetName", "caption", "identityHash")
_MEANINGLESS = "urn:uuid:"
_PICTURE = "data:image/"
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?", re.ASCII)


class Wording:
    """Words values for a reader: what an issuer wrote as it stands, the rest in the reader's language."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def text(self, value: JsonValue, pointer: str, hidden: Hidden) -> str:
        """Return a value as text, every part of it: what leaves is shown before it leaves.

        Args:
            value: The value.
            pointer: Its JSON Pointer.
            hidden: Which values inside it are claims of their own.
        """
        return self._text(value, pointer, hidden, self.text)

    def brief(self, value: JsonValue, pointer: str, hidden: Hidden) -> str:
        """Return an object's name alone where it has one, and those of a list's objects; else what `text` does."""
        return self.name_of(value, pointer, hidden) or self._text(value, pointer, hidden, self.brief)

    def name_of(self, value: JsonValue, pointer: str, hidden: Hidden) -> str:
        """Return an object's name for people; empty where it has none or that is a claim of its own."""
        if not isinstance(value, dict):
            return ""
        members = (member for member in _NAMES if not hidden(pointer_to(pointer, member)))
        return next(filter(None, (text_of(value.get(member), self._words.languages) for member in members)), "")

    def day(self, value: str) -> str:
        """Return a date or a time as a day, such as ``12 Nov 2026``; other texts as they are."""
        match = _DAY.fullmatch(value)
        if match is None:
            return value
        try:
            return self._words.day(date.fromisoformat(match[1]))
        except ValueError:
            return value

    def language_of(self, value: JsonValue, around: str) -> str:
        """Return the stated language of what an issuer wrote; empty where it is not stated, or the words are ours.

        Args:
            value: The value.
            around: What is stated for the texts at its place.
        """
        if isinstance(value, str):
            return around if self._scalar(value) == value else ""
        if isinstance(value, dict | list):
            return spoken(value, self._words.languages).language or around
        return ""

    def _text(self, value: JsonValue, pointer: str, hidden: Hidden, of_item: Worded) -> str:
        if isinstance(value, dict):
            parts = self._parts(value, pointer, hidden)
            return self._of_languages(value, pointer, hidden) or ", ".join(parts)
        if isinstance(value, list):
            items = ((pointer_to(pointer, position), item) for position, item in enumerate(value))
            return "; ".join(filter(None, (of_item(item, inner, hidden) for inner, item in items if not hidden(inner))))
        return self._scalar(value)

    def _parts(self, value: JsonObject, pointer: str, hidden: Hidden) -> Iterator[str]:
        for name in sorted(value, key=lambda name: name not in _NAMES):
            inner = pointer_to(pointer, name)
            part = "" if name in TECHNICAL or hidden(inner) else self.text(value[name], inner, hidden)
            if part:
                yield part

    def _of_languages(self, value: JsonObject, pointer: str, hidden: Hidden) -> str:
        is_whole = not any(hidden(pointer_to(pointer, name)) for name in value)
        return text_of(value, self._words.languages) if is_whole else ""

    def _scalar(self, value: JsonValue) -> str:
        if isinstance(value, bool):
            return self._words.say("yes" if value else "no")
        if isinstance(value, int | float):
            return self._words.number(value)
        if not isinstance(value, str):
            return ""
        if value.startswith(_MEANINGLESS):
            return ""
        return self._words.say("a_picture") if value.startswith(_PICTURE) else self.day(value)
