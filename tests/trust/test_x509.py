"""Certificates: a path to a chosen anchor, and nothing else, proves who signed."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest

from tests.simulators.authority import NOW, Authority
from wallet.crypto.keys import KeyType
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.trust.x509 import LONGEST_CHAIN, certificates_in, chain_in, verify_chain

YEAR = timedelta(days=365)


@pytest.fixture(scope="module")
def root() -> Authority:
    return Authority("Root")


@pytest.fixture(scope="module")
def middle(root: Authority) -> Authority:
    return root.authority("Middle")


def test_a_path_over_an_intermediate_leads_to_the_anchor(root: Authority, middle: Authority) -> None:
    seal = middle.seal("University", dns=["Uni.example"], uris=["https://uni.example/issuer"], number="VATSI-1")
    facts = verify_chain([seal.der, middle.der], [root.der], NOW)
    assert facts.key == seal.key.public_key
    assert (facts.common_name, facts.organization_identifier) == ("University", "VATSI-1")
    assert (facts.dns_names, facts.uris) == (("uni.example",), ("https://uni.example/issuer",))
    assert facts.anchor == "CN=Root"


@pytest.mark.parametrize("key_type", [KeyType.P256, KeyType.P384])
def test_every_type_of_key_that_a_certificate_may_have(middle: Authority, key_type: KeyType) -> None:
    seal = middle.seal("University", key_type=key_type)
    assert verify_chain([seal.der], [middle.der], NOW).key.key_type is key_type


def test_an_intermediate_or_the_certificate_itself_may_be_the_anchor(root: Authority, middle: Authority) -> None:
    seal = middle.seal("University")
    assert verify_chain([seal.der, root.der, middle.der], [middle.der], NOW).anchor == "CN=Middle"
    assert verify_chain([seal.der], [seal.der], NOW).anchor == "CN=University"


@pytest.mark.parametrize("anchors", ["none", "another", "namesake"])
def test_without_a_path_to_an_anchor_nothing_is_proved(middle: Authority, root: Authority, anchors: str) -> None:
    chosen = {"none": [], "another": [Authority("Other").der], "namesake": [Authority("Root").der]}[anchors]
    seal = middle.seal("University")
    assert _refusal([seal.der, middle.der, root.der], chosen) == (Code.KEY_SELF_ASSERTED, Outcome.UNKNOWN)


def test_one_who_is_no_authority_vouches_for_nobody(root: Authority) -> None:
    honest = root.seal("Honest")
    forged = Authority("Honest", honest.key).seal("University")
    assert _refusal([forged.der, honest.der], [root.der]) == (Code.KEY_SELF_ASSERTED, Outcome.UNKNOWN)


def test_a_path_longer_than_an_authority_allows_leads_nowhere() -> None:
    short = Authority("Short", path_length=0)
    seal = short.authority("Below").seal("University")
    assert _refusal([seal.der, short.authority("Below").der], [short.der])[0] is Code.KEY_SELF_ASSERTED


@pytest.mark.parametrize("years", [-3, 3])
def test_a_certificate_holds_only_within_its_dates(root: Authority, years: int) -> None:
    seal = root.seal("University")
    with pytest.raises(ProofError) as refused:
        verify_chain([seal.der], [root.der], NOW + years * YEAR)
    assert (refused.value.code, refused.value.outcome) == (Code.KEY_RETIRED, Outcome.UNKNOWN)


def test_an_authority_that_has_ended_vouches_no_more() -> None:
    old = Authority("Old", ends=NOW - timedelta(days=1))
    assert _refusal([old.seal("University").der], [old.der])[0] is Code.KEY_SELF_ASSERTED


def test_a_certificate_must_be_for_signing_documents(root: Authority, middle: Authority) -> None:
    assert _refusal([middle.der], [root.der]) == (Code.KEY_INVALID, Outcome.FAILED)
    assert _refusal([root.seal("University", signs=False).der], [root.der]) == (Code.KEY_INVALID, Outcome.FAILED)


@pytest.mark.filterwarnings("ignore::cryptography.utils.CryptographyDeprecationWarning")
@pytest.mark.parametrize("bit", [0x01, 0x20, 0x80])
def test_a_changed_certificate_never_passes(root: Authority, bit: int) -> None:
    seal = root.seal("University", dns=["uni.example"], uris=["https://uni.example"])
    whole, header = seal.der, 4
    for position in range(header + len(seal.certificate.tbs_certificate_bytes)):
        der = bytearray(whole)
        der[position] ^= bit
        with pytest.raises(ProofError):
            verify_chain([bytes(der)], [root.der], NOW)


def test_a_chain_is_neither_empty_nor_too_long(root: Authority) -> None:
    seal = root.seal("University")
    assert _refusal([], [root.der])[0] is Code.KEY_INVALID
    assert _refusal([seal.der] * (LONGEST_CHAIN + 1), [root.der])[0] is Code.KEY_INVALID
    assert verify_chain([seal.der] * LONGEST_CHAIN, [root.der], NOW).common_name == "University"


def test_the_header_holds_the_chain_in_base64(root: Authority) -> None:
    assert chain_in({}) == ()
    assert chain_in({"x5c": [base64.b64encode(root.der).decode()]}) == (root.der,)
    for malformed in ("text", [1], ["_-_-"], [base64.b64encode(root.der).decode() + "\n"]):
        with pytest.raises(ProofError):
            chain_in({"x5c": malformed})


def test_anchors_come_as_der_or_pem(root: Authority, middle: Authority) -> None:
    assert certificates_in(root.der) == (root.der,)
    assert certificates_in(root.pem + middle.pem) == (root.der, middle.der)
    assert certificates_in(b"{}") == ()


def _refusal(chain: list[bytes], anchors: list[bytes]) -> tuple[Code, Outcome]:
    with pytest.raises(ProofError) as refused:
        verify_chain(chain, anchors, NOW)
    assert refused.value.check in (CheckId.ISSUER_KEY, CheckId.KEY_STRENGTH)
    return refused.value.code, refused.value.outcome
