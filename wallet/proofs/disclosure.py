"""From a signed document to a part of it, and what whoever receives the part needs to know of its statements.

Source: https://www.w3.org/TR/vc-di-ecdsa/#createdisclosuredata ; https://www.w3.org/TR/vc-di-bbs/#createdisclosuredata
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wallet.jsonld.rdfc10 import canonical_labels
from wallet.model.json_types import JsonObject
from wallet.proofs.labels import Labels, Relabel
from wallet.proofs.pointers import select
from wallet.proofs.selective import group, separated
from wallet.proofs.suite import Reading


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A part of a document, and what a derived proof says of its statements.

    Attributes:
        revealed: The part.
        signed: All the document's statements that are not mandatory, in order.
        selective: Which of `signed` are in the part, as indexes into it, ascending (selectiveIndexes).
        mandatory: Which of the part's statements are mandatory, as indexes into those, ascending (mandatoryIndexes).
        labels: From the canonical labels of the part to those that were signed (labelMap).
    """

    revealed: JsonObject
    signed: tuple[str, ...]
    selective: tuple[int, ...]
    mandatory: tuple[int, ...]
    labels: Labels


def disclose(
    document: JsonObject, mandatory: Sequence[str], pointers: Sequence[str], relabel: Relabel, reading: Reading
) -> Disclosure:
    """Return the part of a document that pointers select, with what is mandatory (createDisclosureData).

    Args:
        document: The document without its proofs.
        mandatory: JSON Pointers to what the issuer always shows.
        pointers: JSON Pointers to what is shown besides.
        relabel: What takes the place of the canonical labels.
        reading: The edition of the contexts, and the limits.

    Raises:
        ValueError: If nothing is selected; as `group` does.
        ProofError: As `group` does.
    """
    combined = [*mandatory, *pointers]
    revealed = select(document, combined)
    if revealed is None:
        raise ValueError("nothing is selected")
    grouped = group(document, {"mandatory": mandatory, "combined": combined}, relabel, *reading)
    always, shown = (grouped.groups[name] for name in ("mandatory", "combined"))
    _, signed = separated(range(len(grouped.statements)), always.indexes)
    chosen, together = set(shown.indexes), set(always.indexes)
    canonical = canonical_labels(shown.quads, reading[1])
    return Disclosure(
        revealed,
        tuple([grouped.statements[index] for index in signed]),
        tuple([place for place, index in enumerate(signed) if index in chosen]),
        tuple([place for place, index in enumerate(shown.indexes) if index in together]),
        {label: grouped.labels[blank] for blank, label in canonical.items()},
    )
