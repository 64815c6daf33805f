"""The `@context` that a proof may carry of its own.

Source: https://www.w3.org/TR/vc-di-eddsa/#verify-proof-eddsa-jcs-2022 , step 4
"""

from __future__ import annotations

from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject, JsonValue


def check_proof_context(document: JsonObject, options: JsonObject) -> None:
    """Return if the document's contexts begin with all of the proof's, in the same order.

    Raises:
        ProofError: PROOF_SIGNATURE with SIGNATURE_INVALID.
    """
    signed_under = _listed(options.get("@context"))
    if _listed(document.get("@context"))[: len(signed_under)] != signed_under:
        detail = "The document uses other vocabularies (contexts) than those it was signed under."
        raise ProofError(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_INVALID, detail)


def _listed(context: JsonValue) -> list[JsonValue]:
    if context is None:
        return []
    return list(context) if isinstance(context, list) else [context]
