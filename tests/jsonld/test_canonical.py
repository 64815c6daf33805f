from __future__ import annotations

import contextlib
import copy
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.jsonld.badges import LIMITS, VCDM_2, badge, canonical
from wallet.jsonld.canonical import canonical_bytes
from wallet.jsonld.contexts import editions, known_editions
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError

Place = tuple[str | int, ...]


def places(value: Any, here: Place = ()) -> Iterator[Place]:
    """Where the objects of a document are."""
    if isinstance(value, dict):
        yield here
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in pairs:
        if name != "@context":
            yield from places(member, (*here, name))


def at(document: Any, place: Place) -> dict[str, Any]:
    for name in place:
        document = document[name]
    found: dict[str, Any] = document
    return found


def refusal(document: dict[str, Any]) -> ProofError:
    with pytest.raises(ProofError) as caught:
        canonical(document)
    return caught.value


def checked(document: dict[str, Any]) -> str:
    """What the verifier asks: are the contexts sound, and what are the bytes."""
    known_editions(document)
    return canonical(document)


EVERYWHERE = list(places(badge()))
NAMED = [place for place in EVERYWHERE if "id" in at(badge(), place)]


def test_the_statements_of_a_badge() -> None:
    text = canonical(badge())
    assert '<did:web:university.example> <https://schema.org/name> "University" .\n' in text
    assert "vocab.html#creditsAvailable" in text
    assert text.splitlines() == sorted(text.splitlines())
    assert canonical(dict(reversed(badge().items()))) == text


def test_every_member_counts() -> None:
    """Whatever is taken away, the bytes are others."""
    whole = canonical(badge())
    for place in EVERYWHERE:
        for name in at(badge(), place):
            if name not in ("@context", "type"):
                less = badge()
                del at(less, place)[name]
                assert canonical(less) != whole, (*place, name)


def test_nulls_say_nothing() -> None:
    assert canonical({**badge(), "description": None, "evidence": []}) == canonical(badge())


@pytest.mark.parametrize("place", EVERYWHERE, ids=str)
def test_an_undefined_term_anywhere_is_refused(place: Place) -> None:
    document = badge()
    at(document, place)["shoeSize"] = "44"
    error = refusal(document)
    assert (error.check, error.code) == (CheckId.CANONICAL_LOSSLESS, Code.DATA_LOSS)
    assert "44" not in error.detail
    assert "shoeSize" not in error.detail


@pytest.mark.parametrize("place", NAMED, ids=str)
@pytest.mark.parametrize("address", ["relative", "//host/path", "", "#fragment", "https://a.example/with space"])
def test_relative_addresses_are_refused(place: Place, address: str) -> None:
    document = badge()
    at(document, place)["id"] = address
    assert refusal(document).code is Code.DATA_LOSS


@pytest.mark.parametrize("place", EVERYWHERE, ids=str)
@pytest.mark.parametrize(
    "change",
    [
        {"type": ["Unheard"]},
        {"type": "@json"},
        {"type": [None]},
        {"id": "@id"},
        {"id": 5},
        {"@madeup": 1},
        {"": 1},
        {"name": {"@value": None}},
        {"name": {"@language": "en"}},
        {"name": {"@value": "x", "@direction": "up"}},
        {"name": {"@value": "x", "@language": "no tag"}},
        {"name": {"@value": "x", "@index": "a"}},
        {"@index": "a"},
        {"@set": []},
    ],
    ids=str,
)
def test_what_would_be_dropped_anywhere_is_refused(place: Place, change: dict[str, Any]) -> None:
    document = badge()
    at(document, place).update(change)
    assert refusal(document).code in (Code.DATA_LOSS, Code.CONTEXT_REDEFINES)


OTHER_NAMES = {"id": "@id", "type": "@type", "name": "https://schema.org/name"}


@pytest.mark.parametrize(
    ("place", "name"), [(place, name) for place in EVERYWHERE for name in OTHER_NAMES if name in at(badge(), place)]
)
def test_another_name_for_the_same_is_refused(place: Place, name: str) -> None:
    document = badge()
    element = at(document, place)
    element[OTHER_NAMES[name]] = element.pop(name)
    assert refusal(document).code is Code.CONTEXT_REDEFINES


