"""Canonical bytes by the JSON Canonicalization Scheme: the text that was signed, whatever the contexts mean.

Source: https://www.rfc-editor.org/rfc/rfc8785 ; https://www.w3.org/TR/vc-di-eddsa/#eddsa-jcs-2022
"""

from __future__ import annotations

import rfc8785

from wallet.jsonld.contexts import Contexts
from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.proofs.contexts import check_proof_context


class Jcs:
    """The canonicalisation of the suites with ``jcs`` in their name."""

    needs_contexts = False

    def prepare_to_sign(self, document: JsonObject, options: JsonObject) -> JsonObject:
        """Return the options with the document's context (section 3.3.1, step 2)."""
        return {**options, "@context": document["@context"]} if "@context" in document else options

    def prepare(self, document: JsonObject, options: JsonObject) -> tuple[JsonObject, JsonObject]:
        """Return the document under the contexts it was signed with (section 3.3.2, step 4).

        Raises:
            ProofError: PROOF_SIGNATURE, where the document's contexts do not begin with the proof's.
        """
        check_proof_context(document, options)
        return {**document, "@context": options["@context"]} if "@context" in options else document, options

    def canonical(self, value: JsonObject, _contexts: Contexts, _limits: Limits, _hash_name: str) -> bytes:
        """Return the bytes of RFC 8785.

        Raises:
            ProofError: CANONICAL_LOSSLESS with DATA_LOSS, for numbers or texts that JSON cannot carry unchanged.
        """
        try:
            # It refuses NaN, infinities and integers beyond 2^53-1, but half a surrogate pair in a member's name only
            # by way of the encoder. What came through our JSON reader holds none of these.
            return bytes(rfc8785.dumps(value))
        except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
            detail = "The document holds a number or a text that cannot be signed unambiguously."
            raise ProofError(CheckId.CANONICAL_LOSSLESS, Code.DATA_LOSS, detail) from error
