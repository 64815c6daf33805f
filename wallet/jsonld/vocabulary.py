"""What the bundled contexts call things: the names that belong to each IRI.

Source: https://www.w3.org/TR/json-ld11-api/#iri-expansion ; https://www.w3.org/TR/json-ld11/#compact-iris
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TypeAlias

from wallet.jsonld.contexts import BundledContext, bundled_contexts, editions, read_context
from wallet.jsonld.definitions import definitions, listed
from wallet.model.json_types import JsonValue

SECOND_NAMES: Mapping[str, str] = {
    "expiration": "https://w3id.org/security#expiration",
    "revoked": "https://w3id.org/security#expiration",
    "revokedAssertions": "https://w3id.org/openbadges#revoked",
    "uid": "@id",
    "verify": "https://w3id.org/openbadges#verify",
}
"""Terms of bundled contexts (security v1, Blockcerts 2.0-alpha, Open Badges 2, ODRL) for what others call `expires`,
`revoked`, `id` and `verification`: a part so named would be missed."""


_Written: TypeAlias = Mapping[str, set[str]]
"""Terms, and how what they stand for is written."""


@cache
def bundled_names() -> Mapping[str, frozenset[str]]:
    """Return the terms of each IRI in the bundled contexts, but for second names; keywords count as IRIs.

    A term whose prefix another context may define is named under each IRI that it may come to, and as it is written.
    """
    contexts = [_written(context) for context in bundled_contexts()]
    others = _merged(contexts)
    names: dict[str, set[str]] = {}
    for own in contexts:
        for term, iri in (
            (term, iri) for term, texts in own.items() for text in texts for iri in _iris(text, own, others)
        ):
            known = names.setdefault(iri, set())
            if SECOND_NAMES.get(term) not in _iris(iri, own, others):
                known.add(term)
    return {iri: frozenset(terms) for iri, terms in names.items()}


def _written(context: BundledContext) -> _Written:
    """Return the terms of a context, and of those that it names."""
    written: dict[str, set[str]] = {}
    for term, definition in definitions(_in_full(read_context(context)["@context"])):
        found = definition.get("@id", definition.get("@reverse")) if isinstance(definition, dict) else definition
        if isinstance(found, str) and not term.startswith("@"):
            written.setdefault(term, set()).add(found)
    return written


def _in_full(context: JsonValue) -> list[JsonValue]:
    named = editions({})[0]
    parts = [named.document(part)["@context"] if isinstance(part, str) else part for part in listed(context)]
    return [inner for part in parts for inner in listed(part)]


def _merged(contexts: Iterable[_Written]) -> _Written:
    merged: dict[str, set[str]] = {}
    for term, texts in (pair for context in contexts for pair in context.items()):
        merged.setdefault(term, set()).update(texts)
    return merged


def _iris(text: str, own: _Written, others: _Written) -> set[str]:
    """Return what a text in a context may stand for: what its own prefixes say, or else what others' may."""
    prefix, _, suffix = text.partition(":")
    if suffix.startswith("//"):
        return {text}
    found = set[str]() if prefix in own else {text}
    for namespace in own[prefix] if prefix in own else others.get(prefix, set()):
        found |= _iris(namespace + suffix, own, others)
    return found
