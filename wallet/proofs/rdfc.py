"""Canonical bytes by RDF Dataset Canonicalization: the statements that were signed, whatever the text.

Source: https://www.w3.org/TR/rdf-canon/ ; https://www.w3.org/TR/vc-di-eddsa/#eddsa-rdfc-2022
"""

from __future__ import annotations

from wallet.jsonld.canonical import canonical_bytes
from wallet.jsonld.contexts import Contexts
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.proofs.contexts import check_proof_context


class Rdfc:
    """The canonicalisation of the suites with ``rdfc`` in their name, and of Ed25519Signature2020."""

    needs_contexts = True

    def prepare_to_sign(self, _document: JsonObject, options: JsonObject) -> JsonObject:
        """Return the options as they are: the proof carries no context of its own."""
        return options

    def prepare(self, document: JsonObject, options: JsonObject) -> tuple[JsonObject, JsonObject]:
        """Return the options under the document's context ("Proof Configuration", section 3.2.5, step 4).

        A context of the proof's own is replaced by it, so it must at least be the beginning of it.
        """
        check_proof_context(document, options)
        return document, {**options, "@context": document.get("@context", [])}

    def canonical(self, value: JsonObject, contexts: Contexts, limits: Limits, hash_name: str) -> bytes:
        """Return the canonical N-Quads, and raise as `canonical_bytes` does."""
        return canonical_bytes(value, contexts, limits, hash_name)
