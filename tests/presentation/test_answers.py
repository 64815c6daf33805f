"""Answers to a request, as the verifier of the one who asked sees them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.presentation import issuing
from tests.presentation.issuing import AT, LIMITS, REQUEST, choice, read
from wallet.crypto.keys import KeyType
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.disclosure import PresentationRequest
from wallet.model.report import Policy, Report, Verdict
from wallet.presentation.building import present
from wallet.trust.evidence import EvidenceSet
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

ISSUER = issuing.key()
HOLDER = issuing.key()
HOLDER_DID = issuing.did(HOLDER)
TOKEN = issuing.sd_jwt(ISSUER, HOLDER)
BADGE_2 = issuing.embedded(ISSUER, HOLDER_DID)
BADGE_1 = issuing.embedded(ISSUER, HOLDER_DID, version=1)
JWT = issuing.jwt(ISSUER, HOLDER_DID)


def verify(content: bytes, request: PresentationRequest | None = REQUEST) -> Report:
    options = VerifyOptions(at=AT + timedelta(seconds=30), policy=Policy.CHECK, request=request)
    return Verifier(EvidenceSet(), options).verify(content)


@pytest.mark.parametrize("badges", [[TOKEN], [BADGE_2], [BADGE_1], [JWT], [BADGE_2, BADGE_1, JWT]])
def test_answers_hold_but_for_an_issuer_that_nobody_lists(badges: list[bytes]) -> None:
    content = present([choice(read(badge)) for badge in badges], REQUEST, HOLDER, AT, LIMITS).content
    report = verify(content)
    assert report.verdict is Verdict.ISSUER_UNKNOWN
    for check in (
        CheckId.HOLDER_BINDING,
        CheckId.PRESENTATION_AUDIENCE,
        CheckId.PRESENTATION_FRESHNESS,
        CheckId.PRESENTATION_INTEGRITY,
    ):
        assert report.check(check).outcome is Outcome.PASSED
        assert report.check(check).code is Code.OK


def test_a_p256_holder_answers_too() -> None:
    holder = issuing.key(KeyType.P256)
    token = issuing.sd_jwt(issuing.key(KeyType.P256), holder)
    content = present([choice(read(token))], REQUEST, holder, AT, LIMITS).content
    report = verify(content)
    assert report.check(CheckId.HOLDER_BINDING).outcome is Outcome.PASSED
    badge = read(issuing.embedded(ISSUER, issuing.did(holder)))
    report = verify(present([choice(badge)], REQUEST, holder, AT, LIMITS).content)
    assert report.check(CheckId.HOLDER_BINDING).outcome is Outcome.PASSED


def test_answers_to_another_request_are_refused_by_the_verifier() -> None:
    other = PresentationRequest(nonce="other", audience="https://elsewhere.example")
    for badge in (TOKEN, BADGE_2):
        report = verify(present([choice(read(badge))], other, HOLDER, AT, LIMITS).content)
        assert report.verdict is Verdict.FAILED
        assert report.check(CheckId.PRESENTATION_AUDIENCE).code is Code.AUDIENCE_MISMATCH
        assert report.check(CheckId.PRESENTATION_FRESHNESS).code is Code.NONCE_MISMATCH


@pytest.mark.parametrize("badge", [TOKEN, BADGE_2, JWT])
def test_a_copy_proves_what_was_issued_and_not_who_shows_it(badge: bytes) -> None:
    content = present([choice(read(badge))], None, HOLDER, AT, LIMITS).content
    report = verify(content, request=None)
    assert report.check(CheckId.HOLDER_BINDING).code is Code.HOLDER_NOT_PROVEN
    assert report.verdict is Verdict.ISSUER_UNKNOWN
    assert verify(content).verdict is Verdict.FAILED
