"""CBOR in its one spelling: what is written reads back, and nothing else reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.crypto.cbor import CborValue, decode, encode

KEYS = st.integers(0, 2**64 - 1) | st.binary(max_size=8) | st.text(max_size=8)
VALUES = st.recursive(
    KEYS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


def depth(value: CborValue) -> int:
    if isinstance(value, int | bytes | str):
        return 0
    inner = list(value.values()) if isinstance(value, dict) else list(value)
    return 1 + max(map(depth, inner), default=0)


@given(VALUES)
def test_what_is_written_reads_back(value: CborValue) -> None:
    written = encode(value)
    if depth(value) <= 4:
        assert decode(written) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "00"), (23, "17"), (24, "1818"), (1000, "1903e8"), (2**64 - 1, "1bffffffffffffffff"), ("IETF", "6449455446")],
)
def test_the_examples_of_appendix_a(value: CborValue, written: str) -> None:
    assert encode(value).hex() == written
    assert decode(bytes.fromhex(written)) == value


@given(st.binary(max_size=40))
def test_what_reads_is_what_would_be_written(data: bytes) -> None:
    try:
        value = decode(data)
    except ValueError:
        return
    assert encode(value) == data


@pytest.mark.parametrize(
    "written",
    [
        "",
        "0000",  # two items
        "1817",  # not in the fewest bytes
        "590001ff",
        "41",  # ends too early
        "82",
        "a1",
        "9bffffffffffffffff",
        "20",  # -1
        "f6",  # null
        "f4",  # false
        "f93c00",  # 1.0
        "d84041ff",  # tagged
        "9fff",  # of indefinite length
        "5f41ffff",
        "1c",  # reserved
        "a200010002",  # a key twice
        "a1a000",  # a map as a key
        "62c328",  # no UTF-8
        "818181818181" + "00",  # too deep
    ],
)
def test_everything_else_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(bytes.fromhex(written))
