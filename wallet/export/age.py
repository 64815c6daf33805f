"""age v1 with a passphrase: https://c2sp.org/age .

A stream in, a stream out: no more than two pieces of 64 KiB are in memory, and every piece that comes out of
`decrypted` was authenticated. What is written here opens with the standard `age` program, and the other way round.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from wallet.model.errors import BackupError, RefusedError, WalletError, WrongPassphraseError

PIECE_BYTES = 64 * 1024
WORK_FACTOR = 18
"""log2 of scrypt's cost, as the age program writes it: a guess takes about a second and 256 MiB."""
MOST_WORK = 21
"""2 GiB for scrypt, as for a wallet's header: a file that asks for more means harm ("scrypt recipient stanza")."""

_VERSION = b"age-encryption.org/v1\n"
_SCRYPT_LABEL = b"age-encryption.org/v1/scrypt"
_STANZA = re.compile(rb"-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n([A-Za-z0-9+/]{43})\n--- ([A-Za-z0-9+/]{43})\n")
_HEADER_BYTES = 152
"""No header of a passphrase is longer: 22 + 37 + 44 + 48 bytes, and one for a second digit."""
_FILE_KEY_BYTES = 16
_SALT_BYTES = 16
_NONCE_BYTES = 16
_TAG_BYTES = 16
_LAST = b"\x01"
_NOT_LAST = b"\x00"


def encrypted(pieces: Iterable[bytes], passphrase: str, work_factor: int) -> Iterator[bytes]:
    """Encrypt a stream.

    Args:
        pieces: The plain bytes, in pieces of any size.
        passphrase: As typed.
        work_factor: log2 of scrypt's cost; `WORK_FACTOR`, or a smaller one in tests.

    Yields:
        The file, in pieces.

    Raises:
        RefusedError: If the passphrase is empty.

    Source: age v1, "Encrypted file format", "scrypt recipient stanza", "Payload".
    """
    file_key, salt = secrets.token_bytes(_FILE_KEY_BYTES), secrets.token_bytes(_SALT_BYTES)
    wrapping_key = _wrapping_key(passphrase, salt, work_factor)
    wrapped = ChaCha20Poly1305(wrapping_key).encrypt(bytes(12), file_key, None)
    header = _VERSION + b"-> scrypt %s %d\n%s\n---" % (_base64(salt), work_factor, _base64(wrapped))
    yield header + b" " + _base64(_header_mac(file_key, header)) + b"\n"
    nonce = secrets.token_bytes(_NONCE_BYTES)
    yield nonce
    cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    for number, (piece, last) in enumerate(_with_last(_resized(pieces))):
        yield cipher.encrypt(_piece_nonce(number, last=last), piece, None)


def decrypted(file: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """Decrypt a stream.

    Args:
        file: The encrypted file, at its beginning.
        passphrase: As typed.

    Yields:
        The plain bytes in pieces of 64 KiB, each authenticated. Only when the last one was had is it known that none
        is missing.

    Raises:
        WrongPassphraseError: If it is another one.
        BackupError: If the file is no such file, or was changed or cut off.
        OSError: If the disk refuses.

    Source: age v1, "Encrypted file format", "scrypt recipient stanza", "Payload".
    """
    file_key = _file_key(file, passphrase)
    nonce = file.read(_NONCE_BYTES)
    if len(nonce) < _NONCE_BYTES:
        raise _cut_off()
    cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    number, piece = 0, file.read(PIECE_BYTES + _TAG_BYTES)
    while True:
        following = file.read(PIECE_BYTES + _TAG_BYTES)
        yield _opened(cipher, number, piece, last=not following)
        if not following:
            return
        number, piece = number + 1, following


def _opened(cipher: ChaCha20Poly1305, number: int, piece: bytes, *, last: bool) -> bytes:
    try:
        plain = cipher.decrypt(_piece_nonce(number, last=last), piece, None)
    except InvalidTag as error:
        raise _cut_off() from error
    if not plain and number:
        raise _cut_off()
    return plain


def _file_key(file: BinaryIO, passphrase: str) -> bytes:
    start = file.read(_HEADER_BYTES)
    stanza = _STANZA.match(start, len(_VERSION))
    if not start.startswith(_VERSION) or stanza is None:
        raise BackupError(
            "This is no backup of a wallet.",
            "It is not encrypted with a passphrase as a backup is.",
            "Choose a backup.",
        )
    file.seek(stanza.end())
    if int(stanza[2]) > MOST_WORK:
        raise BackupError("This backup cannot be opened.", "It asks for more memory than any Rosette asks for.")
    salt, wrapped, mac = (_unbase64(stanza[number]) for number in (1, 3, 4))
    try:
        wrapping_key = _wrapping_key(passphrase, salt, int(stanza[2]))
        file_key = ChaCha20Poly1305(wrapping_key).decrypt(bytes(12), wrapped, None)
    except (InvalidTag, RefusedError) as error:
        raise WrongPassphraseError(
            "That is not the passphrase of this backup.", "", "Check the keyboard, then try again."
        ) from error
    if not hmac.compare_digest(_header_mac(file_key, start[: stanza.start(4) - 1]), mac):
        raise BackupError("This backup was changed.", "The seal of its beginning does not match.", "Use another copy.")
    return file_key


def _wrapping_key(passphrase: str, salt: bytes, work_factor: int) -> bytes:
    # In one spelling, so that it opens from any keyboard; the one that keyboards type, so that `age` opens it too.
    secret = unicodedata.normalize("NFC", passphrase)
    if not secret:
        raise RefusedError("The passphrase is empty.")
    cost = 2**work_factor
    try:
        return Scrypt(salt=_SCRYPT_LABEL + salt, length=32, n=cost, r=8, p=1).derive(secret.encode("utf-8", "replace"))
    except MemoryError as error:
        raise WalletError(
            "The passphrase could not be worked on.",
            f"That takes {cost // 1024} MiB of memory, and this computer did not give it.",
            "Close other programs and try again.",
        ) from error


def _derived(file_key: bytes, salt: bytes, label: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, label).derive(file_key)


def _header_mac(file_key: bytes, header: bytes) -> bytes:
    return hmac.new(_derived(file_key, b"", b"header"), header, hashlib.sha256).digest()


def _piece_nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (_LAST if last else _NOT_LAST)


def _resized(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in pieces of 64 KiB, the last one shorter; one empty piece where there are none."""
    kept = bytearray()
    for piece in pieces:
        kept += piece
        whole = (len(kept) - 1) // PIECE_BYTES * PIECE_BYTES if kept else 0
        yield from (bytes(kept[start : start + PIECE_BYTES]) for start in range(0, whole, PIECE_BYTES))
        del kept[:whole]
    yield bytes(kept)


def _with_last(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield each piece, and whether it is the last one."""
    iterator = iter(pieces)
    piece = next(iterator)
    for following in iterator:
        yield piece, False
        piece = following
    yield piece, True


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _unbase64(text: bytes) -> bytes:
    """Return what a text of the header spells, which it may in one way only ("Textual header")."""
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error as error:
        raise _cut_off() from error
    if _base64(data) != text:
        raise _cut_off()
    return data


def _cut_off() -> BackupError:
    return BackupError("This backup is damaged.", "A part of it was changed or is missing.", "Use another copy of it.")
