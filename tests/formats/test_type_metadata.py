"""What a credential's type calls its claims: by path and language, and only where the signed hash is its own."""

import base64
import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.presentation.issuing import LIMITS, SdJwtMaker, key, read
from wallet.formats.type_metadata import matches_integrity, named_by_type
from wallet.model.checks import Source
from wallet.model.credential import Credential
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.presentation.claims import claims_of
from wallet.trust.evidence import EvidenceSet

AT = datetime(2026, 11, 24, tzinfo=UTC)
DEGREE, BASE = "https://types.example/degree", "https://types.example/award"


def credential(**more: Any) -> Credential:
    made = SdJwtMaker()
    claims = {
        "vct": DEGREE,
        "iss": "https://issuer.example",
        "marks": {"final": 1.3},
        "languages": [made.hide_item("Norwegian"), made.hide_item("Sami")],
        "a/b": "slashed",
        **made.hide(thesis_title="On wind", final_grade="good"),
        **more,
    }
    return read(made.token(claims, key()))


def document(vct: str, claims: list[Any], **more: Any) -> tuple[str, bytes]:
    return vct, json.dumps({"vct": vct, "claims": claims, **more}).encode()


def named(path: list[Any], **labels: str) -> dict[str, Any]:
    return {"path": path, "display": [{"locale": locale, "label": label} for locale, label in labels.items()]}


def labels(badge: Credential, *documents: tuple[str, bytes], languages: tuple[str, ...] = ("en",)) -> dict[str, str]:
    found = [EvidenceDocument(name, EvidenceKind.TYPE_METADATA, data, AT, Source.PACK) for name, data in documents]
    claims = named_by_type(badge, claims_of(badge), EvidenceSet(found), languages, LIMITS)
    return {claim.pointer: claim.label for claim in claims}


def sri(data: bytes, name: str = "sha256") -> str:
    return f"{name}-{base64.b64encode(hashlib.new(name, data).digest()).decode()}"


def test_each_claim_has_the_name_its_type_gives_it():
    paths: tuple[list[Any], ...] = (["thesis_title"], ["marks", "final"], ["languages", None], ["a/b"])
    names = ("Thesis", "Final mark", "Language", "Both")
    claims = [named(path, en=name) for path, name in zip(paths, names, strict=True)]
    found = labels(credential(), document(DEGREE, claims))
    assert found["/thesis_title"] == "Thesis"
    assert found["/marks/final"] == "Final mark"
    assert (found["/languages/0"], found["/languages/1"]) == ("Language 1", "Language 2")
    assert found["/a~1b"] == "Both"
    assert found["/final_grade"] == "Final grade"


@pytest.mark.parametrize(
    ("languages", "label"),
    [(("de-AT", "en"), "Arbeit"), (("fr",), "Thesis"), (("nb",), "Oppgave"), ((), "Thesis")],
)
def test_the_name_is_in_a_language_the_reader_reads(languages, label):
    claims = [named(["thesis_title"], en="Thesis", de="Arbeit", nb="Oppgave")]
    assert labels(credential(), document(DEGREE, claims), languages=languages)["/thesis_title"] == label


def test_an_older_draft_says_lang():
    claims = [{"path": ["thesis_title"], "display": [{"lang": "en-US", "label": "Thesis"}]}]
    assert labels(credential(), document(DEGREE, claims))["/thesis_title"] == "Thesis"


def test_a_type_builds_on_another_and_has_the_last_word():
    base = document(BASE, [named(["thesis_title"], en="Work"), named(["final_grade"], en="Grade awarded")])
    degree = document(DEGREE, [named(["thesis_title"], en="Thesis")], extends=BASE)
    found = labels(credential(), degree, base)
    assert (found["/thesis_title"], found["/final_grade"]) == ("Thesis", "Grade awarded")


def test_a_circle_of_types_ends():
    base = document(BASE, [named(["final_grade"], en="Grade awarded")], extends=DEGREE)
    found = labels(credential(), document(DEGREE, [], extends=BASE), base)
    assert found["/final_grade"] == "Grade awarded"


def test_only_the_document_whose_hash_was_signed_counts():
    degree = document(DEGREE, [named(["thesis_title"], en="Thesis")])
    right = credential(**{"vct#integrity": sri(degree[1])})
    wrong = credential(**{"vct#integrity": sri(b"another")})
    assert labels(right, degree)["/thesis_title"] == "Thesis"
    assert labels(wrong, degree)["/thesis_title"] == "Thesis title"


def test_of_a_type_built_on_only_the_document_with_the_stated_hash_counts():
    base = document(BASE, [named(["final_grade"], en="Grade awarded")])
    degree = document(DEGREE, [], extends=BASE, **{"extends#integrity": sri(b"another")})
    assert labels(credential(), degree, base)["/final_grade"] == "Final grade"


@pytest.mark.parametrize(
    "content",
    [
        b"not JSON",
        b"[]",
        json.dumps({"vct": BASE, "claims": [named(["thesis_title"], en="Thesis")]}).encode(),
        json.dumps({"vct": DEGREE, "claims": "none"}).encode(),
        json.dumps({"vct": DEGREE, "claims": [{"path": "thesis_title"}, {"path": []}, {"path": [True]}, 7]}).encode(),
        json.dumps({"vct": DEGREE, "claims": [{"path": ["thesis_title"], "display": [{"label": 7}]}]}).encode(),
    ],
)
def test_a_document_that_names_nothing_changes_nothing(content):
    assert labels(credential(), (DEGREE, content)) == labels(credential())


def test_the_strongest_hash_counts():
    assert matches_integrity(b"it", "")
    assert matches_integrity(b"it", f"{sri(b'other')} {sri(b'it', 'sha384')}")
    assert matches_integrity(b"it", f"{sri(b'it')}?ct=application/json")
    assert not matches_integrity(b"it", f"{sri(b'it')} {sri(b'other', 'sha512')}")
    assert not matches_integrity(b"it", "md5-AAAA")
