"""Codes read one after the other: any order, any number of times, never two messages mixed."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.model.checks import Code
from wallet.model.errors import UnreadableError
from wallet.model.limits import Limits
from wallet.presentation import ur
from wallet.presentation.fountain import Fountain, Part
from wallet.presentation.qr import Codes
from wallet.presentation.qr_reader import QrReader

LIMITS = Limits()


def letter(seed: int, length: int = 3_000) -> bytes:
    return hashlib.shake_256(bytes([seed])).digest(length)


OURS, OTHERS = Codes(letter(1), LIMITS), Codes(letter(2), LIMITS)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=60))
def test_parts_in_any_order_and_again(numbers: list[int]) -> None:
    reader = QrReader(LIMITS)
    before = 0
    for number in numbers:
        reader.read(OURS.text(number))
        found, count = reader.progress
        assert before <= found <= count == OURS.count
        assert reader.is_done == (found == count)
        before = found
    if reader.is_done:
        assert reader.message() == letter(1)


def test_nothing_read_is_nothing() -> None:
    reader = QrReader(LIMITS)
    assert reader.message() is None
    assert reader.progress == (0, 0)


@pytest.mark.parametrize(("read", "words"), [(1, "one part of a code of 9"), (4, "4 of the 9 parts")])
def test_missing_parts_are_counted(read: int, words: str) -> None:
    reader = QrReader(LIMITS)
    for number in range(1, read + 1):
        reader.read(OURS.text(number))
    with pytest.raises(UnreadableError, match=words) as error:
        reader.message()
    assert error.value.code is Code.MALFORMED


@given(st.lists(st.booleans(), min_size=2, max_size=40))
def test_two_codes_are_never_mixed(turns: list[bool]) -> None:
    reader = QrReader(LIMITS)
    for number, ours in enumerate(turns, 1):
        codes = OURS if ours else OTHERS
        if ours is turns[0]:
            reader.read(codes.text(number))
            continue
        with pytest.raises(UnreadableError, match="do not belong together") as error:
            reader.read(codes.text(number))
        assert error.value.code is Code.MORE_THAN_ONE
    if reader.is_done:
        assert reader.message() == letter(1 if turns[0] else 2)


def test_one_code_beside_parts_of_another_is_refused() -> None:
    single = Codes(b"{}", LIMITS).text(1)
    reader = QrReader(LIMITS)
    for number in range(1, OURS.count + 1):
        reader.read(OURS.text(number))
    with pytest.raises(UnreadableError, match="do not belong together"):
        reader.read(single)
    begun = QrReader(LIMITS)
    begun.read(single)
    begun.read(OURS.text(1))
    with pytest.raises(UnreadableError, match="one part of a code"):
        begun.message()


def test_the_same_code_twice_is_one() -> None:
    reader = QrReader(LIMITS)
    for _ in range(2):
        reader.read(Codes(b'{"a": 1}', LIMITS).text(1))
    assert reader.message() == b'{"a": 1}'


def test_parts_that_were_altered_on_purpose_are_refused() -> None:
    fountain = Fountain(ur.message_of(b"\x01" + bytes(200)), 20)
    parts = [fountain.part(number) for number in range(1, fountain.count + 1)]
    forged = Part(1, fountain.count, parts[0].message_bytes, parts[0].checksum, b"\x41" * len(parts[0].data))
    reader = QrReader(LIMITS)
    for part in [forged, *parts[1:-1]]:
        reader.read(ur.encode_part(part))
    with pytest.raises(UnreadableError, match="not those of one message"):
        reader.read(ur.encode_part(parts[-1]))
    assert not reader.is_done


@pytest.mark.parametrize("message", [b"\x18\x20", b"\x61a", ur.message_of(b"\x01\xff\xff"), ur.message_of(b"\x09abc")])
def test_parts_of_something_else_are_refused(message: bytes) -> None:
    fountain = Fountain(message, 2)
    reader = QrReader(LIMITS)
    for number in range(1, fountain.count):
        reader.read(ur.encode_part(fountain.part(number)))
    with pytest.raises(UnreadableError):
        reader.read(ur.encode_part(fountain.part(fountain.count)))
    assert not reader.is_done


def test_parts_of_more_than_the_limits_are_refused() -> None:
    with pytest.raises(UnreadableError, match="more than 5 parts"):
        QrReader(Limits(code_parts=5)).read(OURS.text(1))
