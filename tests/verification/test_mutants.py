"""Mutants: every leaf, key and array of a valid badge changed; none may come out positive (property test)."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulators.world import LIST, World
from wallet.model.report import Verdict
from wallet.operations.sample_issuer import status_entry

POSITIVE = (Verdict.VERIFIED, Verdict.LIMITED, Verdict.ISSUER_UNKNOWN)
WORLD = World()
WORLD.list_issuer()
WORLD.add_list()
BADGE = json.loads(WORLD.badge(status=True))
TOKEN = WORLD.sd_jwt()


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    if isinstance(value, dict):
        for name, member in value.items():
            yield from places(member, (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, (*path, index))


PLACES = list(places(BADGE))
OTHER = st.sampled_from([None, True, 0, -1, 1.5, "", "x", "https://x.example/", [], {}, ["x"], {"id": "urn:x:y"}])


def parent_of(document: Any, path: tuple[str | int, ...]) -> Any:
    for step in path[:-1]:
        document = document[step]
    return document


def mutated(path: tuple[str | int, ...], how: str, other: Any) -> dict[str, Any]:
    badge = copy.deepcopy(BADGE)
    parent, step = parent_of(badge, path), path[-1]
    if how == "delete":
        del parent[step]
    elif how == "insert" and isinstance(parent, list):
        parent.insert(int(step), other)
    elif how == "insert":
        parent[f"{step}X"] = other
    elif how == "duplicate" and isinstance(parent, list):
        parent.insert(int(step), copy.deepcopy(parent[int(step)]))
    elif how == "wrap":
        parent[step] = [parent[step]]
    else:
        parent[step] = other
    return dict(badge)


def test_the_original_is_verified() -> None:
    assert WORLD.verify(json.dumps(BADGE).encode()).verdict is Verdict.VERIFIED


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PLACES), st.sampled_from(["change", "delete", "insert", "duplicate"]), OTHER)
def test_no_mutant_of_a_badge_is_positive(path: tuple[str | int, ...], how: str, other: Any) -> None:
    badge = mutated(path, how, other)
    if badge == BADGE or same_statements(badge):
        return
    assert WORLD.verify(json.dumps(badge).encode()).verdict not in POSITIVE


def same_statements(badge: dict[str, Any]) -> bool:
    """Whether the signed statements are the same: JSON-LD does not tell some texts apart."""
    from wallet.jsonld.canonical import canonical_bytes  # noqa: PLC0415 (the oracle of this test alone)
    from wallet.jsonld.contexts import editions  # noqa: PLC0415
    from wallet.model.errors import ProofError  # noqa: PLC0415
    from wallet.model.limits import Limits  # noqa: PLC0415

    def statements(document: dict[str, Any]) -> bytes:
        unsigned = {name: value for name, value in document.items() if name != "proof"}
        return canonical_bytes(unsigned, editions(unsigned)[0], Limits())

    try:
        return badge.get("proof") == BADGE["proof"] and statements(badge) == statements(BADGE)
    except (ProofError, ValueError, AttributeError, TypeError):
        return False


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(TOKEN) - 1), st.integers(0, 255))
def test_no_mutant_of_a_token_is_positive(position: int, byte: int) -> None:
    token = TOKEN[:position] + bytes([byte]) + TOKEN[position + 1 :]
    if token in (TOKEN, TOKEN.rstrip()):
        return
    assert WORLD.verify(token).verdict not in POSITIVE


@pytest.mark.parametrize("end", range(0, len(TOKEN) - 1, 37))
def test_no_truncation_of_a_token_is_positive(end: int) -> None:
    cut = TOKEN[:end]
    if cut.endswith(b"~"):
        return
    assert WORLD.verify(cut).verdict not in POSITIVE


def test_the_status_entry_cannot_be_pointed_elsewhere() -> None:
    badge = copy.deepcopy(BADGE)
    badge["credentialStatus"] = [status_entry(LIST, "revocation", 8)]
    assert WORLD.verify(json.dumps(badge).encode()).verdict is Verdict.FAILED
