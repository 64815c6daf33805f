"""Where a member stands in a JSON text, so that a document inside another keeps its own bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")


def items_of(text: str, path: tuple[str, ...]) -> list[str]:
    """Return the text of each item that a path of members leads to, through every object of an array on the way.

    Args:
        text: JSON whose value is an object; already known to be well-formed, without repeated names.
        path: Names of members, outermost first.

    Returns:
        The items' own texts, without white space around, in the order of `members.values_at`; empty where the path
        leads nowhere.
    """
    found = [text.strip(" \t\r\n")]
    for name in path:
        holders = [item for value in found for item in _items(value)]
        found = [value for holder in holders for member, value in _members(holder) if member == name]
    return [item for value in found for item in _items(value)]


def _members(text: str) -> Iterator[tuple[str, str]]:
    if not text.startswith("{"):
        return
    position = _after_space(text, 1)
    while text[position : position + 1] == '"':
        name, position = _DECODER.raw_decode(text, position)
        start = _after_space(text, _after_space(text, position) + 1)
        end = _DECODER.raw_decode(text, start)[1]
        yield name, text[start:end]
        position = _after_comma(text, end)


def _items(text: str) -> Iterator[str]:
    if not text.startswith("["):
        # A member that is null is as good as absent, one item of an array that is null is not.
        yield from [] if text == "null" else [text]
        return
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
