"""Badges under bbs-2023 through the whole verifier: whole and in part."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.simulators.bbs_issuer import BbsIssuer
from tests.simulators.world import NOW
from wallet.jsonld.contexts import editions
from wallet.model.checks import CheckId, Outcome
from wallet.model.limits import Limits
from wallet.model.report import Report, Verdict
from wallet.proofs.bbs_derivation import derive
from wallet.trust.evidence import EvidenceSet
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

ISSUER = BbsIssuer("an issuer of tests")
DOCUMENT = ISSUER.badge()
BASE = ISSUER.base_proof(DOCUMENT, ["/issuer", "/validFrom", "/credentialSubject/achievement"])
WHOLE = {**DOCUMENT, "proof": BASE}
PART: Any = derive(DOCUMENT, BASE, ["/credentialSubject/result"], b"", (editions(DOCUMENT)[0], Limits()))
VERIFIER = Verifier(EvidenceSet(), VerifyOptions(at=NOW, limits=Limits()))


def verify(badge: Any) -> Report:
    return VERIFIER.verify(json.dumps(badge).encode())


@pytest.mark.parametrize("badge", [WHOLE, PART])
def test_a_badge_and_a_part_of_it_hold(badge: Any) -> None:
    report = verify(badge)
    assert report.verdict is Verdict.ISSUER_UNKNOWN
    passed = {check.id for check in report.checks if check.outcome is Outcome.PASSED}
    assert {CheckId.PROOF_SIGNATURE, CheckId.CANONICAL_LOSSLESS, CheckId.ISSUER_BINDING} <= passed


def test_a_part_cannot_take_the_place_of_another() -> None:
    other = BbsIssuer("another issuer")
    document = other.badge()
    stolen = {**PART, "issuer": document["issuer"]}
    assert verify(stolen).verdict is Verdict.FAILED
    assert verify({**document, "proof": PART["proof"]}).verdict is Verdict.FAILED