def hidden_statuses() -> Iterator[dict[str, Any]]:
    """Documents that make the very statements of the badge, and hide its status from readers of the JSON."""
    cred = "https://www.w3.org/2018/credentials#"
    status = badge()["credentialStatus"]
    shed = badge()
    del shed["credentialStatus"]
    yield {**shed, f"{cred}credentialStatus": status}
    yield {**shed, "@included": [{"id": shed["id"], "type": ["VerifiableCredential"], "credentialStatus": status}]}
    yield {"@context": shed["@context"], "@graph": [{**badge(), "@context": None}]}
    second = {"also": {"@id": f"{cred}credentialStatus", "@type": "@id"}}
    yield {**shed, "@context": [*shed["@context"], second], "also": status}
    nest = {"more": "@nest"}
    yield {**shed, "@context": [*shed["@context"], nest], "more": {"credentialStatus": status}}


@pytest.mark.parametrize("document", list(hidden_statuses()))
def test_a_status_cannot_be_hidden(document: dict[str, Any]) -> None:
    with pytest.raises(ProofError) as caught:
        checked(document)
    assert caught.value.outcome is Outcome.UNKNOWN or caught.value.code is Code.DATA_LOSS


def test_a_status_cannot_move_to_where_the_badge_is_mentioned() -> None:
    mention = {"id": badge()["id"], "type": ["VerifiableCredential"]}
    honest = {**badge(), "relatedResource": mention}
    canonical(honest)
    moved = copy.deepcopy(honest)
    moved["relatedResource"]["credentialStatus"] = moved.pop("credentialStatus")
    assert refusal(moved).code is Code.CONTEXT_REDEFINES


CRED = "https://www.w3.org/2018/credentials#"


@pytest.mark.parametrize(
    "inline",
    [
        {"x": {"@id": f"{CRED}credentialStatus", "@type": "@id"}},
        {"vc": CRED, "x": {"@id": "vc:credentialStatus", "@type": "@id"}},
        {
            "w3": "https://www.w3.org/",
            "vc": {"@id": "w3:2018/credentials#", "@prefix": True},
            "x": "vc:credentialStatus",
        },
        {"c": {"@id": f"{CRED}cred", "@prefix": True}, "e": {"@id": "c:ential", "@prefix": True}, "x": "e:Status"},
        {"x": {"@reverse": f"{CRED}credentialStatus"}},
        {"x": "@nest"},
        {"x": {"@id": "@included"}},
        {"x": "@type"},
    ],
)
def test_no_inline_context_gives_a_member_another_name(inline: dict[str, Any]) -> None:
    """However many prefixes the other name goes through."""
    document = badge()
    document["x"] = document.pop("credentialStatus")
    contexts = [*document["@context"], inline]
    assert refusal({**document, "@context": contexts}).code is Code.CONTEXT_REDEFINES
    assert canonical({**badge(), "@context": contexts}) == canonical(badge())


def test_second_names_of_bundled_contexts_are_refused() -> None:
    document = badge()
    document["@context"].append("https://www.w3.org/ns/odrl.jsonld")
    canonical(document)
    document["credentialSubject"]["uid"] = document["credentialSubject"].pop("id")
    assert refusal(document).code is Code.CONTEXT_REDEFINES


def test_texts_in_several_languages_are_signed_with_their_language() -> None:
    text = canonical({**badge(), "name": [{"@value": "Robotik", "@language": "de-AT"}, {"@value": "Robotics"}]})
    assert '<https://schema.org/name> "Robotik"@de-at .\n' in text


def test_texts_are_signed_with_their_direction() -> None:
    """As the suites' reference implementations write it: https://www.w3.org/TR/json-ld11/#the-i18n-namespace ."""
    text = canonical({**badge(), "name": {"@value": "Robot", "@language": "AR", "@direction": "rtl"}})
    assert '"Robot"^^<https://www.w3.org/ns/i18n#ar_rtl> .\n' in text
    assert "i18n#_ltr>" in canonical({**badge(), "name": {"@value": "Robot", "@direction": "ltr"}})


def test_inline_contexts_take_the_full_processor_to_the_same_end() -> None:
    """An inline context that says nothing new leaves the bytes as they are."""
    assert canonical({**badge(), "@context": [*badge()["@context"], {"type": "@type"}]}) == canonical(badge())


