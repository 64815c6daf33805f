"""What the bundled contexts call things, against what the full processor makes of them."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any, cast

import pytest
from pyld.context_resolver import ContextResolver
from pyld.jsonld import JsonLdProcessor

from wallet.jsonld.contexts import BundledContext, bundled_contexts, editions, read_context
from wallet.jsonld.definitions import listed
from wallet.jsonld.naming import KIND_NAMES
from wallet.jsonld.vocabulary import SECOND_NAMES, bundled_names


class Scopes:
    """The terms of a context, and those of every context that one of them brings, as pyld has them."""

    def __init__(self) -> None:
        self._processor = JsonLdProcessor()
        self._seen: set[tuple[str, str]] = set()

    def terms(self, context: Any) -> Iterator[tuple[str, dict[str, Any]]]:
        options = {"base": "", "processingMode": "json-ld-1.1", "documentLoader": self._load}
        options["contextResolver"] = ContextResolver({}, self._load)
        yield from self._within(self._processor._get_initial_context(options), context, options)

    def _within(self, outer: Any, context: Any, options: Any) -> Iterator[tuple[str, dict[str, Any]]]:
        active = self._processor._process_context(outer, context, options, override_protected=True)
        for term, mapping in active["mappings"].items():
            if mapping:
                yield term, mapping
                inner = (term, json.dumps(mapping.get("@context")))
                if "@context" in mapping and inner not in self._seen:
                    self._seen.add(inner)
                    yield from self._within(active, mapping["@context"], options)

    def _load(self, url: str, _: Any) -> dict[str, Any]:
        document = copy.deepcopy(editions({})[0].document(url))
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": document}


@pytest.mark.parametrize("context", bundled_contexts(), ids=lambda context: context.file)
def test_every_term_is_known_by_what_it_stands_for(context: BundledContext) -> None:
    terms = list(Scopes().terms(copy.deepcopy(read_context(context)["@context"])))
    named = [(term, mapping["@id"]) for term, mapping in terms if SECOND_NAMES.get(term) != mapping["@id"]]
    assert [term for term, iri in named if term not in bundled_names()[iri]] == []


def test_no_thing_that_is_read_has_two_names() -> None:
    """Two names for one thing would let a document hide a part: those there are, are refused or not read."""
    twice = {terms for terms in bundled_names().values() if len(terms) > 1}
    not_read = [
        {"dc", "dct"},
        {"educationalCredentialAwarded", "awardedOnCompletionOf"},
        {"PresentationSubmission", "presentation_submission"},
        {"OpenBadgeCredential", "AchievementCredential"},
        {"tag", "tags"},
        {"HostedBadge", "hosted"},
        {"SignedBadge", "signed"},
    ]
    left = [set(terms) for terms in twice if len(terms - KIND_NAMES) > 1]
    assert sorted(left, key=sorted) == sorted(not_read, key=sorted)


def test_no_bundled_context_puts_a_name_that_is_read_behind_a_namespace() -> None:
    """Under `@vocab` any text is a name: none may become the IRI of what has one."""
    documents = [cast("Any", read_context(context)["@context"]) for context in bundled_contexts()]
    spaces = {part.get("@vocab") for document in documents for part in listed(document) if isinstance(part, dict)}
    assert spaces == {
        None,
        "https://www.w3.org/ns/credentials/examples#",
        "https://www.w3.org/ns/credentials/undefined-term#",
    }
    assert [iri for iri in bundled_names() for space in spaces if space and iri.startswith(space)] == []
