"""Bytewords, fountain parts and URs against the vectors of their authors."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

import pytest

from wallet.presentation import bytewords, ur
from wallet.presentation.fountain import Fountain, Part, read_part
from wallet.presentation.fountain_decoder import FountainDecoder
from wallet.presentation.fragment_chooser import FragmentChooser, RandomSampler, shuffled
from wallet.presentation.xoshiro import Xoshiro256

pytestmark = pytest.mark.conformance

WOLF = b"Wolf"


@pytest.fixture
def vectors(corpus: Path) -> dict[str, Any]:
    return json.loads((corpus / "bc-ur" / "ur-vectors.json").read_text())


def wolf(length: int) -> bytes:
    """The message that the vectors are made of."""
    generator = Xoshiro256(WOLF)
    return bytes(generator.next_index(256) for _ in range(length))


def test_bytewords(vectors: dict[str, Any]) -> None:
    cases = vectors["bytewords"]
    assert len(cases) == 2
    for case in cases:
        data = bytes.fromhex(case["input_hex"])
        assert bytewords.encode(data) == case["minimal"]
        assert bytewords.decode(case["minimal"]) == bytewords.decode(case["minimal"].upper()) == data
        for form, text in case.get("must_reject", []):
            if form == "minimal":
                with pytest.raises(ValueError, match=r"word|checksum"):
                    bytewords.decode(text)


def test_checksums(vectors: dict[str, Any]) -> None:
    assert {text: f"{zlib.crc32(text.encode()):08x}" for text in vectors["crc32"]} == vectors["crc32"]


def test_random_numbers(vectors: dict[str, Any]) -> None:
    generator = Xoshiro256(WOLF)
    assert [generator.next() % 100 for _ in range(100)] == vectors["rng_wolf_next_mod_100"]
    generator = Xoshiro256(zlib.crc32(WOLF).to_bytes(4, "big"))
    assert [generator.next() % 100 for _ in range(100)] == vectors["rng_crc32wolf_next_mod_100"]
    generator = Xoshiro256(WOLF)
    assert [generator.next_index(10) + 1 for _ in range(100)] == vectors["rng_wolf_next_int_1_10"]


def test_choices(vectors: dict[str, Any]) -> None:
    generator, sampler = Xoshiro256(WOLF), RandomSampler([1, 2, 4, 8])
    assert [sampler.next(generator) for _ in range(500)] == vectors["random_sampler_1_2_4_8_wolf_500"]
    generator = Xoshiro256(WOLF)
    assert [shuffled(range(1, 11), generator, 10) for _ in range(10)] == vectors["shuffle_1_to_10_wolf"]
    chooser = FragmentChooser(11, zlib.crc32(wolf(1024)))
    degrees = [chooser.degree(Xoshiro256(f"Wolf-{nonce}".encode())) for nonce in range(1, 201)]
    assert degrees == vectors["choose_degree_1024_frag10_100"]
    chosen = [sorted(chooser.fragments(number)) for number in range(1, 31)]
    assert chosen == vectors["choose_fragments_1024_frag10_100_seq1_30"]


def test_fragments(vectors: dict[str, Any]) -> None:
    fountain = Fountain(wolf(1024), 100)
    assert [fountain.part(number).data.hex() for number in range(1, 12)] == vectors["partition_1024_frag10_100_hex"]
    # Of the guide, "Determining Fragment Length".
    assert [len(Fountain(bytes(12_345), most).part(1).data) for most in (1_955, 30_000)] == [1_764, 12_345]


def test_parts_are_those_of_the_vectors(vectors: dict[str, Any]) -> None:
    fountain = Fountain(wolf(256), 30)
    parts = [fountain.part(number) for number in range(1, 21)]
    assert [part.encoded().hex() for part in parts] == vectors["fountain_parts_cbor_hex"]
    assert [read_part(part.encoded()) for part in parts] == parts
    described = [
        f"seqNum:{part.number}, seqLen:{part.count}, messageLen:{part.message_bytes}, "
        f"checksum:{part.checksum}, data:{part.data.hex()}"
        for part in parts
    ]
    assert described == vectors["fountain_parts_256_maxfrag30"]
    # Of the guide, "Part Serialization".
    assert Part(12, 8, 100, 0x12345678, b"\1\5\3\3\5").encoded().hex() == "850c0818641a12345678450105030305"


def test_urs_of_parts_are_those_of_the_vectors(vectors: dict[str, Any]) -> None:
    texts = vectors["multipart_256_maxfrag30_first20"]
    fountain = Fountain(ur.message_of(wolf(256)), 30)
    assert [ur.encode_part(fountain.part(number)) for number in range(1, 21)] == texts
    parts = [part for part in map(ur.decode, texts) if isinstance(part, Part)]
    assert len(parts) == 20
    # The second half alone holds mixed parts; it is enough with three of the first.
    decoder = FountainDecoder(parts[-1], 9, 1_000)
    for part in reversed(parts[3:-1]):
        decoder.receive(part)
    assert decoder.message is not None
    assert ur.bytes_of(decoder.message) == wolf(256)


def test_a_long_message_begun_late() -> None:
    # Of the guide, "Receiving Incoming Parts".
    fountain = Fountain(wolf(32_767), 1_000)
    decoder = FountainDecoder(fountain.part(101), 100, 100_000)
    number = 102
    while decoder.message is None:
        decoder.receive(fountain.part(number))
        number += 1
    assert decoder.message == wolf(32_767)


def test_single_part(vectors: dict[str, Any]) -> None:
    text = vectors["single_part"]
    data = ur.decode(text)
    assert data == wolf(50)
    assert ur.encode_bytes(wolf(50)) == text
    assert ur.decode(text.upper()) == data


def test_other_types_are_told_apart(corpus: Path) -> None:
    strings = json.loads((corpus / "bc-research-ur" / "bcr-2020-005-ur-strings.json").read_text())
    assert strings
    for text in strings:
        with pytest.raises(ValueError, match="another type"):
            ur.decode(text)
