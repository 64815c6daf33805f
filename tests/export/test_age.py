"""age v1 with a passphrase, held against an implementation that is not ours."""

from __future__ import annotations

import io
import secrets

import pyrage
import pytest

from wallet.export.age import PIECE_BYTES, decrypted, encrypted
from wallet.model.errors import BackupError, RefusedError, WrongPassphraseError

PASSPHRASE = "pässword with an umlaut"
SIZES = [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 2 * PIECE_BYTES, 3 * PIECE_BYTES + 17]


def sealed(data: bytes, passphrase: str = PASSPHRASE) -> bytes:
    return b"".join(encrypted([data[:70], b"", data[70:]], passphrase, 10))


def opened(file: bytes, passphrase: str = PASSPHRASE) -> bytes:
    return b"".join(decrypted(io.BytesIO(file), passphrase))


@pytest.mark.parametrize("size", SIZES)
def test_what_is_written_here_opens_here_and_elsewhere(size: int) -> None:
    data = secrets.token_bytes(size)
    file = sealed(data)
    assert opened(file) == data
    assert pyrage.passphrase.decrypt(file, PASSPHRASE) == data


def test_what_is_written_elsewhere_opens_here() -> None:
    data = secrets.token_bytes(PIECE_BYTES + 1)
    assert opened(pyrage.passphrase.encrypt(data, PASSPHRASE)) == data


def test_the_spelling_of_a_letter_does_not_matter() -> None:
    assert opened(sealed(b"x", "e\N{COMBINING ACUTE ACCENT}"), "\N{LATIN SMALL LETTER E WITH ACUTE}") == b"x"


@pytest.mark.parametrize("size", [0, 100, PIECE_BYTES, 2 * PIECE_BYTES + 5])
def test_what_is_cut_off_is_refused_at_every_place(size: int) -> None:
    file = sealed(bytes(size))
    start = file.index(b"---")
    for place in {*range(start + 60), *range(start, len(file), 1 + len(file) // 50), len(file) - 1, len(file) - 16}:
        with pytest.raises((BackupError, WrongPassphraseError)):
            opened(file[:place])


def test_pieces_cannot_change_places_or_be_left_out() -> None:
    file = sealed(secrets.token_bytes(3 * PIECE_BYTES))
    piece = PIECE_BYTES + 16
    start = len(file) - 3 * piece
    first, second, third = (file[start + number * piece :][:piece] for number in range(3))
    for changed in ((second, first, third), (first, third), (first, second), (first, second, third, third), ()):
        with pytest.raises(BackupError):
            opened(file[:start] + b"".join(changed))


def test_another_passphrase_and_none_are_told() -> None:
    with pytest.raises(WrongPassphraseError):
        opened(sealed(b"x"), "another")
    with pytest.raises(WrongPassphraseError):
        opened(sealed(b"x"), "")
    with pytest.raises(RefusedError):
        sealed(b"x", "")


@pytest.mark.parametrize("work", [b"22", b"40", b"63", b"99"])
def test_no_more_memory_is_used_than_any_honest_file_asks_for(work: bytes) -> None:
    with pytest.raises(BackupError, match="more memory"):
        opened(sealed(b"x").replace(b" 10\n", b" %s\n" % work, 1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"age-encryption.org/v1", b"age-encryption.org/v2"),
        (b"-> scrypt", b"-> X25519"),
        (b" 10\n", b" 0\n"),
        (b" 10\n", b" 010\n"),
        (b"\n--- ", b"\n-> grease\n\n--- "),
        (b"\n", b"\r\n"),
    ],
)
def test_another_header_is_no_backup(old: bytes, new: bytes) -> None:
    with pytest.raises(BackupError):
        opened(sealed(b"x").replace(old, new, 1))


def test_a_seal_that_does_not_match_is_told() -> None:
    file = bytearray(sealed(b"x"))
    place = file.index(b"--- ") + 10
    file[place] = file[place] ^ 1 if chr(file[place] ^ 1).isalnum() else ord("A")
    with pytest.raises(BackupError):
        opened(bytes(file))
