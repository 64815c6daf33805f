"""The bundled schemas against published badges: the sound ones hold, those made to break it break it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from wallet import resources
from wallet.formats.reader import extract, parse
from wallet.formats.schema import _SCHEMAS, check_schema
from wallet.formats.schema_rules import follows
from wallet.model.checks import Code
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object

pytestmark = pytest.mark.conformance
LIMITS = Limits()
FAMILIES: tuple[str, ...] = (
    "1edtech-validator-ob30",
    "1edtech-validator-clr",
    "dcc-vc-test-fixtures",
    "dcc-verifier-core",
)
FAMILIES += ("learncard-credential-library", "w3c-ccg-vc-ed-plugfest")


def schema_code(path: Path) -> Code:
    """What the schema says of a file; NOT_A_BADGE where it holds none."""
    try:
        check_schema(parse(extract(path.read_bytes(), LIMITS), LIMITS))
    except UnreadableError:
        return Code.NOT_A_BADGE
    except ProofError as error:
        return error.code
    return Code.OK


def test_sound_badges_hold(corpus: Path) -> None:
    expected = json.loads((corpus / "expected.open.json").read_bytes())
    held = 0
    for name, entry in expected.items():
        if entry.get("expected") == "valid" and name.startswith(FAMILIES) and name.endswith(".json"):
            code = schema_code(corpus / name)
            assert code is not Code.SCHEMA_MISMATCH, name
            held += code is Code.OK
    assert held == 64


@pytest.mark.sweep
def test_by_hand_as_by_the_library(corpus: Path) -> None:
    """Of whatever JSON is published, each bundled schema is followed by hand exactly where it is for the library."""
    schemas = [json.loads(resources.read_bytes("schemas", file)) for file in sorted(set(_SCHEMAS.values()))]
    libraries = [jsonschema_rs.Draft201909Validator(schema) for schema in schemas]
    verdicts = []
    for document in published(corpus):
        by_hand = [follows(schema, document) for schema in schemas]
        assert by_hand == [library.is_valid(document) for library in libraries]
        verdicts += by_hand
    assert verdicts.count(True) > 100
    assert verdicts.count(False) > 1_000


def published(corpus: Path) -> Iterator[Any]:
    """Every JSON object of the corpus that reads as a badge's file must."""
    for path in sorted(corpus.rglob("*.json")):
        with suppress(UnreadableError):
            yield parse_object(path.read_bytes(), LIMITS)


PUBLISHED = {"ob_v3p0_achievementcredential": "AchievementCredential", "clr_v2p0_clrcredential": "ClrCredential"}


@pytest.mark.sweep
@pytest.mark.parametrize("name", PUBLISHED)
def test_what_the_published_schemas_accept_ours_accept(corpus: Path, name: str) -> None:
    """Theirs is of Verifiable Credentials 1.1 and names fewer types; it is compared with, never shipped."""
    (file,) = corpus.rglob(f"1edtech-validator-schemas/**/{name}_schema_draft4.json")
    theirs = jsonschema_rs.Draft4Validator(json.loads(file.read_bytes()))
    accepted = []
    for path in sorted(corpus.rglob("*.json")):
        document = credential_in(path)
        if document is not None and PUBLISHED[name] in names_of(document) and theirs.is_valid(document):
            accepted.append(path)
    assert accepted
    assert [path for path in accepted if schema_code(path) is Code.SCHEMA_MISMATCH] == []


def credential_in(path: Path) -> dict[str, Any] | None:
    if path.stat().st_size > LIMITS.document_bytes:
        return None
    try:
        document = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) and "credentialSubject" in document else None


def names_of(document: dict[str, Any]) -> list[str]:
    names = document.get("type", [])
    found = [names] if isinstance(names, str) else names
    return ["AchievementCredential" if name == "OpenBadgeCredential" else name for name in found]


BROKEN: tuple[str, ...] = ("context", "issuer", "evidence-type", "credential-subject-result-type")
BROKEN += ("credential-subject-profile-type", "credential-subject-achievement-result-description-type")
OTHERWISE_WRONG = ("expired", "issued", "proof-method", "proof-value")


def test_single_faults_are_found(corpus: Path) -> None:
    """`issued` and `expired` are about dates alone: MAPPING.md wants their dates judged, though one lacks a part.

    `simple-err-type` names none of the types that have a schema: the check `structure` finds it.
    """
    folder = corpus / "1edtech-validator-ob30/inspector-vc/src/test/resources/ob30"
    broken = {fault: schema_code(folder / f"simple-err-{fault}.json") for fault in BROKEN}
    assert broken == dict.fromkeys(BROKEN, Code.SCHEMA_MISMATCH)
    assert {schema_code(folder / f"simple-err-{fault}.json") for fault in OTHERWISE_WRONG} == {Code.OK}
