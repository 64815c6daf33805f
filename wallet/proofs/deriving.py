"""Deriving: from a badge whose issuer lets its holder show a part, that part with a proof of its own.

Source: https://www.w3.org/TR/vc-di-ecdsa/#add-derived-proof-ecdsa-sd-2023 ,
https://www.w3.org/TR/vc-di-bbs/#add-derived-proof-bbs-2023
"""

from __future__ import annotations

from collections.abc import Sequence

from wallet.jsonld.contexts import Contexts, editions
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.proofs.registry import suite_for
from wallet.proofs.suite import SelectiveSuite


def base_proof(proofs: Sequence[JsonObject]) -> JsonObject | None:
    """Return the first proof that a holder can derive others from; None where there is none."""
    return next((proof for proof in proofs if mandatory_pointers(proof) is not None), None)


def mandatory_pointers(proof: JsonObject) -> tuple[str, ...] | None:
    """Return the JSON Pointers to what the issuer shows to every receiver; None where it is no base proof."""
    try:
        suite = suite_for(proof)
        return suite.mandatory(proof) if isinstance(suite, SelectiveSuite) else None
    except ProofError:
        # What cannot be read is no base proof; the verifier says why.
        return None


def derive(
    document: JsonObject, proof: JsonObject, pointers: Sequence[str], header: bytes, limits: Limits
) -> JsonObject:
    """Return the part of a document that pointers select, and what its issuer always shows, with a derived proof.

    The base proof is taken as verified, under whichever edition of its contexts it fits.

    Args:
        document: The document without its proofs.
        proof: Its base proof.
        pointers: JSON Pointers to what is to be shown.
        header: What a proof that can be bound to something (bbs-2023) is bound to.
        limits: Bounds on the work.

    Raises:
        ProofError: Where the document cannot be read.
        ValueError: Where the proof is no base proof of the document, or a pointer selects what cannot be shown alone.
    """
    suite = suite_for(proof)
    if not isinstance(suite, SelectiveSuite):
        raise ValueError("nothing can be derived from this proof")  # noqa: TRY004 (the proof, not its type, is wrong)
    edition = _fitting(suite, document, proof, limits)
    return suite.derive_bound((document, proof), pointers, header, (edition, limits))


def _fitting(suite: SelectiveSuite, document: JsonObject, proof: JsonObject, limits: Limits) -> Contexts:
    for edition in editions(document):
        try:
            suite.check_base(document, proof, edition, limits)
        except ProofError:
            # It cannot be read, or is not what was signed, under this edition; it may be under another.
            continue
        return edition
    raise ValueError("the base proof does not fit the document")
