"""Names for a document's nameless nodes, so that a part of the document still speaks of the same nodes.

Source: https://www.w3.org/TR/vc-di-ecdsa/#selective-disclosure-functions (skolemizeCompactJsonLd,
toDeskolemizedNQuads). The names are put into the document where it stands, not by expanding and compacting it, which
would change the paths that JSON Pointers take.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from wallet.jsonld.active_context import DeclinedError
from wallet.jsonld.canonical import initial_context, to_statements
from wallet.jsonld.contexts import Contexts
from wallet.jsonld.direct import direct_unnamed
from wallet.jsonld.expansion import name_unnamed
from wallet.jsonld.nquads import Quad
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits


@dataclass(frozen=True, slots=True)
class Skolemized:
    """A document whose every node has a name.

    Attributes:
        document: A copy of the document, with names where there were none.
        blanks: From each new name to the blank node label it stands for, both as N-Quads text.
    """

    document: JsonObject
    blanks: Mapping[str, str]

    def statements(self, part: JsonObject, contexts: Contexts, limits: Limits) -> list[Quad]:
        """Return the statements of the document or a part of it, with blank nodes in the place of the new names.

        Args:
            part: `document`, or what was selected from it.
            contexts: What its context URLs stand for.
            limits: As for `to_statements`, which also says what is raised.
        """
        label = self.blanks.get
        quads = to_statements(part, contexts, limits)
        return [(label(s, s), predicate, label(o, o), label(g, g) if g else g) for s, predicate, o, g in quads]


def skolemize(document: JsonObject, contexts: Contexts, limits: Limits) -> Skolemized:
    """Name every nameless node of a document.

    The nodes that JSON-LD makes on its own, for lists and graphs, have no place in the document and stay nameless.

    Args:
        document: A JSON-LD document; not changed.
        contexts: What its context URLs stand for.
        limits: As for `to_statements`, which also says what is raised.
    """
    names = _Names()
    try:
        unnamed = direct_unnamed(document, initial_context(contexts), limits)
    except DeclinedError:
        return Skolemized(name_unnamed(document, contexts, limits, names.issue), names.blanks)
    issued = {id(element): names.issue() for element in unnamed}
    return Skolemized(_named(document, issued), names.blanks)


@dataclass(slots=True)
class _Names:
    """Names that no document can hold already, as they cannot be guessed."""

    blanks: dict[str, str] = field(default_factory=dict)
    _prefix: str = field(default_factory=lambda: f"urn:bnid:{secrets.token_hex(16)}:")

    def issue(self) -> str:
        name = f"{self._prefix}{len(self.blanks)}"
        self.blanks[f"<{name}>"] = f"_:s{len(self.blanks)}"
        return name


def _named(element: JsonObject, issued: Mapping[int, str]) -> JsonObject:
    copy = {name: _copied(value, issued) for name, value in element.items()}
    name = issued.get(id(element))
    return copy if name is None else {**copy, "id": name}


def _copied(value: JsonValue, issued: Mapping[int, str]) -> JsonValue:
    if isinstance(value, dict):
        return _named(value, issued)
    if isinstance(value, list):
        return [_copied(item, issued) for item in value]
    return value
