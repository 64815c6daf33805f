"""Saved searches: whatever is asked for is kept as JSON and read again alike; anything else is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.model.badge import BadgeQuery, Order
from wallet.model.facets import Expiry, Standing
from wallet.model.query_json import query_from_json, query_to_json
from wallet.model.report import Verdict

TEXTS = st.lists(st.text(max_size=20), max_size=3).map(tuple)
QUERIES = st.builds(
    BadgeQuery,
    text=st.text(max_size=20),
    order=st.sampled_from(Order),
    verdict=st.none() | st.sampled_from(Verdict),
    types=TEXTS,
    issuers=TEXTS,
    skills=TEXTS,
    standings=st.lists(st.sampled_from(Standing), max_size=3).map(tuple),
    years=st.lists(st.integers(1, 9999), max_size=3).map(tuple),
    expiry=st.none() | st.sampled_from(Expiry),
    collection=st.text(max_size=20),
    tags=TEXTS,
    is_favourite=st.booleans(),
    has_note=st.booleans(),
    with_replaced=st.booleans(),
)


@given(query=QUERIES)
def test_a_search_is_kept_and_read_again_alike(query: BadgeQuery) -> None:
    assert query_from_json(json.loads(json.dumps(query_to_json(query)))) == query


def test_a_search_for_everything_says_nothing_and_when_it_was_asked_is_not_kept() -> None:
    assert query_to_json(BadgeQuery(at=datetime(2026, 6, 1, tzinfo=UTC))) == {}
    assert query_to_json(BadgeQuery("clay", tags=("a", "b"))) == {"text": "clay", "tags": ["a", "b"]}


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "text",
        {"colour": "teal"},
        {"at": "2026-06-01T00:00:00Z"},
        {"text": 1},
        {"text": None},
        {"order": "random"},
        {"verdict": "splendid"},
        {"types": "Certificate"},
        {"types": [1]},
        {"standings": ["splendid"]},
        {"years": ["2026"]},
        {"years": [True]},
        {"years": [0]},
        {"expiry": "soon"},
        {"is_favourite": 1},
        {"is_favourite": False},
    ],
)
def test_what_is_no_search_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        query_from_json(value)  # type: ignore[arg-type] # whatever a file says
