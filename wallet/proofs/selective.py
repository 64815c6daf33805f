"""What the selective disclosure suites share: parts of a document by JSON Pointer, statements under other labels.

Deriving, in short: `group` puts a document's statements in order under labels that tell nothing, and says which of
them each list of pointers selects; `select` cuts the part out; `verifier_labels` says what the receiver needs to find
the same labels again, and the receiver does so with `relabelled`.

Source: https://www.w3.org/TR/vc-di-ecdsa/#selective-disclosure-functions , whose names are given below;
https://www.rfc-editor.org/rfc/rfc6901 (JSON Pointer).
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TypeAlias

from wallet.crypto.encodings import b64url_encode
from wallet.jsonld.canonical import canonical_bytes, to_statements
from wallet.jsonld.contexts import Contexts
from wallet.jsonld.nquads import Quad, lines
from wallet.jsonld.rdfc10 import canonical_labels
from wallet.jsonld.skolem import skolemize
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits
from wallet.proofs.rdfc import Rdfc

Labels: TypeAlias = "Mapping[str, str]"
"""From one blank node label to another, both as N-Quads text, such as ``_:c14n0`` to ``_:b2``."""

Relabel: TypeAlias = "Callable[[Iterable[str]], Labels]"
"""From a document's canonical labels to the labels that take their place (labelMapFactoryFunction)."""

_KEPT = ("@context", "id", "type")
"""Members that a node keeps whatever else is selected of it: what and which it is, and how to read it."""
_POINTER = re.compile(r"(?:/(?:[^~/]|~[01])*)*")
_INDEX = re.compile(r"0|[1-9][0-9]*")


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


def select(document: JsonObject, pointers: Sequence[str]) -> JsonObject | None:
    """Return the part of a document that pointers select; None for no pointers (selectJsonLd).

    Every node on the way keeps its identifier, types and context; arrays close up; members keep their order.

    Args:
        document: A compact JSON-LD document; not changed, nothing in the result is shared with it.
        pointers: JSON Pointers; an empty one selects everything.

    Raises:
        ValueError: If one is no JSON Pointer or points at nothing.
    """
    if not pointers:
        return None
    wanted: _Wanted = {}
    for pointer in pointers:
        _want(wanted, steps(pointer))
    return _part_of_object(document, None if "" in pointers else wanted)


def steps(pointer: str) -> tuple[str, ...]:
    """Return the reference tokens of a JSON Pointer, unescaped (jsonPointerToPaths; RFC 6901 sections 3 and 4).

    Raises:
        ValueError: If it is no JSON Pointer.
    """
    if not _POINTER.fullmatch(pointer):
        raise ValueError("this is no JSON Pointer")
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:])


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
    whole = dict.fromkeys(named.statements(named.document, contexts, limits))
    canonical = canonical_labels(whole, limits)
    replaced = relabel(canonical.values())
    labels = {blank: replaced[label] for blank, label in canonical.items()}
    written = dict(zip(whole, lines(whole, labels), strict=True))
    statements = tuple(sorted(written.values()))
    positions = {statement: index for index, statement in enumerate(statements)}
    indexes = {quad: positions[statement] for quad, statement in written.items()}
    groups = {}
    for name, wanted in pointers.items():
        part = select(named.document, wanted)
        quads = () if part is None else tuple(dict.fromkeys(named.statements(part, contexts, limits)))
        groups[name] = Selected(_indexes(quads, indexes), quads)
    return Grouped(statements, labels, groups)


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
    canonical = canonical_labels(quads, limits)
    replaced = relabel(canonical.values())
    labels = {blank: replaced[label] for blank, label in canonical.items()}
    return sorted(lines(quads, labels))


def given_labels(given: Labels) -> Relabel:
    """Return the relabelling that a proof brings with it (createLabelMapFunction).

    Strictly: exactly the document's labels, and no two that become the same, which would make one node of two.

    Raises:
        ValueError: From the relabelling, where this is not so.
    """

    def relabel(canonical: Iterable[str]) -> Labels:
        if set(canonical) != given.keys() or len(set(given.values())) != len(given):
            raise ValueError("the labels in the proof are not those of the document")
        return given

    return relabel


def hmac_labels(key: bytes) -> Relabel:
    """Return the relabelling by keyed hash: ``_:u`` and base64url (createHmacIdLabelMapFunction).

    Args:
        key: The HMAC-SHA-256 key.
    """

    def relabel(canonical: Iterable[str]) -> Labels:
        return {label: f"_:u{b64url_encode(hmac.digest(key, label[2:].encode(), 'sha256'))}" for label in canonical}

    return relabel


def verifier_labels(grouped: Grouped, name: str, limits: Limits) -> dict[str, str]:
    """Return the labels that whoever is shown one group alone needs: from the canonical ones there to those here.

    Args:
        grouped: The whole document's statements.
        name: The group's name.
        limits: As for `canonical_bytes`.

    Source: vc-di-ecdsa, createDisclosureData, steps 11 to 13; vc-di-bbs, the same.
    """
    canonical = canonical_labels(grouped.groups[name].quads, limits)
    return {label: grouped.labels[blank] for blank, label in canonical.items()}


def hash_statements(statements: Iterable[str]) -> bytes:
    """Return the SHA-256 of statements as they follow one another (hashMandatoryNQuads)."""
    return hashlib.sha256("".join(statements).encode()).digest()


def hash_options(document: JsonObject, options: JsonObject, contexts: Contexts, limits: Limits) -> bytes:
    """Return the SHA-256 of the canonical proof options (proofHash).

    Args:
        document: What is signed; its context is the options' too.
        options: The proof without its `proofValue`.
        contexts: What the context URLs stand for.
        limits: As for `canonical_bytes`.

    Raises:
        ProofError: As `canonical_bytes` and `check_proof_context` do.
    """
    _, config = Rdfc().prepare(document, options)
    return hashlib.sha256(canonical_bytes(config, contexts, limits)).digest()


_Wanted: TypeAlias = "dict[str, _Wanted | None]"
"""What is wanted of a value, by the next step; None where all of it is."""


def _want(wanted: _Wanted, path: Sequence[str]) -> None:
    for step in path[:-1]:
        inner = wanted.setdefault(step, {})
        if inner is None:
            return
        wanted = inner
    if path:
        wanted[path[-1]] = None


def _part(value: JsonValue, wanted: _Wanted | None) -> JsonValue:
    if wanted is None:
        return deepcopy(value)
    if isinstance(value, dict):
        return _part_of_object(value, wanted)
    array = value if isinstance(value, list) else []
    return [_part(array[index], wanted[str(index)]) for index in sorted([_index(step, array) for step in wanted])]


def _part_of_object(value: JsonObject, wanted: _Wanted | None) -> JsonObject:
    if wanted is None:
        return deepcopy(value)
    if not wanted.keys() <= value.keys():
        raise ValueError("a JSON Pointer points at nothing")
    kept = [name for name in value if name in wanted or name in _KEPT]
    return {name: _part(value[name], None if name in _KEPT else wanted[name]) for name in kept}


def _index(step: str, array: Sequence[JsonValue]) -> int:
    if not _INDEX.fullmatch(step) or int(step) >= len(array):
        raise ValueError("a JSON Pointer points at nothing")
    return int(step)


def _indexes(quads: Iterable[Quad], indexes: Mapping[Quad, int]) -> tuple[int, ...]:
    try:
        return tuple(sorted([indexes[quad] for quad in quads]))
    except KeyError as error:
        raise ValueError("a JSON Pointer selects a part that cannot be told from the rest") from error
