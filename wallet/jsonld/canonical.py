"""The bytes of a document that its signature covers.

Source: https://www.w3.org/TR/vc-di-eddsa/ and https://www.w3.org/TR/vc-di-ecdsa/, "Transformation".
"""

from __future__ import annotations

from functools import cache

from wallet.jsonld.active_context import ActiveContext, DeclinedError
from wallet.jsonld.contexts import Contexts
from wallet.jsonld.direct import direct_statements
from wallet.jsonld.expansion import expand
from wallet.jsonld.mentions import check_mentions, expanded_mentions
from wallet.jsonld.naming import check_names
from wallet.jsonld.nquads import Quad
from wallet.jsonld.rdfc10 import canonicalize
from wallet.jsonld.statements import statements
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits


def canonical_bytes(document: JsonObject, contexts: Contexts, limits: Limits, hash_name: str = "sha256") -> bytes:
    """Return the canonical N-Quads of a JSON-LD document, in UTF-8.

    Args:
        document: A credential, presentation or proof configuration, with its `@context`.
        contexts: What its context URLs stand for.
        limits: Bounds on statements and on the work of putting them in order.
        hash_name: Hash inside RDFC-1.0: ``sha256``, or ``sha384`` for P-384.

    Raises:
        ProofError: DATA_LOSS where any part of the document would not be covered; CONTEXT_UNKNOWN where a context
            does not ship; CONTEXT_REDEFINES where a part goes by another name than its contexts give it; TOO_COMPLEX
            where a limit is passed.
    """
    if not isinstance(document, Remembered):
        return canonicalize(to_statements(document, contexts, limits), limits, hash_name).encode()
    return document.canonical(contexts, limits, hash_name)


class Remembered(dict[str, JsonValue]):
    """A document that is worked out once under each edition and hash, however many proofs it bears.

    It must not be changed, and serves one verification: nothing is kept beyond it.
    """

    __slots__ = ("_found",)

    def __init__(self, document: JsonObject) -> None:
        super().__init__(document)
        self._found: dict[tuple[Contexts, str], bytes | ProofError] = {}

    def canonical(self, contexts: Contexts, limits: Limits, hash_name: str) -> bytes:
        """Return the document's `canonical_bytes`, or raise the same error again."""
        key = (contexts, hash_name)
        if key not in self._found:
            self._found[key] = self._worked_out(contexts, limits, hash_name)
        found = self._found[key]
        if isinstance(found, ProofError):
            raise found
        return found

    def _worked_out(self, contexts: Contexts, limits: Limits, hash_name: str) -> bytes | ProofError:
        try:
            return canonical_bytes(dict(self), contexts, limits, hash_name)
        except ProofError as error:
            return error


def to_statements(document: JsonObject, contexts: Contexts, limits: Limits) -> list[Quad]:
    """Return the RDF statements of a JSON-LD document; otherwise as `canonical_bytes`."""
    try:
        return direct_statements(document, initial_context(contexts), limits)
    except DeclinedError:
        check_names(document, contexts)
        expanded = expand(document, contexts, limits)
        quads = statements(expanded)
        check_mentions(expanded_mentions(expanded), quads)
        return quads


@cache
def initial_context(contexts: Contexts) -> ActiveContext:
    """Return the active context outside any context of an edition, with its memory."""
    return ActiveContext.initial(contexts)
