"""Claims for people: what is always shown, what can be chosen, what is sensitive."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.presentation import issuing
from wallet.crypto.jws import sign_compact
from wallet.model.badge import BadgeId
from wallet.model.disclosure import Claim, Hiding, Preset
from wallet.model.errors import UnreadableError
from wallet.presentation.claims import claims_of
from wallet.presentation.disclosing import disclose
from wallet.presentation.labels import is_contact, is_sensitive, label_of, path_of
from wallet.presentation.presets import preset_pointers
from wallet.presentation.values import Wording
from wallet.words import words_in

ISSUER = issuing.key()
NAMES = st.sampled_from(
    ["credentialSubject", "achievement", "name", "id", "type", "0", "2024", "image", "en", "result"]
)


@pytest.fixture(scope="module")
def claims() -> dict[str, Claim]:
    credential = issuing.read(issuing.sd_jwt(issuing.key(), issuing.key()))
    return {claim.pointer: claim for claim in claims_of(credential)}


def test_each_disclosure_can_be_chosen_and_the_rest_is_always_shown(claims: dict[str, Claim]) -> None:
    choosable = {pointer for pointer, claim in claims.items() if claim.hiding is Hiding.CHOOSABLE}
    assert choosable == {
        "/given_name",
        "/family_name",
        "/birthdate",
        "/email",
        "/address",
        "/address/street_address",
        "/address/locality",
        "/result",
        "/skills",
        "/nationalities/0",
        "/nationalities/2",
    }
    assert {claim.hiding for pointer, claim in claims.items() if pointer not in choosable} == {Hiding.ALWAYS_SHOWN}


def test_what_says_which_badge_it_is_comes_first_and_in_one_line(claims: dict[str, Claim]) -> None:
    summary = next(iter(claims.values()))
    assert summary.label == "Badge, issuer and dates"
    assert summary.value == "Wind Turbine Safety, Nordlys Energy Academy, 17 Mar 2030"
    assert not any(name in pointer for pointer in claims for name in ("iss", "vct", "cnf", "_sd", "iat", "exp"))


def test_values_are_text_for_people(claims: dict[str, Claim]) -> None:
    assert claims["/birthdate"].value == "17 May 2001"
    assert claims["/result"].value == "87 %, Completed"
    assert claims["/skills"].value == "Working at height; First aid"
    assert claims["/credentialSubject/achievement/description"].value == "Climb and come back."


def test_nested_claims_name_what_must_be_shown_with_them_and_are_no_part_of_its_text(claims: dict[str, Claim]) -> None:
    assert claims["/address"].value == "DE"
    assert claims["/address/locality"].parent == "/address"
    assert claims["/address"].parent == ""
    assert list(claims).index("/address") < list(claims).index("/address/locality")


def test_array_elements_are_told_apart(claims: dict[str, Claim]) -> None:
    assert (claims["/nationalities/0"].label, claims["/nationalities/0"].value) == ("Nationality 1", "DE")
    assert (claims["/nationalities/2"].label, claims["/nationalities/2"].value) == ("Nationality 3", "NG")
    assert (claims["/nationalities"].value, claims["/nationalities"].hiding) == ("NO", Hiding.ALWAYS_SHOWN)


def test_foreign_text_is_one_line_all_of_it_without_characters_that_turn_its_direction() -> None:
    badge = issuing.open_badge(issuing.key(), "did:example:maya")
    badge["credentialSubject"]["achievement"]["description"] = "one\ntwo \u202eeerht " + "x" * 400
    badge["proof"] = {"type": "DataIntegrityProof"}
    claims = {claim.pointer: claim for claim in claims_of(issuing.read(json.dumps(badge).encode()))}
    value = claims["/credentialSubject/achievement/description"].value
    assert value.startswith("one two eerht xxx")
    assert value.endswith("x" * 400)


def test_sensitive_claims_are_marked(claims: dict[str, Claim]) -> None:
    sensitive = {pointer for pointer, claim in claims.items() if claim.sensitive}
    assert sensitive == {"/birthdate", "/address", "/address/street_address", "/address/locality"}


def test_a_name_that_can_be_hidden_is_no_part_of_what_is_around_it() -> None:
    maker = issuing.SdJwtMaker()
    skill = {"level": "B2", **maker.hide(name="Norwegian")}
    texts = {"fr": "Soudage", **maker.hide(en="Welding")}
    claims = {
        "vct": "https://academy.example/badge",
        "skills": [skill],
        "texts": texts,
        "creator": maker.hide(name="Me"),
    }
    credential = issuing.read(maker.token(claims, issuing.key()))
    by_pointer = {claim.pointer: claim for claim in claims_of(credential)}
    assert by_pointer["/skills"].value == "B2"
    assert by_pointer["/skills/0/name"].value == "Norwegian"
    assert by_pointer["/texts/en"].value == "Welding"
    assert by_pointer["/texts"].value == "Soudage"
    assert by_pointer["/creator/name"].hiding is Hiding.CHOOSABLE
    assert "/creator" not in by_pointer


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4) | NAMES, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=4) | NAMES, JSON, max_size=4), st.sampled_from(["sd-jwt", "jwt"]))
def test_whatever_a_badge_says_has_words_and_places_of_its_own(claims: dict[str, Any], form: str) -> None:
    reserved = {"_sd", "...", "_sd_alg"}
    claims = {name: value for name, value in claims.items() if name not in reserved}
    if form == "sd-jwt":
        maker = issuing.SdJwtMaker()
        token = maker.token({"vct": "x", **maker.hide(**claims)} if claims else {"vct": "x"}, ISSUER)
    else:
        token = sign_compact({}, json.dumps({"@context": [issuing.V2], **claims}).encode(), ISSUER).encode()
    try:
        credential = issuing.read(token)
    except UnreadableError:
        return
    found = claims_of(credential)
    assert len({claim.pointer for claim in found}) == len(found)
    assert all(claim.label and claim.value for claim in found[1:])
    assert disclose(BadgeId(""), credential, preset_pointers(found, Preset.EVERYTHING)).hidden == ()


def test_ours_is_in_the_readers_language_and_the_issuers_keeps_its_own() -> None:
    maker = issuing.SdJwtMaker()
    shown = {"vct": "x", "name": "Taushet", "passed": True, "credits": 4.5, "inLanguage": "nb"}
    texts = {"motto": {"de": "Still", "fr": "Silence"}, "birthdate": "2001-05-17", "address": maker.hide(a="1", b="2")}
    credential = issuing.read(maker.token({**shown, **maker.hide(**texts, place="Oslo")}, ISSUER))
    german, arabic = (
        {claim.pointer: claim for claim in claims_of(credential, issuing.LIMITS, words_in((tag,))) if claim.pointer}
        for tag in ("de", "ar")
    )
    assert {pointer: claim.label for pointer, claim in german.items()} == {
        pointer: claim.label for pointer, claim in arabic.items()
    }
    said = {pointer: (claim.value, claim.language) for pointer, claim in german.items()}
    assert said["/passed"] == ("ja", "")
    assert said["/credits"] == ("4,5", "")
    assert said["/birthdate"] == ("17. Mai 2001", "")
    assert said["/motto"] == ("Still", "de")
    assert said["/address"][0] == "2 weitere Angaben"
    assert said["/place"] == ("Oslo", "")
    assert arabic["/address"].value == "بيانان آخران"
    assert arabic["/motto"].value == "Still"


@pytest.mark.parametrize("make", [issuing.embedded, issuing.jwt])
def test_other_formats_are_shown_whole(make) -> None:
    claims = claims_of(issuing.read(make(issuing.key(), "did:example:maya")))
    by_pointer = {claim.pointer: claim for claim in claims}
    assert {claim.hiding for claim in claims} == {Hiding.WHOLE_ONLY}
    assert by_pointer["/credentialSubject/id"].label == "Your identifier"
    assert by_pointer["/credentialSubject/creditsEarned"].value == "4.5"
    assert by_pointer["/credentialSubject/achievement/alignment"].value == "Electrical safety; Roof work"
    assert by_pointer["/credentialSubject/achievement/criteria/narrative"].label == "What had to be done"
    assert preset_pointers(claims, Preset.EVERYTHING) == frozenset()


def test_subjects_in_an_array_are_read_like_one() -> None:
    badge = issuing.open_badge(issuing.key(), "did:example:maya")
    badge["credentialSubject"] = [badge["credentialSubject"]]
    badge["proof"] = {"type": "DataIntegrityProof"}
    pointers = {claim.pointer for claim in claims_of(issuing.read(json.dumps(badge).encode()))}
    assert "/credentialSubject/0/achievement/description" in pointers
    assert "/credentialSubject/0/id" in pointers


def test_presets(claims: dict[str, Claim]) -> None:
    every = list(claims.values())
    assert preset_pointers(every, Preset.MINIMUM) == frozenset()
    assert preset_pointers(every, Preset.JOB_APPLICATION) == {
        "/given_name",
        "/family_name",
        "/result",
        "/skills",
        "/nationalities/0",
        "/nationalities/2",
    }
    assert len(preset_pointers(every, Preset.EVERYTHING)) == 11


@pytest.mark.parametrize(
    ("pointer", "label"),
    [
        ("/credentialSubject/achievement/name", "Badge"),
        ("/credentialSubject/achievement/achievementType", "Kind of badge"),
        ("/given_name", "First name"),
        ("/address/street_address", "Address: street address"),
        ("/credentialSubject/hoursPerWeek", "Hours per week"),
        ("/ECTSCredits", "ECTS credits"),
        ("/a~1b", "A b"),
        ("/名前", "名前"),
        ("/__", "__"),
        ("/2024", "2024"),
        ("/nationalities/0", "Nationality 1"),
        ("", "Detail"),
    ],
)
def test_labels(pointer: str, label: str) -> None:
    assert label_of(path_of(pointer)) == label


@pytest.mark.parametrize(
    "pointer",
    [
        "/birth_date",
        "/dateOfBirth",
        "/place_of_birth/country",
        "/age_in_years",
        "/personal_administrative_number",
        "/document_number",
        "/credentialSubject/profile/dateOfBirth",
        "/credentialSubject/image",
        "/picture",
        "/portrait",
        "/health_insurance_id",
        "/bloodType",
        "/credentialSubject/address/addressCountry",
        "/studentId",
    ],
)
def test_sensitive_names(pointer: str) -> None:
    assert is_sensitive(path_of(pointer))


@pytest.mark.parametrize(
    "pointer",
    [
        "/issuer/address/addressCountry",
        "/credentialSubject/achievement/image",
        "/image",
        "/email",
        "/email_address",
        "/language",
        "/agency",
        "/credentialSubject/licenseNumber",
        "/credentialSubject/achievement/alignment",
    ],
)
def test_names_that_are_not_sensitive(pointer: str) -> None:
    assert not is_sensitive(path_of(pointer))


def test_ways_to_be_contacted() -> None:
    assert is_contact(path_of("/email"))
    assert is_contact(path_of("/phone_number"))
    assert is_contact(path_of("/email_address"))
    assert not is_contact(path_of("/issuer/email"))
    assert not is_contact(path_of("/mailingAddress"))


def test_days() -> None:
    day = Wording(words_in()).day
    assert day("2001-05-17") == day("2001-05-17T00:00:00+02:00") == day("2001-05-17T23:59:59.5Z") == "17 May 2001"
    assert day("2001-13-17") == "2001-13-17"
    assert day("2001-05-17 or so") == "2001-05-17 or so"


def test_a_name_that_can_be_hidden_is_not_said_to_be_shown_in_any_case() -> None:
    maker, issuer = issuing.SdJwtMaker(), issuing.did(ISSUER)
    hidden = maker.hide(name="Support group", validFrom="2026-01-01T00:00:00Z")
    shown = {"iss": issuer, "vct": "https://clinic.example/b", "issuer": {"id": issuer, "name": "Clinic"}}
    badge = issuing.read(maker.token({**shown, **hidden}, ISSUER))
    found = {claim.pointer: claim for claim in claims_of(badge)}
    assert found[""].value == "Clinic"
    assert (found["/name"].value, found["/name"].hiding) == ("Support group", Hiding.CHOOSABLE)
    seen = disclose(BadgeId("ab" * 32), badge, frozenset())
    assert "Support group" not in repr(seen.shown)
