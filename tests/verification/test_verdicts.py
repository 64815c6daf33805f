"""The verdict is one pure function of the checks; every row of the table, and what outranks what."""

from __future__ import annotations

import itertools

import pytest

from wallet.model.checks import Check, CheckId, Code, Outcome
from wallet.model.report import Policy, Verdict
from wallet.verification.verdicts import strongest, verdict_of

ALL_PASSED = tuple(Check(check_id, Outcome.PASSED, Code.OK) for check_id in CheckId)


def with_check(check_id: CheckId, outcome: Outcome, code: Code) -> tuple[Check, ...]:
    return tuple(Check(check_id, outcome, code) if check.id is check_id else check for check in ALL_PASSED)


def verdict(checks: tuple[Check, ...], policy: Policy = Policy.WALLET, *, requested: bool = False) -> Verdict:
    return verdict_of(checks, policy, requested=requested)


def test_all_passed_is_verified() -> None:
    assert verdict(ALL_PASSED) is Verdict.VERIFIED


@pytest.mark.parametrize(
    ("check_id", "outcome", "code", "expected"),
    [
        (CheckId.PARSE, Outcome.FAILED, Code.MALFORMED, Verdict.UNREADABLE),
        (CheckId.CONTAINER, Outcome.FAILED, Code.MORE_THAN_ONE, Verdict.UNREADABLE),
        (CheckId.PROOF_SIGNATURE, Outcome.FAILED, Code.SIGNATURE_INVALID, Verdict.FAILED),
        (CheckId.SCHEMA, Outcome.FAILED, Code.SCHEMA_MISMATCH, Verdict.FAILED),
        (CheckId.STATUS, Outcome.FAILED, Code.REVOKED, Verdict.REVOKED),
        (CheckId.STATUS, Outcome.FAILED, Code.SUSPENDED, Verdict.SUSPENDED),
        (CheckId.VALIDITY_PERIOD, Outcome.FAILED, Code.EXPIRED, Verdict.EXPIRED),
        (CheckId.VALIDITY_PERIOD, Outcome.FAILED, Code.NOT_YET_VALID, Verdict.NOT_YET_VALID),
        (CheckId.PROOF_TIME, Outcome.FAILED, Code.PROOF_EXPIRED, Verdict.EXPIRED),
        (CheckId.PROOF_TIME, Outcome.FAILED, Code.PROOF_FROM_FUTURE, Verdict.NOT_YET_VALID),
        (CheckId.PROOF_TIME, Outcome.FAILED, Code.BAD_DATE, Verdict.FAILED),
        (CheckId.STATUS, Outcome.UNKNOWN, Code.STATUS_UNAVAILABLE, Verdict.UNKNOWN),
        (CheckId.ISSUER_TRUST, Outcome.UNKNOWN, Code.ISSUER_NOT_LISTED, Verdict.ISSUER_UNKNOWN),
        (CheckId.ISSUER_TRUST, Outcome.PASSED, Code.TEST_REGISTRY, Verdict.LIMITED),
        (CheckId.STATUS, Outcome.PASSED, Code.STALE, Verdict.LIMITED),
    ],
)
def test_each_row_of_the_table(check_id: CheckId, outcome: Outcome, code: Code, expected: Verdict) -> None:
    assert verdict(with_check(check_id, outcome, code)) is expected


def test_an_unknown_schema_never_makes_a_badge_unknown() -> None:
    assert verdict(with_check(CheckId.SCHEMA, Outcome.UNKNOWN, Code.INTERNAL)) is Verdict.VERIFIED


@pytest.mark.parametrize("check_id", [CheckId.HOLDER_BINDING, CheckId.PRESENTATION_AUDIENCE])
def test_the_holder_is_required_only_where_a_request_was_made(check_id: CheckId) -> None:
    checks = with_check(check_id, Outcome.UNKNOWN, Code.NOT_REACHED)
    assert verdict(checks) is Verdict.VERIFIED
    # Others' badges are then at best limited: nobody knows who shows them.
    assert verdict(checks, Policy.CHECK) is Verdict.LIMITED
    assert verdict(checks, Policy.CHECK, requested=True) is Verdict.UNKNOWN


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.UNKNOWN])
@pytest.mark.parametrize("check_id", sorted(set(CheckId) - {CheckId.SCHEMA, CheckId.ISSUER_TRUST}))
def test_no_check_that_did_not_pass_leaves_a_positive_verdict(check_id: CheckId, outcome: Outcome) -> None:
    got = verdict(with_check(check_id, outcome, Code.INTERNAL), Policy.CHECK, requested=True)
    assert got not in (Verdict.VERIFIED, Verdict.LIMITED, Verdict.ISSUER_UNKNOWN)


def test_bad_news_is_ranked() -> None:
    for worse, better in itertools.pairwise(Verdict):
        assert strongest([better, worse]) is worse


def test_revoked_outranks_suspended_within_one_check() -> None:
    check = Check(CheckId.STATUS, Outcome.FAILED, Code.SUSPENDED, more_codes=(Code.REVOKED,))
    checks = tuple(check if other.id is CheckId.STATUS else other for other in ALL_PASSED)
    assert verdict(checks) is Verdict.REVOKED
