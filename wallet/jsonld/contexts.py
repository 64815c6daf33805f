"""The JSON-LD contexts that ship with Rosette, by digest, and which contexts a document may use.

A context that is not here is unknown: it is never fetched, and what uses it is never called checked.

Source: https://www.w3.org/TR/vc-data-model-2.0/#json-ld and section 4.3; VERIFICATION.md, check `context.known`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from wallet import resources
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject, JsonValue

VCDM_1 = "https://www.w3.org/2018/credentials/v1"
VCDM_2 = "https://www.w3.org/ns/credentials/v2"

_FORBIDDEN_INLINE = ("@vocab", "@base", "@import", "@propagate")


@dataclass(frozen=True, slots=True)
class BundledContext:
    """One context document that ships.

    Attributes:
        urls: The URLs it is published at.
        file: Its file's name below `resources/contexts`.
        sha256: Digest of that file, in lower-case hex.
        package: The published package it was taken from.
    """

    urls: tuple[str, ...]
    file: str
    sha256: str
    package: str


@dataclass(frozen=True, slots=True, eq=False)
class Contexts:
    """One edition of the bundled contexts: each URL stands for exactly one document. Compared by identity.

    Attributes:
        bundled: The context that each URL stands for.
    """

    bundled: Mapping[str, BundledContext]
    _documents: dict[str, JsonObject] = field(default_factory=dict)

    def document(self, url: str) -> JsonObject:
        """Return the context document published at `url`, an object with the member `@context`.

        Raises:
            ProofError: CONTEXT_UNKNOWN where it does not ship, or where its file is not the one that shipped.
        """
        known = self._documents.get(url)
        if known is None:
            known = self._documents[url] = _read(self._bundled(url))
        return known

    def _bundled(self, url: str) -> BundledContext:
        context = self.bundled.get(url)
        if context is None:
            raise _unknown("The badge uses a vocabulary (JSON-LD context) that Rosette does not know.")
        return context


def editions(document: JsonObject) -> tuple[Contexts, ...]:
    """Return the editions of the bundled contexts under which a document may have been signed.

    There is one, but for documents that use a URL at which two different contexts were published over time.

    Args:
        document: A JSON-LD document.
    """
    urls = {context for context in used_contexts(document) if isinstance(context, str)}
    most = max((len(_published().get(url, ())) for url in urls), default=1)
    return tuple(_edition(number) for number in range(max(most, 1)))


def check_contexts(document: JsonObject, contexts: Contexts) -> None:
    """Check that every context of a credential or presentation is one we know and that nothing is redefined.

    Args:
        document: The credential or presentation.
        contexts: The edition of the bundled contexts.

    Raises:
        ProofError: CONTEXT_UNKNOWN where a context does not ship; CONTEXT_REDEFINES where an inline context changes
            what others define or sets what holds for undefined terms; CONTEXT_ORDER where the first is not the
            Verifiable Credentials Data Model's.

    Source: https://www.w3.org/TR/vc-data-model-2.0/#contexts (section 4.3).
    """
    used = list(used_contexts(document))
    documents = [contexts.document(context) for context in used if isinstance(context, str)]
    inline = [context for context in used if not isinstance(context, str)]
    if inline:
        _check_inline(inline, documents)
    if next(iter(_listed(document.get("@context"))), None) not in (VCDM_1, VCDM_2):
        raise ProofError(
            CheckId.CONTEXT_KNOWN,
            Code.CONTEXT_ORDER,
            "The first context of a badge must be that of the Verifiable Credentials Data Model.",
        )


def used_contexts(value: JsonValue) -> Iterator[JsonValue]:
    """Yield every entry of every `@context` of a document, however deep: URLs, inline contexts, nulls."""
    if isinstance(value, dict):
        if "@context" in value:
            yield from _listed(value["@context"])
        for name, member in value.items():
            if name != "@context" and isinstance(member, dict | list):
                yield from used_contexts(member)
    elif isinstance(value, list):
        for item in value:
            yield from used_contexts(item)


def definitions(context: JsonValue) -> Iterator[tuple[str, JsonValue]]:
    """Yield every term and keyword that a context sets, with its definition, those of scoped contexts too."""
    for part in _listed(context):
        if isinstance(part, dict):
            for term, definition in part.items():
                yield term, definition
                if isinstance(definition, dict):
                    yield from ((name, value) for name, value in definition.items() if name == "@protected")
                    yield from definitions(definition.get("@context"))


def renamed() -> ProofError:
    """Return the error for a document that calls its parts otherwise than its contexts do."""
    return ProofError(
        CheckId.CONTEXT_KNOWN,
        Code.CONTEXT_REDEFINES,
        "The badge calls its parts by other names than its vocabularies do: what is read may not be what was signed.",
        Outcome.UNKNOWN,
    )


@cache
def bundled_contexts() -> tuple[BundledContext, ...]:
    """Return every context that ships, in the order of the index."""
    entries = json.loads(resources.read_bytes("contexts", "index.json"))
    return tuple(
        BundledContext(tuple(entry["urls"]), entry["file"], entry["sha256"], entry["package"]) for entry in entries
    )


@cache
def _published() -> Mapping[str, tuple[BundledContext, ...]]:
    published: dict[str, tuple[BundledContext, ...]] = {}
    for context in bundled_contexts():
        for url in context.urls:
            published[url] = (*published.get(url, ()), context)
    return published


@cache
def _edition(number: int) -> Contexts:
    return Contexts({url: choices[min(number, len(choices) - 1)] for url, choices in _published().items()})


def _read(context: BundledContext) -> JsonObject:
    data = resources.read_bytes("contexts", context.file)
    if hashlib.sha256(data).hexdigest() != context.sha256:
        raise _unknown("A vocabulary (JSON-LD context) of this installation was changed: install Rosette again.")
    return cast("JsonObject", json.loads(data))


def _unknown(detail: str) -> ProofError:
    return ProofError(CheckId.CONTEXT_KNOWN, Code.CONTEXT_UNKNOWN, detail, Outcome.UNKNOWN)


def _listed(context: JsonValue) -> Sequence[JsonValue]:
    return context if isinstance(context, list) else [context]


def _check_inline(inline: Sequence[JsonValue], documents: Sequence[JsonObject]) -> None:
    others = [document.get("@context") for document in documents]
    defined: dict[str, list[JsonValue]] = {}
    for term, definition in (pair for context in others for pair in definitions(context)):
        defined.setdefault(term, []).append(definition)
    names = _Names([*others, *inline])
    taken = {iri for context in others for iri in names.iris(context)}
    for context in inline:
        if not isinstance(context, dict):
            raise renamed()
        for term, definition in definitions(context):
            known = defined.get(term, [])
            if _is_forbidden(term, definition) or any(definition != other for other in known):
                raise renamed()
            if not known and names.of(definition) & taken:
                raise renamed()


def _is_forbidden(term: str, definition: JsonValue) -> bool:
    return term in _FORBIDDEN_INLINE or (term == "@protected" and definition is not True)


class _Names:
    """What terms may stand for, whichever of several contexts defines the prefixes they are written with."""

    def __init__(self, contexts: Sequence[JsonValue]) -> None:
        self._prefixes: dict[str, set[str]] = {}
        for term, definition in (pair for context in contexts for pair in definitions(context)):
            self._prefixes.setdefault(term, set()).update(_written(definition))

    def iris(self, context: JsonValue) -> Iterator[str]:
        """Yield what the terms of a context stand for, namespaces left out."""
        for term, definition in definitions(context):
            if not term.startswith("@"):
                yield from self.of(definition)

    def of(self, definition: JsonValue) -> set[str]:
        """Return what a definition may stand for: IRIs and keywords, namespaces left out."""
        found = set()
        for written in _written(definition):
            prefix, _, suffix = written.partition(":")
            expansions = () if suffix.startswith("//") else self._prefixes.get(prefix, ())
            found |= {written, *(namespace + suffix for namespace in expansions)}
        return {iri for iri in found if not iri.endswith(("#", "/", ":"))}


def _written(definition: JsonValue) -> set[str]:
    written = definition.get("@id") if isinstance(definition, dict) else definition
    return {written} if isinstance(written, str) else set()
