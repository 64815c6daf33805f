import base64
from datetime import UTC, datetime

import pytest

from tests.formats.badges import ACHIEVEMENT, BADGE, ISSUER, changed, read, sd_jwt, token
from wallet.formats.language import text_of
from wallet.formats.readable import art_of, card_of, page_of, search_text
from wallet.formats.wording import one_line, short_identifier, words
from wallet.model.badge import BadgeCard, BadgeId, BadgePage, Field, Skill
from wallet.model.json_types import JsonValue
from wallet.model.report import Report, Verdict

AT = datetime(2026, 6, 1, tzinfo=UTC)
PIXEL = b"\x89PNG\r\n\x1a\n..."


def report_on(credential) -> Report:
    return Report("x", credential.kind, credential.format, Verdict.EXPIRED, AT, None, None, "", ())


def card(data: bytes | dict) -> BadgeCard:
    credential = read(data)
    return card_of(credential, BadgeId("0" * 64), report_on(credential), AT)


def page(data: bytes | dict) -> BadgePage:
    credential = read(data)
    return page_of(credential, card(data), report_on(credential), "mine")


def with_achievement(**members: object) -> dict:
    return with_subject(achievement={**ACHIEVEMENT, **members})


def with_subject(**members: object) -> dict:
    return {**BADGE, "credentialSubject": {**BADGE["credentialSubject"], **members}}


def test_a_card_says_what_matters() -> None:
    assert card(BADGE) == BadgeCard(
        id=BadgeId("0" * 64),
        name="Working at height",
        issuer_id=ISSUER,
        issuer_name="Nordlys Academy",
        achievement_type="Micro credential",
        credits="3 credits",
        valid_from=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        valid_until=datetime(2028, 1, 2, 3, 4, 5, tzinfo=UTC),
        verdict=Verdict.EXPIRED,
        checked_at=AT,
        added_at=AT,
        has_art=False,
    )


@pytest.mark.parametrize(
    ("badge", "name"),
    [
        (with_achievement(name=None), "Height, level 1"),
        (changed(with_achievement(name=None), name=None), "Open badge credential"),
        (changed(BADGE, type=["VerifiableCredential", "OpenBadgeCredential", "ClrCredential"]), "Height, level 1"),
        ({"type": "VerifiableCredential"}, "Badge"),
        ({"type": "VerifiablePresentation"}, "Presentation"),
        (sd_jwt({"vct": "https://a.example/vct/open-badge-3"}), "Open badge 3"),
        (sd_jwt({"vct": "x", "achievement": {"name": "Flat"}}), "Flat"),
        (with_achievement(name="Two\nlines\x07 \u202etxt"), "Two lines txt"),
        (with_achievement(name="a" * 1000), "a" * 300 + "…"),
    ],
)
def test_names(badge: dict | bytes, name: str) -> None:
    assert card(badge).name == name


@pytest.mark.parametrize(
    ("issuer", "name"),
    [
        (ISSUER, "did:key:z6Mk…z7XU"),
        ("did:web:university.example%3A3000:badges", "university.example:3000"),
        ("did:a:b", "did:a:b"),
        ("https://university.example/issuers/1", "university.example"),
        ("urn:uuid:1", "urn:uuid:1"),
        ("https://[oops", "https://[oops"),
        (
            {
                "id": "did:a:b",
                "name": [{"@value": "Akademie", "@language": "de"}, {"@value": "Academy", "@language": "en"}],
            },
            "Academy",
        ),
        (None, ""),
    ],
)
def test_issuers(issuer: object, name: str) -> None:
    assert card(changed(BADGE, issuer=issuer)).issuer_name == name


@pytest.mark.parametrize(
    ("earned", "available", "text"),
    [
        (1, None, "1 credit"),
        (2.5, 7.5, "2.5 credits"),
        (None, 7.0, "7 credits"),
        (True, None, ""),
        ("3", None, ""),
        (None, None, ""),
    ],
)
def test_credits_have_no_unit(earned: object, available: object, text: str) -> None:
    badge = with_subject(creditsEarned=earned, achievement={**ACHIEVEMENT, "creditsAvailable": available})
    assert card(badge).credits == text


