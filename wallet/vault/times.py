"""Moments as the database keeps them: microseconds since 1970 in UTC, which sort as numbers do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_START = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_microseconds(time: datetime) -> int:
    """Return a moment as a number.

    Raises:
        TypeError: If it has no time zone.
    """
    return (time - _START) // _MICROSECOND


def from_microseconds(number: int) -> datetime:
    """Return the moment, in UTC."""
    return _START + number * _MICROSECOND
