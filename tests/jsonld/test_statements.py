from __future__ import annotations

import pytest

from wallet.jsonld.statements import canonical_double, iri, json_literal, scalar, statements
from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("value", "datatype", "text"),
    [
        (True, None, f'"true"^^<{XSD}boolean>'),
        (5, None, f'"5"^^<{XSD}integer>'),
        (-0, None, f'"0"^^<{XSD}integer>'),
        (5.0, None, f'"5"^^<{XSD}integer>'),
        (1e20, None, f'"100000000000000000000"^^<{XSD}integer>'),
        (1e21, None, f'"1.0E21"^^<{XSD}double>'),
        (3.5, None, f'"3.5E0"^^<{XSD}double>'),
        (0.1, None, f'"1.0E-1"^^<{XSD}double>'),
        (5, f"{XSD}double", f'"5.0E0"^^<{XSD}double>'),
        (5, f"{XSD}float", f'"5"^^<{XSD}float>'),
        (3.5, f"https{XSD[4:]}float", f'"3.5E0"^^<https{XSD[4:]}float>'),
        ("5", f"{XSD}double", f'"5"^^<{XSD}double>'),
        ("a", None, '"a"'),
    ],
)
def test_values_take_their_canonical_form(value: str | float, datatype: str | None, text: str) -> None:
    """JSON-LD 1.1 API section 8.2.2: 5.0 is the integer 5; one digit at least follows the point of a double."""
    assert scalar(value, datatype) == text


@pytest.mark.parametrize(("value", "text"), [(5.3, "5.3E0"), (-1.5e-7, "-1.5E-7"), (1e300, "1.0E300"), (0.0, "0.0E0")])
def test_doubles(value: float, text: str) -> None:
    assert canonical_double(value) == text


def test_json_literals_are_canonical_json() -> None:
    expected = '"{\\"a\\":[1,null],\\"b\\":\\"é\\"}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>'
    assert json_literal({"b": "é", "a": [1.0, None]}) == expected


@pytest.mark.parametrize(
    "address", ["relative", "", "https://a.example/a b", "urn:x:> <urn:y", "urn:x:\\u0041", 5, None]
)
def test_what_is_no_address_or_breaks_out_of_its_brackets_is_refused(address: object) -> None:
    with pytest.raises(ProofError) as caught:
        iri(address)
    assert (caught.value.check, caught.value.code) == (CheckId.CANONICAL_LOSSLESS, Code.DATA_LOSS)


def test_lists_of_lists_and_empty_lists() -> None:
    inner = {"@list": [{"@value": 1}, {"@list": []}]}
    quads = statements([{"@id": "urn:s", "urn:p": [{"@list": [inner]}]}])
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    assert sum(predicate == f"<{rdf}first>" for _, predicate, _, _ in quads) == 3
    assert sum(target == f"<{rdf}nil>" for _, _, target, _ in quads) == 3


def test_reversed_included_and_named_graphs() -> None:
    quads = statements(
        [
            {
                "@id": "urn:s",
                "@reverse": {"urn:p": [{"@id": "urn:o"}]},
                "@included": [{"@id": "_:i", "@type": ["urn:T"]}],
                "@graph": [{"@id": "_:i", "urn:q": [{"@value": "x", "@language": "en"}]}],
            }
        ]
    )
    rdf_type = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    assert quads == [
        ("<urn:o>", "<urn:p>", "<urn:s>", ""),
        ("_:b1", rdf_type, "<urn:T>", ""),
        ("_:b1", "<urn:q>", '"x"@en', "<urn:s>"),
    ]


@pytest.mark.parametrize(
    "node",
    [
        {"@id": "urn:s", "_:p": [{"@value": 1}]},
        {"@id": "urn:s", "@index": "a"},
        {"@id": "urn:s", "urn:p": [{"@value": "x", "@index": "a"}]},
        {"@id": "urn:s", "urn:p": [{"@value": "x", "@language": "not a tag"}]},
        {"@id": "urn:s", "urn:p": [{"@value": "x", "@direction": "up"}]},
        {"@id": "urn:s", "@type": ["relative"]},
        {"@id": "urn:s", "@graph": [{"@id": "urn:o"}]},
        {"@id": "urn:s", "@graph": [{"@value": 1}]},
        {"@id": "urn:s", "urn:p": [{"@value": [1]}]},
    ],
)
def test_what_would_be_dropped_is_refused(node: dict[str, object]) -> None:
    with pytest.raises(ProofError) as caught:
        statements([node])
    assert caught.value.code is Code.DATA_LOSS
