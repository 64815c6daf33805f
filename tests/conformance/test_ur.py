"""Bytewords and URs against the vectors of their authors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wallet.presentation import bytewords, ur

pytestmark = pytest.mark.conformance


def vectors(corpus: Path) -> dict[str, Any]:
    return json.loads((corpus / "bc-ur" / "ur-vectors.json").read_text())


def test_bytewords(corpus: Path) -> None:
    cases = vectors(corpus)["bytewords"]
    assert len(cases) == 2
    for case in cases:
        data = bytes.fromhex(case["input_hex"])
        assert bytewords.encode(data) == case["minimal"]
        assert bytewords.decode(case["minimal"]) == bytewords.decode(case["minimal"].upper()) == data
        for form, text in case.get("must_reject", []):
            if form == "minimal":
                with pytest.raises(ValueError, match=r"word|checksum"):
                    bytewords.decode(text)


def test_bytewords_of_parts(corpus: Path) -> None:
    texts = [text.rpartition("/")[2] for text in vectors(corpus)["multipart_256_maxfrag30_first20"]]
    assert len(texts) == 20
    decoded = [bytewords.decode(text) for text in texts]
    assert [bytewords.encode(data) for data in decoded] == texts
    # The words that do not occur stand in alphabetical order between those that do.
    assert len(set().union(*decoded)) > 200


def test_single_part(corpus: Path) -> None:
    text = vectors(corpus)["single_part"]
    data = ur.decode_bytes(text)
    assert len(data) == 50
    assert ur.encode_bytes(data) == text
    assert ur.decode_bytes(text.upper()) == data


def test_parts_are_told_apart(corpus: Path) -> None:
    for number, text in enumerate(vectors(corpus)["multipart_256_maxfrag30_first20"], 1):
        with pytest.raises(ur.PartError) as part:
            ur.decode_bytes(text)
        assert (part.value.number, part.value.parts) == (number, 9)


def test_other_types_are_told_apart(corpus: Path) -> None:
    strings = json.loads((corpus / "bc-research-ur" / "bcr-2020-005-ur-strings.json").read_text())
    for text in strings:
        with pytest.raises(ValueError, match="another type"):
            ur.decode_bytes(text)
