"""Moving codes and @ngraveio/bc-ur: each reads what the other shows, with one part in four lost."""

from __future__ import annotations

import hashlib

import pytest

from tests.counterparties.published import ask
from tests.presentation.test_fountain import received
from wallet.presentation import ur
from wallet.presentation.fountain import Fountain, Part


@pytest.mark.parametrize("seed", range(5))
def test_each_reads_what_the_other_shows(seed: int) -> None:
    message = hashlib.shake_256(bytes([seed])).digest(150 + 500 * seed)
    fountain = Fountain(ur.message_of(message), 60)
    ours = [ur.encode_part(fountain.part(number)) for number in range(1, 200) if number % 4 != seed % 4]
    said = ask("parts", {"ours": ours, "message": message.hex(), "lost": seed % 4})
    assert said["read"] == message.hex()
    parts = [part for part in map(ur.decode, said["theirs"]) if isinstance(part, Part)]
    read = received(parts).message
    assert read is not None
    assert ur.bytes_of(read) == message
