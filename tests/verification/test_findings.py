"""Findings keep the worst of each check, and turn what nobody expected into "could not check"."""

from __future__ import annotations

import logging

import pytest

from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.verification.findings import Findings


def refuse() -> None:
    raise ProofError(CheckId.KEY_STRENGTH, Code.KEY_WEAK, "The key is weak.")


def break_down() -> None:
    raise ZeroDivisionError("the secret claim")


def test_the_worst_finding_is_kept() -> None:
    findings = Findings(frozenset())
    findings.passed(CheckId.STATUS)
    findings.failed(CheckId.STATUS, Code.REVOKED, "")
    findings.unknown(CheckId.STATUS, Code.STALE, "")
    check = findings.found(CheckId.STATUS)
    assert check is not None
    assert (check.outcome, check.code) == (Outcome.FAILED, Code.REVOKED)


def test_equally_bad_codes_are_all_kept() -> None:
    findings = Findings(frozenset())
    findings.limited(CheckId.STATUS, Code.STALE, "old")
    findings.limited(CheckId.STATUS, Code.PACK_EXPIRED, "ended")
    check = findings.found(CheckId.STATUS)
    assert check is not None
    assert (check.code, check.more_codes) == (Code.STALE, (Code.PACK_EXPIRED,))


def test_a_refusal_counts_against_its_own_check() -> None:
    findings = Findings(frozenset())
    assert findings.attempt(CheckId.PROOF_SIGNATURE, refuse) is None
    assert findings.found(CheckId.PROOF_SIGNATURE) is None
    assert findings.found(CheckId.KEY_STRENGTH) is not None


def test_an_unexpected_error_is_unknown_and_logged_without_its_message(caplog: pytest.LogCaptureFixture) -> None:
    findings = Findings(frozenset())
    with caplog.at_level(logging.ERROR):
        findings.attempt(CheckId.STATUS, break_down)
    check = findings.found(CheckId.STATUS)
    assert check is not None
    assert (check.outcome, check.code) == (Outcome.UNKNOWN, Code.INTERNAL)
    assert "ZeroDivisionError at break_down" in caplog.text
    assert "secret" not in caplog.text


def test_an_expected_check_that_found_nothing_is_unknown() -> None:
    checks = {check.id: check for check in Findings(frozenset({CheckId.PROOF_SIGNATURE})).checks()}
    assert checks[CheckId.PROOF_SIGNATURE].outcome is Outcome.UNKNOWN
    assert checks[CheckId.STATUS].outcome is Outcome.NOT_APPLICABLE
    assert list(checks) == list(CheckId)
