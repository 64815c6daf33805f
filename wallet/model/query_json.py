"""A saved search as JSON: what differs from a search for everything, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from wallet.model.badge import BadgeQuery, Order
from wallet.model.facets import Expiry, Standing
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.report import Verdict

_EVERYTHING = BadgeQuery()


def query_to_json(query: BadgeQuery) -> JsonObject:
    """Return a search as JSON, without the time that it was asked at."""
    said = {name: getattr(query, name) for name in _READERS}
    return {name: _plain(value) for name, value in said.items() if value != getattr(_EVERYTHING, name)}


def query_from_json(value: JsonValue) -> BadgeQuery:
    """Return the search that JSON says.

    Raises:
        ValueError: If it says no search, or one that this version does not know.
    """
    if not isinstance(value, dict) or not value.keys() <= _READERS.keys():
        raise ValueError("it is no saved search")
    members: dict[str, Any] = {name: _READERS[name](member) for name, member in value.items()}
    return BadgeQuery(**members)


def _plain(value: Any) -> JsonValue:
    return list(value) if isinstance(value, tuple) else value


def _text(value: JsonValue) -> str:
    if not isinstance(value, str):
        raise ValueError("it is no text")  # noqa: TRY004 (one kind of refusal for callers)
    return value


def _number(value: JsonValue) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value not in range(1, 10_000):
        raise ValueError("it is no year")
    return value


def _yes(value: JsonValue) -> bool:
    if value is not True:
        raise ValueError("it is no choice")
    return True


def _several(read: Callable[[JsonValue], Any]) -> Callable[[JsonValue], tuple[Any, ...]]:
    def several(value: JsonValue) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ValueError("it is no list")  # noqa: TRY004 (as above)
        return tuple(read(each) for each in value)

    return several


_READERS: Mapping[str, Callable[[JsonValue], Any]] = {
    "text": _text,
    "order": lambda value: Order(_text(value)),
    "verdict": lambda value: Verdict(_text(value)),
    "types": _several(_text),
    "issuers": _several(_text),
    "skills": _several(_text),
    "standings": _several(lambda value: Standing(_text(value))),
    "years": _several(_number),
    "expiry": lambda value: Expiry(_text(value)),
    "collection": _text,
    "tags": _several(_text),
    "is_favourite": _yes,
    "has_note": _yes,
    "with_replaced": _yes,
}
"""What reads each filter of a saved search."""
