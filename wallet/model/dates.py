"""Times in signed documents: XML Schema date-times that name their time zone, and the seconds of a JWT.

Source: https://www.w3.org/TR/xmlschema11-2/#dateTimeStamp ; https://www.rfc-editor.org/rfc/rfc7519#section-2
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from wallet.model.json_types import JsonValue

_DATE_TIME_STAMP = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"T(?P<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?P<fraction>\.[0-9]+)?"
    r"(?P<zone>Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)"
)
_MIDNIGHT_AT_THE_END = "24:00:00"
_LEAP_SECOND = ":60"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=256)  # each date is judged, compared and shown
def parse_date_time_stamp(text: str) -> datetime:
    """Read an XML Schema ``dateTimeStamp``, such as ``2026-06-01T12:00:00Z``.

    Fractions beyond microseconds are cut. ``24:00:00`` is the start of the next day; a leap second, which version 1.1
    allows by RFC 3339, is the start of the next minute.

    Returns:
        The same instant, in UTC.

    Raises:
        ValueError: If it is no such date-time, has no time zone, or is outside the years 1 to 9999.

    Source: VCDM 2.0 section 4.9 (Validity Period) and "Representing Time"; XML Schema 1.1 part 2 section 3.4.28.
    """
    match = _DATE_TIME_STAMP.fullmatch(text)
    if match is None:
        raise ValueError("it is not a date and time with a time zone")
    day_time, extra = _day_time(match)
    try:
        local = datetime.fromisoformat(f"{match['date']}T{day_time}").replace(tzinfo=_zone(match["zone"]))
        moment = (local + extra).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError("it is not a date that exists between the years 1 and 9999") from error
    if match["time"].endswith(_LEAP_SECOND) and (moment.hour, moment.minute, moment.second) != (0, 0, 0):
        raise ValueError("it has a leap second where there is none")
    return moment


def parse_numeric_date(value: JsonValue) -> datetime:
    """Read a JWT's ``NumericDate``: seconds since 1970-01-01T00:00:00Z, whole or with a fraction.

    Raises:
        ValueError: If it is no number, or outside the years 1 to 9999.

    Source: RFC 7519 section 2.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("it is not a number of seconds")  # noqa: TRY004 (one kind of refusal for callers)
    return _moment(value)


@lru_cache(maxsize=256)  # as above
def _moment(seconds: float) -> datetime:
    try:
        return _EPOCH + timedelta(seconds=seconds)
    except (OverflowError, ValueError) as error:
        raise ValueError("it is not a time between the years 1 and 9999") from error


def _day_time(match: re.Match[str]) -> tuple[str, timedelta]:
    """Return the time of day as Python knows it, and what is to be added to it."""
    time, fraction = match["time"], match["fraction"] or ""
    if time == _MIDNIGHT_AT_THE_END and not fraction.strip(".0"):
        return "00:00:00", timedelta(days=1)
    if time.endswith(_LEAP_SECOND):
        return time.removesuffix(_LEAP_SECOND) + ":59", timedelta(seconds=1)
    return time + fraction[:7].ljust(7, "0") if fraction else time, timedelta()


def _zone(text: str) -> timezone:
    if text == "Z":
        return UTC
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[4:6])))
