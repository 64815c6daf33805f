"""Date-times of signed documents: one strict shape, one instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.model.dates import parse_date_time_stamp

FIRST, LAST = datetime(2, 1, 1), datetime(9998, 12, 31)  # noqa: DTZ001 (hypothesis wants them bare)


@given(st.datetimes(FIRST, LAST), st.integers(-14 * 60, 14 * 60))
def test_any_instant_comes_back(time: datetime, minutes: int) -> None:
    aware = time.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert parse_date_time_stamp(aware.isoformat()) == aware
    assert parse_date_time_stamp(aware.isoformat()).tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-06-01T12:00:00Z", datetime(2026, 6, 1, 12, tzinfo=UTC)),
        ("2026-06-01T12:00:00.5Z", datetime(2026, 6, 1, 12, 0, 0, 500_000, tzinfo=UTC)),
        ("2026-06-01T12:00:00.123456789Z", datetime(2026, 6, 1, 12, 0, 0, 123_456, tzinfo=UTC)),
        ("2026-06-01T12:00:00-00:00", datetime(2026, 6, 1, 12, tzinfo=UTC)),
        ("2026-06-01T02:00:00+14:00", datetime(2026, 5, 31, 12, tzinfo=UTC)),
        ("2026-12-31T24:00:00Z", datetime(2027, 1, 1, tzinfo=UTC)),
        ("2026-12-31T24:00:00.000Z", datetime(2027, 1, 1, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=UTC)),
        ("2017-01-01T00:59:60+01:00", datetime(2017, 1, 1, tzinfo=UTC)),
    ],
)
def test_shapes_that_are_read(text: str, instant: datetime) -> None:
    assert parse_date_time_stamp(text) == instant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-06-01",
        "2026-06-01T12:00:00",
        "2026-06-01 12:00:00Z",
        "2026-06-01t12:00:00z",
        "2026-06-01T12:00Z",
        "2026-06-01T12:00:00.Z",
        "2026-06-01T12:00:00+0100",
        "2026-06-01T12:00:00+14:01",
        "2026-06-01T12:00:00+15:00",
        "2026-02-30T12:00:00Z",
        "2026-06-01T25:00:00Z",
        "2026-06-01T12:60:00Z",
        "2026-06-01T12:00:60Z",
        "2026-12-31T24:00:01Z",
        "2026-12-31T24:00:00.1Z",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T24:00:00Z",
        "12026-06-01T12:00:00Z",
        "-2026-06-01T12:00:00Z",
        "2026-06-01T12:00:00Z\n",
        "٢٠٢٦-06-01T12:00:00Z",
    ],
)
def test_everything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_date_time_stamp(text)
