"""RFC 8785 as we use it: JSON read by our strict reader, written by the suites' canonicalisation."""

from __future__ import annotations

import json
import math
import struct
from pathlib import Path

import pytest

from wallet.jsonld.contexts import editions
from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_json
from wallet.proofs.jcs import Jcs

LIMITS = Limits()


def canonical(value: JsonValue) -> str:
    """Canonicalise any value: wrapped, for the suites canonicalise objects alone."""
    wrapped: JsonObject = {"v": value}
    text = Jcs().canonical(wrapped, editions(wrapped)[0], LIMITS, "sha256").decode()
    return text.removeprefix('{"v":').removesuffix("}")


@pytest.mark.conformance
@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode", "values", "weird"])
def test_published_documents(corpus: Path, name: str) -> None:
    folder = corpus / "cyberphone-jcs/testdata"
    value = parse_json((folder / "input" / f"{name}.json").read_bytes(), LIMITS)
    assert canonical(value).encode() == (folder / "output" / f"{name}.json").read_bytes()
    hexadecimal = (folder / "outhex" / f"{name}.txt").read_text()
    assert canonical(value).encode() == bytes.fromhex(hexadecimal)


@pytest.mark.parametrize(
    ("bits", "text"),
    [
        ("0000000000000000", "0"),
        ("8000000000000000", "0"),
        ("0000000000000001", "5e-324"),
        ("8000000000000001", "-5e-324"),
        ("7fefffffffffffff", "1.7976931348623157e+308"),
        ("ffefffffffffffff", "-1.7976931348623157e+308"),
        ("4340000000000000", "9007199254740992"),
        ("c340000000000000", "-9007199254740992"),
        ("4430000000000000", "295147905179352830000"),
        ("44b52d02c7e14af5", "9.999999999999997e+22"),
        ("44b52d02c7e14af6", "1e+23"),
        ("44b52d02c7e14af7", "1.0000000000000001e+23"),
        ("444b1ae4d6e2ef4e", "999999999999999700000"),
        ("444b1ae4d6e2ef4f", "999999999999999900000"),
        ("444b1ae4d6e2ef50", "1e+21"),
        ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
        ("3eb0c6f7a0b5ed8d", "0.000001"),
        ("41b3de4355555553", "333333333.3333332"),
        ("41b3de4355555554", "333333333.33333325"),
        ("41b3de4355555555", "333333333.3333333"),
        ("41b3de4355555556", "333333333.3333334"),
        ("41b3de4355555557", "333333333.33333343"),
        ("becbf647612f3696", "-0.0000033333333333333333"),
        ("43143ff3c1cb0959", "1424953923781206.2"),
    ],
)
def test_numbers_of_the_rfcs_table(bits: str, text: str) -> None:
    """RFC 8785 appendix B."""
    (number,) = struct.unpack(">d", bytes.fromhex(bits))
    assert canonical(number) == text
    assert canonical(parse_json(text.encode(), LIMITS) if "e" in text or "." in text else number) == text


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 2**53, -(2**53), 10**400])
def test_numbers_that_json_cannot_carry_are_refused(number: float) -> None:
    with pytest.raises(ProofError) as caught:
        canonical(number)
    assert (caught.value.check, caught.value.code) == (CheckId.CANONICAL_LOSSLESS, Code.DATA_LOSS)


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
def test_half_a_surrogate_pair_is_refused(text: str) -> None:
    for value in (text, {text: 1}, [text]):
        with pytest.raises(ProofError):
            canonical(value)


def test_names_sort_by_utf16() -> None:
    """RFC 8785 section 3.2.3: U+1F600 begins with the unit D83D, before U+FB33."""
    names = {"\ufb33": 1, "\U0001f600": 2, "\r": 3, "1": 4, "\x80": 5, "ö": 6, "€": 7}
    assert list(json.loads(canonical(names)).values()) == [3, 4, 5, 6, 7, 2, 1]


def test_texts_escape_as_little_as_may_be() -> None:
    assert canonical('\x00\x08\t\n\x0b\x0c\r\x1f"\\/\x7f\u2028é') == (
        '"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\\"\\\\/\x7f\u2028é"'
    )


def test_values_of_the_same_meaning_are_one() -> None:
    assert canonical(1.0) == canonical(1) == "1"
    assert canonical(-0.0) == "0"
    assert canonical([True, None, [], {}]) == "[true,null,[],{}]"
