"""Times in credentials: XML Schema date-times with a time zone, and the seconds of a JWT.

Source: https://www.w3.org/TR/vc-data-model-2.0/#representing-time, https://www.rfc-editor.org/rfc/rfc7519#section-2
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from wallet.model.dates import parse_date_time_stamp
from wallet.model.json_types import JsonValue

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def parse_numeric_date(value: JsonValue) -> datetime:
    """Read a JWT's ``NumericDate``: seconds since 1970-01-01T00:00:00Z, whole or with a fraction.

    Raises:
        ValueError: If it is no number, or outside the years 1 to 9999.

    Source: RFC 7519 section 2.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("it is not a number of seconds")  # noqa: TRY004 (one kind of refusal for callers)
    try:
        return _EPOCH + timedelta(seconds=value)
    except (OverflowError, ValueError) as error:
        raise ValueError("it is not a time between the years 1 and 9999") from error


def date_or_none(value: JsonValue) -> datetime | None:
    """Read a date-time leniently: None where it is absent or malformed."""
    try:
        return parse_date_time_stamp(value) if isinstance(value, str) else None
    except ValueError:
        return None


def numeric_date_or_none(value: JsonValue) -> datetime | None:
    """Read a NumericDate leniently: None where it is absent or malformed."""
    try:
        return parse_numeric_date(value)
    except ValueError:
        return None