def test_unknown_contexts_are_unknown_at_any_depth() -> None:
    for place in EVERYWHERE:
        document = badge()
        element = at(document, place)
        element["@context"] = [*element.get("@context", []), "relative/or/not"]
        error = refusal(document)
        assert (error.code, error.outcome) == (Code.CONTEXT_UNKNOWN, Outcome.UNKNOWN)


@pytest.mark.parametrize(
    "context",
    [
        {"@vocab": None},
        {"@vocab": 5},
        {"@version": 2},
        {"a": {"@id": "a:b", "@context": {"@vocab": None}}},
        {"a": "b", "b": "a"},
        {"a": None, "a:b": {}},
        {"a": {"@id": "@context"}},
        {"a": {"@reverse": 5}},
        {"a": [], "b": 5},
        {"@propagate": "yes"},
        [[[]]],
        5,
        "",
    ],
)
def test_broken_contexts_are_refused_not_crashed_on(context: Any) -> None:
    error = refusal({**badge(), "@context": [*badge()["@context"], context], "a": 1})
    assert error.code in (Code.DATA_LOSS, Code.CONTEXT_UNKNOWN, Code.CONTEXT_REDEFINES)


@pytest.mark.parametrize(
    "document", [{}, {"@context": []}, {"@context": VCDM_2}, {"@context": VCDM_2, "id": "urn:x:y"}]
)
def test_what_says_nothing_is_refused(document: dict[str, Any]) -> None:
    assert refusal(document).code is Code.DATA_LOSS


def test_the_document_is_left_alone() -> None:
    document = {**badge(), "@context": [*badge()["@context"], {"motto": "urn:x:motto"}], "motto": "On"}
    before = copy.deepcopy(document)
    canonical(document)
    assert document == before


def test_sha384_gives_other_labels() -> None:
    edition = editions(badge())[0]
    with_sha384 = canonical_bytes(badge(), edition, LIMITS, "sha384").decode()
    assert with_sha384 != canonical(badge())
    labels = re.compile(r"_:c14n\d")
    assert sorted(labels.sub("", with_sha384)) == sorted(labels.sub("", canonical(badge())))


def test_everyday_badges_do_not_load_the_full_processor() -> None:
    """Importing pyld takes a fifth of a second, which `rosette verify` does without."""
    program = (
        "import sys; from tests.jsonld.badges import badge, canonical; canonical(badge());"
        "sys.exit('pyld' in sys.modules or 'lxml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def many_parts(number: int) -> list[dict[str, Any]]:
    return [{"type": ["Evidence"], "name": f"Part {index}"} for index in range(number)]


def hostile() -> Iterator[tuple[str, dict[str, Any]]]:
    """Documents of some hundred kilobytes that could keep a processor busy for minutes."""
    contexts = badge()["@context"]
    yield "many statements", {**badge(), "evidence": many_parts(60_000)}
    yield (
        "many parts for the full processor",
        {**badge(), "@context": [*contexts, {"a": "urn:a"}], "evidence": many_parts(9_000)},
    )
    yield "many contexts", {**badge(), "evidence": [{**part, "@context": contexts} for part in many_parts(9_000)]}
    mixed = [{"@context": contexts[bit % 2] if 1 << bit & at else []} for at in range(4_000) for bit in range(12)]
    yield "every combination of contexts", {**badge(), "evidence": [{**part, "name": "x"} for part in mixed]}
    chain = [{"@context": [contexts[number >> bit & 1] for bit in range(12)]} for number in range(4_096)]
    yield "every row of contexts", {**badge(), "evidence": [{**part, "type": "Evidence"} for part in chain]}
    inline = {f"term{number}": f"urn:x:{number}" for number in range(50_000)}
    yield "many definitions", {**badge(), "@context": [*contexts, inline], "evidence": many_parts(100)}
    again = [{"@context": [{"motto": "urn:x:motto"}], "motto": "x"} for _ in range(20_000)]
    yield "the same definition again", {**badge(), "evidence": again}
    yield "prefixes", {**badge(), "@context": [*contexts, {f"p{n}": f"p{n + 1}:x" for n in range(3_000)}]}


@pytest.mark.parametrize("document", [pytest.param(document, id=name) for name, document in hostile()])
def test_hostile_documents_are_done_with_in_seconds(document: dict[str, Any]) -> None:
    started = time.process_time()
    with contextlib.suppress(ProofError):
        checked(document)
    assert time.process_time() - started < 3
