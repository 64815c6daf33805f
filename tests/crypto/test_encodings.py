"""Each value has one spelling."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.crypto.encodings import (
    b64url_decode,
    b64url_decode_each,
    b64url_encode,
    multibase_decode,
    multibase_encode,
)
from wallet.model.limits import Limits

LIMITS = Limits()


@given(st.binary(max_size=200))
def test_base64url_comes_back(data: bytes) -> None:
    assert b64url_decode(b64url_encode(data)) == data


@given(st.text(max_size=12) | st.from_regex(r"[A-Za-z0-9_\-+/= \n]{0,12}"))
def test_base64url_has_one_spelling(text: str) -> None:
    try:
        decoded = b64url_decode(text)
    except ValueError:
        return
    assert b64url_encode(decoded) == text


@pytest.mark.parametrize("text", ["Zg==", "Zg=", "Zh", "Z", "Zm9v\n", " Zm9v", "Zm9v ", "-/8", "+_8", "Zm9vYmF", "é"])
def test_base64url_refuses(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        b64url_decode(text)


SPELLINGS = st.binary(max_size=9).map(b64url_encode) | st.from_regex(r"[AQgwB_=+ ]{0,6}", fullmatch=True)


@given(st.lists(SPELLINGS, max_size=4))
def test_texts_decoded_together_are_each_decoded_by_itself(texts: list[str]) -> None:
    assert decoded(lambda: b64url_decode_each(text.encode() for text in texts)) == decoded(
        lambda: [b64url_decode(text) for text in texts]
    )


def decoded(way: Callable[[], list[bytes]]) -> list[bytes] | None:
    try:
        return way()
    except ValueError:
        return None


@given(st.binary(max_size=100))
def test_multibase_comes_back(data: bytes) -> None:
    assert multibase_decode(multibase_encode(data), LIMITS) == data
    assert multibase_decode("u" + b64url_encode(data), LIMITS) == data


@pytest.mark.parametrize("text", ["", "Z1", "m00", "z0", "zO", "zI", "zl", "z1 ", "z1\n", " z1", "zé", "uZg=="])
def test_multibase_refuses(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        multibase_decode(text, LIMITS)


def test_multibase_keeps_leading_zeros_apart() -> None:
    assert multibase_decode("z1", LIMITS) == b"\x00"
    assert multibase_decode("z112", LIMITS) == b"\x00\x00\x01"


def test_base58_is_bounded() -> None:
    longest = "z" + "2" * LIMITS.base58_characters
    assert multibase_decode(longest, LIMITS)
    with pytest.raises(ValueError, match="too long"):
        multibase_decode(longest + "2", LIMITS)
