"""Attacks that leave every signed statement as it was: a part is moved to another mention of the same thing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.simulators.world import COURSE, LIST, TERM, HolderKey, World
from wallet.formats.details import details_of, texts_of
from wallet.jsonld import canonical, mentions
from wallet.jsonld.canonical import to_statements
from wallet.jsonld.contexts import bundled_contexts, editions
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.limits import Limits
from wallet.model.report import Report, Verdict
from wallet.operations.sample_issuer import status_entry
from wallet.proofs.registry import suite_for

Badge = dict[str, Any]


@pytest.fixture
def world() -> World:
    world = World()
    world.list_issuer()
    return world


def issued(world: World, **members: Any) -> Badge:
    return {**world.issuer.badge(COURSE, world.holder.did, TERM), **members}


def signed_by_careless(world: World, badge: Badge, monkeypatch: pytest.MonkeyPatch) -> Badge:
    """The badge signed by a program that has no care for mentions."""
    with monkeypatch.context() as patch:
        patch.setattr(mentions, "_check_thing", lambda _: None)
        patch.setattr(mentions, "_EVIDENCE", "")
        signed: Badge = json.loads(world.issuer.sign_embedded(badge, TERM.signed))
    return signed


def verified(world: World, badge: Badge) -> Report:
    return world.verify(json.dumps(badge).encode())


def is_refused(report: Report) -> bool:
    check = report.check(CheckId.CANONICAL_LOSSLESS)
    return report.verdict is Verdict.UNKNOWN and check.outcome is Outcome.UNKNOWN and "several places" in check.detail


def swap(one: Badge, other: Badge, name: str) -> None:
    one[name], other[name] = other[name], one[name]


def test_evidence_that_is_said_to_be_the_achievement_cannot_name_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    achievement = issued(world)["credentialSubject"]["achievement"]["id"]
    evidence = [{"id": achievement, "type": ["Evidence"], "name": "PhD in Surgery"}]
    badge = signed_by_careless(world, issued(world, evidence=evidence), monkeypatch)
    assert is_refused(verified(world, badge))
    swap(badge["evidence"][0], badge["credentialSubject"]["achievement"], "name")
    assert is_refused(verified(world, badge))


def test_evidence_that_is_said_to_be_the_issuer_cannot_name_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    evidence = [{"id": world.issuer.id, "type": ["Evidence"], "name": "Harvard University"}]
    badge = signed_by_careless(world, issued(world, evidence=evidence), monkeypatch)
    badge["issuer"]["name"] = badge["evidence"][0].pop("name")
    assert is_refused(verified(world, badge))


def test_two_status_entries_with_one_id_are_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [{**status_entry(LIST, purpose, index), "id": "urn:x:1"} for purpose, index in _ENTRIES]
    badge = signed_by_careless(world, issued(world, credentialStatus=entries), monkeypatch)
    assert is_refused(verified(world, badge))
    first, second = badge["credentialStatus"]
    swap(first, second, "statusListIndex")
    assert is_refused(verified(world, badge))


_ENTRIES = (("revocation", 7), ("suspension", 9))


def split_in_array(badge: Badge) -> None:
    subject = badge["credentialSubject"]
    other = {"id": subject["id"], "type": subject["type"], "result": subject.pop("result")}
    badge["credentialSubject"] = [subject, other]


def split_achievement(badge: Badge) -> None:
    achievement = badge["credentialSubject"]["achievement"]
    other = {"id": achievement["id"], "type": ["Achievement"], "criteria": achievement.pop("criteria")}
    badge["credentialSubject"]["achievement"] = [achievement, other]


def split_under_other_spelling(badge: Badge) -> None:
    split_in_array(badge)
    other = badge["credentialSubject"][1]
    other["id"] = other["id"].replace("did:key:", "dk:")
    badge["@context"] = [*badge["@context"], {"dk": {"@id": "did:key:", "@prefix": True}}]


@pytest.mark.parametrize("split", [split_in_array, split_achievement, split_under_other_spelling])
def test_a_part_cannot_be_split_in_two(world: World, split: Callable[[Badge], None]) -> None:
    badge = json.loads(world.badge())
    split(badge)
    report = verified(world, badge)
    assert report.check(CheckId.CANONICAL_LOSSLESS).outcome is Outcome.UNKNOWN
    assert report.verdict in (Verdict.UNKNOWN, Verdict.FAILED)


def test_an_issuer_with_two_names_is_shown_with_neither(world: World) -> None:
    endorser = {"id": world.issuer.id, "type": ["Profile"], "name": "Horse Accreditor"}
    endorsement = {
        "id": "urn:x:endorsement",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "issuer": endorser,
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": world.issuer.id, "type": ["EndorsementSubject"], "endorsementComment": "Sound."},
    }
    badge = issued(world)
    badge["issuer"] = {**badge["issuer"], "endorsement": [endorsement]}
    badge = json.loads(world.issuer.sign_embedded(badge, TERM.signed))
    swap(badge["issuer"], badge["issuer"]["endorsement"][0]["issuer"], "name")
    report = verified(world, badge)
    assert report.check(CheckId.PROOF_SIGNATURE).outcome is Outcome.PASSED
    assert report.issuer is not None
    assert "Horse" not in report.issuer.name


def test_moving_all_of_the_issuer_into_an_endorsement_is_refused(world: World) -> None:
    badge = issued(world)
    creator = {**badge["issuer"]}
    badge["credentialSubject"]["achievement"]["creator"] = creator
    signed = json.loads(world.issuer.sign_embedded(badge, TERM.signed))
    assert verified(world, signed).verdict is Verdict.VERIFIED
    signed["issuer"].pop("name")
    assert is_refused(verified(world, signed))


def test_an_issuer_may_award_herself_a_badge(world: World) -> None:
    badge = world.issuer.badge(COURSE, world.issuer.id, TERM)
    signed = json.loads(world.issuer.sign_embedded(badge, TERM.signed))
    assert verified(world, signed).verdict is Verdict.VERIFIED
    signed["credentialSubject"]["name"] = signed["issuer"].pop("name")
    assert verified(world, signed).verdict is not Verdict.VERIFIED


def with_proofs(world: World, number: int, **members: Any) -> Badge:
    badge = json.loads(world.badge())
    proofs = [{**badge["proof"], "id": f"urn:x:{index}"} for index in range(number)]
    return {**badge, **members, "proof": proofs}


def test_a_document_is_worked_out_once_for_all_its_proofs(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[bool] = []
    badge = with_proofs(world, 16)

    def counting(document: Badge, *rest: Any) -> Any:
        counted.append("credentialSubject" in document)
        return to_statements(document, *rest)

    monkeypatch.setattr(canonical, "to_statements", counting)
    assert verified(world, badge).verdict is Verdict.FAILED
    assert counted.count(True) == len(editions(badge))


def test_many_chains_of_proofs_are_too_much(world: World) -> None:
    badge = with_proofs(world, 16)
    for index, proof in enumerate(badge["proof"][1:]):
        proof["previousProof"] = f"urn:x:{index}"
    report = verified(world, badge)
    assert "build on one another in more ways" in " ".join(check.detail for check in report.checks)
    assert report.verdict is Verdict.FAILED


@pytest.mark.parametrize(("name", "second"), [("criteria", "Criteria"), ("image", "Image")])
def test_no_member_hides_under_the_name_of_its_kind(world: World, name: str, second: str) -> None:
    badge = json.loads(world.badge())
    achievement = badge["credentialSubject"]["achievement"]
    achievement[second] = achievement.pop(name, {"id": "urn:x:1", "type": "Image"})
    report = verified(world, badge)
    assert report.check(CheckId.CONTEXT_KNOWN).code is Code.CONTEXT_REDEFINES
    assert report.verdict is not Verdict.VERIFIED


def test_a_badge_that_brings_a_vocabulary_is_unknown_and_failed_once_changed(world: World) -> None:
    contexts = [*json.loads(world.badge())["@context"], {"@vocab": "https://guild.example/terms#"}]
    added: dict[str, Any] = {"@context": contexts, "motto": "Open"}
    badge = world.badge(**added)
    report = world.verify(badge)
    assert (report.verdict, report.check(CheckId.PROOF_SIGNATURE).code) == (Verdict.UNKNOWN, Code.OK)
    changed = verified(world, {**json.loads(badge), "motto": "Shut"})
    assert (changed.verdict, changed.check(CheckId.PROOF_SIGNATURE).code) == (Verdict.FAILED, Code.SIGNATURE_INVALID)


CONTEXT_URLS = sorted({url for context in bundled_contexts() for url in context.urls})


def ended(world: World) -> tuple[Badge, Badge]:
    """A badge and its proof, which ended in June 2020."""
    badge = issued(world)
    options = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofPurpose": "assertionMethod"}
    dates = {"created": "2020-01-01T00:00:00Z", "expires": "2020-06-01T00:00:00Z"}
    issuer = HolderKey()
    badge["issuer"] = {"id": issuer.did, "type": ["Profile"], "name": "Guild of Locksmiths"}
    named = {**options, **dates, "verificationMethod": issuer.signer.verification_method}
    proof = dict(suite_for(named).sign(badge, named, issuer.signer, editions(badge)[0], Limits()))
    assert verified(world, {**badge, "proof": proof}).verdict is Verdict.EXPIRED
    return badge, proof


def renamed(proof: Badge, name: str) -> Badge:
    return {name if member == "expires" else member: value for member, value in proof.items()}


@pytest.mark.parametrize("name", ["revoked", "expiration"])
def test_no_further_context_gives_the_end_of_a_signature_another_name(world: World, name: str) -> None:
    """Blockcerts 2.0-alpha names `revoked` what the data model names `expires`: the statements are the same."""
    badge, proof = ended(world)
    for url in CONTEXT_URLS:
        altered = {**badge, "@context": [*badge["@context"], url], "proof": renamed(proof, name)}
        assert verified(world, altered).verdict in (Verdict.FAILED, Verdict.UNKNOWN), url


@pytest.mark.parametrize(
    "spelling",
    [
        ("https://w3id.org/", "security#", "expiration"),
        ("https://w3id.org/secu", "rity#exp", "iration"),
        ("https://w3id.org/security", "", "#expiration"),
    ],
)
def test_no_chain_of_prefixes_gives_the_end_of_a_signature_another_name(
    world: World, spelling: tuple[str, str, str]
) -> None:
    """Of contexts that a badge brings itself: a prefix written with a prefix was once not spelled out."""
    badge, proof = ended(world)
    first, second, rest = spelling
    prefixes = {"a": {"@id": first, "@prefix": True}, "b": {"@id": f"a:{second}", "@prefix": True}}
    dated = {"@id": f"b:{rest}", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
    contexts = [*badge["@context"], {**prefixes, "x": dated}]
    report = verified(world, {**badge, "@context": contexts, "proof": renamed(proof, "x")})
    assert (report.verdict, report.check(CheckId.CONTEXT_KNOWN).code) == (Verdict.UNKNOWN, Code.CONTEXT_REDEFINES)


@pytest.mark.parametrize(
    "inline", [{"grade": "urn:x:Distinction"}, {"grade": {"@id": "urn:x:grade", "@language": "Distinction"}}]
)
@pytest.mark.parametrize("place", [["issuer"], ["credentialSubject"], ["credentialSubject", "achievement"]])
def test_a_context_that_nobody_signed_says_nothing_anywhere(world: World, place: list[str], inline: Badge) -> None:
    badge: Badge = json.loads(world.badge())
    holder = badge
    for name in place:
        holder = holder[name]
    holder["@context"] = inline
    assert verified(world, badge).verdict is Verdict.VERIFIED
    assert "Distinction" not in str(details_of(badge))
    assert "Distinction" not in texts_of(badge)
