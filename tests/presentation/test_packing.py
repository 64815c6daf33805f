"""Packing: every message comes back, damaged ones are refused, and the format stays what it is."""

from __future__ import annotations

import hashlib
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.presentation import issuing
from wallet.model.limits import Limits
from wallet.presentation.building import present
from wallet.presentation.packing import _DICTIONARY, PLAIN, UNFOLDED, VERSIONS, TooLargeError, pack, unpack

LIMITS = Limits()
BASE64URL = st.text("ABCXYZabcxyz0189-_", min_size=0, max_size=200)
TOKENS = st.lists(BASE64URL.map(lambda text: "ey" + text), max_size=6).map(".".join)
TEXTS = st.lists(st.one_of(TOKENS, st.text(max_size=40), BASE64URL), max_size=6).map("~".join).map(str.encode)


@pytest.mark.parametrize("version", VERSIONS)
@given(st.one_of(st.binary(max_size=2_000), TEXTS))
def test_every_message_comes_back(version: int, message: bytes) -> None:
    assert unpack(pack(message, version), LIMITS) == message


def test_the_second_version_makes_tokens_a_quarter_smaller() -> None:
    token = issuing.sd_jwt(issuing.key(), issuing.key())
    item = issuing.choice(issuing.read(token), "/given_name", "/result")
    content = present([item], None, None, issuing.AT, LIMITS).content
    assert len(pack(content, UNFOLDED)) < 0.75 * len(pack(content, PLAIN))


def test_the_dictionary_never_changes() -> None:
    # Codes on paper must still be read by versions to come: a better dictionary needs a version of its own.
    assert hashlib.sha256(_DICTIONARY).hexdigest() == "e1a776ae9d2ff0d1006ff5e67a12275ab6fe64666f5de8fcc336f510118e60b0"


def test_other_versions_are_told_apart() -> None:
    assert unpack(b"", LIMITS) is None
    assert unpack(b"\x03" + pack(b"x", PLAIN)[1:], LIMITS) is None


@pytest.mark.parametrize("version", VERSIONS)
def test_damaged_messages_are_refused(version: int) -> None:
    packed = pack(b"eyJhbGciOiJFZERTQSJ9eyJhbGciOiJFZERTQSJ9 and more", version)
    for length in range(1, len(packed)):
        with pytest.raises(ValueError, match="it does not"):
            unpack(packed[:length], LIMITS)
    with pytest.raises(ValueError, match="should"):
        unpack(packed + b"x", LIMITS)


@pytest.mark.parametrize("inner", [b"\x05ab", b"\xff", b"\x80\x80\x80\x80\x01", b"\x00\x7fab"])
def test_lengths_that_lie_are_refused(inner: bytes) -> None:
    deflate = zlib.compressobj(wbits=-15, zdict=_DICTIONARY)
    with pytest.raises(ValueError, match="middle"):
        unpack(bytes([UNFOLDED]) + deflate.compress(inner) + deflate.flush(), LIMITS)


@pytest.mark.parametrize("version", VERSIONS)
def test_bombs_are_stopped(version: int) -> None:
    bomb = pack(bytes(3_000_000), version)
    assert len(bomb) < 5_000
    with pytest.raises(TooLargeError):
        unpack(bomb, Limits(document_bytes=2**20))
