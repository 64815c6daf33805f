"""Times in credentials: XML Schema date-times with a time zone, and the seconds of a JWT.

Source: https://www.w3.org/TR/vc-data-model-2.0/#representing-time, https://www.rfc-editor.org/rfc/rfc7519#section-2
"""

from __future__ import annotations

from datetime import datetime

from wallet.model.dates import parse_date_time_stamp, parse_numeric_date
from wallet.model.json_types import JsonValue


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
