"""Attacks on records that leave every statement as it was: what stands in a badge inside is moved out of it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from tests.simulators.world import COURSE, TERM, World
from wallet.jsonld.contexts import editions
from wallet.jsonld.definitions import definitions
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.report import Verdict

Badge = dict[str, Any]
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
VERSIONS = {version: f"https://purl.imsglobal.org/spec/clr/v2p0/context{version}.json" for version in ("", "-2.0.1")}
DEFINED: Any = dict(definitions(editions({})[0].document(OB)["@context"]))


@pytest.fixture
def world() -> World:
    world = World()
    world.list_issuer()
    return world


def record(world: World, version: str, *inside: Badge, **more: Any) -> Badge:
    badge: Badge = world.issuer.badge(COURSE, world.holder.did, TERM)
    subject = {"id": world.holder.did, "type": ["ClrSubject"], "verifiableCredential": list(inside)}
    named = {"name": "Transcript", "type": ["VerifiableCredential", "ClrCredential"], "id": f"urn:uuid:{uuid.uuid4()}"}
    contexts = ["https://www.w3.org/ns/credentials/v2", VERSIONS[version], OB]
    whole = {**badge, **named, "@context": contexts, "credentialSubject": subject, **more}
    signed: Badge = json.loads(world.issuer.sign_embedded(whole, TERM.signed))
    return signed


def badge(world: World, **of_issuer: Any) -> Badge:
    found: Badge = json.loads(world.badge())
    found["issuer"].update(of_issuer)
    return found


def verdict(world: World, document: Badge) -> Verdict:
    return world.verify(json.dumps(document).encode()).verdict


@pytest.mark.parametrize("version", VERSIONS)
def test_badges_inside_may_say_more_of_the_same_things(world: World, version: str) -> None:
    """Of the record's subject and issuer, and other things of what one of them is about: each has its own proof."""
    other = badge(world, type="Profile")
    other["credentialSubject"]["achievement"]["name"] = "Keys"
    assert verdict(world, record(world, version, badge(world), other)) is Verdict.VERIFIED


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", ["result", "creditsEarned"])
def test_no_part_of_a_badge_inside_becomes_one_of_the_record(world: World, version: str, name: str) -> None:
    """Both have one subject, of which a context of the attacker's own lets a record say what only a badge says."""
    inside = badge(world)
    inside["credentialSubject"]["creditsEarned"] = 180
    whole = record(world, version, inside)
    assert verdict(world, whole) is Verdict.VERIFIED
    subject = whole["credentialSubject"]
    whole["@context"] = [*whole["@context"], {name: DEFINED[name]}]
    subject[name] = subject["verifiableCredential"][0]["credentialSubject"].pop(name)
    report = world.verify(json.dumps(whole).encode())
    check = report.check(CheckId.CANONICAL_LOSSLESS)
    assert (report.verdict, check.code, check.outcome) == (Verdict.UNKNOWN, Code.DATA_LOSS, Outcome.UNKNOWN)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("said", [{"url": "https://harvard.example/"}, {"description": "Harvard University"}])
def test_what_a_badge_inside_alone_says_of_the_issuer_is_not_signed(
    world: World, version: str, said: dict[str, Any]
) -> None:
    """It could be moved to the issuer of the record."""
    with pytest.raises(ProofError) as refusal:
        record(world, version, badge(world, **said))
    assert (refusal.value.code, refusal.value.outcome) == (Code.DATA_LOSS, Outcome.UNKNOWN)


@pytest.mark.parametrize("version", VERSIONS)
def test_evidence_that_only_a_badge_inside_describes_is_not_signed(world: World, version: str) -> None:
    """Its name could be moved to where the record mentions it."""
    described = {"id": "https://guild.example/thesis", "type": ["Evidence"], "name": "Thesis"}
    inside = badge(world)
    inside["evidence"] = [described]
    with pytest.raises(ProofError) as refusal:
        record(world, version, inside, evidence=[{"id": described["id"], "type": ["Evidence"]}])
    assert refusal.value.code is Code.DATA_LOSS
    assert verdict(world, record(world, version, inside, evidence=[described])) is Verdict.VERIFIED


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    "hidden",
    [
        lambda issuer: issuer.update(name="Guild of Locksmiths"),
        lambda issuer: issuer.update(name=["Harvard", "Guild of Locksmiths"]),
        lambda issuer: issuer.update(name=["Guild of Locksmiths", "Harvard"]),
    ],
)
@pytest.mark.parametrize("wrapped", [False, True])
def test_no_name_that_a_badge_inside_gives_the_issuer_becomes_the_records(
    world: World, version: str, hidden: Callable[[Badge], None], wrapped: bool
) -> None:
    whole = record(world, version, badge(world, name="Harvard"))
    inside = whole["credentialSubject"]["verifiableCredential"][0]
    whole["issuer"]["name"] = "Harvard"
    hidden(inside["issuer"])
    inside["issuer"] = [inside["issuer"]] if wrapped else inside["issuer"]
    report = world.verify(json.dumps(whole).encode())
    assert report.check(CheckId.PROOF_SIGNATURE).outcome is Outcome.PASSED
    assert report.issuer is not None
    assert report.issuer.name == ""


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", ["ClrCredential", "https://purl.imsglobal.org/spec/vc/clr/vocab.html#ClrCredential"])
def test_a_record_does_not_lose_its_kind_to_an_endorsement_of_it(world: World, version: str, name: str) -> None:
    """Nobody would look at the badges inside any more."""
    identifier = f"urn:uuid:{uuid.uuid4()}"
    inside = badge(world, name="Guild of Locksmiths")
    inside["credentialSubject"]["achievement"]["name"] = "Forged"
    endorsement: Badge = {
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "credentialSubject": {"id": identifier, "type": ["EndorsementSubject"], "endorsementComment": "Sound."},
    }
    endorsed = {**json.loads(world.badge(**endorsement)), "id": f"urn:uuid:{uuid.uuid4()}"}
    whole = record(world, version, inside, id=identifier, endorsement=[endorsed])
    report = world.verify(json.dumps(whole).encode())
    assert (report.verdict, [inner.verdict for inner in report.credentials]) == (Verdict.VERIFIED, [Verdict.FAILED])
    whole["type"].remove("ClrCredential")
    whole["endorsement"][0]["credentialSubject"]["type"].append(name)
    assert verdict(world, whole) is Verdict.UNKNOWN
