"""Where the time comes from; everywhere else it is an argument."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol

BUILD_DATE = datetime(2026, 11, 24, tzinfo=UTC)
"""When this version was made: a clock that shows an earlier time is wrong (VERIFICATION.md, `validity.period`)."""


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the current time, with its time zone."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the current time in UTC."""
        return datetime.now(UTC)  # noqa: TID251 (the one place that may)
