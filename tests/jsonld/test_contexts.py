from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from tests.jsonld.badges import OB_303, VCDM_2, badge
from wallet import resources
from wallet.jsonld.contexts import (
    VCDM_1,
    BundledContext,
    Contexts,
    bundled_contexts,
    editions,
    known_editions,
    sound_editions,
)
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError

RECOMMENDED = {
    # Printed in the Recommendations of VCDM 1.1, VCDM 2.0 and Data Integrity 1.0.
    "https://www.w3.org/2018/credentials/v1": "ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc",
    "https://www.w3.org/ns/credentials/v2": "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
    "https://w3id.org/security/data-integrity/v2": "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4",
}


def passes(document: dict[str, Any]) -> bool:
    known_editions(document)
    return True


def refusal(document: dict[str, Any]) -> ProofError:
    with pytest.raises(ProofError) as caught:
        known_editions(document)
    assert caught.value.check is CheckId.CONTEXT_KNOWN
    return caught.value


@pytest.mark.parametrize("context", bundled_contexts(), ids=lambda context: context.file)
def test_every_bundled_file_is_the_one_pinned_and_says_whence(context: BundledContext) -> None:
    data = resources.read_bytes("contexts", context.file)
    assert hashlib.sha256(data).hexdigest() == context.sha256
    assert "@context" in json.loads(data)
    assert "@" in context.package or "written from https://" in context.package


def test_every_package_has_its_licence_beside_it() -> None:
    entries = json.loads(resources.read_bytes("contexts", "index.json"))
    licensed = [entry for entry in entries if entry["path"]]
    assert all(resources.read_bytes("contexts", entry["licence"]) for entry in licensed)
    assert {entry["urls"][0] for entry in entries if not entry["path"]} == {
        "https://www.w3.org/ns/credentials/examples/v2",
        "https://w3id.org/security/jwk/v1",
        "https://www.w3.org/ns/cid/v1",
        "https://purl.imsglobal.org/spec/clr/v2p0/context.json",
    }


def test_nothing_lies_there_that_the_index_does_not_name() -> None:
    files = {path.name for path in resources.path("contexts").iterdir() if path.is_file()}
    assert files == {context.file for context in bundled_contexts()} | {"index.json", ".gitattributes"}


@pytest.mark.parametrize(("url", "digest"), RECOMMENDED.items())
def test_recommended_contexts_have_the_digest_printed_in_their_recommendation(url: str, digest: str) -> None:
    assert [context.sha256 for context in bundled_contexts() if url in context.urls] == [digest]


@pytest.mark.parametrize("url", [url for context in bundled_contexts() if context.only for url in context.urls])
def test_a_context_of_another_kind_of_document_is_unknown(url: str) -> None:
    error = refusal({**badge(), "@context": [VCDM_2, OB_303, url]})
    assert (error.code, error.outcome) == (Code.CONTEXT_UNKNOWN, Outcome.UNKNOWN)
    assert sound_editions({"@context": url})


def test_a_changed_file_is_not_used() -> None:
    context = BundledContext(("https://a.example/",), "w3.org_ns_credentials_v2.json", "00", "npm:a@1")
    with pytest.raises(ProofError) as caught:
        Contexts({"https://a.example/": context}).document("https://a.example/")
    assert caught.value.code is Code.CONTEXT_UNKNOWN


def test_two_editions_only_where_a_url_was_published_twice() -> None:
    both = editions(badge())
    assert len(both) == 2
    assert both == editions(badge()), "editions are made once"
    newer, older = (edition.document(OB_303)["@context"] for edition in both)
    assert newer != older
    assert len(editions({"@context": [VCDM_2]})) == 1
    assert len(editions({"@context": [VCDM_2], "verifiableCredential": [badge()]})) == 2


def test_a_sound_badge_passes() -> None:
    assert passes(badge())
    assert passes({"@context": VCDM_1})


@pytest.mark.parametrize("where", [(), ("credentialSubject",), ("credentialSubject", "achievement")])
def test_unknown_contexts_are_unknown_wherever_they_are(where: tuple[str, ...]) -> None:
    document = badge()
    element: Any = document
    for name in where:
        element = element[name]
    element["@context"] = [*element.get("@context", []), "https://vocabulary.example/v1"]
    error = refusal(document)
    assert (error.code, error.outcome) == (Code.CONTEXT_UNKNOWN, Outcome.UNKNOWN)
    assert "vocabulary.example" not in error.detail


