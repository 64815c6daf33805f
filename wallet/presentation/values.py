"""Values of claims as text for people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from wallet.formats.disclosures import pointer_to
from wallet.formats.language import text_of
from wallet.model.json_types import JsonObject, JsonValue

Hidden = Callable[[str], bool]
"""Says of a JSON Pointer whether its value is a claim of its own and no part of the text of what is around it."""

TECHNICAL = frozenset({"@context", "type", "id"})
"""Members that tell programs what an object is."""

_NAMES = ("name", "targetName", "achievedLevel")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?", re.ASCII)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def text(value: JsonValue, pointer: str, hidden: Hidden) -> str:
    """Return a value as text: names where a list's items have some, else every part of it.

    Args:
        value: The value.
        pointer: Its JSON Pointer.
        hidden: Which values inside it are claims of their own.
    """
    if isinstance(value, dict):
        return text_of(value) or ", ".join(_parts(value, pointer, hidden))
    if isinstance(value, list):
        return "; ".join(_items(value, pointer, hidden))
    return _scalar(value)


def day(value: str) -> str:
    """Return a date or a time as a day, such as ``12 Nov 2026``; other texts as they are."""
    match = _DAY.fullmatch(value)
    if match is None:
        return value
    year, month, number = map(int, match.groups())
    return f"{number} {_MONTHS[month - 1]} {year}" if 1 <= month <= len(_MONTHS) else value


def _parts(value: JsonObject, pointer: str, hidden: Hidden) -> Iterator[str]:
    for name, member in value.items():
        inner = pointer_to(pointer, name)
        part = "" if name in TECHNICAL or hidden(inner) else text(member, inner, hidden)
        if part:
            yield part


def _items(value: list[JsonValue], pointer: str, hidden: Hidden) -> Iterator[str]:
    for position, item in enumerate(value):
        inner = pointer_to(pointer, position)
        part = "" if hidden(inner) else _name(item) or text(item, inner, hidden)
        if part:
            yield part


def _name(item: JsonValue) -> str:
    if not isinstance(item, dict):
        return ""
    return next((name for member in _NAMES if (name := text_of(item.get(member)))), "")


def _scalar(value: JsonValue) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return "a picture" if value.startswith("data:image/") else day(value)
    return str(value)
