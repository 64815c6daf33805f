"""What is signed in ecdsa-sd-2023: a document's statements, some together by the issuer, the others one by one.

Source: https://www.w3.org/TR/vc-di-ecdsa/#verify-derived-proof-ecdsa-sd-2023 and #createverifydata
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from wallet.crypto.keys import KeyType, PublicKey, public_key_from_multicodec
from wallet.crypto.signatures import verify_signature
from wallet.jsonld.contexts import Contexts
from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.proofs.ecdsa_sd_proof_value import BaseProof, DerivedProof
from wallet.proofs.labels import hmac_labels
from wallet.proofs.selective import group, hash_statements, separated, shown

ALGORITHM = "ES256"

Signed: TypeAlias = "tuple[list[str], list[str]]"
"""The mandatory statements, which the base signature covers together; the others, in order, signed one by one."""


def signed_in(document: JsonObject, value: BaseProof | DerivedProof, contexts: Contexts, limits: Limits) -> Signed:
    """Return what a proof signs of a document.

    Raises:
        ProofError: PROOF_SIGNATURE, where it speaks of what is not there; as `canonical_bytes` does.
    """
    try:
        if isinstance(value, BaseProof):
            return _signed_in_base(document, value, contexts, limits)
        return shown(document, value.labels, value.mandatory, (contexts, limits))
    except ValueError as error:
        raise _refused("The proof does not fit the badge: what it speaks of is not there.") from error


def _signed_in_base(document: JsonObject, base: BaseProof, contexts: Contexts, limits: Limits) -> Signed:
    """Base Proof Transformation."""
    relabel = hmac_labels(base.hmac_key)
    grouped = group(document, {"mandatory": base.mandatory}, relabel, contexts, limits)
    return separated(grouped.statements, grouped.groups["mandatory"].indexes)


def verify_signatures(value: BaseProof | DerivedProof, signed: Signed, proof_hash: bytes, key: PublicKey) -> None:
    """Return if every signature of a proof holds (Verify Derived Proof, steps 4 to 9; a base proof is signed likewise).

    Raises:
        ProofError: PROOF_SIGNATURE.
    """
    together, others = signed
    # serializeSignData
    sign_data = proof_hash + value.public_key + hash_statements(together)
    verify_signature(key, ALGORITHM, sign_data, value.signature)
    verify_details(value, others)


def verify_details(value: BaseProof | DerivedProof, others: Sequence[str]) -> None:
    """Return if the signatures of single statements hold, by the key that the proof brings for them.

    Raises:
        ProofError: PROOF_SIGNATURE.
    """
    if len(value.signatures) != len(others):
        raise _refused("The badge does not have as many details as were signed.")
    proof_key = public_key_from_multicodec(value.public_key)
    if proof_key.key_type is not KeyType.P256:
        raise _refused("The key for the single details is of another kind than it must be.")
    for statement, signature in zip(others, value.signatures, strict=True):
        verify_signature(proof_key, ALGORITHM, statement.encode(), signature)


def _refused(detail: str) -> ProofError:
    return ProofError(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_INVALID, detail)
