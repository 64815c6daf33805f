"""What the selective disclosure suites share: which of a document's statements are signed together, and which shown.

In short: `group` puts a document's statements in order under labels that tell nothing, and says which of them each
list of pointers selects. Whoever is shown a part finds the same labels and statements again with `shown`.

Source: https://www.w3.org/TR/vc-di-ecdsa/#selective-disclosure-functions , whose names are given below
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from wallet.jsonld.canonical import canonical_bytes, to_statements
from wallet.jsonld.contexts import Contexts
from wallet.jsonld.nquads import Quad, lines
from wallet.jsonld.rdfc10 import canonical_labels
from wallet.jsonld.skolem import skolemize
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.proofs.labels import Labels, Relabel, given_labels
from wallet.proofs.pointers import select
from wallet.proofs.rdfc import Rdfc
from wallet.proofs.suite import Reading

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Selected:
    """The statements that a list of pointers selects.

    Attributes:
        indexes: Which of the document's statements, as indexes into `Grouped.statements`, ascending.
        quads: The same statements, in no order, under the document's own labels.
    """

    indexes: tuple[int, ...]
    quads: tuple[Quad, ...]


@dataclass(frozen=True, slots=True)
class Grouped:
    """A document's statements and the groups of them that were asked for.

    Attributes:
        statements: Every statement once, as a line of N-Quads with its end, relabelled, then sorted.
        labels: From the document's own labels (those of `Selected.quads`) to those in `statements`.
        groups: The groups, by name.
    """

    statements: tuple[str, ...]
    labels: Labels
    groups: Mapping[str, Selected]


def group(
    document: JsonObject, pointers: Mapping[str, Sequence[str]], relabel: Relabel, contexts: Contexts, limits: Limits
) -> Grouped:
    """Put a document's statements in order and sort out which of them pointers select (canonicalizeAndGroup).

    Args:
        document: The document without its proofs.
        pointers: The pointers of each group, by the group's name.
        relabel: What takes the place of the canonical labels.
        contexts: What its context URLs stand for.
        limits: As for `canonical_bytes`.

    Raises:
        ValueError: If a pointer is none, points at nothing, or at what cannot be told apart, as an item of a list.
        ProofError: As `canonical_bytes` does.
    """
    named = skolemize(document, contexts, limits)
    quads = list(dict.fromkeys(named.quads))
    labels = _labels(quads, relabel, limits)
    # No two statements are the same under other labels, as no two labels become the same.
    ordered = sorted(zip(lines(quads, labels), quads, strict=True))
    indexes = {quad: index for index, (_, quad) in enumerate(ordered)}
    groups = {}
    for name, wanted in pointers.items():
        part = select(named.document, wanted)
        chosen = () if part is None else tuple(dict.fromkeys(named.statements(part, contexts, limits)))
        groups[name] = Selected(_indexes(chosen, indexes), chosen)
    return Grouped(tuple([line for line, _ in ordered]), labels, groups)


def relabelled(document: JsonObject, relabel: Relabel, contexts: Contexts, limits: Limits) -> list[str]:
    """Return a document's statements as lines of N-Quads, relabelled, then sorted (labelReplacementCanonicalizeJsonLd).

    Args:
        document: The document without its proofs.
        relabel: What takes the place of the canonical labels.
        contexts: What its context URLs stand for.
        limits: As for `canonical_bytes`.

    Raises:
        ProofError: As `canonical_bytes` does.
        ValueError: As `relabel` does.
    """
    quads = list(dict.fromkeys(to_statements(document, contexts, limits)))
    return sorted(lines(quads, _labels(quads, relabel, limits)))


def shown(
    document: JsonObject, labels: Labels, mandatory: Collection[int], reading: Reading
) -> tuple[list[str], list[str]]:
    """Return the statements of a part, those that are mandatory and the others (createVerifyData, steps 3 to 5).

    Args:
        document: The part without its proofs.
        labels: From its canonical labels to those that were signed.
        mandatory: Which of its statements are said to be mandatory.
        reading: The edition of the contexts, and the limits.

    Raises:
        ValueError: If labels or indexes are not those of the document.
        ProofError: As `canonical_bytes` does.
    """
    return separated(relabelled(document, given_labels(labels), *reading), mandatory)


def separated(statements: Sequence[_T], mandatory: Collection[int]) -> tuple[list[_T], list[_T]]:
    """Return those that are mandatory, by their indexes, and the others, each in order.

    Raises:
        ValueError: If an index is beyond the last.
    """
    together = frozenset(mandatory)
    if any(not 0 <= index < len(statements) for index in together):
        raise ValueError("an index of a mandatory statement points at nothing")
    others = [statement for index, statement in enumerate(statements) if index not in together]
    return [statement for index, statement in enumerate(statements) if index in together], others


def hash_statements(statements: Iterable[str]) -> bytes:
    """Return the SHA-256 of statements as they follow one another (hashMandatoryNQuads)."""
    return hashlib.sha256("".join(statements).encode()).digest()


def hash_options(document: JsonObject, options: JsonObject, contexts: Contexts, limits: Limits) -> bytes:
    """Return the SHA-256 of the canonical proof options (proofHash).

    Args:
        document: What is signed; its context is the options' too.
        options: The proof; its `proofValue` is left out.
        contexts: What the context URLs stand for.
        limits: As for `canonical_bytes`.

    Raises:
        ProofError: As `canonical_bytes` and `check_proof_context` do.
    """
    _, config = Rdfc().prepare(document, {name: value for name, value in options.items() if name != "proofValue"})
    return hashlib.sha256(canonical_bytes(config, contexts, limits)).digest()


def _labels(quads: Sequence[Quad], relabel: Relabel, limits: Limits) -> Labels:
    canonical = canonical_labels(quads, limits)
    replaced = relabel(canonical.values())
    return {blank: replaced[label] for blank, label in canonical.items()}


def _indexes(quads: Iterable[Quad], indexes: Mapping[Quad, int]) -> tuple[int, ...]:
    try:
        return tuple(sorted([indexes[quad] for quad in quads]))
    except KeyError as error:
        raise ValueError("a JSON Pointer selects a part that cannot be told from the rest") from error
