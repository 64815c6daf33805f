"""Forgeries that were once believed: each must stay refused."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.simulators.world import COURSE, DAY, LIST, NOW, REQUEST, TERM, HolderKey, WebIssuer, World
from wallet.crypto.encodings import b64url_encode
from wallet.crypto.jws import sign_compact
from wallet.formats.sd_jwt import parse_sd_jwt, sd_hash
from wallet.jsonld.contexts import editions
from wallet.model.checks import CheckId, Code, Outcome, Source
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.limits import Limits
from wallet.model.report import Policy, Report, Verdict
from wallet.operations.sample_issuer import SampleIssuer, status_entry
from wallet.proofs.registry import suite_for

POSITIVE = (Verdict.VERIFIED, Verdict.LIMITED, Verdict.ISSUER_UNKNOWN)


@pytest.fixture
def world() -> World:
    world = World()
    world.list_issuer()
    return world


def proofs_of(data: bytes) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(data)
    return document


def with_proofs(presentation: bytes, *before: dict[str, Any]) -> bytes:
    document = proofs_of(presentation)
    return json.dumps({**document, "proof": [*before, document["proof"]]}).encode()


def garbage(method: str, **changes: Any) -> dict[str, Any]:
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": "a-suite-of-tomorrow",
        "created": NOW.isoformat().replace("+00:00", "Z"),
        "verificationMethod": method,
        "proofPurpose": "authentication",
        "challenge": REQUEST.nonce,
        "domain": REQUEST.audience,
        "proofValue": "z" + "2" * 87,
    }
    return {**proof, **changes}


@pytest.mark.parametrize("suite", ["a-suite-of-tomorrow", "eddsa-rdfc-2022"])
def test_a_thief_cannot_name_the_victim_in_a_proof_that_is_not_checked(world: World, suite: str) -> None:
    victim, badge = world.holder, world.badge()
    world.holder = HolderKey()
    shown = with_proofs(world.presentation(badge), garbage(victim.signer.verification_method, cryptosuite=suite))
    report = world.check(shown)
    assert report.verdict is Verdict.FAILED
    assert report.check(CheckId.HOLDER_BINDING).outcome is not Outcome.PASSED


def test_a_bare_badge_answers_no_request(world: World) -> None:
    for badge in (world.badge(), world.issuer.sign_jwt(world.issuer.badge(COURSE, world.holder.did, TERM))):
        report = world.check(badge)
        assert report.verdict is Verdict.FAILED
        assert report.check(CheckId.HOLDER_BINDING).code is Code.HOLDER_NOT_PROVEN


def test_an_unsigned_bundle_is_no_status_list(world: World) -> None:
    good = World(issuer=world.issuer)
    good.add_list()
    subject = proofs_of(good.documents[0].content)["credentialSubject"]
    forged = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation", "BitstringStatusListCredential"],
        "holder": world.issuer.id,
        "verifiableCredential": [json.loads(world.badge())],
        "credentialSubject": subject,
    }
    world.documents.append(
        EvidenceDocument(LIST, EvidenceKind.STATUS_LIST, json.dumps(forged).encode(), NOW, Source.PACK, "Fair")
    )
    report = world.verify(world.badge(status=True))
    assert report.verdict is Verdict.UNKNOWN
    assert report.check(CheckId.STATUS).code is Code.STATUS_LIST_INVALID


def holder_checks(report: Report) -> set[Outcome]:
    checks = (CheckId.HOLDER_BINDING, CheckId.PRESENTATION_AUDIENCE, CheckId.PRESENTATION_FRESHNESS)
    return {report.check(check_id).outcome for check_id in checks}


def test_nothing_is_ticked_on_a_signature_that_does_not_hold(world: World) -> None:
    shown = proofs_of(world.presentation(world.badge()))
    shown["proof"]["proofValue"] = "z" + "2" * 87
    report = world.check(json.dumps(shown).encode())
    assert report.verdict is Verdict.FAILED
    assert holder_checks(report) == {Outcome.UNKNOWN}


def test_wrapping_an_old_list_does_not_make_it_younger(world: World) -> None:
    world.add_list(fetched=NOW - 60 * DAY)
    badge = world.badge(status=True)
    assert world.verify(badge, policy=Policy.CHECK).verdict is Verdict.UNKNOWN
    assert world.check(world.presentation(badge), None).verdict is Verdict.UNKNOWN


def test_the_limits_of_a_lists_signer_are_limits_of_the_badge() -> None:
    service = WebIssuer("Status service", "status.example")
    world = World()
    world.list_issuer(status_services=(service.id,))
    world.documents.append(service.did_document(NOW - 60 * DAY))
    world.add_list(by=service)
    report = world.verify(world.badge(status=True))
    assert report.verdict is Verdict.LIMITED
    assert report.check(CheckId.STATUS).code is Code.STALE


def test_a_chain_on_a_proof_nobody_checked_is_unknown(world: World) -> None:
    badge = proofs_of(world.badge())
    unsigned = {name: value for name, value in badge.items() if name != "proof"}
    earlier = {**garbage("did:web:notary.example#key-1", proofPurpose="assertionMethod"), "id": "urn:proof:1"}
    chained = _signed_over(world.issuer, {**unsigned, "proof": [earlier]}, "urn:proof:1")
    report = world.verify(json.dumps({**unsigned, "proof": [earlier, chained]}).encode())
    assert report.verdict not in POSITIVE


def _signed_over(issuer: SampleIssuer, document: dict[str, Any], previous: str) -> dict[str, Any]:

    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": TERM.signed.isoformat().replace("+00:00", "Z"),
        "verificationMethod": issuer._signer.verification_method,
        "proofPurpose": "assertionMethod",
        "previousProof": previous,
    }
    return dict(suite_for(options).sign(document, options, issuer._signer, editions(document)[0], Limits()))


def test_foreign_words_do_not_reach_a_warning(world: World) -> None:
    badge = proofs_of(world.badge())
    other = garbage("did:web:x the Ministry of Education vouches for this badge#key", proofPurpose="assertionMethod")
    report = world.verify(json.dumps({**badge, "proof": [badge["proof"], other]}).encode())
    assert not any("Ministry" in warning for warning in report.warnings)


@pytest.mark.parametrize("dates", [{"exp": NOW - timedelta(seconds=1)}, {"nbf": NOW + DAY}])
def test_a_key_binding_of_another_time_is_refused(world: World, dates: dict[str, Any]) -> None:

    token = world.sd_jwt()
    payload = {
        "iat": int(NOW.timestamp()),
        "aud": REQUEST.audience,
        "nonce": REQUEST.nonce,
        "sd_hash": sd_hash(token, parse_sd_jwt(token, Limits()).payload),
        **{name: int(time.timestamp()) for name, time in dates.items()},
    }
    binding = sign_compact({"typ": "kb+jwt"}, json.dumps(payload).encode(), world.holder.signer)
    assert world.check(token + binding.encode()).verdict is Verdict.FAILED


def test_a_proof_without_a_date_is_not_said_to_be_in_time(world: World) -> None:
    document = world.issuer.badge(COURSE, world.holder.did, TERM)

    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "verificationMethod": world.issuer._signer.verification_method,
        "proofPurpose": "assertionMethod",
    }
    proof = suite_for(options).sign(document, options, world.issuer._signer, editions(document)[0], Limits())
    report = world.verify(json.dumps({**document, "proof": dict(proof)}).encode())
    assert report.verdict is Verdict.VERIFIED
    assert report.check(CheckId.PROOF_TIME).outcome is Outcome.NOT_APPLICABLE


def test_evidence_gathered_now_does_not_speak_of_the_past(world: World) -> None:
    world.add_list()
    world.documents[0] = replace(world.documents[0], fetched=NOW + 400 * DAY)
    assert world.verify(world.badge(status=True)).check(CheckId.STATUS).code is Code.NOT_AS_OF


def test_no_part_of_a_status_entry_can_be_hidden_in_a_token(world: World) -> None:
    world.add_list(frozenset({7}))
    entry = {"...": "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"}
    for status in ([entry], {"type": "BitstringStatusListEntry", "_sd": ["x"]}):
        token = world.issuer.sign_sd_jwt(
            {"vct": "https://guild.example/badge", "name": "Lockpicking", "credentialStatus": status}, {"a": 1}
        )
        report = world.verify(token)
        assert report.verdict is Verdict.FAILED
        assert report.check(CheckId.DISCLOSURE_INTEGRITY).outcome is Outcome.FAILED


@pytest.mark.parametrize("steps", ["../", "%2e%2e/", "%252e%252e/", "./../", "..\\"])
def test_an_address_that_climbs_is_in_no_scope(steps: str) -> None:
    from wallet.verification.hosted import _climbs  # noqa: PLC0415 (one rule of one page)

    assert _climbs(f"https://guild.example/awards/{steps}uploads/mallory.json")
    assert not _climbs("https://guild.example/awards/v1.0/badge..json?x=../y")


def test_a_token_without_an_end_that_keeps_something_back_is_limited(world: World) -> None:
    shown = {"vct": "https://guild.example/badge", "name": "Lockpicking"}
    token = world.issuer.sign_sd_jwt(shown, {"validUntil": "2020-01-01T00:00:00Z"})
    assert world.verify(token.split(b"~")[0] + b"~").check(CheckId.VALIDITY_PERIOD).code is Code.NOT_SHOWN
    assert world.verify(world.issuer.sign_sd_jwt({**shown, "exp": int((NOW + DAY).timestamp())}, {"a": 1})).verdict in (
        Verdict.VERIFIED,
    )


@pytest.mark.parametrize("version", ["https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/v2"])
@pytest.mark.parametrize(
    "hidden", [("validUntil", "2020-01-01T00:00:00Z"), ("credentialStatus", status_entry(LIST, "revocation", 7))]
)
def test_what_a_wrapped_credential_keeps_back_counts_like_that_of_any_other(
    world: World, version: str, hidden: tuple[str, Any]
) -> None:
    disclosure = b64url_encode(json.dumps(["2GLC42sKQveCfGfryNRN9w", *hidden]).encode())
    digest = b64url_encode(hashlib.sha256(disclosure.encode()).digest())
    badge = world.issuer.badge(COURSE, world.holder.did, TERM)
    start = "issuanceDate" if version.endswith("2018/credentials/v1") else "validFrom"
    inner = {"@context": [version], "type": ["VerifiableCredential"], start: badge["validFrom"], "_sd": [digest]}
    payload = {"iss": world.issuer.id, "vc": {**inner, "credentialSubject": {"id": world.holder.did}}}
    signer = world.issuer._signer
    token = sign_compact({"typ": "JWT", "kid": signer.verification_method}, json.dumps(payload).encode(), signer)
    report = world.verify(f"{token}~".encode())
    for check_id in (CheckId.VALIDITY_PERIOD, CheckId.STATUS):
        assert report.check(check_id).code is Code.NOT_SHOWN
    assert report.verdict is Verdict.LIMITED
    assert world.verify(f"{token}~{disclosure}~".encode()).verdict not in POSITIVE
