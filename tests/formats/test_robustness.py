"""Foreign data may be any JSON anywhere: reading it ends in words, never in a crash."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.badges import BADGE, ISSUER, LIMITS, OLD_BADGE, changed, digest, disclosure, sd_jwt, token
from tests.formats.test_readable import AT, report_on
from wallet.formats.readable import art_of, card_of, page_of, search_text
from wallet.formats.reader import extract, parse
from wallet.formats.structure import check_structure
from wallet.model.badge import BadgeId
from wallet.model.errors import ProofError, UnreadableError

FULL = changed(
    BADGE,
    evidence=[{"id": "https://a.example/1", "type": ["Evidence"], "name": "Video"}],
    credentialStatus={"id": "https://a.example/s#1", "type": "BitstringStatusListEntry", "statusListIndex": "1"},
    credentialSchema=[{"id": "https://a.example/schema", "type": "1EdTechJsonSchemaValidator2019"}],
    proof=[{"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofValue": "z"}],
    relatedResource=[{"id": "https://a.example/r", "digestSRI": "sha384-x"}],
    name=[{"@value": "N", "@language": "en"}],
)
FULL["credentialSubject"] = {
    **BADGE["credentialSubject"],
    "creditsEarned": 3,
    "result": [{"type": ["Result"], "resultDescription": "urn:a", "value": "A", "achievedLevel": "urn:b"}],
    "achievement": {
        **BADGE["credentialSubject"]["achievement"],
        "image": {"id": "data:image/png;base64,AAAA", "type": "Image"},
        "alignment": [{"type": ["Alignment"], "targetName": "x", "targetUrl": "https://a.example/x"}],
        "resultDescription": [
            {"id": "urn:a", "name": "Grade", "resultType": "Percent", "rubricCriterionLevel": [{"id": "urn:b"}]}
        ],
    },
}
ENVELOPED = {
    "@context": BADGE["@context"],
    "type": "EnvelopedVerifiableCredential",
    "id": f"data:application/vc+jwt,{token(BADGE).decode()}",
}
PRESENTATION = {**BADGE, "type": "VerifiablePresentation", "verifiableCredential": [FULL, ENVELOPED]}
STRANGE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)
    | st.sampled_from(
        ["id", "type", "@value", "data:image/png;base64,A", "did:web:", "https://[", "2026-01-01T24:00:00Z"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "type", "name", "@value", "x", "_sd", "...", "en"]), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(value, path=()) -> list[tuple]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for name, item in inside for place in places(item, (*path, name)))]


def replaced(value, path: tuple, other):
    if not path:
        return other
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replaced(value[path[0]], path[1:], other)
    return copy


@st.composite
def mutants(draw, document) -> object:
    for _ in range(draw(st.integers(1, 3))):
        document = replaced(document, draw(st.sampled_from(places(document)[1:])), draw(STRANGE))
    return document


ENDS = {"refused", "faulty", "sound"}


def end_of(data: bytes) -> str:
    """Do with a document all that is ever done with one; return how it ended."""
    try:
        document = extract(data, LIMITS)
        credential = parse(document, LIMITS)
    except UnreadableError:
        return "refused"
    card = card_of(credential, BadgeId("0" * 64), report_on(credential), AT)
    page = page_of(credential, card, report_on(credential), "")
    assert all(isinstance(text, str) for text in (card.name, card.issuer_name, page.criteria, search_text(credential)))
    art = art_of(document, credential)
    assert art is None or isinstance(art, bytes)
    assert all(end_of(inner.content) in ENDS for inner in credential.presented)
    try:
        check_structure(credential)
    except ProofError:
        return "faulty"
    return "sound"


def test_what_is_mutated_is_sound() -> None:
    documents = [json.dumps(FULL).encode(), json.dumps(PRESENTATION).encode(), token(PAYLOADS[1], typ="JWT")]
    assert [end_of(document) for document in documents] == ["sound"] * 3


@pytest.mark.parametrize("document", [FULL, changed(OLD_BADGE, proof=FULL["proof"]), PRESENTATION])
@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_mutated_badges(document: dict, data: st.DataObject) -> None:
    assert end_of(json.dumps(data.draw(mutants(document))).encode()) in ENDS


PAYLOADS = [
    {**FULL, "iss": "x", "sub": "y", "jti": "z", "nbf": 1, "exp": 2},
    {"vc": OLD_BADGE, "iss": ISSUER, "nbf": 1_767_323_045},
    {"vp": PRESENTATION, "iss": "x"},
]


@pytest.mark.parametrize("payload", PAYLOADS)
@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_mutated_tokens(payload: dict, data: st.DataObject) -> None:
    assert end_of(token(data.draw(mutants(payload)), typ=data.draw(st.sampled_from(["JWT", "vc+jwt", 1])))) in ENDS


DETAIL = disclosure("credentialSubject", FULL["credentialSubject"])
SD_PAYLOAD = {
    "iss": "x",
    "vct": "y",
    "nbf": 1,
    "cnf": {},
    "list": [{"...": "d"}],
    "_sd": [digest(DETAIL)],
    "_sd_alg": "sha-256",
}


@given(payload=mutants(SD_PAYLOAD), value=STRANGE, name=st.sampled_from(["vct", "exp", "issuer", "_sd", "x"]))
@settings(max_examples=100, deadline=None)
def test_mutated_sd_jwts(payload: object, value: object, name: str) -> None:
    other = disclosure(name, value)
    if isinstance(payload, dict) and isinstance(payload.get("_sd"), list):
        payload["_sd"] = [*payload["_sd"], digest(other)]
    assert end_of(sd_jwt(payload, DETAIL, other)) in ENDS


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_noise(data: bytes) -> None:
    assert end_of(data) in ENDS


@pytest.mark.parametrize("seed", range(20))
def test_damaged_bytes(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (damage, not secrets)
    for document in (json.dumps(PRESENTATION).encode(), sd_jwt(SD_PAYLOAD, DETAIL), token(PAYLOADS[1])):
        data = bytearray(document)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        assert end_of(bytes(data[: chance.choice([len(data), chance.randrange(len(data))])])) in ENDS
