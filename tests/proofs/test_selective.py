"""Parts of a document by JSON Pointer, and which statements they are."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.jsonld.badges import LIMITS, badge
from tests.proofs.test_suites import places
from wallet.jsonld import skolem
from wallet.jsonld.active_context import DeclinedError
from wallet.jsonld.contexts import editions
from wallet.jsonld.direct import Labelled
from wallet.model.errors import ProofError
from wallet.proofs.disclosure import disclose
from wallet.proofs.labels import given_labels, hmac_labels
from wallet.proofs.pointers import select, steps
from wallet.proofs.selective import group, relabelled, separated

KEY = bytes(range(32))
EVERY = ["/" + "/".join(map(str, path)) for path, _ in places(badge()) if path[0] != "@context"]
CONTEXTS = editions(badge())[0]
INLINE = {"ownTerm": "https://university.example/own"}


def inline_badge() -> dict[str, Any]:
    """A badge that only the full processor reads, as it brings a context of its own."""
    document = badge()
    return {**document, "@context": [*document["@context"], INLINE], "ownTerm": "own"}


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [("", ()), ("/", ("",)), ("/a/0/b", ("a", "0", "b")), ("/a~1b/~0~01", ("a/b", "~~1"))],
)
def test_pointers_are_read_as_rfc_6901_says(pointer: str, expected: tuple[str, ...]) -> None:
    assert steps(pointer) == expected


@pytest.mark.parametrize("pointer", ["a", "a/b", "/~", "/a~2"])
def test_what_is_no_pointer_is_refused(pointer: str) -> None:
    with pytest.raises(ValueError, match="no JSON Pointer"):
        steps(pointer)


def test_a_part_keeps_what_each_node_is_and_the_order() -> None:
    document = badge()
    part = select(document, ["/credentialSubject/achievement/alignment/1/targetName", "/name"])
    assert part == {
        "@context": document["@context"],
        "id": document["id"],
        "type": document["type"],
        "name": "Robotics",
        "credentialSubject": {
            "id": document["credentialSubject"]["id"],
            "type": ["AchievementSubject"],
            "achievement": {
                "id": document["credentialSubject"]["achievement"]["id"],
                "type": ["Achievement"],
                "alignment": [{"type": ["Alignment"], "targetName": "Control"}],
            },
        },
    }
    assert list(part)[3:] == ["name", "credentialSubject"]


def test_everything_nothing_and_the_same_twice() -> None:
    document = badge()
    assert select(document, []) is None
    assert select(document, ["/name", ""]) == document
    assert select(document, ["/issuer", "/issuer/name"]) == select(document, ["/issuer/name", "/issuer"])
    assert document == badge()


@pytest.mark.parametrize(
    "pointer",
    ["/nothing", "/name/0", "/issuer/0", "/credentialSubject/achievement/alignment/2"]
    + [f"/credentialSubject/achievement/alignment/{step}" for step in ("-1", "01", "-", "x", "")],
)
def test_pointers_at_nothing_are_refused(pointer: str) -> None:
    for pointers in ([pointer], ["", pointer], [pointer, ""], ["/name", "/issuer", "/credentialSubject", pointer]):
        with pytest.raises(ValueError, match="points at nothing"):
            select(badge(), pointers)


@pytest.mark.parametrize("document", [badge(), inline_badge()], ids=["everyday", "full processor"])
def test_groups_are_the_statements_of_their_parts(document: dict[str, Any]) -> None:
    before = copy.deepcopy(document)
    pointers = {"some": ["/credentialSubject/achievement/alignment/1"], "all": [""], "none": []}
    grouped = group(document, pointers, hmac_labels(KEY), CONTEXTS, LIMITS)
    assert document == before
    assert list(grouped.statements) == relabelled(document, hmac_labels(KEY), CONTEXTS, LIMITS)
    assert len(grouped.groups["all"].indexes) == len(grouped.statements)
    assert grouped.groups["none"].indexes == ()
    chosen = [grouped.statements[index] for index in grouped.groups["some"].indexes]
    assert any('"Control"' in statement for statement in chosen)
    assert not any('"Design"' in statement for statement in chosen)


@pytest.mark.parametrize("document", [badge(), inline_badge()], ids=["everyday", "full processor"])
def test_a_receiver_finds_the_same_labels(document: dict[str, Any]) -> None:
    pointers = ["/credentialSubject/achievement/alignment/1", "/credentialSubject/achievement/criteria"]
    grouped = group(document, {"shown": pointers}, hmac_labels(KEY), CONTEXTS, LIMITS)
    shown = disclose(document, pointers[:1], pointers[1:], hmac_labels(KEY), (CONTEXTS, LIMITS))
    assert shown.revealed == select(document, pointers)
    chosen = [grouped.statements[index] for index in grouped.groups["shown"].indexes]
    found = relabelled(shown.revealed, given_labels(shown.labels), CONTEXTS, LIMITS)
    assert found == chosen
    mandatory, others = separated(found, shown.mandatory)
    assert others == [shown.signed[index] for index in shown.selective]
    assert not set(mandatory) & set(shown.signed)


def test_both_ways_through_a_document_group_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Named by the direct walk or by the full processor, the same statements are selected."""
    pointers = {pointer: [pointer] for pointer in EVERY if "/allowedValue/" not in pointer}
    directly = group(badge(), pointers, hmac_labels(KEY), CONTEXTS, LIMITS)

    def decline(*_: object) -> Labelled:
        raise DeclinedError

    monkeypatch.setattr(skolem, "direct_labelled", decline)
    fully = group(badge(), pointers, hmac_labels(KEY), CONTEXTS, LIMITS)
    assert fully.statements == directly.statements
    for name, selected in directly.groups.items():
        assert fully.groups[name].indexes == selected.indexes, name


@pytest.mark.parametrize("term", ["https://university.example/id", {"@id": "urn:id", "@type": "@id"}])
def test_where_id_is_no_name_nothing_is_told_apart(term: Any) -> None:
    """The names that nodes are given for the time being are never among the statements."""
    document: dict[str, Any] = {
        "@context": {"id": term, "text": "urn:text", "of": "urn:of"},
        "text": "a",
        "of": {"text": "b"},
    }
    with pytest.raises(ProofError, match="calls something else an identifier"):
        group(document, {"some": ["/text"]}, hmac_labels(KEY), CONTEXTS, LIMITS)


def test_items_of_a_list_cannot_be_shown_alone() -> None:
    """JSON-LD makes nodes for a list's items that have no place in the document."""
    pointer = "/credentialSubject/achievement/resultDescription/0/allowedValue"
    whole = group(badge(), {"list": [pointer]}, hmac_labels(KEY), CONTEXTS, LIMITS)
    assert len(whole.groups["list"].indexes) > 6
    with pytest.raises(ValueError, match="told from the rest"):
        group(badge(), {"item": [f"{pointer}/0"]}, hmac_labels(KEY), CONTEXTS, LIMITS)


def test_labels_that_do_not_fit_are_refused() -> None:
    document = badge()
    labels = dict(hmac_labels(KEY)(["_:c14n0", "_:c14n1"]))
    for wrong in (labels, {}, dict.fromkeys([f"_:c14n{number}" for number in range(20)], "_:same")):
        with pytest.raises(ValueError, match="not those of the document"):
            relabelled(document, given_labels(wrong), CONTEXTS, LIMITS)
    merged = {"_:c14n0": "_:one", "_:c14n1": "_:one"}
    with pytest.raises(ValueError, match="not those of the document"):
        given_labels(merged)(["_:c14n0", "_:c14n1"])
