"""Where a member stands in a JSON text, so that a document inside another keeps its own bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")


def items_of(text: str, path: tuple[str, ...]) -> list[str]:
    """Return the text of each item of an array, or of a single value, found by the names of members.

    Args:
        text: JSON whose value is an object; already known to be well-formed, without repeated names.
        path: Names of members, outermost first.

    Returns:
        The items' own texts, without white space around; empty where the path leads nowhere.
    """
    for name in path:
        text = next((value for member, value in _members(text) if member == name), "")
    return list(_items(text)) if text.startswith("[") else [text] * bool(text)


def _members(text: str) -> Iterator[tuple[str, str]]:
    start = _after_space(text, 0)
    if text[start : start + 1] != "{":
        return
    position = _after_space(text, start + 1)
    while text[position : position + 1] == '"':
        name, position = _DECODER.raw_decode(text, position)
        start = _after_space(text, _after_space(text, position) + 1)
        end = _DECODER.raw_decode(text, start)[1]
        yield name, text[start:end]
        position = _after_comma(text, end)


def _items(text: str) -> Iterator[str]:
    position = _after_space(text, 1)
    while text[position] != "]":
        end = _DECODER.raw_decode(text, position)[1]
        yield text[position:end]
        position = _after_comma(text, end)


def _after_comma(text: str, position: int) -> int:
    position = _after_space(text, position)
    return _after_space(text, position + 1) if text[position] == "," else position


def _after_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position