@pytest.mark.parametrize("context", [[OB_303, VCDM_2], [OB_303], [], {"name": "https://schema.org/name"}])
def test_the_data_models_context_comes_first(context: Any) -> None:
    error = refusal({**badge(), "@context": context})
    assert error.code in (Code.CONTEXT_ORDER, Code.CONTEXT_REDEFINES)
    assert refusal({**badge(), "@context": [OB_303, VCDM_2]}).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "inline",
    [
        {"motto": "https://university.example/terms#motto"},
        {"type": "@type", "id": "@id"},
        {"@version": 1.1, "@protected": True, "campus": {"@id": "https://university.example/terms#campus"}},
        {"uni": "https://university.example/terms#", "campus": {"@id": "uni:campus", "@type": "@id"}},
        {"House": {"@id": "urn:x:House", "@context": {"motto": "urn:x:motto", "type": "@type"}}},
    ],
)
def test_inline_contexts_may_add(inline: Any) -> None:
    assert passes({**badge(), "@context": [VCDM_2, OB_303, inline]})


SECURITY = "https://w3id.org/security#"


def signed_with(**terms: Any) -> list[Any]:
    """Return contexts of which the first abbreviates what the second, for one kind of proof, spells out."""
    return [VCDM_1, {"JsonWebSignature2020": {"@id": f"{SECURITY}JsonWebSignature2020", "@context": terms}}]


def test_inline_contexts_may_spell_out_what_the_others_abbreviate() -> None:
    purpose = {"@id": f"{SECURITY}proofPurpose", "@type": "@vocab", "@context": {"id": "@id"}}
    assert passes({"@context": signed_with(jws=f"{SECURITY}jws", proofPurpose=purpose)})


@pytest.mark.parametrize(
    "terms",
    [
        {"jws": f"{SECURITY}proofValue"},
        {"jws": {"@id": f"{SECURITY}jws", "@type": "@id"}},
        {"proofPurpose": {"@id": f"{SECURITY}proofPurpose", "@type": "@vocab"}},
        {"proofPurpose": {"@id": f"{SECURITY}proofPurpose", "@type": "@vocab", "@context": None}},
        {"proofPurpose": {"@id": f"{SECURITY}proofPurpose", "@type": "@vocab", "@context": {"id": "urn:x:id"}}},
    ],
)
def test_inline_contexts_spell_out_nothing_else(terms: Any) -> None:
    assert refusal({"@context": signed_with(**terms)}).code is Code.CONTEXT_REDEFINES


@pytest.mark.parametrize(
    "inline",
    [
        {"name": "https://university.example/terms#name"},
        {"achievement": "urn:x:achievement"},
        {"House": {"@id": "urn:x:House", "@context": {"name": "urn:x:name"}}},
        {"@vocab": "https://university.example/terms#"},
        {"@base": "https://university.example/"},
        {"@import": VCDM_2},
        {"@protected": False, "motto": "urn:x:motto"},
        {"motto": {"@id": "urn:x:motto", "@protected": False}},
        {"@propagate": False},
        {"@remark": {"grade": "Distinction"}},
        {"motto": {"@id": "urn:x:motto", "@context": {"@vocab": "urn:x:"}}},
        {"motto": {"@id": "urn:x:motto", "@context": None}},
        {"motto": {"@id": "urn:x:motto", "@context": VCDM_2}},
        {"motto": {"@id": "urn:x:motto", "@context": [VCDM_2, {"crest": "urn:x:crest"}]}},
        None,
        5,
    ],
)
def test_inline_contexts_change_nothing(inline: Any) -> None:
    error = refusal({**badge(), "@context": [VCDM_2, OB_303, inline]})
    assert (error.code, error.outcome) == (Code.CONTEXT_REDEFINES, Outcome.UNKNOWN)


def test_inline_contexts_do_not_contradict_one_another() -> None:
    first, second = {"motto": "urn:x:motto"}, {"motto": "urn:x:other"}
    assert refusal({**badge(), "@context": [VCDM_2, OB_303, first, second]}).code is Code.CONTEXT_REDEFINES
