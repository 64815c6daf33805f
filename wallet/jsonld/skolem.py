"""Names for a document's nameless nodes, so that a part of the document still speaks of the same nodes.

Source: https://www.w3.org/TR/vc-di-ecdsa/#selective-disclosure-functions (skolemizeCompactJsonLd,
toDeskolemizedNQuads). The names are put into the document where it stands, not by expanding and compacting it, which
would change the paths that JSON Pointers take.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wallet.jsonld.active_context import DeclinedError
from wallet.jsonld.canonical import initial_context, to_statements
from wallet.jsonld.contexts import Contexts
from wallet.jsonld.direct import Labelled, direct_labelled
from wallet.jsonld.expansion import data_loss, name_unnamed
from wallet.jsonld.nquads import Quad
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits


@dataclass(frozen=True, slots=True)
class Skolemized:
    """A document whose every node has a name.

    Attributes:
        document: A copy of the document, with names where there were none.
        quads: The document's statements, with blank nodes for the nodes without a name of their own.
        blanks: From the names, and the labels of nodes that JSON-LD makes on its own, as a walk through a part of
            `document` tells of them, to the labels in `quads`; both as N-Quads text.
    """

    document: JsonObject
    quads: list[Quad]
    blanks: Mapping[str, str]

    def statements(self, part: JsonObject, contexts: Contexts, limits: Limits) -> list[Quad]:
        """Return the statements of a part of the document, as they are in `quads`.

        Args:
            part: What was selected from `document`.
            contexts: What its context URLs stand for.
            limits: As for `to_statements`, which also says what is raised.
        """
        return _deskolemized(to_statements(part, contexts, limits), self.blanks)


def skolemize(document: JsonObject, contexts: Contexts, limits: Limits) -> Skolemized:
    """Name every nameless node of a document.

    The nodes that JSON-LD makes on its own, for lists and graphs, have no place in the document and stay nameless.

    Args:
        document: A JSON-LD document; not changed.
        contexts: What its context URLs stand for.
        limits: As for `to_statements`, which also says what is raised.
    """
    # No document can hold these names already, as they cannot be guessed.
    prefix = f"urn:bnid:{secrets.token_hex(16)}:"
    try:
        return _directly(document, direct_labelled(document, initial_context(contexts), limits), prefix)
    except DeclinedError:
        return _by_full_processor(document, contexts, limits, prefix)


def _directly(document: JsonObject, labelled: Labelled, prefix: str) -> Skolemized:
    names = {id(element): f"{prefix}{number}" for number, (element, _) in enumerate(labelled.nodes)}
    blanks = {f"<{names[id(element)]}>": label for element, label in labelled.nodes}
    made = {f"_:b{number}": label for number, label in enumerate(labelled.made, start=1)}
    return Skolemized(_named(document, names), labelled.quads, {**blanks, **made})


def _by_full_processor(document: JsonObject, contexts: Contexts, limits: Limits, prefix: str) -> Skolemized:
    blanks: dict[str, str] = {}

    def issue() -> str:
        name = f"{prefix}{len(blanks)}"
        blanks[f"<{name}>"] = f"_:s{len(blanks)}"
        return name

    named = name_unnamed(document, contexts, limits, issue)
    quads = _deskolemized(to_statements(named, contexts, limits), blanks)
    # Where `id` is no name of a node, the new names are statements of their own.
    if len(quads) != len(to_statements(document, contexts, limits)):
        raise data_loss("calls something else an identifier")
    return Skolemized(named, quads, blanks)


def _deskolemized(quads: Iterable[Quad], blanks: Mapping[str, str]) -> list[Quad]:
    label = blanks.get
    return [(label(s, s), predicate, label(o, o), label(g, g) if g else g) for s, predicate, o, g in quads]


def _named(element: JsonObject, names: Mapping[int, str]) -> JsonObject:
    copy = {key: _copied(value, names) if isinstance(value, dict | list) else value for key, value in element.items()}
    if id(element) in names:
        copy["id"] = names[id(element)]
    return copy


def _copied(value: JsonValue, names: Mapping[int, str]) -> JsonValue:
    if isinstance(value, dict):
        return _named(value, names)
    return [_copied(item, names) for item in value] if isinstance(value, list) else value
