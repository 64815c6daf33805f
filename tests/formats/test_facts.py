"""What badges are found by: identifiers, the person, the language, what is the same, and skills."""

from __future__ import annotations

from typing import Any

from tests.formats.badges import ACHIEVEMENT, BADGE, read
from tests.simulators.authority import Authority
from tests.simulators.sealing import NUMBER, sealed
from wallet.formats.facts import facts_of
from wallet.model.facts import BadgeFacts


def badge(subject: dict[str, Any] | None = None, **achievement: Any) -> dict[str, Any]:
    whole = {**BADGE["credentialSubject"], **(subject or {}), "achievement": {**ACHIEVEMENT, **achievement}}
    return {**BADGE, "credentialSubject": whole}


def test_an_open_badge_says_what_it_is_and_of_whom() -> None:
    related = [{"id": "urn:de", "inLanguage": "de"}, {"id": "urn:de"}, {"type": "Related"}]
    skills = [{"targetName": "climb"}, {"targetName": "climb", "targetFramework": "ESCO"}]
    data = {
        **badge(related=related, inLanguage="en-GB", alignment=skills),
        "refreshService": {"id": "https://r.example"},
    }
    assert facts_of(read(data)) == BadgeFacts(
        credential=BADGE["id"],
        achievement=ACHIEVEMENT["id"],
        subject="did:key:z6Mkholder",
        language="en-GB",
        related=("urn:de",),
        refreshes=True,
        skills=("climb",),
    )


def test_a_person_without_an_identifier_is_told_by_the_hash_of_an_address() -> None:
    identity = {"type": "IdentityObject", "identityHash": "sha256$ab", "hashed": True, "salt": "s"}
    one = facts_of(read(badge({"id": None, "identifier": [identity]})))
    other = facts_of(read(badge({"id": None, "identifier": [{**identity, "salt": "t"}]})))
    assert one.subject == "sha256$ab\ns" != other.subject
    assert facts_of(read(badge({"id": None}))).subject == ""


def test_a_european_credential_is_of_a_specification() -> None:
    seal = Authority("Trust Centre").seal("Guild", number=NUMBER)
    facts = facts_of(read(sealed(seal)))
    assert (facts.credential, facts.subject, facts.skills) == (
        "urn:credential:1",
        "urn:epass:person:1",
        ("open locks",),
    )


def test_odd_members_say_nothing() -> None:
    odd: Any
    for odd in (None, "x", [], 3, {"id": 4}):
        facts = facts_of(read({**badge(related=odd, inLanguage=odd), "refreshService": odd}))
        assert (facts.related, facts.credential) == ((), BADGE["id"])
