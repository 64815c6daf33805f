"""The W3C test suite of RDFC-1.0, all of it: evaluation, issued identifiers, poison."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from wallet.jsonld.nquads import parse_nquads
from wallet.jsonld.rdfc10 import canonical_labels, canonicalize
from wallet.model.checks import Code
from wallet.model.errors import ProofError
from wallet.model.limits import Limits

pytestmark = pytest.mark.conformance
LIMITS = Limits()


@pytest.fixture(scope="module")
def suite(corpus: Path) -> Path:
    return corpus / "w3c-rdf-canon/tests"


@pytest.fixture(scope="module")
def entries(suite: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((suite / "manifest.open.jsonld").read_bytes())["entries"]
    return found


def of_type(entries: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    found = [entry for entry in entries if entry["type"] == f"rdfc:{name}"]
    assert found, name
    return found


def hash_name(entry: dict[str, Any]) -> str:
    return str(entry.get("hashAlgorithm") or "SHA256").lower().replace("-", "")


def test_every_entry_is_of_a_type_tested_here(entries: list[dict[str, Any]]) -> None:
    types = {entry["type"] for entry in entries}
    assert types == {"rdfc:RDFC10EvalTest", "rdfc:RDFC10MapTest", "rdfc:RDFC10NegativeEvalTest"}
    assert {hash_name(entry) for entry in entries} == {"sha256", "sha384"}


def test_canonical_documents(suite: Path, entries: list[dict[str, Any]]) -> None:
    for entry in of_type(entries, "RDFC10EvalTest"):
        quads = parse_nquads((suite / entry["action"]).read_text())
        expected = (suite / entry["result"]).read_text()
        assert canonicalize(quads, LIMITS, hash_name(entry)) == expected, entry["id"]


def test_issued_identifiers(suite: Path, entries: list[dict[str, Any]]) -> None:
    for entry in of_type(entries, "RDFC10MapTest"):
        quads = parse_nquads((suite / entry["action"]).read_text())
        labels = canonical_labels(quads, LIMITS, hash_name(entry))
        expected = json.loads((suite / entry["result"]).read_bytes())
        assert {node[2:]: label[2:] for node, label in labels.items()} == expected, entry["id"]


def test_poison_is_given_up_within_a_second(suite: Path, entries: list[dict[str, Any]]) -> None:
    for entry in of_type(entries, "RDFC10NegativeEvalTest"):
        quads = parse_nquads((suite / entry["action"]).read_text())
        started = time.monotonic()
        with pytest.raises(ProofError) as caught:
            canonicalize(quads, LIMITS, hash_name(entry))
        assert time.monotonic() - started < 1, entry["id"]
        assert caught.value.code is Code.TOO_COMPLEX
