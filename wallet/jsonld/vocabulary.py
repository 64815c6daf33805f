"""What the bundled contexts call things: the names that belong to each IRI.

Source: https://www.w3.org/TR/json-ld11-api/#iri-expansion ; https://www.w3.org/TR/json-ld11/#compact-iris
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from wallet.jsonld.contexts import bundled_contexts, read_context
from wallet.jsonld.definitions import definitions
from wallet.model.json_types import JsonValue


@cache
def bundled_names() -> Mapping[str, frozenset[str]]:
    """Return the terms of each IRI, in the contexts that any document may use.

    A term whose prefix another context may define is named under each IRI that it may come to, and as it is written.
    """
    written: dict[str, set[str]] = {}
    for term, text in _bundled_terms():
        written.setdefault(term, set()).add(text)
    names: dict[str, set[str]] = {}
    for term, texts in written.items():
        for iri in (iri for text in texts for iri in _iris(text, written)):
            names.setdefault(iri, set()).add(term)
    return {iri: frozenset(terms) for iri, terms in names.items()}


def _bundled_terms() -> Iterator[tuple[str, str]]:
    contexts = [read_context(context)["@context"] for context in bundled_contexts() if not context.only]
    for term, definition in (pair for context in contexts for pair in definitions(context)):
        if (text := _written(definition)) and not term.startswith("@"):
            yield term, text


def _written(definition: JsonValue) -> str:
    found = definition.get("@id", definition.get("@reverse")) if isinstance(definition, dict) else definition
    return found if isinstance(found, str) else ""


def _iris(text: str, written: Mapping[str, set[str]]) -> set[str]:
    """Return what a text may stand for, by whichever contexts define its prefix: itself at least."""
    found, waiting = set[str](), [text]
    while waiting:
        candidate = waiting.pop()
        prefix, _, suffix = candidate.partition(":")
        if candidate not in found and not suffix.startswith("//"):
            waiting += [namespace + suffix for namespace in written.get(prefix, ())]
        found.add(candidate)
    return found
