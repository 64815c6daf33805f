"""Values of claims as text for people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from wallet.formats.disclosures import pointer_to
from wallet.formats.language import text_of
from wallet.model.json_types import JsonObject, JsonValue

Hidden = Callable[[str], bool]
"""Says of a JSON Pointer whether its value is a claim of its own and no part of the text of what is around it."""

Worded = Callable[[JsonValue, str, Hidden], str]
"""Words a value, given with its JSON Pointer."""

TECHNICAL = frozenset({"@context", "type", "id"})
"""Members that tell programs what an object is."""

_NAMES = ("name", "targetName", "caption", "identityHash")
_MEANINGLESS = "urn:uuid:"
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?", re.ASCII)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def text(value: JsonValue, pointer: str, hidden: Hidden) -> str:
    """Return a value as text, every part of it: what leaves is shown before it leaves.

    Args:
        value: The value.
        pointer: Its JSON Pointer.
        hidden: Which values inside it are claims of their own.
    """
    return _text(value, pointer, hidden, text)


def _text(value: JsonValue, pointer: str, hidden: Hidden, of_item: Worded) -> str:
    if isinstance(value, dict):
        return _of_languages(value, pointer, hidden) or ", ".join(_parts(value, pointer, hidden))
    if isinstance(value, list):
        items = ((pointer_to(pointer, position), item) for position, item in enumerate(value))
        return "; ".join(filter(None, (of_item(item, inner, hidden) for inner, item in items if not hidden(inner))))
    return _scalar(value)


def brief(value: JsonValue, pointer: str, hidden: Hidden) -> str:
    """Return an object's name alone where it has one, and those of a list's objects; any other value as `text` does."""
    return name_of(value, pointer, hidden) or _text(value, pointer, hidden, brief)


def name_of(value: JsonValue, pointer: str, hidden: Hidden) -> str:
    """Return an object's name for people; empty where it has none or that is a claim of its own."""
    if not isinstance(value, dict):
        return ""
    names = (text_of(value.get(member)) for member in _NAMES if not hidden(pointer_to(pointer, member)))
    return next(filter(None, names), "")


def day(value: str) -> str:
    """Return a date or a time as a day, such as ``12 Nov 2026``; other texts as they are."""
    match = _DAY.fullmatch(value)
    if match is None:
        return value
    year, month, number = map(int, match.groups())
    return f"{number} {_MONTHS[month - 1]} {year}" if 1 <= month <= len(_MONTHS) else value


def _parts(value: JsonObject, pointer: str, hidden: Hidden) -> Iterator[str]:
    for name in sorted(value, key=lambda name: name not in _NAMES):
        inner = pointer_to(pointer, name)
        part = "" if name in TECHNICAL or hidden(inner) else text(value[name], inner, hidden)
        if part:
            yield part


def _of_languages(value: JsonObject, pointer: str, hidden: Hidden) -> str:
    return "" if any(hidden(pointer_to(pointer, name)) for name in value) else text_of(value)


def _scalar(value: JsonValue) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        if value.startswith(_MEANINGLESS):
            return ""
        return "a picture" if value.startswith("data:image/") else day(value)
    return str(value)
