"""The least of tar: plain files under plain names (POSIX.1-2017, pax, section "ustar Interchange Format").

Written so that every tar program reads it; read so that nothing else is: no folder, link, device, long name or
extension, no name outside letters, digits and ``/.-_``, no size that is not there. A name is never a path.
"""

from __future__ import annotations

import itertools
import re
import tarfile
from collections.abc import Iterable, Iterator

from wallet.model.backup import Member
from wallet.model.errors import BackupError

BLOCK_BYTES = 512
NAME = re.compile(r"[a-z][a-z0-9_]*(?:[/.-][a-z0-9_]+)*\Z")
_LONGEST_NAME = 100
_FILE_MODE = 0o600
_OCTAL = re.compile(rb"[0-7]{11}\0\Z")
_END = bytes(2 * BLOCK_BYTES)


def tar_pieces(members: Iterable[Member], made_at: int) -> Iterator[bytes]:
    """Yield an archive, followed by as many zero blocks as hide its size.

    Args:
        members: Its files.
        made_at: The time that each of them bears, in seconds since 1970.

    Source: ustar Interchange Format; for the padding, `padded_size`.
    """
    size = 0
    for member in members:
        padding = bytes(-len(member.data) % BLOCK_BYTES)
        piece = _header(member.name, len(member.data), made_at) + member.data + padding
        size += len(piece)
        yield piece
    yield from _zeros(padded_size(size + len(_END)) - size)


def padded_size(size: int) -> int:
    """Return to what size an archive is padded: at least 256 KiB, and at most an eighth more than it has.

    Its size then tells no more than its order of magnitude and three binary digits of it.

    Source: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs",
        PoPETs 2019, section 4 (Padmé), with a fixed number of digits.
    """
    least = 256 * 1024
    if size <= least:
        return least
    step = 1 << (size.bit_length() - 4)
    return -(-size // step) * step


def tar_members(pieces: Iterable[bytes], most_bytes: int) -> Iterator[Member]:
    """Yield the files of an archive, as `tar_pieces` wrote them; whatever comes is read to its end.

    Args:
        pieces: The archive, in pieces of any size.
        most_bytes: Largest file in it, in bytes.

    Raises:
        BackupError: If it is anything else.
    """
    source = _Source(pieces)
    while (header := source.take(BLOCK_BYTES)) != bytes(BLOCK_BYTES):
        name, size = _name_and_size(header)
        if size > most_bytes:
            raise _foreign("A file in it is larger than any that Rosette writes.")
        data = source.take(size)
        if any(source.take(-size % BLOCK_BYTES)):
            raise _foreign("There is something between its files.")
        yield Member(name, data)
    if not source.ends_in_zeros():
        raise _foreign("There is something after its files.")


def _name_and_size(header: bytes) -> tuple[str, int]:
    """Return what a header says, where it is the very header that would be written for that."""
    name = header[:_LONGEST_NAME].rstrip(b"\0").decode("latin-1")
    size, made_at = header[124:136], header[136:148]
    if not NAME.match(name) or not _OCTAL.match(size) or not _OCTAL.match(made_at):
        raise _foreign("It holds something that is no plain file.")
    if _header(name, int(size[:-1], 8), int(made_at[:-1], 8)) != header:
        raise _foreign("It holds something that is no plain file.")
    return name, int(size[:-1], 8)


def _header(name: str, size: int, made_at: int) -> bytes:
    header = tarfile.TarInfo(name)
    header.size, header.mtime, header.mode = size, made_at, _FILE_MODE
    return header.tobuf(tarfile.USTAR_FORMAT)


def _zeros(count: int) -> Iterator[bytes]:
    piece = bytes(64 * 1024)
    yield from (piece for _ in range(count // len(piece)))
    yield bytes(count % len(piece))


class _Source:
    """Hands out a stream in the sizes that are asked for."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._kept = bytearray()

    def take(self, size: int) -> bytes:
        while len(self._kept) < size:
            piece = next(self._pieces, None)
            if piece is None:
                raise _foreign("It ends in the midst of a file.")
            self._kept += piece
        taken = bytes(self._kept[:size])
        del self._kept[:size]
        return taken

    def ends_in_zeros(self) -> bool:
        rest = itertools.chain((bytes(self._kept),), self._pieces)
        return all(piece.count(0) == len(piece) for piece in rest)


def _foreign(why: str) -> BackupError:
    return BackupError("This is no backup of a wallet.", why, "Choose a backup that Rosette made.")
