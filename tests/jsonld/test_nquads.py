from __future__ import annotations

import pytest

from wallet.jsonld.nquads import lines, literal, parse_nquads
from wallet.model.errors import UnreadableError

EVERY_ESCAPE = "tab\t line\n return\r quote\" back\\slash feed\f bell\x07 delete\x7f é \U0001f600 '"


def test_literals_are_escaped_in_canonical_form() -> None:
    assert literal(EVERY_ESCAPE) == (
        '"tab\\t line\\n return\\r quote\\" back\\\\slash feed\\f bell\\u0007 delete\\u007F é \U0001f600 \'"'
    )


def test_only_the_exact_string_datatype_is_left_out() -> None:
    """Open Badges 3.0.1 types texts with https, another datatype altogether."""
    assert literal("a", "http://www.w3.org/2001/XMLSchema#string") == '"a"'
    https = "https://www.w3.org/2001/XMLSchema#string"
    assert literal("a", https) == f'"a"^^<{https}>'
    assert literal("a", language="de-at") == '"a"@de-at'


def test_reading_undoes_writing() -> None:
    quad = ("<urn:s>", "<urn:p>", literal(EVERY_ESCAPE, language="en"), "_:g")
    assert parse_nquads(lines([quad], {})[0]) == [quad]


def test_reading_accepts_every_spelling() -> None:
    text = (
        '# a comment\n\n<http://e/\\u00e9>\t<urn:p> "\\U0001F600\\\'\\b"^^<urn:d> . # more\r\n_:a<urn:p>_:b<urn:g>.\n'
    )
    assert parse_nquads(text) == [
        ("<http://e/é>", "<urn:p>", '"\U0001f600\'\\b"^^<urn:d>', ""),
        ("_:a", "<urn:p>", "_:b", "<urn:g>"),
    ]


@pytest.mark.parametrize("text", ["<a b> <urn:p> <urn:o> .", '"s" <urn:p> <urn:o> .', '<urn:s> <urn:p> "\\x" .', "no"])
def test_what_is_no_statement_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        parse_nquads(text)
