"""The `@context` that a proof may carry of its own.

Source: https://www.w3.org/TR/vc-di-eddsa/#verify-proof-eddsa-jcs-2022 , step 4
"""

from __future__ import annotations

from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject, JsonValue


def check_proof_context(document: JsonObject, options: JsonObject) -> None:
    """Return if the proof has no context of its own, or the document's contexts begin with all of the proof's.

    An empty one is refused where the document has any: none of the document's contexts would then be signed.

    Raises:
        ProofError: PROOF_SIGNATURE with SIGNATURE_INVALID.
    """
    if "@context" not in options:
        return
    signed_under, used = _listed(options["@context"]), _listed(document.get("@context"))
    if used[: len(signed_under)] != signed_under or (used and not signed_under):
        detail = "The document uses other vocabularies (contexts) than those it was signed under."
        raise ProofError(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_INVALID, detail)


def _listed(context: JsonValue) -> list[JsonValue]:
    if context is None:
        return []
    return list(context) if isinstance(context, list) else [context]
