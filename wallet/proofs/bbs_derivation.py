"""Deriving in bbs-2023: from what an issuer signed, a document with a part of it and a proof that cannot be linked.

Source: https://www.w3.org/TR/vc-di-bbs/#add-derived-proof-bbs-2023
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wallet.jsonld.contexts import Contexts
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.proofs.bbs_proof_value import BaseProof, DerivedProof, Feature, parse, serialize_derived
from wallet.proofs.selective import Labels, Relabel, group, hmac_labels, select, verifier_labels


def derive(
    document: JsonObject,
    proof: JsonObject,
    pointers: Sequence[str],
    presentation_header: bytes,
    reading: tuple[Contexts, Limits],
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
    combined = [*base.mandatory, *pointers]
    groups = {"mandatory": base.mandatory, "selective": pointers, "combined": combined}
    grouped = group(document, groups, shuffled_labels(base.hmac_key), *reading)
    indexes = {name: selected.indexes for name, selected in grouped.groups.items()}
    others = [index for index in range(len(grouped.statements)) if index not in set(indexes["mandatory"])]
    selective = tuple(others.index(index) for index in indexes["selective"] if index in set(others))
    mandatory = frozenset(indexes["combined"].index(index) for index in indexes["mandatory"])
    messages = [grouped.statements[index] for index in others]
    header = Header(base.public_key, base.header)
    bbs_proof = prove_shown(header, base.signature, messages, selective, presentation_header)
    labels = verifier_labels(grouped, "combined", reading[1])
    derived = DerivedProof(Feature.BASELINE, bbs_proof, labels, mandatory, selective, presentation_header)
    revealed = select(document, combined)
    if revealed is None:
        raise ValueError("there is nothing to show")
    return {**revealed, "proof": {**proof, "proofValue": serialize_derived(derived)}}


def shuffled_labels(key: bytes) -> Relabel:
    """Return the relabelling by the order of keyed hashes: ``_:b`` and a number (createShuffledIdLabelMapFunction)."""
    hashed = hmac_labels(key)

    def relabel(canonical: Iterable[str]) -> Labels:
        names = hashed(canonical)
        order = {name: index for index, name in enumerate(sorted(names.values()))}
        return {label: f"_:b{order[name]}" for label, name in names.items()}

    return relabel


def part(statements: Sequence[str], mandatory: Iterable[int]) -> tuple[list[str], list[str]]:
    """Return the mandatory statements, and the others.

    Raises:
        ValueError: If an index is beyond the statements.
    """
    indexes = frozenset(mandatory)
    if indexes and max(indexes) >= len(statements):
        raise ValueError("an index points at nothing")
    chosen = [statement for index, statement in enumerate(statements) if index in indexes]
    return chosen, [statement for index, statement in enumerate(statements) if index not in indexes]
