"""Times as Open Badges 1 and 2 write them.

Source: https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html ("Primitive datatypes", DateTime)
"""

from __future__ import annotations

import re
from datetime import datetime

from wallet.model.dates import parse_date_time_stamp, parse_numeric_date
from wallet.model.json_types import JsonValue

_ISO_8601 = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:T(?P<minute>[0-9]{2}:[0-9]{2})(?P<second>:[0-9]{2}(?:\.[0-9]+)?)?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_ZONE_WITHOUT_COLON = 5


def parse_badge_date(value: JsonValue, *, is_strict: bool) -> datetime:
    """Read a time: ISO 8601 with time and time zone, with or without seconds.

    Args:
        value: The member's value.
        is_strict: False before version 2: then also a date alone, a time without its zone (taken for UTC), and the
            seconds of Unix.

    Raises:
        ValueError: If it is none of these, or does not exist.
    """
    if not is_strict and isinstance(value, int | float) and not isinstance(value, bool):
        return parse_numeric_date(value)
    match = _ISO_8601.fullmatch(value) if isinstance(value, str) else None
    if match is None or (is_strict and not match["zone"]):
        raise ValueError("it is not a date and time with a time zone")
    zone = match["zone"] or "Z"
    if len(zone) == _ZONE_WITHOUT_COLON:
        zone = f"{zone[:3]}:{zone[3:]}"
    return parse_date_time_stamp(f"{match['date']}T{match['minute'] or '00:00'}{match['second'] or ':00'}{zone}")
