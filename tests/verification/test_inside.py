"""Badges inside a learner record, and endorsements: each judged by itself, none changes the verdict around it."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from typing import Any

import pytest

from tests.simulators.world import COURSE, NOW, TERM, World
from wallet.formats.associations import associations_of
from wallet.model.badge import Field
from wallet.model.checks import CheckId, Code
from wallet.model.limits import Limits
from wallet.model.report import Kind, Policy, Report, Verdict
from wallet.operations.sample_issuer import SampleIssuer, altered
from wallet.verification.inside import TOO_DEEP

CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]


@pytest.fixture
def world() -> World:
    world = World()
    world.list_issuer()
    return world


def record(world: World, *inside: bytes, **subject: Any) -> bytes:
    badge = world.issuer.badge(COURSE, world.holder.did, TERM)
    held = [json.loads(text) for text in inside]
    return world.issuer.sign_embedded(
        {
            **badge,
            "@context": CONTEXTS,
            "id": f"urn:uuid:{uuid.uuid4()}",
            "type": ["VerifiableCredential", "ClrCredential"],
            "name": "Transcript",
            "credentialSubject": {
                "id": world.holder.did,
                "type": ["ClrSubject"],
                "verifiableCredential": held,
                **subject,
            },
        },
        TERM.signed,
    )


def endorsement(world: World, of: str, by: SampleIssuer | None = None) -> dict[str, Any]:
    signer = by or SampleIssuer("Accreditor")
    credential = {
        **signer.badge(COURSE, "", TERM),
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "credentialSubject": {"id": of, "type": ["EndorsementSubject"], "endorsementComment": "Sound."},
    }
    return json.loads(signer.sign_embedded(credential, TERM.signed))


def test_each_badge_of_a_record_has_a_report_of_its_own(world: World) -> None:
    foreign, third = (
        other.sign_embedded(other.badge(course, world.holder.did, TERM), TERM.signed)
        for other, course in (
            (SampleIssuer("Elsewhere"), COURSE),
            (SampleIssuer("Third"), replace(COURSE, name="Keys")),
        )
    )
    report = world.verify(record(world, world.badge(), foreign, altered(third)))
    assert (report.kind, report.verdict) == (Kind.CREDENTIAL, Verdict.VERIFIED)
    assert [inner.verdict for inner in report.credentials] == [
        Verdict.VERIFIED,
        Verdict.ISSUER_UNKNOWN,
        Verdict.FAILED,
    ]
    assert report.warnings == ("Badges in this record that could not be confirmed by themselves: 1 of 3.",)


def test_a_changed_record_fails_though_its_badges_hold(world: World) -> None:
    report = world.verify(record(world, world.badge()).replace(b"Transcript", b"Manuscript"))
    assert report.verdict is Verdict.FAILED
    assert [inner.verdict for inner in report.credentials] == [Verdict.VERIFIED]


def test_what_is_no_badge_keeps_its_place(world: World) -> None:
    report = world.verify(record(world, world.badge(), b'{"id": "urn:x:thing"}'))
    assert [inner.kind for inner in report.credentials] == [Kind.CREDENTIAL, Kind.UNREADABLE]


def test_associations_are_said_in_words(world: World) -> None:
    badge = json.loads(world.badge())
    links = [
        {"type": "Association", "associationType": kind, "sourceId": badge["id"], "targetId": "urn:x:course"}
        for kind in ("isPartOf", "isFriendOf")
    ]
    course = {"id": "urn:x:course", "type": ["Achievement"], "name": "Crafts", "description": "", "criteria": {}}
    claims = json.loads(record(world, world.badge(), achievement=[course], association=links))
    assert associations_of(claims) == (
        Field("Lockpicking", "is part of Crafts"),
        Field("Lockpicking", "is friend of Crafts"),
    )


def test_of_two_names_for_one_thing_an_association_shows_none(world: World) -> None:
    courses = [{"id": "urn:x:course", "type": ["Achievement"], "name": name} for name in ("Crafts", "Surgery")]
    link = {"type": "Association", "associationType": "isPartOf", "sourceId": "urn:x:course", "targetId": "urn:x:y"}
    claims: dict[str, Any] = {"credentialSubject": {"achievement": courses, "association": [link]}}
    assert [field.label for field in associations_of(claims)] == ["urn:x:course"]


def endorsement_reports(world: World, badge: dict[str, Any]) -> Report:
    return world.verify(world.issuer.sign_embedded(badge, TERM.signed))


def test_endorsements_are_judged_by_themselves(world: World) -> None:
    badge = world.issuer.badge(COURSE, world.holder.did, TERM)
    achievement = badge["credentialSubject"]["achievement"]
    badge["endorsement"] = [endorsement(world, badge["id"])]
    badge["issuer"]["endorsement"] = endorsement(world, "did:example:somebody-else")
    achievement["endorsement"] = [endorsement(world, achievement["id"], world.issuer)]
    achievement["endorsement"][0]["credentialSubject"]["endorsementComment"] = "Superb."
    report = endorsement_reports(world, badge)
    assert report.verdict is Verdict.VERIFIED
    verdicts = [inner.verdict for inner in report.endorsements]
    assert verdicts == [Verdict.ISSUER_UNKNOWN, Verdict.ISSUER_UNKNOWN, Verdict.FAILED]
    assert [inner.warnings for inner in report.endorsements] == [
        (),
        ("It endorses something other than what carries it.",),
        (),
    ]


def test_an_endorsement_never_changes_the_verdict(world: World) -> None:
    badge = world.issuer.badge(COURSE, world.holder.did, TERM)
    bad = endorsement(world, badge["id"])
    bad["credentialSubject"]["endorsementComment"] = "Superb."
    report = endorsement_reports(world, {**badge, "endorsement": [bad]})
    assert report.verdict is Verdict.VERIFIED
    assert [inner.verdict for inner in report.endorsements] == [Verdict.FAILED]


def test_a_badge_is_no_endorsement(world: World) -> None:
    badge = world.issuer.badge(COURSE, world.holder.did, TERM)
    report = endorsement_reports(world, {**badge, "id": "urn:x:1", "endorsement": [json.loads(world.badge())]})
    assert report.endorsements[0].warnings == ("It stands where endorsements stand, but is none.",)


def test_endorsements_as_tokens(world: World) -> None:
    signer = SampleIssuer("Accreditor")
    badge = world.issuer.badge(COURSE, world.holder.did, TERM)
    credential = endorsement(world, badge["id"], signer)
    credential.pop("proof")
    token = signer.sign_jwt(credential).decode()
    report = endorsement_reports(world, {**badge, "endorsementJwt": [token, token[:-9] + "AAAAAAAAA", "nothing"]})
    assert report.verdict is Verdict.VERIFIED
    assert [inner.verdict for inner in report.endorsements] == [
        Verdict.ISSUER_UNKNOWN,
        Verdict.FAILED,
        Verdict.UNREADABLE,
    ]


def test_nesting_is_bounded(world: World) -> None:
    inner = world.badge()
    for _ in range(3):
        inner = record(world, inner)
    shallow = replace(world.options, limits=Limits(nesting=2))
    report = replace(world, options=shallow).verify(inner)
    deepest = report.credentials[0].credentials[0]
    assert deepest.credentials == ()
    assert TOO_DEEP in deepest.warnings
    assert world.verify(inner).credentials[0].credentials[0].credentials[0].verdict is Verdict.VERIFIED


def test_lists_that_are_old_speak_of_no_badge_inside_either(world: World) -> None:
    world.add_list(fetched=NOW - 10 * (NOW - TERM.start) / 10)
    report = world.verify(record(world, world.badge(status=True)), policy=Policy.CHECK)
    assert report.verdict is Verdict.VERIFIED
    assert report.credentials[0].verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(("proofs", "verdict"), [(3, Verdict.VERIFIED), (2, Verdict.UNKNOWN)])
def test_what_is_inside_shares_a_number_of_proofs(world: World, proofs: int, verdict: Verdict) -> None:
    badges = [json.loads(world.badge(id=f"urn:uuid:{uuid.uuid4()}")) for _ in range(3)]
    bundle = {"@context": CONTEXTS[:1], "type": ["VerifiablePresentation"], "verifiableCredential": badges}
    report = world.verify(json.dumps(bundle).encode(), limits=Limits(proofs_inside=proofs))
    last = report.credentials[-1]
    assert (report.verdict, last.verdict) == (verdict, verdict)
    assert last.check(CheckId.LIMITS).code is (Code.OK if proofs == 3 else Code.TOO_COMPLEX)
    assert [inner.verdict for inner in report.credentials[:2]] == [Verdict.VERIFIED] * 2


def test_several_proofs_of_one_badge_count_each(world: World) -> None:
    badge = json.loads(world.badge())
    badge["proof"] = [badge["proof"]] * 2
    text = json.dumps(badge).encode()
    for proofs, verdict in ((2, Verdict.VERIFIED), (1, Verdict.UNKNOWN)):
        report = world.verify(record(world, text), limits=Limits(proofs_inside=proofs))
        assert (report.verdict, report.credentials[0].verdict) == (Verdict.VERIFIED, verdict)


def test_a_presentation_of_nothing_says_nothing(world: World) -> None:
    empty = {"@context": CONTEXTS[:1], "type": ["VerifiablePresentation"]}
    unsigned = world.verify(json.dumps(empty).encode())
    assert (unsigned.verdict, unsigned.check(CheckId.PROOF_PRESENT).code) == (Verdict.FAILED, Code.PROOF_MISSING)
    signed = world.verify(world.presentation(world.badge(), request=None, verifiableCredential=[]))
    assert (signed.verdict, signed.check(CheckId.PROOF_SIGNATURE).code) == (Verdict.UNKNOWN, Code.OK)
    for report in (unsigned, signed):
        assert (report.check(CheckId.STRUCTURE).code, report.check(CheckId.CONTAINER).code) == (
            Code.OK,
            Code.MISSING_MEMBER,
        )


def test_the_most_badges_that_may_be_in_one_fit() -> None:
    limits = Limits()
    assert limits.proofs_inside > max(limits.presented, limits.recorded)
    assert limits.archive_proofs > limits.archive_members
