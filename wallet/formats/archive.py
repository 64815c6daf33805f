"""Zip archives, read in memory: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT .

Nothing is unpacked to disk and a member's name is never a path. The sizes that an archive states are not believed: what
comes out is counted. Members that share bytes, as in a bomb of overlapping files, are refused whole.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from wallet.model.checks import Code
from wallet.model.errors import UnreadableError
from wallet.model.limits import MIB, Limits

_DIRECTORY_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER_BYTES = 30
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""What `zipfile` raises for archives that are not as they must be."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside another.

    Attributes:
        name: What the archive calls it.
        data: Its bytes, or why there are none.
    """

    name: str
    data: bytes | UnreadableError


def archive_members(data: bytes, limits: Limits) -> Iterator[Member]:
    """Return the files of a zip, in its order; each as it is unpacked.

    Args:
        data: The archive.
        limits: Bounds on number and sizes.

    Raises:
        UnreadableError: MALFORMED, TOO_COMPLEX; TOO_LARGE also in the midst of it, once too much came out.
    """
    archive, left = _open(data, limits), limits.archive_bytes
    with archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            content = _read(archive, entry, min(left, limits.file_bytes))
            if isinstance(content, bytes):
                left -= len(content)
            elif content.code is Code.TOO_LARGE and left < limits.file_bytes:
                raise UnreadableError(
                    Code.TOO_LARGE, f"The archive unpacks to more than {limits.archive_bytes // MIB} MiB."
                )
            yield Member(entry.filename, content)


def _open(data: bytes, limits: Limits) -> zipfile.ZipFile:
    if data.count(_DIRECTORY_ENTRY) > limits.archive_members:
        raise UnreadableError(Code.TOO_COMPLEX, f"The archive holds more than {limits.archive_members} files.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise UnreadableError(Code.MALFORMED, "The archive is damaged:", "its list of files cannot be read.") from error
    if _overlap(archive):
        raise UnreadableError(Code.MALFORMED, "The archive is not sound:", "files in it share the same bytes.")
    return archive


def _overlap(archive: zipfile.ZipFile) -> bool:
    entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
    starts = [entry.header_offset for entry in entries][1:]
    return any(
        entry.header_offset + _LOCAL_HEADER_BYTES + entry.compress_size > start
        for entry, start in zip(entries, starts, strict=False)
    )


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes | UnreadableError:
    if entry.flag_bits & _ENCRYPTED:
        return UnreadableError(Code.MALFORMED, "The file is locked with a password.", "", "Unlock it first.")
    if entry.compress_type not in _METHODS:
        return UnreadableError(Code.MALFORMED, "The file is compressed in a way that is not read.")
    try:
        with archive.open(entry) as file:
            content = file.read(most + 1)
    except _BROKEN:
        return UnreadableError(Code.MALFORMED, "The file is damaged in its archive.")
    if len(content) > most:
        return UnreadableError(Code.TOO_LARGE, "The file is larger than is read.")
    return content
