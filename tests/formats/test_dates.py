from datetime import UTC, datetime

import pytest

from wallet.formats.dates import date_or_none, numeric_date_or_none, parse_date, parse_numeric_date
from wallet.model.json_types import JsonValue


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-06-01T12:00:00Z", datetime(2026, 6, 1, 12, tzinfo=UTC)),
        ("2026-06-01T12:00:00+02:00", datetime(2026, 6, 1, 10, tzinfo=UTC)),
        ("2026-06-01T12:00:00-14:00", datetime(2026, 6, 2, 2, tzinfo=UTC)),
        ("2026-06-01T12:00:00.5Z", datetime(2026, 6, 1, 12, microsecond=500_000, tzinfo=UTC)),
        ("2026-06-01T12:00:00.123456789Z", datetime(2026, 6, 1, 12, microsecond=123_456, tzinfo=UTC)),
        ("2026-12-31T24:00:00Z", datetime(2027, 1, 1, tzinfo=UTC)),
        ("2026-12-31T24:00:00.000Z", datetime(2027, 1, 1, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=UTC)),
        ("2017-01-01T00:59:60+01:00", datetime(2017, 1, 1, tzinfo=UTC)),
        ("0001-01-01T00:00:00Z", datetime(1, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_date_with_a_time_zone_is_an_instant(text: str, moment: datetime) -> None:
    assert parse_date(text) == moment
    assert parse_date(text).tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "2026-06-01",
            "2026-06-01T12:00:00",
            "2026-06-01 12:00:00Z",
            "2026-06-01t12:00:00z",
            "2026-6-1T12:00:00Z",
        ),
        *("2026-06-01T12:00Z", "2026-06-01T12:00:00.Z", "2026-06-01T12:00:00+2:00", "2026-06-01T12:00:00+15:00"),
        *("2026-02-30T12:00:00Z", "2026-13-01T12:00:00Z", "2026-06-01T25:00:00Z", "2026-06-01T24:00:01Z"),
        *("2026-06-01T12:00:60Z", "2026-06-01T24:00:00.1Z", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+01:00"),
        *("9999-12-31T24:00:00Z", "12026-06-01T12:00:00Z", "-2026-06-01T12:00:00Z", "2026-06-01T12:00:00Z\n"),
        *(" 2026-06-01T12:00:00Z", "٢٠٢٦-06-01T12:00:00Z", "Sat 25 Feb 2023 07:16:31 PM CST", "01/01/2020"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^it (is|has)"):
        parse_date(text)
    assert date_or_none(text) is None


def test_seconds_of_a_token_are_an_instant() -> None:
    assert parse_numeric_date(1_767_323_045) == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert parse_numeric_date(0.25) == datetime(1970, 1, 1, microsecond=250_000, tzinfo=UTC)
    assert parse_numeric_date(-1) == datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize("value", [True, None, "1767323045", [1], 2**53 - 1, -(2**53), 1e300])
def test_other_numbers_are_refused(value: JsonValue) -> None:
    with pytest.raises(ValueError, match=r"^it is not"):
        parse_numeric_date(value)
    assert numeric_date_or_none(value) is None


def test_a_date_that_is_no_text_is_none() -> None:
    assert date_or_none(1_767_323_045) is None
