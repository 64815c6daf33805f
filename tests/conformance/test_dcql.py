"""DCQL: the cases of the reference library, and the queries of the specification."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wallet.model.badge import BadgeId
from wallet.presentation.dcql import read_query
from wallet.presentation.dcql_matching import Candidate, least_answer, matches, shortcomings

pytestmark = pytest.mark.conformance

_SPECIFIED = {
    "claims_alternatives.json": 1,
    "complex_mdoc.json": 4,
    "credentials_alternatives.json": 5,
    "multi_credentials.json": 2,
    "simple.json": 1,
    "simple_mdoc.json": 1,
    "value_matching_simple.json": 1,
}


def candidate(position: int, credential: dict[str, Any]) -> Candidate:
    """A credential as the reference library describes one; of mdoc, the namespaces stand for claims."""
    kind = credential.get("type") or [credential.get("vct") or credential["doctype"]]
    authority = credential.get("authority") or {"type": "", "values": []}
    return Candidate(
        badge=BadgeId(str(position)),
        format=credential["credential_format"],
        claims=credential.get("claims") or credential["namespaces"],
        types=frozenset(kind),
        holder_bound=credential["cryptographic_holder_binding"],
        hideable={},
        authorities=frozenset((authority["type"], value) for value in authority["values"]),
    )


def cases(corpus: Path, operation: str) -> list[dict[str, Any]]:
    read = [json.loads(path.read_bytes()) for path in sorted((corpus / "owf-dcql-ts").glob("*.json"))]
    return [case for case in read if case["op"] == operation]


def test_queries_find_what_the_reference_library_finds(corpus: Path) -> None:
    found = cases(corpus, "query")
    assert len(found) == 15
    for case in found:
        query = read_query(case["query"])
        candidates = [candidate(*item) for item in enumerate(case["credentials"])]
        assert (least_answer(query, candidates) is not None) is case["expected"]["can_be_satisfied"], case["test"]
        for wanted in query.credentials:
            indexes = [int(match.selection.badge) for match in matches(wanted, candidates)]
            expected = case["expected"]["credential_matches"][wanted.id]["valid_credential_indexes"]
            assert indexes == (expected or []), case["test"]


def test_answers_suffice_where_the_reference_library_says_so(corpus: Path) -> None:
    found = cases(corpus, "presentation")
    assert len(found) == 6
    for case in found:
        listed = {name: one if isinstance(one, list) else [one] for name, one in case["presentation"].items()}
        shown = {name: [candidate(*item) for item in enumerate(several)] for name, several in listed.items()}
        assert (not shortcomings(read_query(case["query"]), shown)) is case["expected"]["can_be_satisfied"], case[
            "test"
        ]


def test_the_queries_of_the_specification_are_read(corpus: Path) -> None:
    folder = corpus / "openid4vp" / "1.0" / "examples"
    for name, number in _SPECIFIED.items():
        assert len(read_query(json.loads((folder / "query_lang" / name).read_bytes())).credentials) == number
    for name in ("dcql_jwt_vc.json", "dcql_ldp_vc.json"):
        assert len(read_query(json.loads((folder / "request" / name).read_bytes())).credentials) == 1
