"""Judging by hand says what the library says, of sound badges and of broken ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.jsonld.badges import badge
from wallet import resources
from wallet.formats import schema, schema_rules
from wallet.formats.schema_rules import follows

FILES = sorted(set(schema._SCHEMAS.values()))
SCHEMAS = {file: json.loads(resources.read_bytes("schemas", file)) for file in FILES}
LIBRARY = {file: jsonschema_rs.Draft201909Validator(rules) for file, rules in SCHEMAS.items()}
ENDORSEMENT: dict[str, Any] = {
    "@context": badge()["@context"],
    "type": ["VerifiableCredential", "EndorsementCredential"],
    "issuer": {"id": "did:example:a", "type": ["Profile"], "parentOrg": {"id": "did:example:b", "type": "Profile"}},
    "validFrom": "2026-01-01T00:00:00Z",
    "credentialSubject": {"id": "urn:x:a", "type": "EndorsementSubject", "endorsementComment": "Well made."},
}
RECORD: dict[str, Any] = {
    **ENDORSEMENT,
    "type": ["VerifiableCredential", "ClrCredential"],
    "name": "Record",
    "endorsement": [ENDORSEMENT],
    "credentialSubject": {"type": ["ClrSubject"], "verifiableCredential": [badge()], "achievement": []},
}
SOUND = [{**badge(), "endorsement": ENDORSEMENT}, ENDORSEMENT, RECORD]
OTHER_VALUES: st.SearchStrategy[Any] = st.one_of(
    st.none() | st.booleans() | st.integers(-1, 1) | st.floats(allow_nan=False) | st.just([]),
    st.sampled_from(["", "Completed", "Profile", "Achievement", {}, ["Profile"], [5], {"type": "Profile"}, [{}]]),
)


def places(value: Any, start: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every member and item, however deep."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        yield (*start, name)
        yield from places(part, (*start, name))


CHANGES = st.sampled_from(SOUND).flatmap(
    lambda document: st.tuples(
        st.just(document),
        st.lists(st.tuples(st.sampled_from(sorted(places(document), key=repr)), OTHER_VALUES), max_size=3),
    )
)


def changed(document: dict[str, Any], changes: list[tuple[tuple[str | int, ...], Any]]) -> dict[str, Any]:
    made = deepcopy(document)
    for place, value in changes:
        within: Any = made
        for name in place[:-1]:
            within = within[name] if isinstance(within, dict) and name in within else {}
        if isinstance(within, dict):
            within[place[-1]] = value
    return made


@pytest.mark.parametrize("file", FILES)
def test_every_keyword_has_a_rule(file: str) -> None:
    assert keywords(SCHEMAS[file]) <= schema_rules._RULES.keys()


def keywords(rules: Any) -> set[str]:
    """The keywords of a schema and of all its parts."""
    if isinstance(rules, list):
        return {name for part in rules for name in keywords(part)}
    if not isinstance(rules, dict):
        return set()
    parts = [*rules.get("properties", {}).values(), *rules.get("$defs", {}).values()]
    parts += [rules[name] for name in ("if", "then", "else", "items", "additionalItems", "contains") if name in rules]
    return rules.keys() | keywords([*parts, *rules.get("allOf", [])])


@settings(max_examples=400, deadline=None)
@given(CHANGES)
def test_it_says_what_the_library_says(change: tuple[dict[str, Any], list[tuple[tuple[str | int, ...], Any]]]) -> None:
    document = changed(*change)
    for file, library in LIBRARY.items():
        assert follows(SCHEMAS[file], document) is library.is_valid(document)


def test_what_is_sound_is_accepted_by_one_schema_each() -> None:
    accepted = [[file for file in FILES if follows(SCHEMAS[file], document)] for document in SOUND]
    assert [len(files) for files in accepted] == [1, 1, 1]


def test_the_library_takes_over() -> None:
    """After some documents, and for what is nested deeper than Python calls itself."""
    file = schema._SCHEMAS["EndorsementCredential"]
    nested = ENDORSEMENT
    for _ in range(300):
        nested = {**ENDORSEMENT, "issuer": {"id": "did:example:a", "endorsement": nested}}
    standard = schema._Standard(SCHEMAS[file])
    assert (standard.first_error(ENDORSEMENT), standard._library) == (None, None)
    assert standard.first_error(nested) is None
    assert standard._library
    standard = schema._Standard(SCHEMAS[file])
    assert [standard.first_error(ENDORSEMENT) for _ in range(schema._BY_HAND + 1)] == [None] * (schema._BY_HAND + 1)
    assert standard._library
