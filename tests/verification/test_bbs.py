"""Badges under bbs-2023 through the whole verifier: whole, in part, and every mutant of both."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.simulators.bbs_issuer import BbsIssuer
from tests.simulators.world import NOW
from wallet.jsonld.contexts import editions
from wallet.model.checks import CheckId, Outcome
from wallet.model.limits import Limits
from wallet.model.report import Report, Verdict
from wallet.proofs.bbs_derivation import derive
from wallet.trust.evidence import EvidenceSet
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

POSITIVE = (Verdict.VERIFIED, Verdict.LIMITED, Verdict.ISSUER_UNKNOWN)
ISSUER = BbsIssuer("an issuer of tests")
DOCUMENT = ISSUER.badge()
BASE = ISSUER.base_proof(DOCUMENT, ["/issuer", "/validFrom", "/credentialSubject/achievement"])
WHOLE = {**DOCUMENT, "proof": BASE}
PART: Any = derive(DOCUMENT, BASE, ["/credentialSubject/result"], b"", (editions(DOCUMENT)[0], Limits()))
OTHERS: tuple[Any, ...] = ("x", "", None, 7, [], {}, ["x"], {"id": "urn:x:y"})
VERIFIER = Verifier(EvidenceSet(), VerifyOptions(at=NOW, limits=Limits()))


def verify(badge: Any) -> Report:
    return VERIFIER.verify(json.dumps(badge).encode())


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in entries:
        yield from places(inner, (*path, step))


def mutants(badge: Any) -> Iterator[Any]:
    for path in places(badge):
        for change in ("delete", "insert", *OTHERS):
            mutant = copy.deepcopy(badge)
            parent = mutant
            for step in path[:-1]:
                parent = parent[step]
            _change(parent, path[-1], change)
            yield path, change, mutant


def _change(parent: Any, step: Any, change: Any) -> None:
    if change == "delete":
        del parent[step]
    elif change != "insert":
        parent[step] = change
    elif isinstance(parent, list):
        parent.insert(step, "added")
    else:
        parent[f"{step}X"] = "added"


@pytest.mark.parametrize("badge", [WHOLE, PART])
def test_a_badge_and_a_part_of_it_hold(badge: Any) -> None:
    report = verify(badge)
    assert report.verdict is Verdict.ISSUER_UNKNOWN
    passed = {check.id for check in report.checks if check.outcome is Outcome.PASSED}
    assert {CheckId.PROOF_SIGNATURE, CheckId.CANONICAL_LOSSLESS, CheckId.ISSUER_BINDING} <= passed


@pytest.mark.parametrize("badge", [WHOLE, PART])
def test_no_mutant_is_positive(badge: Any) -> None:
    accepted, count = [], 0
    for path, change, mutant in mutants(badge):
        count += 1
        if mutant != badge and verify(mutant).verdict in POSITIVE:
            accepted.append((path, change))
    assert count > 250
    assert accepted == []


def test_a_part_cannot_take_the_place_of_another() -> None:
    other = BbsIssuer("another issuer")
    document = other.badge()
    stolen = {**PART, "issuer": document["issuer"]}
    assert verify(stolen).verdict is Verdict.FAILED
    assert verify({**document, "proof": PART["proof"]}).verdict is Verdict.FAILED
