"""The eleven elements of a micro-credential, level and partners: what is stated, and gaps as gaps."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.badges import ACHIEVEMENT, BADGE, read, sd_jwt
from tests.formats.test_european import SEAL, page
from tests.simulators.sealing import credential, sealed
from wallet.formats.micro_credentials import elements_of, level_of, partners_of
from wallet.model.badge import Element, Field

EQF = {"type": ["Alignment"], "targetName": "EQF level 5", "targetFramework": "European Qualifications Framework"}
SKILL = {"type": ["Alignment"], "targetName": "work at height", "targetFramework": "ESCO"}


def badge(**achievement: Any) -> dict[str, Any]:
    subject = {**BADGE["credentialSubject"], "achievement": {**ACHIEVEMENT, **achievement}}
    return {**BADGE, "credentialSubject": subject}


def stated(data: Any) -> dict[Element, str]:
    return {each.element: each.value for each in elements_of(read(data)) if each.value}


def test_an_open_badge_states_what_its_fields_say() -> None:
    issuer = {**BADGE["issuer"], "address": {"addressCountry": "Norway", "addressRegion": "Vestland"}}
    described = [{"id": "urn:d", "resultType": "Percent"}]
    endorsement = {"type": ["EndorsementCredential"], "issuer": {"id": "https://q.example", "name": "Quality Board"}}
    said = stated(
        {**badge(alignment=[EQF, SKILL], resultDescription=described), "issuer": issuer, "endorsement": [endorsement]}
    )
    assert said == {
        Element.LEARNER: "did:key:z6Mk…lder",
        Element.TITLE: "Working at height",
        Element.COUNTRY: "Vestland; Norway",
        Element.AWARDING_BODY: "Nordlys Academy",
        Element.DATE: "2026-01-02",
        Element.OUTCOMES: "work at height",
        Element.WORKLOAD: "3 credits",
        Element.LEVEL: "EQF level 5",
        Element.ASSESSMENT: "Percent",
        Element.QUALITY: "Quality Board",
    }
    assert [each.element for each in elements_of(read(badge()))] == list(Element)
    assert level_of(read(badge(alignment=[EQF]))) == "EQF level 5"


@pytest.mark.parametrize(
    ("named", "learner"),
    [
        ({"given_name": "Maya", "family_name": "Okafor"}, "Maya Okafor"),
        ({"given_name": "Maya", "holder": "Somebody else"}, "Maya"),
        ({"holder": "Maya Okafor"}, "Maya Okafor"),
        (
            {"holder": "did:key:z6MkfirstofmanyLettersHolder", "sub": "did:key:z6MkfirstofmanyLettersSub"},
            "did:key:z6Mk…lder",
        ),
        ({"sub": "did:key:z6MkfirstofmanyLettersHolder"}, "did:key:z6Mk…lder"),
        ({"name": "Working at height", "holder": {"name": "Maya"}}, ""),
    ],
)
def test_the_learner_of_a_token_is_whom_its_claims_name(named: dict[str, Any], learner: str) -> None:
    claims = {"vct": "https://a.example/badge", "iss": "https://a.example", "achievement": ACHIEVEMENT}
    beside = {**claims, "credentialSubject": {"achievement": ACHIEVEMENT}}
    for payload in (claims, beside):
        assert stated(sd_jwt({**payload, **named}, typ="dc+sd-jwt")).get(Element.LEARNER, "") == learner


def test_only_a_token_names_its_learner_among_its_own_claims() -> None:
    assert stated({**badge(), "holder": "Maya Okafor"})[Element.LEARNER] == "did:key:z6Mk…lder"


def test_a_badge_that_is_no_micro_credential_has_no_elements() -> None:
    assert elements_of(read(badge(achievementType="Badge"))) == ()
    assert len(elements_of(read(badge(achievementType="ext:Micro-Credential")))) == 11


def test_a_european_credential_states_them_all() -> None:
    claim = credential()["credentialSubject"]["hasClaim"]
    body = {
        **claim["awardedBy"]["awardingBody"],
        "location": {"address": {"countryCode": {"prefLabel": {"en": "Estonia"}}}},
        "accreditation": {"title": {"en": "Accredited by the agency"}},
    }
    claim["awardedBy"]["awardingBody"] = body
    claim["specifiedBy"]["mode"] = [{"prefLabel": {"en": "Blended"}}, {"prefLabel": {"en": "Online"}}]
    claim["provenBy"]["specifiedBy"] = {"dcType": {"prefLabel": {"en": "written examination"}}}
    claim["provenBy"]["assessedBy"] = {"legalName": {"en": "Testing Ltd"}}
    subject = {"id": "urn:p", "givenName": {"en": "Ana"}, "familyName": {"en": "Tamm"}, "hasClaim": claim}
    shown = page(sealed(SEAL, credential(credentialSubject=subject)))
    assert {each.element: each.value for each in shown.elements} == {
        Element.LEARNER: "Ana Tamm",
        Element.TITLE: "Lockpicking",
        Element.COUNTRY: "Estonia",
        Element.AWARDING_BODY: "Guild",
        Element.DATE: "2026-11-20",
        Element.OUTCOMES: "Opens locks",
        Element.WORKLOAD: "3 ECTS; PT45H",
        Element.LEVEL: "EQF level 5",
        Element.ASSESSMENT: "written examination",
        Element.PARTICIPATION: "Blended; Online",
        Element.QUALITY: "Accredited by the agency",
    }
    assert shown.level == "EQF level 5"
    assert shown.partners == (Field("Assessed by", "Testing Ltd"),)
    assert [(score.name, score.value) for score in shown.scores] == [("Exam", "19 of 20")]


def test_who_stands_beside_the_issuer_is_named_once() -> None:
    creator = {"id": "https://m.example", "type": ["Profile"], "name": "Makers"}
    assert partners_of(read(badge(creator=creator))) == (Field("Created by", "Makers"),)
    assert partners_of(read(badge(creator=BADGE["issuer"]))) == ()
    assert partners_of(read(badge(creator={"id": "https://m.example/1"}))) == (Field("Created by", "m.example"),)
    data = badge(creator=creator)
    data["credentialSubject"]["source"] = {**creator, "name": "MAKERS"}
    assert partners_of(read(data)) == (Field("Created by", "Makers"),)


WORDS = st.text(alphabet="abcname@ é", max_size=5)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


@given(odd=JSON, place=st.sampled_from(["alignment", "creator", "resultDescription", "related", "criteria"]))
def test_odd_members_leave_gaps(odd: Any, place: str) -> None:
    found = read(badge(**{place: odd}))
    assert len(elements_of(found)) == 11
    assert isinstance(level_of(found), str)
    assert all(field.value for field in partners_of(found))
