"""Certificates of Blockcerts 2: content offline, the transaction and the issuer's word from evidence."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.simulators import chain
from wallet.formats.details import details_of, texts_of
from wallet.formats.reader import extract, parse
from wallet.model.checks import CheckId, Code, Outcome, Source
from wallet.model.evidence import EvidenceDocument, ListedIssuer
from wallet.model.limits import Limits
from wallet.model.report import Level, Policy, Report, Verdict
from wallet.presentation.claims import claims_of
from wallet.trust.evidence import EvidenceSet
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

POSITIVE = {Verdict.VERIFIED, Verdict.LIMITED, Verdict.ISSUER_UNKNOWN}
ETHEREUM = "0x3d995eF85a8D1bcBED78182AB225b9F88Dc8937c"


def verify(data: bytes, *documents: EvidenceDocument, policy: Policy = Policy.WALLET) -> Report:
    issuers = [ListedIssuer(chain.ISSUER, "Guild", Level.PRODUCTION, "Fair", None, Source.PACK)]
    return Verifier(EvidenceSet(documents, issuers), VerifyOptions(at=chain.NOW, policy=policy)).verify(data, "badge")


def judged(claims: dict[str, Any], *documents: EvidenceDocument, **changes: Any) -> Report:
    """The report on a certificate, given its transaction and other evidence."""
    data, root = chain.certified(claims, **changes)
    return verify(data, chain.transaction(root), *(documents or [chain.profile()]))


def test_a_certificate_whose_root_is_in_the_chain_by_its_issuer_is_genuine() -> None:
    report = judged(chain.certificate())
    assert (report.verdict, report.format) == (Verdict.VERIFIED, "blockcerts2-json")
    assert report.issuer is not None
    assert (report.issuer.id, report.issuer.name) == (chain.ISSUER, "Guild")


def test_without_the_transaction_or_the_profile_nothing_is_known_of_the_issuer() -> None:
    data, root = chain.certified(chain.certificate())
    for evidence in ([], [chain.transaction(root)], [chain.profile()]):
        report = verify(data, *evidence)
        assert report.verdict is Verdict.UNKNOWN
        assert report.check(CheckId.PROOF_SIGNATURE).outcome is Outcome.PASSED
        assert report.check(CheckId.ISSUER_KEY).code is Code.KEY_UNAVAILABLE
        assert report.check(CheckId.STATUS).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("chain_name", ["bitcoinTestnet", "bitcoinRegtest", "ethereumRopsten", "mockchain"])
def test_a_chain_for_tests_never_gives_more_than_limited(chain_name: str) -> None:
    data, root = chain.certified(chain.certificate(), {"sourceId": "ab" * 32, "chain": chain_name})
    code, network = ("btc", chain_name[7:].lower()) if chain_name[0] == "b" else ("eth", "ropsten")
    link = "blink:mocknet" if chain_name == "mockchain" else f"blink:{code}:{network}:" + "ab" * 32
    assert verify(data, chain.profile()).verdict is Verdict.UNKNOWN
    assert verify(data, chain.transaction(root, link), chain.profile()).verdict is Verdict.LIMITED


def test_an_anchor_that_names_no_network_is_where_its_transaction_is() -> None:
    data, root = chain.certified(chain.certificate(), {"sourceId": "ab" * 32, "type": "BTCOpReturn"})
    assert verify(data, chain.transaction(root), chain.profile()).verdict is Verdict.VERIFIED
    link = chain.LINK.replace("mainnet", "testnet")
    assert verify(data, chain.transaction(root, link), chain.profile()).verdict is Verdict.LIMITED


def test_addresses_of_ethereum_are_the_same_in_capital_letters() -> None:
    stated = {**chain.certificate()["verification"], "publicKey": f"ecdsa-koblitz-pubkey:{ETHEREUM}"}
    anchor = {"sourceId": "0x" + "ab" * 32, "type": "ETHData", "chain": "ethereumMainnet"}
    data, root = chain.certified(chain.certificate(verification=stated), anchor)
    transaction = chain.transaction(root, "blink:eth:mainnet:0x" + "ab" * 32, ETHEREUM.lower())
    profile = chain.profile(id=f"ecdsa-koblitz-pubkey:{ETHEREUM.upper().replace('X', 'x', 1)}")
    assert verify(data, transaction, profile).verdict is Verdict.VERIFIED


def test_a_transaction_with_another_root_fails() -> None:
    data, _ = chain.certified(chain.certificate())
    assert verify(data, chain.transaction(b"\x01" * 32), chain.profile()).verdict is Verdict.FAILED


@pytest.mark.parametrize("changes", chain.NOT_THE_ISSUERS_THEN)
def test_an_address_that_was_not_the_issuers_then_fails(changes: dict[str, Any]) -> None:
    report = judged(chain.certificate(), chain.profile(**changes))
    assert report.verdict is Verdict.FAILED
    assert report.check(CheckId.ISSUER_BINDING).outcome is Outcome.FAILED


def test_a_badge_that_names_another_address_than_the_transactions_is_not_bound() -> None:
    stated = {**chain.certificate()["verification"], "publicKey": "ecdsa-koblitz-pubkey:1Other"}
    report = judged(chain.certificate(verification=stated))
    assert report.verdict is Verdict.UNKNOWN
    assert report.check(CheckId.ISSUER_BINDING).code is Code.ISSUER_MISMATCH


def test_a_profile_of_the_first_version_names_no_addresses() -> None:
    profile = chain.profile()
    old = json.dumps({"id": chain.ISSUER, "issuerKeys": [{"date": "2016-08-28", "key": chain.ADDRESS}]}).encode()
    report = judged(
        chain.certificate(), EvidenceDocument(profile.id, profile.kind, old, profile.fetched, profile.source)
    )
    assert report.check(CheckId.ISSUER_KEY).code is Code.KEY_UNAVAILABLE


@pytest.mark.parametrize(
    "changes",
    [
        {"type": ["Extension"]},
        {"type": "MerkleProof2019"},
        {"merkleRoot": "00" * 32},
        {"targetHash": "00" * 32},
        {"targetHash": "0x00"},
        {"proof": []},
        {"proof": [{"right": "07" * 32, "left": "07" * 32}]},
        {"proof": [{"left": "07" * 32}]},
        {"proof": {"right": "07" * 32}},
        {"anchors": []},
        {"anchors": [{"chain": "bitcoinMainnet"}]},
        {"anchors": [{"chain": "dogecoin", "sourceId": "ab" * 32}]},
        {"anchors": "blink:btc:mainnet:" + "ab" * 32},
    ],
)
def test_a_malformed_or_misused_proof_is_never_accepted(changes: dict[str, Any]) -> None:
    data, root = chain.certified(chain.certificate(), None, **changes)
    assert verify(data, chain.transaction(root), chain.profile()).verdict not in POSITIVE


def test_one_signature_is_needed_and_only_one() -> None:
    data, root = chain.certified(chain.certificate())
    document = json.loads(data)
    signature = document.pop("signature")
    signatures: list[dict[str, Any]] = [
        {},
        {"signature": []},
        {"signature": [signature, signature]},
        {"proof": signature},
    ]
    for several in signatures:
        altered = json.dumps({**document, **several}).encode()
        assert verify(altered, chain.transaction(root), chain.profile()).verdict is Verdict.FAILED


def test_a_term_that_no_context_defines_is_not_covered() -> None:
    data, root = chain.certified(chain.certificate())
    document = json.dumps({**json.loads(data), "grade": "A"}).encode()
    report = verify(document, chain.transaction(root), chain.profile())
    assert report.verdict is Verdict.FAILED
    assert report.check(CheckId.CANONICAL_LOSSLESS).code is Code.DATA_LOSS


def test_a_term_that_an_inline_context_adds_is_covered_and_one_it_changes_is_not_known() -> None:
    base = chain.certificate()
    grade = {"grade": {"@id": "https://guild.example/terms#grade"}}
    assert judged(chain.certificate(grade="A", **{"@context": [*base["@context"], grade]})).verdict is Verdict.VERIFIED
    changed = {"expires": {"@id": "https://guild.example/terms#never"}}
    report = judged(chain.certificate(expires="2026-11-21T00:00:00Z", **{"@context": [*base["@context"], changed]}))
    assert report.verdict not in POSITIVE


def test_a_context_that_does_not_ship_is_unknown() -> None:
    data, root = chain.certified(chain.certificate())
    document = json.loads(data)
    document["@context"].append("https://w3id.org/blockcerts/v9")
    report = verify(json.dumps(document).encode(), chain.transaction(root), chain.profile())
    assert report.check(CheckId.CONTEXT_KNOWN).code is Code.CONTEXT_UNKNOWN
    assert report.verdict not in POSITIVE


def test_its_end_counts_as_its_own_date_says() -> None:
    assert judged(chain.certificate(expires="2026-11-21T00:00:00Z")).verdict is Verdict.EXPIRED
    assert judged(chain.certificate(expires="2026-11-21")).verdict is Verdict.EXPIRED
    assert judged(chain.certificate(expires="soon")).verdict is Verdict.FAILED
    assert judged(chain.certificate(expires="2027-11-21T00:00:00Z")).verdict is Verdict.VERIFIED


@pytest.mark.parametrize("member", ["id", "recipient", "badge", "verification", "issuedOn"])
def test_what_the_schema_requires_is_required(member: str) -> None:
    claims = chain.certificate()
    del claims[member]
    report = judged(claims)
    assert report.check(CheckId.STRUCTURE).outcome is Outcome.FAILED


def test_the_issuers_list_of_withdrawn_badges_is_read() -> None:
    profile = chain.profile_with_list()
    clear, named = chain.revocation_list("urn:uuid:9"), chain.revocation_list(chain.CERTIFICATE)
    assert judged(chain.certificate(), profile, clear).verdict is Verdict.VERIFIED
    assert judged(chain.certificate(), profile, named).verdict is Verdict.REVOKED
    missing = judged(chain.certificate(), profile)
    assert (missing.verdict, missing.check(CheckId.STATUS).code) == (Verdict.UNKNOWN, Code.STATUS_UNAVAILABLE)
    for changes in ({"type": "Profile"}, {"revokedAssertions": None}):
        broken = judged(chain.certificate(), profile, chain.revocation_list(**changes))
        assert broken.check(CheckId.STATUS).code is Code.STATUS_LIST_INVALID
        assert broken.verdict is Verdict.UNKNOWN


def test_a_list_is_as_good_as_its_age() -> None:
    data, root = chain.certified(chain.certificate())
    for age, policy, verdict in (
        (timedelta(days=2), Policy.WALLET, Verdict.LIMITED),
        (timedelta(days=2), Policy.CHECK, Verdict.LIMITED),
        (timedelta(days=8), Policy.CHECK, Verdict.UNKNOWN),
    ):
        evidence = chain.transaction(root), chain.profile_with_list(), chain.revocation_list(age=age)
        assert verify(data, *evidence, policy=policy).verdict is verdict


def test_a_badge_that_says_it_was_withdrawn_was() -> None:
    assert judged(chain.certificate(revoked=True)).verdict is Verdict.REVOKED


def test_no_mutant_of_a_certificate_is_accepted() -> None:
    data, root = chain.certified(chain.certificate())
    evidence = chain.transaction(root), chain.profile()
    mutants = [data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] for at in range(0, len(data), 2)]
    accepted = [json.loads(mutant) for mutant in mutants if verify(mutant, *evidence).verdict in POSITIVE]
    original = json.loads(data)
    # What the signature says of itself is not covered, nor needed where it leads to the same root.
    assert all(mutant.pop("signature")["merkleRoot"] == root.hex() for mutant in accepted)
    del original["signature"]
    assert all(mutant == original for mutant in accepted)


ALPHA = "https://w3id.org/blockcerts/schema/2.0-alpha/context.json"


@pytest.mark.parametrize(
    ("name", "value", "other"),
    [("expires", "2026-11-29T00:00:00Z", "revoked"), ("revoked", True, "revokedAssertions")],
)
def test_no_second_name_hides_that_a_certificate_ended(name: str, value: Any, other: str) -> None:
    """Its own contexts have two names for its end and for its withdrawal."""
    claims = chain.certificate(**{name: value})
    data, root = chain.certified(claims)
    evidence = (chain.transaction(root), chain.profile())
    assert verify(data, *evidence).verdict in (Verdict.EXPIRED, Verdict.REVOKED)
    altered = json.loads(data)
    altered[other] = altered.pop(name)
    for contexts in (claims["@context"], [*claims["@context"], ALPHA], [ALPHA, *claims["@context"]]):
        report = verify(json.dumps({**altered, "@context": contexts}).encode(), *evidence)
        assert report.verdict not in POSITIVE


def test_what_stands_in_the_signature_is_not_shown_as_the_certificates_own() -> None:
    data, root = chain.certified(chain.certificate(), grade="Distinction")
    assert verify(data, chain.transaction(root), chain.profile()).verdict is Verdict.VERIFIED
    assert "Distinction" not in str(details_of(json.loads(data)))
    assert "Distinction" not in texts_of(json.loads(data))
    claims = claims_of(parse(extract(data, Limits()), Limits()))
    assert claims
    assert "Distinction" not in str(claims)
