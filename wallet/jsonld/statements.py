"""From an expanded document to RDF statements: https://www.w3.org/TR/json-ld11-api/#rdf-serialization-algorithms.

Nothing is left out: where the specification drops what is no RDF (relative IRIs, blank nodes as predicates,
indexes), the document is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from wallet.jsonld.expansion import Expanded, data_loss
from wallet.jsonld.nquads import XSD_STRING, Quad, literal

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_I18N = "https://www.w3.org/ns/i18n#"
FIRST, REST, NIL, TYPE = (f"<{_RDF}{name}>" for name in ("first", "rest", "nil", "type"))

IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x1f<>\\]*")
DIRECTIONS = ("ltr", "rtl")
"""The base directions of text (JSON-LD 1.1 section 4.2.4.1)."""
_BEYOND_INTEGER = 1e21
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")


def statements(expanded: Expanded) -> list[Quad]:
    """Return the statements of an expanded document; blank nodes are labelled in the order they are met.

    Raises:
        ProofError: DATA_LOSS where a part of the document is no RDF statement.

    Source: JSON-LD 1.1 API sections 8.1.2 and 8.2.2 (Object to RDF and List to RDF conversion).
    """
    walk = _Walk()
    for node in expanded:
        walk.node(node, "")
    return walk.quads


def iri(value: object) -> str:
    """Return an absolute IRI as N-Quads text; refuse anything else, and what would break out of the brackets."""
    if not isinstance(value, str) or not IRI.fullmatch(value):
        raise data_loss("refers to something by a relative or broken address")
    return f"<{value}>"


def scalar(value: object, datatype: str | None) -> str:
    """Return the literal of a text, number or truth value, as N-Quads text.

    Args:
        value: The JSON value.
        datatype: The IRI of its datatype; None where none was given.

    Source: JSON-LD 1.1 API section 8.2.2, steps 5 to 13; canonical forms: XML Schema 1.1 part 2.
    """
    if isinstance(value, str):
        return literal(value, datatype or XSD_STRING)
    if isinstance(value, bool):
        return literal("true" if value else "false", datatype or f"{_XSD}boolean")
    if not isinstance(value, int | float):
        raise data_loss("holds a value of no kind")
    if value % 1 != 0 or abs(value) >= _BEYOND_INTEGER or datatype == f"{_XSD}double":
        return literal(canonical_double(value), datatype or f"{_XSD}double")
    return literal(str(int(value)), datatype or f"{_XSD}integer")


def json_literal(value: Any) -> str:
    """Return a JSON value as a literal of rdf:JSON, as N-Quads text.

    Source: JSON-LD 1.1 API section 8.2.2, step 6; canonical form: RFC 8785.
    """
    import rfc8785  # noqa: PLC0415 (hardly a badge needs it)

    return literal(rfc8785.dumps(value).decode(), f"{_RDF}JSON")


def canonical_double(value: float) -> str:
    """Return the canonical lexical form of an xsd:double with 15 digits after the point, as JSON-LD has it."""
    mantissa, exponent = f"{value:.15E}".split("E")
    digits = mantissa.rstrip("0")
    return f"{digits}{'0' if digits.endswith('.') else ''}E{int(exponent)}"


class _Walk:
    """Collects statements on the way through a document."""

    def __init__(self) -> None:
        self.quads: list[Quad] = []
        self._labels: dict[str, str] = {}
        self._issued = 0

    def node(self, node: dict[str, Any], graph: str) -> str:
        """Collect a node's statements and return its name as N-Quads text."""
        subject = self._name(node["@id"]) if "@id" in node else self._blank()
        for key, value in node.items():
            if key.startswith("@"):
                self._keyword(key, value, subject, graph)
            else:
                predicate = iri(key)
                for item in value:
                    self.quads.append((subject, predicate, self._object(item, graph), graph))
        return subject

    def _keyword(self, key: str, value: Any, subject: str, graph: str) -> None:
        if key == "@type":
            self.quads += [(subject, TYPE, self._name(item), graph) for item in value]
        elif key == "@graph":
            self._graph(value, subject)
        elif key == "@included":
            for item in value:
                self.node(item, graph)
        elif key == "@reverse":
            self._reverse(value, subject, graph)
        elif key != "@id":
            raise data_loss("orders its parts by a name (an index)")

    def _reverse(self, properties: dict[str, Any], target: str, graph: str) -> None:
        for name, items in properties.items():
            predicate = iri(name)
            for item in items:
                self.quads.append((self.node(item, graph), predicate, target, graph))

    def _graph(self, items: Sequence[dict[str, Any]], name: str) -> None:
        for item in items:
            # What jsonld.js drops from a graph, and refuses in safe mode.
            if not item.keys() - {"@id"} or "@value" in item or "@list" in item:
                raise data_loss("holds a part that says nothing")
            self.node(item, name)

    def _object(self, item: dict[str, Any], graph: str) -> str:
        if "@value" in item:
            return self._literal(item)
        if "@list" in item:
            return self._list(item["@list"], graph)
        return self.node(item, graph)

    def _literal(self, item: dict[str, Any]) -> str:
        value, datatype, language = item["@value"], item.get("@type"), item.get("@language")
        if "@index" in item or item.get("@direction", "ltr") not in DIRECTIONS:
            raise data_loss("gives an index, or a direction of text that is none")
        if datatype == "@json":
            return json_literal(value)
        if language is not None and (not isinstance(value, str) or not _LANGUAGE.fullmatch(language)):
            raise data_loss("gives a text's language in a form that is none")
        if item.get("@direction") in DIRECTIONS:
            # As an "i18n-datatype", as the suites' reference implementations sign it; else it would be lost.
            return scalar(value, f"{_I18N}{(language or '').lower()}_{item['@direction']}")
        if language is not None:
            return literal(value, language=language)
        return scalar(value, None if datatype is None else iri(datatype)[1:-1])

    def _list(self, items: Sequence[dict[str, Any]], graph: str) -> str:
        rest = NIL
        for item in reversed(items):
            cell = self._blank()
            self.quads.append((cell, FIRST, self._object(item, graph), graph))
            self.quads.append((cell, REST, rest, graph))
            rest = cell
        return rest

    def _name(self, name: Any) -> str:
        if not isinstance(name, str) or not name.startswith("_:"):
            return iri(name)
        label = self._labels.get(name)
        if label is None:
            label = self._labels[name] = self._blank()
        return label

    def _blank(self) -> str:
        self._issued += 1
        return f"_:b{self._issued}"
