"""N-Quads in canonical form: https://www.w3.org/TR/rdf12-n-quads/#canonical-quads, https://www.w3.org/TR/n-quads/.

A term is its canonical N-Quads text: ``<iri>``, ``_:label``, ``"literal"^^<datatype>``, ``"literal"@tag``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from wallet.model.checks import Code
from wallet.model.errors import UnreadableError

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"

_TO_ESCAPE = re.compile(r'[\x00-\x1f\x7f"\\]')
_SHORT_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_UNESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "'": "'", "\\": "\\"}

_IRI = r"<((?:[^\x00-\x20<>\"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*)>"
_BLANK = r"_:([^\s<>\"\\@^.](?:[^\s<>\"\\@^]*[^\s<>\"\\@^.])?)"
_LITERAL = rf'"((?:[^"\\\n\r]|\\.)*)"(?:\^\^{_IRI}|@([A-Za-z]+(?:-[A-Za-z0-9]+)*))?'
_QUAD = re.compile(
    rf"[ \t]*(?:{_IRI}|{_BLANK})[ \t]*{_IRI}[ \t]*(?:{_IRI}|{_BLANK}|{_LITERAL})[ \t]*(?:{_IRI}|{_BLANK})?[ \t]*\."
    r"[ \t]*(?:#.*)?"
)
_EMPTY = re.compile(r"[ \t]*(?:#.*)?")


Quad: TypeAlias = tuple[str, str, str, str]
"""A statement: subject, predicate, object and graph name, the last empty for the default graph."""


def lines(quads: Iterable[Quad], labels: Mapping[str, str]) -> list[str]:
    """Return each statement as one line, its end included, with other labels for its blank nodes.

    Args:
        quads: The statements.
        labels: From blank node to label, both as ``_:label``; what is not in it stays as it is.
    """
    label = labels.get
    return [
        f"{label(subject, subject)} {predicate} {label(target, target)} {label(graph, graph)} .\n"
        if graph
        else f"{label(subject, subject)} {predicate} {label(target, target)} .\n"
        for subject, predicate, target, graph in quads
    ]


def literal(text: str, datatype: str = XSD_STRING, language: str = "") -> str:
    """Return a literal's canonical text.

    Args:
        text: Its value.
        datatype: The IRI of its datatype, exactly; only ``http://www.w3.org/2001/XMLSchema#string`` is left out.
        language: Its language tag; where given, the datatype is rdf:langString.
    """
    quoted = plain_literal(text)
    if language:
        return f"{quoted}@{language}"
    return quoted if datatype == XSD_STRING else f"{quoted}^^<{datatype}>"


def plain_literal(text: str) -> str:
    """Return the canonical text of a literal of the datatype xsd:string."""
    # Most texts have nothing to escape, and these questions are quicker asked than that of the pattern.
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f'"{_TO_ESCAPE.sub(_escape, text)}"'


def parse_nquads(text: str) -> list[Quad]:
    """Read an N-Quads document into statements in canonical form.

    Raises:
        UnreadableError: MALFORMED where a line is no statement.
    """
    return list(_quads(text))


def _quads(text: str) -> Iterator[Quad]:
    for number, line in enumerate(re.split(r"[\r\n]+", text), start=1):
        match = _QUAD.fullmatch(line)
        if match is not None:
            yield _quad(match)
        elif not _EMPTY.fullmatch(line):
            raise UnreadableError(Code.MALFORMED, f"Line {number} is no statement in N-Quads.")


def _quad(match: re.Match[str]) -> Quad:
    s_iri, s_blank, predicate, o_iri, o_blank, text, datatype, language, g_iri, g_blank = match.groups()
    if text is None:
        target = _resource(o_iri, o_blank)
    else:
        target = literal(_unescape(text), XSD_STRING if datatype is None else _unescape(datatype), language or "")
    return _resource(s_iri, s_blank), _resource(predicate, None), target, _resource(g_iri, g_blank)


def _resource(iri: str | None, label: str | None) -> str:
    if iri is not None:
        return f"<{_unescape(iri)}>"
    return "" if label is None else f"_:{label}"


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT_ESCAPES.get(character) or f"\\u{ord(character):04X}"


def _unescape(text: str) -> str:
    return _ESCAPED.sub(_unescaped, text) if "\\" in text else text


def _unescaped(match: re.Match[str]) -> str:
    short, long, character = match.groups()
    if short or long:
        return chr(int(short or long, 16))
    if character not in _UNESCAPES:
        raise UnreadableError(Code.MALFORMED, "A text in N-Quads holds an escape that there is not.")
    return _UNESCAPES[character]
