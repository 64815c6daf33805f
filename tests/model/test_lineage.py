"""Which badges belong together, and which of them is shown: rules that hold for whatever badges say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.model.lineage import Issue, Relation, is_newer, relation, stand_in, stands_in
from wallet.model.report import Verdict

AT = datetime(2026, 6, 1, tzinfo=UTC)
OLD = Issue(1, "did:web:a.example", "urn:1", "https://a.example/first-aid", "did:key:me", "", issued=AT)
NEW = replace(OLD, key=2, credential="urn:2", issued=AT + timedelta(days=365))

GOOD = (Verdict.VERIFIED, Verdict.LIMITED, Verdict.ISSUER_UNKNOWN)
ISSUES = st.builds(
    Issue,
    key=st.integers(1, 9),
    issuer=st.sampled_from(["", "did:web:a.example", "did:web:b.example"]),
    credential=st.sampled_from(["", "urn:1", "urn:2"]),
    achievement=st.sampled_from(["", "first", "second"]),
    subject=st.sampled_from(["", "me", "you"]),
    language=st.sampled_from(["", "en", "en-GB", "de"]),
    related=st.frozensets(st.sampled_from(["first", "second"]), max_size=1),
    issued=st.none() | st.integers(0, 3).map(lambda days: AT + timedelta(days=days)),
    verdict=st.sampled_from(list(Verdict)),
)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (NEW, Relation.RENEWED),
        (replace(NEW, credential=OLD.credential), Relation.CORRECTED),
        (replace(NEW, issued=AT), Relation.COPY),
        (replace(NEW, credential=OLD.credential, issued=AT), Relation.COPY),
        (replace(NEW, issued=None), Relation.COPY),
        (replace(NEW, credential=OLD.credential, achievement="another", subject="another"), Relation.CORRECTED),
        (replace(NEW, achievement="in German", related=frozenset({OLD.achievement})), Relation.RENEWED),
        (replace(NEW, issuer="did:web:b.example"), None),
        (replace(NEW, subject="did:key:you"), None),
        (replace(NEW, achievement="another"), None),
        (replace(NEW, achievement=""), None),
        (replace(NEW, subject=""), None),
    ],
)
def test_what_two_badges_are_to_each_other(other: Issue, expected: Relation | None) -> None:
    assert relation(OLD, other) is relation(other, OLD) is expected


def test_the_same_award_in_another_language_is_a_translation_and_hides_nothing() -> None:
    english, german = replace(OLD, language="en-GB"), replace(NEW, language="de", achievement="de")
    german = replace(german, related=frozenset({english.achievement}))
    assert relation(english, german) is Relation.TRANSLATED
    assert stand_in(english, [german]) is None
    assert relation(english, replace(NEW, language="en")) is Relation.RENEWED


def test_badges_without_names_have_nothing_in_common() -> None:
    nameless = Issue(1, "did:web:a.example", "", "", "", "")
    assert relation(nameless, replace(nameless, key=2)) is None
    assert relation(replace(OLD, issuer=""), replace(NEW, issuer="")) is None


@pytest.mark.parametrize("verdict", list(Verdict))
def test_only_a_badge_whose_signature_holds_takes_the_place_of_a_good_one(verdict: Verdict) -> None:
    assert stands_in(replace(NEW, verdict=verdict), OLD) is (verdict in GOOD)


def test_of_two_that_are_over_the_later_one_is_shown() -> None:
    over = replace(OLD, verdict=Verdict.EXPIRED)
    assert stands_in(replace(NEW, verdict=Verdict.EXPIRED), over)
    assert not stands_in(replace(NEW, verdict=Verdict.REVOKED), over)
    assert not stands_in(replace(NEW, verdict=Verdict.NOT_YET_VALID), over)


def test_the_latest_that_is_good_stands_in() -> None:
    later = replace(NEW, key=3, credential="urn:3", issued=AT + timedelta(days=800))
    assert stand_in(OLD, [OLD, NEW, later]) == later
    assert stand_in(OLD, [later, NEW, OLD]) == later
    assert stand_in(OLD, [NEW, replace(later, verdict=Verdict.REVOKED)]) == NEW
    assert stand_in(later, [OLD, NEW, later]) is None


@given(one=ISSUES, other=ISSUES)
def test_the_rules_hold_for_any_two(one: Issue, other: Issue) -> None:
    assert relation(one, other) is relation(other, one)
    assert not (is_newer(one, other) and is_newer(other, one))
    assert not (stands_in(one, other) and stands_in(other, one))
    if stands_in(one, other):
        assert one.issuer == other.issuer
        assert one.verdict not in {Verdict.FAILED, Verdict.UNREADABLE, Verdict.UNKNOWN, Verdict.REVOKED}


@given(issues=st.lists(ISSUES, min_size=1, max_size=8, unique_by=lambda issue: issue.key))
def test_however_many_there_are_one_of_them_is_shown(issues: list[Issue]) -> None:
    shown = [issue for issue in issues if stand_in(issue, issues) is None]
    assert shown
    for hidden in issues:
        newer = stand_in(hidden, issues)
        assert newer is None or is_newer(newer, hidden)
