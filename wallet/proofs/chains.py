"""Proof sets and proof chains: what exactly each of several proofs was made over.

Source: https://www.w3.org/TR/vc-data-integrity/#verify-proof-sets-and-chains
"""

from __future__ import annotations

from collections.abc import Mapping

from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject, JsonValue


def unsecured(document: JsonObject, proof: JsonObject) -> JsonObject:
    """Return what a proof was made over: the document with only those proofs that it builds on.

    Args:
        document: The document with all its proofs.
        proof: One of them.

    Raises:
        ProofError: As `previous_proofs` does.

    Source: Data Integrity section 4.5, steps 3.1 to 3.3.
    """
    matching = previous_proofs(document, proof)
    input_document = {name: value for name, value in document.items() if name != "proof"}
    return {**input_document, "proof": list(matching)} if matching else input_document


def previous_proofs(document: JsonObject, proof: JsonObject) -> tuple[JsonObject, ...]:
    """Return the proofs that a proof builds on, in the document's order; it holds only where all of them hold.

    Raises:
        ProofError: PROOF_SIGNATURE with PREVIOUS_PROOF_MISSING, where one that `previousProof` names is not there,
            is the proof itself, or is there twice.

    Source: Data Integrity section 4.5, step 3.2, and section 2.1.2, "Proof Chains".
    """
    names = _names(proof.get("previousProof"))
    if not names:
        return ()
    matching = tuple(other for other in _all_proofs(document) if other.get("id") in names)
    if sorted(str(other["id"]) for other in matching) != sorted(names) or proof in matching:
        raise _missing("The document lacks an earlier proof that one of its proofs builds on.")
    return matching


def _all_proofs(document: JsonObject) -> list[JsonObject]:
    proofs = document.get("proof", [])
    return [proof for proof in (proofs if isinstance(proofs, list) else [proofs]) if isinstance(proof, Mapping)]


def _names(value: JsonValue) -> list[str]:
    names = value if isinstance(value, list) else [] if value is None else [value]
    texts = [name for name in names if isinstance(name, str)]
    if len(texts) != len(names) or len(set(texts)) != len(texts):
        raise _missing("A proof names the proofs it builds on in a way that cannot be read.")
    return texts


def _missing(detail: str) -> ProofError:
    return ProofError(CheckId.PROOF_SIGNATURE, Code.PREVIOUS_PROOF_MISSING, detail)
