"""The verifier in a small world: what makes a badge verified, and each thing that keeps it from being so."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.simulators.world import COURSE, DAY, LIST, NOW, REQUEST, TERM, HolderKey, WebIssuer, World
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.report import Kind, Level, Policy, Report, Verdict
from wallet.operations.sample_issuer import SampleIssuer, altered
from wallet.trust.evidence import EvidenceSet
from wallet.verification.verifier import Verifier


@pytest.fixture
def world() -> World:
    world = World()
    world.list_issuer()
    return world


def found(report: Report, check_id: CheckId) -> tuple[Outcome, Code]:
    check = report.check(check_id)
    return check.outcome, check.code


def test_a_genuine_badge_of_a_listed_issuer_is_verified(world: World) -> None:
    report = world.verify(world.badge())
    assert report.verdict is Verdict.VERIFIED
    assert report.kind is Kind.CREDENTIAL
    assert report.issuer is not None
    assert (report.issuer.id, report.issuer.name) == (world.issuer.id, "Guild of Locksmiths")
    assert report.name == "Lockpicking"
    assert [check.id for check in report.checks] == list(CheckId)
    assert found(report, CheckId.STATUS) == (Outcome.NOT_APPLICABLE, Code.NOT_APPLICABLE)


def test_a_changed_badge_fails(world: World) -> None:
    report = world.verify(altered(world.badge()))
    assert report.verdict is Verdict.FAILED
    assert found(report, CheckId.PROOF_SIGNATURE) == (Outcome.FAILED, Code.SIGNATURE_INVALID)


def test_an_issuer_on_no_list_is_unknown_not_false(world: World) -> None:
    world.listed.clear()
    assert world.verify(world.badge()).verdict is Verdict.ISSUER_UNKNOWN


def test_a_test_list_never_gives_verified(world: World) -> None:
    world.listed.clear()
    world.list_issuer(Level.TEST)
    report = world.verify(world.badge())
    assert report.verdict is Verdict.LIMITED
    assert found(report, CheckId.ISSUER_TRUST) == (Outcome.PASSED, Code.TEST_REGISTRY)


def test_a_list_past_its_end_says_nothing(world: World) -> None:
    world.listed.clear()
    world.list_issuer(expires=NOW - DAY)
    report = world.verify(world.badge())
    assert report.verdict is Verdict.ISSUER_UNKNOWN
    assert found(report, CheckId.ISSUER_TRUST) == (Outcome.UNKNOWN, Code.PACK_EXPIRED)


def test_a_signature_by_another_key_than_the_issuers_fails(world: World) -> None:
    impostor = SampleIssuer("Guild of Locksmiths")
    badge = impostor.badge(COURSE, world.holder.did, TERM)
    badge["issuer"]["id"] = world.issuer.id
    report = world.verify(impostor.sign_embedded(badge, NOW - DAY))
    assert report.verdict is Verdict.FAILED
    assert found(report, CheckId.PROOF_SIGNATURE) == (Outcome.PASSED, Code.OK)
    assert found(report, CheckId.ISSUER_BINDING) == (Outcome.FAILED, Code.ISSUER_MISMATCH)


def test_an_unsigned_badge_fails(world: World) -> None:
    badge = json.loads(world.badge())
    del badge["proof"]
    report = world.verify(json.dumps(badge).encode())
    assert report.verdict is Verdict.FAILED
    assert found(report, CheckId.PROOF_PRESENT) == (Outcome.FAILED, Code.PROOF_MISSING)


def test_a_proof_for_another_purpose_fails(world: World) -> None:
    badge = json.loads(world.badge())
    badge["proof"]["proofPurpose"] = "authentication"
    report = world.verify(json.dumps(badge).encode())
    assert report.verdict is Verdict.FAILED
    assert report.check(CheckId.PROOF_PURPOSE).code is Code.PURPOSE_WRONG


@pytest.mark.parametrize(
    ("at", "verdict"),
    [
        (NOW - 11 * DAY, Verdict.NOT_YET_VALID),
        (NOW - 10 * DAY, Verdict.VERIFIED),
        (NOW + 100 * DAY, Verdict.VERIFIED),
        (NOW + 100 * DAY + timedelta(seconds=1), Verdict.EXPIRED),
    ],
)
def test_dates_hold_to_the_second(world: World, at: Any, verdict: Verdict) -> None:
    assert world.verify(world.badge(), at=at).verdict is verdict


def test_a_clock_that_is_behind_is_not_believed(world: World) -> None:
    report = world.verify(world.badge(), clock_floor=NOW + timedelta(seconds=1))
    assert report.verdict is Verdict.UNKNOWN
    assert found(report, CheckId.VALIDITY_PERIOD) == (Outcome.UNKNOWN, Code.CLOCK_UNRELIABLE)


class TestStatus:
    def test_a_clear_bit_passes(self, world: World) -> None:
        world.add_list()
        report = world.verify(world.badge(status=True))
        assert report.verdict is Verdict.VERIFIED
        assert report.check(CheckId.STATUS).as_of == NOW - timedelta(hours=1)

    def test_a_set_bit_is_revoked(self, world: World) -> None:
        world.add_list(frozenset({7}))
        assert world.verify(world.badge(status=True)).verdict is Verdict.REVOKED

    def test_no_list_is_unknown(self, world: World) -> None:
        report = world.verify(world.badge(status=True))
        assert report.verdict is Verdict.UNKNOWN
        assert found(report, CheckId.STATUS) == (Outcome.UNKNOWN, Code.STATUS_UNAVAILABLE)

    def test_a_list_by_another_is_unknown_and_says_what_it_says(self, world: World) -> None:
        world.add_list(frozenset({7}), by=SampleIssuer("Somebody"))
        report = world.verify(world.badge(status=True))
        assert report.verdict is Verdict.UNKNOWN
        assert found(report, CheckId.STATUS) == (Outcome.UNKNOWN, Code.STATUS_ISSUER_DIFFERS)
        assert "says withdrawn" in report.check(CheckId.STATUS).detail

    def test_a_service_that_the_issuers_list_names_may_sign(self, world: World) -> None:
        service = SampleIssuer("Status service")
        world.listed.clear()
        world.list_issuer(status_services=(service.id,))
        world.add_list(by=service)
        assert world.verify(world.badge(status=True)).verdict is Verdict.VERIFIED

    def test_a_changed_list_is_unknown(self, world: World) -> None:
        world.add_list()
        content = json.loads(world.documents[0].content)
        other = World(issuer=world.issuer)
        other.add_list(frozenset({9}))
        content["credentialSubject"] = json.loads(other.documents[0].content)["credentialSubject"]
        world.documents[0] = replace(world.documents[0], content=json.dumps(content).encode())
        report = world.verify(world.badge(status=True))
        assert found(report, CheckId.STATUS) == (Outcome.UNKNOWN, Code.STATUS_LIST_INVALID)

    @pytest.mark.parametrize(
        ("age", "wallet", "check"),
        [
            (timedelta(hours=24), Verdict.VERIFIED, Verdict.VERIFIED),
            (timedelta(hours=25), Verdict.LIMITED, Verdict.LIMITED),
            (7 * DAY, Verdict.LIMITED, Verdict.LIMITED),
            (7 * DAY + timedelta(seconds=1), Verdict.LIMITED, Verdict.UNKNOWN),
        ],
    )
    def test_an_old_list_is_a_limit_and_then_too_old(
        self, world: World, age: timedelta, wallet: Verdict, check: Verdict
    ) -> None:
        world.add_list(fetched=NOW - age)
        badge = world.badge(status=True)
        assert world.verify(badge).verdict is wallet
        assert world.verify(badge, policy=Policy.CHECK).verdict is check

    def test_a_list_saved_later_does_not_speak_of_the_past(self, world: World) -> None:
        world.add_list()
        report = world.verify(world.badge(status=True), at=NOW - 2 * DAY)
        assert report.verdict is Verdict.UNKNOWN
        assert found(report, CheckId.STATUS) == (Outcome.UNKNOWN, Code.NOT_AS_OF)

    def test_the_list_is_found_by_its_exact_address(self, world: World) -> None:
        world.add_list()
        badge = world.issuer.badge(COURSE, world.holder.did, TERM)
        entry = {
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "7",
            "statusListCredential": LIST.replace("https", "http"),
        }
        data = world.issuer.sign_embedded({**badge, "credentialStatus": entry}, NOW - DAY)
        assert found(world.verify(data), CheckId.STATUS) == (Outcome.UNKNOWN, Code.STATUS_UNAVAILABLE)


class TestIssuerKey:
    @pytest.fixture
    def web(self) -> World:
        world = World(issuer=WebIssuer("University", "university.example"))
        world.list_issuer()
        return world

    def test_did_web_needs_its_document(self, web: World) -> None:
        report = web.verify(web.badge())
        assert report.verdict is Verdict.UNKNOWN
        assert found(report, CheckId.ISSUER_KEY) == (Outcome.UNKNOWN, Code.KEY_UNAVAILABLE)

    @pytest.mark.parametrize(
        ("age", "verdict"),
        [
            (7 * DAY, Verdict.VERIFIED),
            (8 * DAY, Verdict.LIMITED),
            (90 * DAY, Verdict.LIMITED),
            (91 * DAY, Verdict.UNKNOWN),
        ],
    )
    def test_a_document_ages(self, web: World, age: timedelta, verdict: Verdict) -> None:
        assert isinstance(web.issuer, WebIssuer)
        web.documents.append(web.issuer.did_document(NOW - age))
        report = web.verify(web.badge())
        assert report.verdict is verdict
        assert report.check(CheckId.ISSUER_KEY).as_of == NOW - age

    def test_a_key_not_listed_for_assertions_fails(self, web: World) -> None:
        assert isinstance(web.issuer, WebIssuer)
        web.documents.append(web.issuer.did_document(NOW - DAY, assertionMethod=[]))
        report = web.verify(web.badge())
        assert report.verdict is Verdict.FAILED
        assert report.check(CheckId.PROOF_PURPOSE).code is Code.PURPOSE_NOT_LISTED

    def test_a_key_only_in_an_older_document_is_retired(self, web: World) -> None:
        assert isinstance(web.issuer, WebIssuer)
        web.documents.append(web.issuer.did_document(NOW - 3 * DAY))
        web.documents.append(web.issuer.did_document(NOW - DAY, verificationMethod=[], assertionMethod=[]))
        report = web.verify(web.badge())
        assert report.verdict is Verdict.UNKNOWN
        assert found(report, CheckId.ISSUER_KEY) == (Outcome.UNKNOWN, Code.KEY_RETIRED)

    def test_a_document_of_another_id_is_not_used(self, web: World) -> None:
        assert isinstance(web.issuer, WebIssuer)
        web.documents.append(web.issuer.did_document(NOW - DAY, id="did:web:elsewhere.example"))
        assert web.verify(web.badge()).verdict in (Verdict.UNKNOWN, Verdict.FAILED)


class TestTwoProofs:
    def test_an_endorsers_proof_is_listed_and_changes_nothing(self, world: World) -> None:
        badge = json.loads(world.badge())
        unsigned = {name: value for name, value in badge.items() if name != "proof"}
        endorser = SampleIssuer("Endorser")
        other = json.loads(endorser.sign_embedded(unsigned, NOW - DAY))["proof"]
        report = world.verify(json.dumps({**badge, "proof": [badge["proof"], other]}).encode())
        assert report.verdict is Verdict.VERIFIED
        assert any("a signature of did:key:" in warning and "matches" in warning for warning in report.warnings)

    def test_a_bad_proof_beside_a_good_one_is_not_valid(self, world: World) -> None:
        badge = json.loads(world.badge())
        endorser = SampleIssuer("Endorser")
        unsigned = {name: value for name, value in badge.items() if name != "proof"}
        other = json.loads(endorser.sign_embedded({**unsigned, "name": "Another"}, NOW - DAY))["proof"]
        report = world.verify(json.dumps({**badge, "proof": [badge["proof"], other]}).encode())
        assert report.verdict is Verdict.FAILED

    def test_both_proofs_of_the_issuer_must_hold(self, world: World) -> None:
        badge = json.loads(world.badge())
        broken = {**badge["proof"], "proofValue": "z" + "2" * 87}
        report = world.verify(json.dumps({**badge, "proof": [badge["proof"], broken]}).encode())
        assert report.verdict is Verdict.FAILED


def test_the_same_status_list_is_verified_once(world: World) -> None:

    world.add_list()
    verifier = Verifier(EvidenceSet(world.documents, world.listed), world.options)
    verdicts = [verifier.verify(world.badge(status=True)).verdict for _ in range(3)]
    assert verdicts == [Verdict.VERIFIED] * 3
    assert len(verifier._lists._verified) == 1


class TestPresentations:
    @pytest.fixture
    def shown(self, world: World) -> bytes:
        return world.presentation(world.badge())

    def test_a_fresh_answer_by_the_holder_is_verified(self, world: World, shown: bytes) -> None:
        report = world.check(shown)
        assert report.verdict is Verdict.VERIFIED
        assert report.kind is Kind.PRESENTATION
        assert [inner.verdict for inner in report.credentials] == [Verdict.VERIFIED]

    def test_without_a_request_it_does_not_prove_the_holder(self, world: World, shown: bytes) -> None:
        report = world.check(shown, None)
        assert report.verdict is Verdict.LIMITED
        assert found(report, CheckId.HOLDER_BINDING) == (Outcome.PASSED, Code.HOLDER_NOT_PROVEN)

    def test_in_ones_own_wallet_it_need_not(self, world: World, shown: bytes) -> None:
        assert world.verify(shown).verdict is Verdict.VERIFIED

    @pytest.mark.parametrize(
        ("change", "check_id"),
        [
            ({"nonce": "another"}, CheckId.PRESENTATION_FRESHNESS),
            ({"audience": "https://other.example"}, CheckId.PRESENTATION_AUDIENCE),
        ],
    )
    def test_an_answer_to_another_request_fails(
        self, world: World, shown: bytes, change: dict[str, str], check_id: CheckId
    ) -> None:

        report = world.check(shown, replace(REQUEST, **change))
        assert report.verdict is Verdict.FAILED
        assert report.check(check_id).outcome is Outcome.FAILED

    def test_an_answer_made_earlier_fails(self, world: World, shown: bytes) -> None:
        late = world.verify(shown, policy=Policy.CHECK, request=REQUEST, at=NOW + timedelta(minutes=6))
        assert found(late, CheckId.PRESENTATION_FRESHNESS) == (Outcome.FAILED, Code.PRESENTATION_STALE)

    def test_somebody_elses_badge_fails(self, world: World) -> None:
        badge = world.badge()
        world.holder = HolderKey()
        report = world.check(world.presentation(badge))
        assert report.verdict is Verdict.FAILED
        assert found(report, CheckId.HOLDER_BINDING) == (Outcome.FAILED, Code.HOLDER_MISMATCH)

    def test_an_unsigned_bundle_cannot_answer(self, world: World, shown: bytes) -> None:
        bundle = json.loads(shown)
        del bundle["proof"]
        data = json.dumps(bundle).encode()
        assert world.check(data).verdict is Verdict.FAILED
        assert world.check(data, None).verdict is Verdict.LIMITED
        assert world.verify(data).verdict is Verdict.VERIFIED

    def test_a_changed_badge_inside_fails(self, world: World) -> None:
        report = world.check(world.presentation(altered(world.badge())))
        assert report.verdict is Verdict.FAILED
        assert report.credentials[0].verdict is Verdict.FAILED

    def test_a_presentation_without_badges_is_never_positive(self, world: World) -> None:
        report = world.check(world.presentation(world.badge(), verifiableCredential=[]))
        assert report.verdict is Verdict.UNKNOWN


Mutation = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    "mutation",
    [
        lambda badge: badge.update({"@context": badge["@context"][::-1]}),
        lambda badge: badge.update(undefinedTerm="x"),
        lambda badge: badge["credentialSubject"].update(undefinedTerm="x"),
        lambda badge: badge["proof"].update(undefinedTerm="x"),
        lambda badge: badge["proof"].update(created="2026-11-20T12:00:00Z"),
        lambda badge: badge["proof"].update(proofValue=badge["proof"]["proofValue"] + "1"),
        lambda badge: badge["issuer"].update(name="Guild of Thieves"),
        lambda badge: badge.update(validUntil="2099-01-01T00:00:00Z"),
        lambda badge: badge.pop("validUntil"),
    ],
)
def test_no_change_to_what_was_signed_is_accepted(world: World, mutation: Mutation) -> None:
    badge = json.loads(world.badge())
    mutation(badge)
    assert world.verify(json.dumps(badge).encode()).verdict in (Verdict.FAILED, Verdict.UNKNOWN, Verdict.EXPIRED)
