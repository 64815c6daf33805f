"""The names by which a document may call its parts: those that its contexts define, one for each part.

A signature over statements holds for every spelling of them. Written as an IRI, as a keyword, under a second name or
in a second place, a part stays signed and is lost to whoever reads the JSON: a credential would shed its status.

Source: https://www.w3.org/TR/vc-data-integrity/#validating-contexts (section 2.4.1, Context Validation).
"""

from __future__ import annotations

from collections.abc import Iterable

from wallet.jsonld.contexts import Contexts
from wallet.jsonld.definitions import definitions, renamed, used_contexts
from wallet.jsonld.vocabulary import bundled_names
from wallet.model.json_types import JsonObject, JsonValue

ROOT_MEMBERS = frozenset(
    {
        "credentialStatus",
        "expirationDate",
        "expires",
        "issuanceDate",
        "issuer",
        "proof",
        "revoked",
        "validFrom",
        "validUntil",
    }
)
"""What must be said of a document where the document begins, not where it is mentioned again."""

KIND_NAMES = frozenset(
    {"Achievement", "Address", "Criteria", "GeoCoordinates", "Image", "Profile", "Result", "RubricCriterionLevel"}
)
"""Names of kinds that, in some edition of Open Badges, stand for a member too: whoever reads `criteria` would miss
`Criteria`."""

_KEYWORDS = frozenset({"@context", "@value", "@language", "@direction"})


def check_names(document: JsonObject, contexts: Contexts) -> None:
    """Return if every member of a document goes by the name that its contexts give it.

    Args:
        document: A JSON-LD document.
        contexts: What its context URLs stand for.

    Raises:
        ProofError: CONTEXT_REDEFINES (unknown) where one does not; CONTEXT_UNKNOWN where a context does not ship.
    """
    opaque = _json_terms(document, contexts)
    for element in _elements(document, opaque):
        if any(_is_misnamed(name, element) for name in element):
            raise renamed()
    _check_root(document, opaque)


def check_name(name: str, iri: str | None) -> None:
    """Return if a member goes by a name that a bundled context has for its IRI, or by any where none has one.

    Args:
        name: The member's name in the document.
        iri: What it stands for there: an IRI or a keyword; None or no IRI where it is undefined.

    Raises:
        ProofError: CONTEXT_REDEFINES (unknown).
    """
    known = bundled_names().get(iri or "", frozenset())
    is_keyword = iri is not None and iri.startswith("@")
    if (known or is_keyword) and name not in known and name != iri:
        raise renamed()


def _json_terms(document: JsonObject, contexts: Contexts) -> set[str]:
    """Return the terms whose values are JSON, whatever it says."""
    used = used_contexts(document)
    urls = dict.fromkeys(context for context in used if isinstance(context, str))
    named = [contexts.document(url)["@context"] for url in urls]
    inline = [context for context in used if isinstance(context, dict)]
    return {
        term
        for context in [*named, *inline]
        for term, definition in definitions(context)
        if isinstance(definition, dict) and definition.get("@type") == "@json"
    }


def _elements(value: JsonValue, opaque: set[str]) -> Iterable[JsonObject]:
    """Every object of a document but for contexts and JSON literals."""
    if isinstance(value, list):
        for item in value:
            yield from _elements(item, opaque)
    elif isinstance(value, dict):
        yield value
        for name, member in value.items():
            if name != "@context" and name not in opaque:
                yield from _elements(member, opaque)


def _is_misnamed(name: str, element: JsonObject) -> bool:
    if name.startswith("@"):
        return name not in _KEYWORDS and not (name == "@type" and "@value" in element)
    return ":" in name or name in KIND_NAMES


def _check_root(document: JsonObject, opaque: set[str]) -> None:
    if "id" not in document:
        return
    for element in _elements(document, opaque):
        if element is not document and element.get("id") == document["id"] and element.keys() & ROOT_MEMBERS:
            raise renamed()
