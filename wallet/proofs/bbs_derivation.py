"""Deriving in bbs-2023: from what an issuer signed, a document with a part of it and a proof that cannot be linked.

Source: https://www.w3.org/TR/vc-di-bbs/#add-derived-proof-bbs-2023
"""

from __future__ import annotations

from collections.abc import Sequence

from wallet.model.json_types import JsonObject
from wallet.proofs.bbs_proof_value import BaseProof, DerivedProof, Feature, parse, serialize_derived
from wallet.proofs.disclosure import disclose
from wallet.proofs.labels import shuffled_labels
from wallet.proofs.suite import Reading


def derive(
    document: JsonObject,
    proof: JsonObject,
    pointers: Sequence[str],
    presentation_header: bytes,
    reading: Reading,
) -> JsonObject:
    """Return the document with only what pointers select, besides what the issuer always shows, and its proof.

    Args:
        document: The whole document without its proofs.
        proof: Its base proof, which holds.
        pointers: JSON Pointers to what is to be shown.
        presentation_header: What the proof is bound to.
        reading: The edition of the contexts, and the limits.

    Raises:
        ValueError: If the proof is no base proof of the baseline, if pointers do not fit the document, or if there is
            nothing to show.
        ProofError: As `group` does.

    Source: "Add Derived Proof"; createDisclosureData.
    """
    from wallet.proofs.bbs_statements import Header, prove_shown  # noqa: PLC0415 (few badges need its library)

    base = parse(proof.get("proofValue"))
    if not isinstance(base, BaseProof):
        raise ValueError("nothing can be derived from this proof")  # noqa: TRY004 (its value is of another kind)
    shown = disclose(document, base.mandatory, pointers, shuffled_labels(base.hmac_key), reading)
    header = Header(base.public_key, base.header)
    bbs_proof = prove_shown(header, base.signature, shown.signed, shown.selective, presentation_header)
    indexes = frozenset(shown.mandatory), shown.selective
    derived = DerivedProof(Feature.BASELINE, bbs_proof, shown.labels, *indexes, presentation_header)
    return {**shown.revealed, "proof": {**proof, "proofValue": serialize_derived(derived)}}
