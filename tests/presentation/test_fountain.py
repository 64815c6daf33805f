"""Messages as parts and back, whatever is lost; and parts that never give another message."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.crypto import cbor
from wallet.presentation import bytewords, ur
from wallet.presentation.fountain import Fountain, Part, read_part
from wallet.presentation.fountain_decoder import FountainDecoder, OtherMessageError

MOST = 1_000


def received(parts: list[Part]) -> FountainDecoder:
    decoder = FountainDecoder(parts[0], MOST, 1 << 20)
    for part in parts[1:]:
        decoder.receive(part)
    return decoder


@given(
    message=st.binary(min_size=1, max_size=2_000),
    size=st.integers(1, 200),
    start=st.integers(1, 100),
    lost=st.floats(0, 0.6),
    chance=st.randoms(use_true_random=False),
)
def test_a_message_comes_through_whatever_is_lost(
    message: bytes, size: int, start: int, lost: float, chance: random.Random
) -> None:
    fountain = Fountain(message, max(size, len(message) // 50))
    decoder: FountainDecoder | None = None
    for number in range(start, start + 20 * fountain.count + 400):
        part = fountain.part(number)
        if chance.random() < lost:
            continue
        decoder = decoder or FountainDecoder(part, MOST, 1 << 20)
        decoder.receive(part)
        decoder.receive(part)
        if decoder.message is not None:
            break
    assert decoder is not None
    assert decoder.message == message


@given(st.binary(min_size=2, max_size=1_000), st.randoms())
def test_the_order_does_not_matter(message: bytes, chance: random.Random) -> None:
    fountain = Fountain(message, 1 + len(message) // 20)
    parts = [fountain.part(number) for number in range(1, fountain.count + 5)]
    chance.shuffle(parts)
    decoder = received(parts)
    assert decoder.message == message
    assert decoder.found == decoder.count == fountain.count


@given(st.binary(min_size=100, max_size=1_000), st.data())
def test_an_altered_part_never_gives_another_message(message: bytes, data: st.DataObject) -> None:
    fountain = Fountain(message, 50)
    parts = [fountain.part(number) for number in range(1, 2 * fountain.count + 1)]
    which = data.draw(st.integers(0, len(parts) - 1))
    altered = data.draw(st.binary(min_size=len(parts[0].data), max_size=len(parts[0].data)))
    original = parts[which]
    parts[which] = Part(original.number, original.count, original.message_bytes, original.checksum, altered)
    try:
        assert received(parts).message in (None, message)
    except ValueError as error:
        assert "contradicts" in str(error) or "not those of one message" in str(error)  # noqa: PT017 (either may be)


@given(st.binary(min_size=50, max_size=300), st.data())
def test_letters_that_were_changed_are_noticed(message: bytes, data: st.DataObject) -> None:
    text = ur.encode_part(Fountain(message, 20).part(data.draw(st.integers(1, 50))))
    place = data.draw(st.integers(text.rindex("/") + 1, len(text) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz").filter(lambda letter: letter != text[place]))
    with pytest.raises(ValueError, match=r"word|checksum"):
        ur.decode(text[:place] + letter + text[place + 1 :])


@pytest.mark.parametrize("count", [2, 3, 7, 20, 30])
def test_spare_parts_make_good_for_any_one_that_is_lost(count: int) -> None:
    fountain = Fountain(b"fragments." * count, 10)
    numbers = [*range(1, count + 1), *fountain.spares(3)]
    for lost in numbers:
        decoder = received([fountain.part(number) for number in numbers if number != lost])
        assert decoder.message == b"fragments." * count


def test_parts_of_another_message_are_refused() -> None:
    ours, others = Fountain(b"a" * 100, 10), Fountain(b"b" * 100, 10)
    decoder = received([ours.part(1)])
    with pytest.raises(OtherMessageError):
        decoder.receive(others.part(2))
    with pytest.raises(OtherMessageError):
        decoder.receive(Fountain(b"a" * 100, 20).part(2))
    for number in range(2, 11):
        decoder.receive(ours.part(number))
    assert decoder.message == b"a" * 100


def test_a_message_beyond_the_limits_is_not_begun() -> None:
    part = Fountain(bytes(1_000), 10).part(1)
    with pytest.raises(ValueError, match="more than 99 parts"):
        FountainDecoder(part, 99, 10_000)
    with pytest.raises(ValueError, match="999 bytes"):
        FountainDecoder(part, 100, 999)


@pytest.mark.parametrize(
    "value",
    [
        [1, 1, 1, 1],
        [1, 1, 1, 1, b"a", 1],
        [1, 1, 1, 1, "a"],
        [0, 1, 1, 1, b"a"],
        [1 << 32, 1, 1, 1, b"a"],
        [1, 1, 1, 1 << 32, b"a"],
        [1, 0, 0, 1, b"a"],
        [1, 1, 2, 1, b"a"],
        [1, 3, 2, 1, b"a"],
        [1, 1, 0, 1, b""],
        [1, 1 << 60, 1 << 60, 1, b""],
        b"a",
    ],
)
def test_what_is_no_part_is_refused(value: cbor.CborValue) -> None:
    with pytest.raises(ValueError, match=r"part"):
        read_part(cbor.encode(value))


def test_a_part_that_names_itself_another_is_refused() -> None:
    letters = bytewords.encode(Fountain(bytes(100), 10).part(3).encoded())
    assert isinstance(ur.decode(f"ur:bytes/3-10/{letters}"), Part)
    for wrong in ("4-10", "3-9"):
        with pytest.raises(ValueError, match="names itself"):
            ur.decode(f"ur:bytes/{wrong}/{letters}")