LEVELS = [{"id": "urn:level", "name": "Proficient", "alignment": [{"targetName": "rescue", "targetFramework": "ESCO"}]}]
SCALE = [
    {"id": "urn:grade", "name": "Final assessment", "resultType": "Percent", "requiredValue": "70"},
    {"id": "urn:points", "name": "Points", "resultType": "RawScore", "valueMax": "40", "requiredValue": "20"},
    {"id": "urn:rubric", "name": "Rubric", "requiredLevel": "urn:level", "rubricCriterionLevel": LEVELS},
    {"id": "urn:status", "name": "Status"},
]


@pytest.mark.parametrize(
    ("result", "fields"),
    [
        ({"resultDescription": "urn:grade", "value": "87"}, [("Final assessment", "87 %, pass mark 70 %")]),
        ({"resultDescription": "urn:grade", "value": "87%"}, [("Final assessment", "87 %, pass mark 70 %")]),
        ({"resultDescription": "urn:points", "value": 31}, [("Points", "31 of 40, pass mark 20 of 40")]),
        (
            {"resultDescription": "urn:rubric", "achievedLevel": "urn:level"},
            [("Rubric", "Proficient, pass mark Proficient")],
        ),
        (
            {"resultDescription": "urn:grade", "value": "87", "achievedLevel": "urn:level"},
            [("Final assessment", "87 %, pass mark 70 %"), ("Final assessment: level reached", "Proficient")],
        ),
        ({"resultDescription": "urn:status", "status": "InProgress"}, [("Status", "In progress")]),
        ({"value": "A"}, [("Result", "A")]),
        ({"achievedLevel": "urn:unknown"}, []),
        ({}, []),
    ],
)
def test_results_join_their_descriptions(result: dict, fields: list[tuple[str, str]]) -> None:
    badge = with_subject(result=[result], achievement={**ACHIEVEMENT, "resultDescription": SCALE})
    assert page(badge).results == tuple(Field(label, value) for label, value in fields)


def test_a_page_shows_the_rest() -> None:
    badge = with_subject(
        achievement={
            **ACHIEVEMENT,
            "alignment": [
                {"targetName": "work at heights", "targetFramework": "ESCO"},
                {"targetCode": "WTS-04"},
                {"targetUrl": "https://a.example/skill"},
                {},
            ],
            "resultDescription": SCALE,
        },
        result=[
            {"achievedLevel": "urn:level", "alignment": {"targetName": "work at heights", "targetFramework": "ESCO"}}
        ],
    )
    badge["evidence"] = [
        {"name": "Video", "description": "A rescue."},
        {"genre": "Report", "id": "https://a.example/1"},
        "https://a.example/2",
        7,
    ]
    shown = page(badge)
    assert shown.description == "Safe work in wind turbines."
    assert shown.criteria == "Pass the *final* assessment."
    assert shown.skills == (
        Skill("work at heights", "ESCO"),
        Skill("WTS-04", ""),
        Skill("https://a.example/skill", ""),
        Skill("rescue", "ESCO"),
    )
    assert shown.evidence == (
        Field("Video", "A rescue."),
        Field("Report", "https://a.example/1"),
        Field("Evidence", "https://a.example/2"),
    )
    assert (shown.note, shown.report.verdict) == ("mine", Verdict.EXPIRED)


def test_criteria_may_be_elsewhere() -> None:
    assert page(with_achievement(criteria={"id": "https://a.example/c"})).criteria == "https://a.example/c"
    assert page(with_achievement(criteria="https://a.example/c")).criteria == "https://a.example/c"


