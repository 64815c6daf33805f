"""The JSON-LD contexts that ship with Rosette, by digest, and which contexts a document may use.

A context that is not here is unknown: it is never fetched, and what uses it is never called checked.

Source: https://www.w3.org/TR/vc-data-model-2.0/#json-ld and section 4.3; VERIFICATION.md, check `context.known`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple, cast

from wallet import resources
from wallet.jsonld.definitions import check_inline, listed, used_contexts
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject, JsonValue

VCDM_1 = "https://www.w3.org/2018/credentials/v1"
VCDM_2 = "https://www.w3.org/ns/credentials/v2"


class BundledContext(NamedTuple):
    """One context document that ships.

    Attributes:
        urls: The URLs it is published at.
        file: Its file's name below `resources/contexts`.
        sha256: Digest of that file, in lower-case hex.
        package: The published package it was taken from.
        only: The one kind of document that it is for; empty where any may use it.
    """

    urls: tuple[str, ...]
    file: str
    sha256: str
    package: str
    only: str = ""


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
            known = self._documents[url] = read_context(self._bundled(url))
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
    return _editions_of(used_contexts(document))


def _editions_of(used: Sequence[JsonValue]) -> tuple[Contexts, ...]:
    published = _published()
    most = max((len(published.get(context, ())) for context in used if isinstance(context, str)), default=1)
    return tuple([_edition(number) for number in range(max(most, 1))])


def known_editions(document: JsonObject) -> tuple[Contexts, ...]:
    """Return the editions of a credential's or presentation's contexts; all are known and nothing is redefined.

    Args:
        document: The credential or presentation.

    Raises:
        ProofError: As `sound_editions` does; CONTEXT_UNKNOWN also for a context that is for another kind of document;
            CONTEXT_ORDER where the first context is not the Verifiable Credentials Data Model's.

    Source: https://www.w3.org/TR/vc-data-model-2.0/#contexts (section 4.3).
    """
    used = used_contexts(document)
    found = _sound(used)
    published = _published()
    if any(context.only for url in used if isinstance(url, str) for context in published[url]):
        # Such a context may give a second name to what the data model's own contexts name: to `expires`, for one.
        raise _unknown("The badge uses a vocabulary (JSON-LD context) of another kind of badge.")
    if next(iter(listed(document.get("@context"))), None) not in (VCDM_1, VCDM_2):
        raise ProofError(
            CheckId.CONTEXT_KNOWN,
            Code.CONTEXT_ORDER,
            "The first context of a badge must be that of the Verifiable Credentials Data Model.",
        )
    return found


def sound_editions(document: JsonObject) -> tuple[Contexts, ...]:
    """Return the editions of a JSON-LD document's contexts, of whatever data model, in whatever order.

    Raises:
        ProofError: CONTEXT_UNKNOWN where a context does not ship; CONTEXT_REDEFINES where an inline context changes
            what others define or sets what holds for undefined terms.
    """
    return _sound(used_contexts(document))


def _sound(used: Sequence[JsonValue]) -> tuple[Contexts, ...]:
    urls = dict.fromkeys([context for context in used if isinstance(context, str)])
    found, named = _named(tuple(urls))
    inline = [context for context in used if not isinstance(context, str)]
    if inline:
        check_inline(inline, named)
    return found


@lru_cache(maxsize=64)  # badges of one kind use the same
def _named(urls: tuple[str, ...]) -> tuple[tuple[Contexts, ...], tuple[JsonValue, ...]]:
    found = _editions_of(urls)
    return found, tuple(found[0].document(url)["@context"] for url in urls)


@cache
def bundled_contexts() -> tuple[BundledContext, ...]:
    """Return every context that ships, in the order of the index."""
    entries = json.loads(resources.read_bytes("contexts", "index.json"))
    return tuple(
        BundledContext(tuple(entry["urls"]), entry["file"], entry["sha256"], entry["package"], entry.get("only", ""))
        for entry in entries
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


def read_context(context: BundledContext) -> JsonObject:
    """Return the document of a bundled context.

    Raises:
        ProofError: CONTEXT_UNKNOWN where its file is not the one that shipped.
    """
    data = resources.read_bytes("contexts", context.file)
    if hashlib.sha256(data).hexdigest() != context.sha256:
        raise _unknown("A vocabulary (JSON-LD context) of this installation was changed: install Rosette again.")
    return cast("JsonObject", json.loads(data))


def _unknown(detail: str) -> ProofError:
    return ProofError(CheckId.CONTEXT_KNOWN, Code.CONTEXT_UNKNOWN, detail, Outcome.UNKNOWN)
