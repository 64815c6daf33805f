"""A badge's texts in the languages that its issuer wrote them in; its evidence, part by part."""

import json

import pytest

from wallet.formats.evidence import pieces_of
from wallet.formats.language import languages_in
from wallet.formats.reader import extract, parse
from wallet.formats.writings import writing_of
from wallet.model.badge import Piece
from wallet.model.credential import Credential
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]


def badge(**achievement: object) -> Credential:
    document = {
        "@context": CONTEXT,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": "https://issuer.example", "type": ["Profile"]},
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"type": ["AchievementSubject"], "achievement": {"type": ["Achievement"], **achievement}},
    }
    return parse(extract(json.dumps(document).encode(), Limits()), Limits())


def test_the_language_is_the_stated_one():
    writing = writing_of(badge(name="Fagbrev", description="Et fag", inLanguage="nb"), ("en",))
    assert (writing.name, writing.description, writing.language) == ("Fagbrev", "Et fag", "nb")
    assert writing.languages == ("nb",)


def test_the_readers_language_comes_first():
    texts = [{"@value": "A trade", "@language": "en"}, {"@value": "Et fag", "@language": "nb"}]
    said = badge(name="Fagbrev", description=texts, criteria={"narrative": texts})
    english, norwegian = writing_of(said, ("en",)), writing_of(said, ("nb", "en"))
    assert (english.description, norwegian.description) == ("A trade", "Et fag")
    assert (english.language, norwegian.language) == ("en", "nb")
    assert set(english.languages) == {"en", "nb"}


def test_nothing_stated_is_no_language():
    writing = writing_of(badge(name="Trade"), ("en",))
    assert (writing.language, writing.languages, writing.criteria) == ("", (), "")


def test_languages_are_each_named_once():
    assert languages_in({"en": "A", "de": "B"}) == ("en", "de")
    assert languages_in("A") == languages_in(None) == languages_in(7) == ()


@pytest.mark.parametrize("evidence", ["https://a.example/1", {"id": "https://a.example/1"}, ["https://a.example/1"]])
def test_evidence_may_be_an_address_alone(evidence):
    assert pieces_of({"evidence": evidence}) == (Piece("", "", "", "", "https://a.example/1"),)


def test_a_piece_of_evidence_has_all_that_is_stated():
    stated = {"id": "urn:a", "name": "Film", "genre": "Video", "description": "What", "narrative": "How"}
    assert pieces_of({"evidence": [stated, 7, None]}) == (Piece("Film", "Video", "What", "How", "urn:a"),)


def test_european_evidence_is_read_by_its_own_names():
    claims: JsonObject = {
        "@context": ["https://www.w3.org/2018/credentials/v1", "http://data.europa.eu/snb/model/context/edc-ap"],
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "evidence": [{"id": "urn:b", "dcType": {"prefLabel": {"en": "Report"}}, "evidenceStatement": {"en": "Seen"}}],
    }
    assert pieces_of(claims) == (Piece("", "Report", "", "Seen", "urn:b"),)