def test_registered_names_of_tokens_are_told_in_words() -> None:
    claims = {"iss": "https://a.example", "vct": "https://a.example/badge", "nbf": 1_700_000_000, "name": "Welding"}
    key = {"kty": "OKP", "crv": "Ed25519", "x": "VGNECVif2eTiJAMn0YiwAPfcn1ege_uEFFNsPRhJF6A"}
    data = sd_jwt({**claims, "exp": 1_900_000_000, "cnf": {"jwk": key}}, typ="dc+sd-jwt")
    fields = {field.label: field.value for field in page(data).details}
    assert fields["Valid from"] == "2023-11-14T22:13:20Z"
    assert fields["Key of the holder: kind of key"] == "OKP"
    assert {"Issuer identifier", "Kind of credential", "Valid until"} <= fields.keys()
    assert not {"Nbf", "Exp", "Iss", "Vct"} & fields.keys()


def test_details_hold_every_claim() -> None:
    badge = changed(
        with_achievement(tag=["wind", "safety"], paid=False, x_1=1.5), proof={"type": "x", "proofValue": "zz"}
    )
    fields = [(field.label, field.value) for field in page(badge).details]
    assert ("Achievement type", "MicroCredential") in fields
    assert ("Issuer: name", "Nordlys Academy") in fields
    assert ("Criteria: narrative", "Pass the *final* assessment.") in fields
    assert [value for label, value in fields if label == "Tag"] == ["wind", "safety"]
    assert {("Paid", "no"), ("X 1", "1.5")} <= set(fields)
    assert "zz" not in str(fields)
    assert len(page(with_achievement(tag=["x"] * 5000)).details) == 1000


def test_the_source_is_the_documents_text() -> None:
    compact = token(BADGE)
    assert page(compact).source == compact.decode()


def test_search_finds_every_text_but_pictures_and_proofs() -> None:
    badge = changed(
        with_achievement(tag=["wind", "wind"], image="data:image/png;base64," + "A" * 300), proof={"type": "Zeta"}
    )
    text = search_text(read(badge))
    assert text.split("\n").count("wind") == 1
    for part in ("Working at height", "Pass the *final* assessment.", "Nordlys Academy", ISSUER):
        assert part in text
    assert "AAAA" not in text
    assert "Zeta" not in text
    assert "ns/credentials" not in text


@pytest.mark.parametrize(
    "image",
    [
        {"id": "data:image/png;base64," + base64.b64encode(PIXEL).decode(), "type": "Image"},
        "data:image/png;base64," + base64.b64encode(PIXEL).decode().replace("=", "%3D"),
        [{"id": "https://a.example/i.png"}, {"id": "data:image/svg+xml,%89PNG%0D%0A%1A%0A..."}],
    ],
)
def test_art_inside_the_badge(image: object) -> None:
    badge = with_achievement(image=image)
    credential = read(badge)
    assert art_of(credential.source, credential) == PIXEL
    assert card(badge).has_art


@pytest.mark.parametrize(
    "image", ["https://a.example/i.png", "data:image/png;base64,A", "data:image/png,", "data:text/html,x", 7]
)
def test_no_art_is_fetched_or_guessed(image: object) -> None:
    credential = read(with_achievement(image=image))
    assert art_of(credential.source, credential) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Plain", "Plain"),
        ({"@value": "V", "@language": "de"}, "V"),
        ({"de": "Ja", "en-GB": "Yes"}, "Yes"),
        ({"de": "Ja", "fr": "Oui"}, "Ja"),
        ([{"@value": "Ja", "@language": "de"}, {"@value": "Yes", "@language": "en"}], "Yes"),
        ([1, None, "x"], "x"),
        ({"@value": 7}, ""),
        ({"name": "no language"}, ""),
        (7, ""),
        (None, ""),
    ],
)
def test_texts_in_languages(value: JsonValue, text: str) -> None:
    assert text_of(value) == text


def test_words_are_made_of_names() -> None:
    assert words("achievementType") == "Achievement type"
    assert words("EQFLevel2_x-y") == "EQF level 2 x y"
    assert one_line("a\u0007\n b") == "a b"
    assert short_identifier("did:key:z6MkktkkWyKZ4hnDAYtMUrjQ3ARQq1pXHfUAZhPTQPtwz7XU") == "did:key:z6Mk…z7XU"
