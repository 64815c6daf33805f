"""Badges anchored in a block chain: content offline, the transaction and the issuer's addresses from evidence."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.simulators import chain
from wallet.model.checks import CheckId, Code, Outcome, Source
from wallet.model.disclosure import PresentationRequest
from wallet.model.evidence import EvidenceDocument, ListedIssuer
from wallet.model.report import Level, Policy, Report, Verdict
from wallet.trust.evidence import EvidenceSet
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

POSITIVE = {Verdict.VERIFIED, Verdict.LIMITED, Verdict.ISSUER_UNKNOWN}


def verify(data: bytes, *documents: EvidenceDocument, listed: bool = True) -> Report:
    issuers = [ListedIssuer(chain.ISSUER, "Guild", Level.PRODUCTION, "Fair", None, Source.PACK)] if listed else []
    return Verifier(EvidenceSet(documents, issuers), VerifyOptions(at=chain.NOW)).verify(data, "badge")


def test_a_badge_whose_root_is_in_the_chain_by_its_issuer_is_genuine() -> None:
    data, root = chain.anchored(chain.credential())
    report = verify(data, chain.transaction(root), chain.profile())
    assert (report.verdict, report.format) == (Verdict.VERIFIED, "blockcerts3-json")
    assert verify(data, chain.transaction(root), chain.profile(), listed=False).verdict is Verdict.ISSUER_UNKNOWN


def test_a_data_integrity_proof_of_the_same_kind_holds_as_well() -> None:
    named: dict[str, Any] = {"type": "DataIntegrityProof", "cryptosuite": "merkle-proof-2019"}
    data, root = chain.anchored(chain.credential(), **named)
    assert verify(data, chain.transaction(root), chain.profile()).verdict is Verdict.VERIFIED


def test_without_the_transaction_or_the_profile_nothing_is_known_of_the_issuer() -> None:
    data, root = chain.anchored(chain.credential())
    for evidence in ([], [chain.transaction(root)], [chain.profile()]):
        report = verify(data, *evidence)
        assert report.verdict is Verdict.UNKNOWN
        assert report.check(CheckId.PROOF_SIGNATURE).outcome is Outcome.PASSED
        assert report.check(CheckId.ISSUER_KEY).code is Code.KEY_UNAVAILABLE


def test_a_chain_for_tests_never_gives_more_than_limited() -> None:
    data, root = chain.anchored(chain.credential(), chain.TESTNET)
    link = chain.LINK.replace("mainnet", "testnet")
    assert verify(data, chain.transaction(root, link), chain.profile()).verdict is Verdict.LIMITED
    mock, root = chain.anchored(chain.credential(), chain.MOCKNET)
    assert verify(mock, chain.profile()).verdict is Verdict.UNKNOWN
    assert verify(mock, chain.transaction(root, "blink:mocknet"), chain.profile()).verdict is Verdict.LIMITED


def test_a_transaction_with_another_root_fails() -> None:
    data, _ = chain.anchored(chain.credential())
    assert verify(data, chain.transaction(b"\x01" * 32), chain.profile()).verdict is Verdict.FAILED


@pytest.mark.parametrize("changes", chain.NOT_THE_ISSUERS_THEN)
def test_an_address_that_was_not_the_issuers_then_fails(changes: dict[str, Any]) -> None:
    data, root = chain.anchored(chain.credential())
    report = verify(data, chain.transaction(root), chain.profile(**changes))
    assert report.verdict is Verdict.FAILED
    assert report.check(CheckId.ISSUER_BINDING).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "changes",
    [
        {"verificationMethod": "https://forger.example/issuer.json#key-1"},
        {"proofPurpose": "authentication"},
        {"created": "2026-11-20T00:00:00"},
        {"proofValue": "z1111"},
        {"proofValue": "u1111"},
    ],
)
def test_a_malformed_or_misused_proof_fails(changes: dict[str, Any]) -> None:
    data, root = chain.anchored(chain.credential(), **changes)
    assert verify(data, chain.transaction(root), chain.profile()).verdict is Verdict.FAILED


def test_the_issuers_list_of_withdrawn_badges_is_read() -> None:
    data, root = chain.anchored(chain.credential())
    known = chain.transaction(root), chain.profile_with_list()
    assert verify(data, *known, chain.revocation_list("urn:uuid:9")).verdict is Verdict.VERIFIED
    assert verify(data, *known, chain.revocation_list(chain.CERTIFICATE)).verdict is Verdict.REVOKED
    report = verify(data, *known)
    assert (report.verdict, report.check(CheckId.STATUS).code) == (Verdict.UNKNOWN, Code.STATUS_UNAVAILABLE)
    report = verify(data, *known, chain.revocation_list(age=timedelta(days=2)))
    assert (report.verdict, report.check(CheckId.STATUS).code) == (Verdict.LIMITED, Code.STALE)


def test_a_badge_without_an_identifier_is_on_no_list() -> None:
    claims = chain.credential()
    del claims["id"]
    data, root = chain.anchored(claims)
    report = verify(data, chain.transaction(root), chain.profile_with_list(), chain.revocation_list())
    assert (report.verdict, report.check(CheckId.STATUS).code) == (Verdict.UNKNOWN, Code.STATUS_UNSUPPORTED)


def test_a_proof_that_says_it_builds_on_another_is_unknown() -> None:
    data, root = chain.anchored(chain.credential(), previousProof="urn:uuid:another")
    report = verify(data, chain.transaction(root), chain.profile())
    assert report.verdict is Verdict.UNKNOWN
    assert report.check(CheckId.PROOF_SIGNATURE).code is Code.PREVIOUS_PROOF_MISSING


def test_a_term_that_no_context_defines_is_not_covered() -> None:
    data, root = chain.anchored(chain.credential())
    document = {**json.loads(data), "grade": "A"}
    report = verify(json.dumps(document).encode(), chain.transaction(root), chain.profile())
    assert report.verdict is Verdict.FAILED


def test_no_mutant_of_an_anchored_badge_is_accepted() -> None:
    data, root = chain.anchored(chain.credential())
    evidence = chain.transaction(root), chain.profile()
    mutants = [data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] for at in range(0, len(data), 3)]
    accepted = [mutant for mutant in mutants if verify(mutant, *evidence).verdict in POSITIVE]
    # A Merkle proof does not cover its own options: when it says it was made, and by which of the issuer's addresses.
    original = json.loads(data)
    for mutant in accepted:
        changed = json.loads(mutant)
        assert changed.pop("proof")["proofValue"] == original["proof"]["proofValue"]
        assert changed == {name: value for name, value in original.items() if name != "proof"}


def test_an_anchored_presentation_proves_nothing_of_who_shows_it() -> None:
    claims = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": chain.ISSUER,
        "verifiableCredential": [chain.credential()],
    }
    options = {"proofPurpose": "authentication", "challenge": "n-0S6_WzA2Mj", "domain": "https://checker.example"}
    data, root = chain.anchored(claims, None, **options)
    request = PresentationRequest("n-0S6_WzA2Mj", "https://checker.example")
    evidence = EvidenceSet([chain.transaction(root), chain.profile()])
    question = VerifyOptions(at=chain.NOW, policy=Policy.CHECK, request=request)
    report = Verifier(evidence, question).verify(data, "shown")
    assert report.verdict not in POSITIVE
    assert report.check(CheckId.PROOF_SUITE).code is Code.SUITE_UNSUPPORTED
    assert report.check(CheckId.HOLDER_BINDING).outcome is not Outcome.PASSED


def test_a_direction_is_left_out_of_texts_alone_and_hides_nothing_that_nobody_signed() -> None:
    text = {"@value": "Bookbinding", "@language": "en"}
    data, root = chain.anchored(chain.credential(name=text))
    badge = json.loads(data)
    subject = {**badge["credentialSubject"], "@direction": {"grade": "Distinction"}}
    for changes, verdict in (
        ({"name": {**text, "@direction": "rtl"}}, Verdict.VERIFIED),
        ({"name": {**text, "@direction": {"grade": "Distinction"}}}, Verdict.FAILED),
        ({"credentialSubject": subject}, Verdict.FAILED),
        ({"@direction": "rtl"}, Verdict.FAILED),
    ):
        changed = json.dumps({**badge, **changes}).encode()
        assert verify(changed, chain.transaction(root), chain.profile()).verdict is verdict
