"""Times in the sentences of a report: English, whatever the computer's own language, as reports are compared."""

from __future__ import annotations

from datetime import UTC, datetime

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905 (read as text)
)


def day(time: datetime) -> str:
    """Return a day, such as ``1 June 2026``, in UTC."""
    utc = time.astimezone(UTC)
    return f"{utc.day} {_MONTHS[utc.month - 1]} {utc.year}"


def minute(time: datetime) -> str:
    """Return a day and time, such as ``1 June 2026, 12:00 UTC``."""
    return f"{day(time)}, {time.astimezone(UTC):%H:%M} UTC"
