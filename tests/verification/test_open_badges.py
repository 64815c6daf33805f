"""Open Badges 1 and 2: hosted by a copy at their own address, signed by a key that their issuer's profile names."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulators.open_badges import (
    ASSERTION,
    BADGE,
    KEY,
    NOW,
    PROFILE,
    REVOCATIONS,
    SITE,
    Guild,
    as_bytes,
    assertion,
    badge_class,
    profile,
)
from wallet.crypto.keys import KeyType, PrivateKey
from wallet.model.checks import CheckId, Code, Outcome, Source
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.report import Policy, Verdict
from wallet.trust.evidence import EvidenceSet
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

POSITIVE = {Verdict.VERIFIED, Verdict.LIMITED, Verdict.ISSUER_UNKNOWN}
DAY = timedelta(days=1)
GUILD = Guild()
TOKEN = GUILD.signed()


def test_a_hosted_badge_is_verified_by_its_copy() -> None:
    report = GUILD.verify(assertion())
    assert report.verdict is Verdict.VERIFIED
    assert (report.format, report.name) == ("ob2-json", "Lockpicking")
    assert report.issuer is not None
    assert (report.issuer.id, report.issuer.name) == (PROFILE, "Guild of Locksmiths")
    status = report.check(CheckId.STATUS)
    assert status.detail == "Hosted, last seen 1 December 2026, 11:00 UTC."
    assert status.as_of == NOW - timedelta(hours=1)


def test_a_signed_badge_is_verified_by_its_key() -> None:
    report = GUILD.verify(TOKEN)
    assert (report.verdict, report.format, report.name) == (Verdict.VERIFIED, "ob2-jws", "Lockpicking")


@pytest.mark.parametrize("data", [assertion(), TOKEN], ids=["hosted", "signed"])
def test_an_issuer_on_no_list_is_unknown(data: Any) -> None:
    guild = Guild(private=GUILD.private, listed=False)
    assert guild.verify(data).verdict is Verdict.ISSUER_UNKNOWN


@pytest.mark.parametrize("missing", [ASSERTION, BADGE, PROFILE])
def test_a_hosted_badge_without_one_of_its_documents_is_unknown(missing: str) -> None:
    guild = Guild()
    del guild.pages[missing]
    assert guild.verify(assertion()).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("missing", [BADGE, PROFILE, KEY, REVOCATIONS])
def test_a_signed_badge_without_one_of_its_documents_is_unknown(missing: str) -> None:
    guild = Guild()
    token = guild.signed()
    del guild.pages[missing]
    assert guild.verify(token).verdict is Verdict.UNKNOWN


def test_a_copy_that_differs_fails() -> None:
    report = GUILD.verify(assertion(narrative="Opened two."))
    assert report.verdict is Verdict.FAILED
    assert report.check(CheckId.PROOF_SIGNATURE).code is Code.HOSTED_COPY_DIFFERS


@pytest.mark.parametrize("page", [b"<html>gone</html>", [], b""])
def test_a_copy_that_cannot_be_read_says_nothing(page: Any) -> None:
    guild = Guild()
    guild.pages[ASSERTION] = page
    report = guild.verify(assertion())
    assert (report.verdict, report.check(CheckId.STATUS).code) == (Verdict.UNKNOWN, Code.HOSTED_COPY_UNAVAILABLE)


@pytest.mark.parametrize("copy", [{"id": ASSERTION, "revoked": True}, assertion(revoked=True)])
def test_a_copy_that_is_revoked_revokes(copy: Any) -> None:
    guild = Guild()
    guild.pages[ASSERTION] = copy
    assert guild.verify(assertion()).verdict is Verdict.REVOKED


@pytest.mark.parametrize("entry", [ASSERTION, {"id": ASSERTION}, {"uid": "abc"}])
def test_a_signed_badge_on_its_list_is_revoked(entry: Any) -> None:
    guild = Guild()
    guild.pages[REVOCATIONS]["revokedAssertions"].append(entry)
    assert guild.verify(guild.signed(uid="abc")).verdict is Verdict.REVOKED


def test_a_list_that_is_none_leaves_withdrawal_unknown() -> None:
    guild = Guild()
    guild.pages[REVOCATIONS] = {"type": "RevocationList"}
    assert guild.verify(guild.signed()).check(CheckId.STATUS).code is Code.STATUS_LIST_INVALID


def test_an_issuer_without_a_list_cannot_withdraw() -> None:
    guild = Guild()
    del guild.pages[PROFILE]["revocationList"]
    report = guild.verify(guild.signed())
    assert report.verdict is Verdict.VERIFIED
    assert report.check(CheckId.STATUS).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("policy", "address", "holds"),
    [
        ({}, ASSERTION, True),
        ({}, "https://elsewhere.example/1", False),
        ({"startsWith": f"{SITE}/awards/"}, ASSERTION, True),
        ({"startsWith": ["https://a.example/", SITE]}, ASSERTION, True),
        ({"startsWith": f"{SITE}/others/"}, ASSERTION, False),
        ({"startsWith": SITE}, f"{SITE}.evil.example/1", False),
        ({"startsWith": SITE}, f"{SITE}@evil.example/1", False),
        ({"allowedOrigins": "elsewhere.example"}, "https://elsewhere.example/1", True),
        ({"allowedOrigins": ["elsewhere.example"]}, ASSERTION, False),
        ({"allowedOrigins": []}, ASSERTION, False),
    ],
)
def test_only_addresses_that_the_issuer_claims_count(policy: dict[str, Any], address: str, holds: bool) -> None:
    guild = Guild()
    guild.pages[PROFILE] = profile(**({"verification": policy} if policy else {}))
    guild.pages[address] = assertion(id=address)
    report = guild.verify(assertion(id=address))
    assert report.verdict is (Verdict.VERIFIED if holds else Verdict.FAILED)


def test_a_badge_class_on_another_site_is_out_of_scope() -> None:
    guild = Guild()
    guild.pages[BADGE] = badge_class(issuer="https://other.example/profile")
    assert guild.verify(assertion()).verdict is Verdict.UNKNOWN


def test_a_profile_that_goes_by_a_name_of_elsewhere_proves_nothing() -> None:
    for name in ("urn:uuid:1", "https://famous.example/profile"):
        guild = Guild()
        guild.pages[PROFILE] = profile(id=name)
        assert guild.verify(assertion()).verdict is Verdict.UNKNOWN
        assert guild.verify(guild.signed()).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("address", "page"),
    [
        (BADGE, badge_class(type="Issuer")),
        (PROFILE, profile(type="Criteria")),
        (PROFILE, profile(publicKey=f"{SITE}/other-key")),
        (KEY, GUILD.key(owner="https://other.example/profile")),
        (KEY, GUILD.key(owner=None)),
    ],
)
def test_a_broken_chain_to_the_key_fails(address: str, page: Any) -> None:
    guild = Guild(private=GUILD.private)
    guild.pages[address] = page
    assert guild.verify(TOKEN).verdict is Verdict.FAILED


def test_a_key_of_somebody_else_fails() -> None:
    other = PrivateKey.generate(KeyType.P256)
    assert GUILD.verify(GUILD.signed(other)).check(CheckId.PROOF_SIGNATURE).code is Code.SIGNATURE_INVALID


def test_any_key_of_the_profile_may_sign_where_none_is_named() -> None:
    guild = Guild()
    guild.pages[PROFILE] = profile(publicKey=[guild.key(owner=PROFILE), Guild().key()])
    assert guild.verify(guild.signed(verification={"type": "signed"})).verdict is Verdict.VERIFIED


@pytest.mark.parametrize(
    ("claims", "verdict"),
    [
        (assertion(verification={"type": "signed"}), Verdict.FAILED),
        (assertion(**{"@context": {"Assertion": "https://w3id.org/openbadges#Assertion"}}), Verdict.VERIFIED),
        (assertion(**{"@context": {"name": "https://schema.org/name"}}), Verdict.FAILED),
        (assertion(verification={"type": "MerkleProof"}), Verdict.UNKNOWN),
        (assertion(verification={}), Verdict.FAILED),
        (assertion(id="urn:uuid:1"), Verdict.FAILED),
        (assertion(issuedOn="2026-11-01"), Verdict.FAILED),
        (assertion(issuedOn="2027-11-01T10:00Z"), Verdict.NOT_YET_VALID),
        (assertion(expires="2026-11-02T10:00:00+0000"), Verdict.EXPIRED),
        (assertion(expires="2026-10-02T10:00:00Z"), Verdict.FAILED),
        (assertion(recipient={"type": "email", "hashed": True, "identity": "ada@example.org"}), Verdict.FAILED),
        (assertion(badge={"type": "BadgeClass", "name": "x"}), Verdict.FAILED),
        (assertion(revoked=True), Verdict.REVOKED),
    ],
)
def test_what_an_assertion_says_of_itself(claims: dict[str, Any], verdict: Verdict) -> None:
    guild = Guild()
    guild.pages[ASSERTION] = claims
    assert guild.verify(claims).verdict is verdict


@pytest.mark.parametrize(
    ("age", "policy", "verdict"),
    [
        (23 * DAY / 24, Policy.CHECK, Verdict.VERIFIED),
        (2 * DAY, Policy.CHECK, Verdict.LIMITED),
        (8 * DAY, Policy.CHECK, Verdict.UNKNOWN),
        (300 * DAY, Policy.WALLET, Verdict.LIMITED),
    ],
)
def test_how_long_ago_a_copy_may_have_been_seen(age: timedelta, policy: Policy, verdict: Verdict) -> None:
    guild = Guild()
    guild.fetched[ASSERTION] = NOW - age
    assert guild.verify(assertion(), policy=policy).verdict is verdict


@pytest.mark.parametrize(("days", "verdict"), [(7, Verdict.VERIFIED), (8, Verdict.LIMITED), (91, Verdict.UNKNOWN)])
def test_how_long_ago_a_profile_may_have_been_seen(days: int, verdict: Verdict) -> None:
    guild = Guild()
    guild.fetched[PROFILE] = NOW - days * DAY
    assert guild.verify(guild.signed()).verdict is verdict


def test_a_copy_saved_later_does_not_speak_of_then() -> None:
    report = GUILD.verify(assertion(), at=NOW - 2 * DAY)
    assert (report.verdict, report.check(CheckId.STATUS).code) == (Verdict.UNKNOWN, Code.NOT_AS_OF)


def test_what_is_only_named_is_shown_once_it_is_bound() -> None:
    assert GUILD.linked(assertion()).name == "Lockpicking"
    guild = Guild()
    del guild.pages[ASSERTION]
    unproved = guild.linked(assertion())
    assert (unproved.name, unproved.issuer_id) == ("", "")


def test_an_embedded_class_gives_way_to_the_one_at_its_address() -> None:
    guild = Guild()
    claims = assertion(badge=badge_class(name="Doctor of Locks"))
    guild.pages[ASSERTION] = claims
    assert guild.verify(claims).name == "Lockpicking"


def test_a_page_without_encryption_is_told_of() -> None:
    guild = Guild()
    address = BADGE.replace("https://", "http://")
    guild.pages |= {ASSERTION: assertion(badge=address), address: badge_class()}
    report = guild.verify(assertion(badge=address))
    assert (report.verdict, len(report.warnings)) == (Verdict.VERIFIED, 1)
    assert GUILD.verify(assertion()).warnings == ()


def test_a_key_that_was_named_before_is_retired() -> None:
    guild = Guild(private=GUILD.private)
    guild.pages[PROFILE] = profile(publicKey=f"{SITE}/new-key")
    before = EvidenceDocument(
        PROFILE, EvidenceKind.ISSUER_PROFILE, as_bytes(profile()), NOW - 9 * DAY, Source.PACK, "Fair"
    )
    report = Verifier(EvidenceSet([*guild.documents(), before]), VerifyOptions(at=NOW)).verify(TOKEN)
    assert (report.verdict, report.check(CheckId.ISSUER_KEY).code) == (Verdict.UNKNOWN, Code.KEY_RETIRED)


def test_verifying_what_was_filled_in_is_the_same() -> None:
    filled = GUILD.linked(assertion())
    assert GUILD.verifier().verify_credential(filled).verdict is Verdict.VERIFIED


CLAIMS = assertion()
PLACES = [(name,) for name in CLAIMS] + [("recipient", name) for name in CLAIMS["recipient"]]
OTHER = st.sampled_from([None, True, 0, 1, 1.5, "", "x", "https://x.example/", [], {}, ["x"], {"type": "hosted"}])


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PLACES), st.sampled_from(["change", "delete", "insert", "wrap"]), OTHER)
def test_no_mutant_of_a_hosted_badge_is_positive(path: tuple[str, ...], how: str, other: Any) -> None:
    badge = json.loads(json.dumps(CLAIMS))
    parent = badge[path[0]] if len(path) > 1 else badge
    if how == "delete":
        del parent[path[-1]]
    elif how == "insert":
        parent[f"{path[-1]}X"] = other
    else:
        parent[path[-1]] = [parent[path[-1]]] if how == "wrap" else other
    assert GUILD.verify(badge).verdict not in POSITIVE


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(TOKEN) - 1), st.integers(0, 255))
def test_no_mutant_of_a_signed_badge_is_positive(position: int, byte: int) -> None:
    token = TOKEN[:position] + bytes([byte]) + TOKEN[position + 1 :]
    assert token in (TOKEN, TOKEN.rstrip()) or GUILD.verify(token).verdict not in POSITIVE


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([BADGE, PROFILE, KEY, REVOCATIONS]), st.data(), OTHER)
def test_no_changed_document_lets_a_stranger_sign(address: str, data: st.DataObject, other: Any) -> None:
    guild = Guild(private=GUILD.private)
    page = guild.pages[address]
    page[data.draw(st.sampled_from(sorted(page)))] = other
    assert guild.verify(guild.signed(PrivateKey.generate(KeyType.P256))).verdict not in POSITIVE


@pytest.mark.parametrize("reason", ["Passed with distinction", {"grade": "Distinction"}])
def test_a_badge_that_was_not_withdrawn_gives_no_reason_that_its_site_does_not(reason: Any) -> None:
    report = GUILD.verify(assertion(revocationReason=reason))
    assert (report.verdict, report.check(CheckId.PROOF_SIGNATURE).code) == (Verdict.FAILED, Code.HOSTED_COPY_DIFFERS)
    guild = Guild(private=GUILD.private)
    guild.pages[ASSERTION] = assertion(revoked=False, revocationReason=reason)
    assert guild.verify(assertion()).verdict is Verdict.VERIFIED
    assert guild.verify(assertion(revocationReason=reason)).verdict is Verdict.VERIFIED
