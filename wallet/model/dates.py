"""Times in signed documents: XML Schema date-times that name their time zone.

Source: https://www.w3.org/TR/xmlschema11-2/#dateTimeStamp
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_DATE_TIME_STAMP = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?P<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?P<fraction>\.[0-9]+)?"
    r"(?P<zone>Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)"
)


def parse_date_time_stamp(text: str) -> datetime:
    """Read a ``dateTimeStamp``, such as ``2026-06-01T12:00:00Z``.

    Fractions beyond microseconds are cut; ``24:00:00`` is the start of the next day.

    Returns:
        The same instant, in UTC.

    Raises:
        ValueError: If it is none, names no time zone, or is outside the years 1 to 9999.

    Source: XML Schema 1.1 part 2 sections 3.3.7 and 3.4.28.
    """
    match = _DATE_TIME_STAMP.fullmatch(text)
    if match is None:
        raise ValueError("it is not a date and time with a time zone")
    if match["time"] != "24:00:00":
        return _instant(match["day"], match["time"] + (match["fraction"] or "")[:7], match["zone"], timedelta())
    if (match["fraction"] or "").strip(".0"):
        raise ValueError("there is no time after 24:00:00")
    return _instant(match["day"], "00:00:00", match["zone"], timedelta(days=1))


def _instant(day: str, time: str, zone: str, later: timedelta) -> datetime:
    try:
        return datetime.fromisoformat(f"{day}T{time}{zone}").astimezone(UTC) + later
    except OverflowError as error:
        raise ValueError("it is outside the years 1 to 9999") from error
