from datetime import UTC, datetime

import pytest

from wallet.formats.dates import date_or_none, numeric_date_or_none
from wallet.model.dates import parse_numeric_date
from wallet.model.json_types import JsonValue


@pytest.mark.parametrize("value", ["2026-06-01", "", None, 7, ["2026-06-01T12:00:00Z"]])
def test_a_lenient_reader_passes_over_what_is_no_date(value: JsonValue) -> None:
    assert date_or_none(value) is None
    assert date_or_none("2026-06-01T12:00:00Z") == datetime(2026, 6, 1, 12, tzinfo=UTC)


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
