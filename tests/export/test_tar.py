"""The least of tar: read by every other program, and reading nothing but itself."""

from __future__ import annotations

import io
import tarfile

import pytest

from wallet.export.tar import BLOCK_BYTES, padded_size, tar_members, tar_pieces
from wallet.model.backup import Member
from wallet.model.errors import BackupError

MEMBERS = [Member("tables/badges/000001.jsonl", b"{}\n"), Member("credentials/ab", b"x" * 512), Member("empty", b"")]
AT = 1_780_000_000


def archived(members: list[Member]) -> bytes:
    return b"".join(tar_pieces(members, AT))


def read(data: bytes, most: int = 1_000_000) -> list[Member]:
    return list(tar_members([data[:700], data[700:]], most))


def test_what_is_written_is_read_here_and_elsewhere() -> None:
    data = archived(MEMBERS)
    assert read(data) == MEMBERS
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        assert [(each.name, each.size, each.mtime, each.mode) for each in archive] == [
            (member.name, len(member.data), AT, 0o600) for member in MEMBERS
        ]


def test_a_size_tells_little() -> None:
    sizes = {padded_size(size) for size in range(0, 50_000_000, 10_007)}
    assert len(sizes) < 80
    assert all(size <= padded_size(size) <= max(size * 9 / 8, 256 * 1024) for size in range(1, 50_000_000, 10_007))
    assert len(archived(MEMBERS)) == len(archived([])) == 256 * 1024


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.GNUTYPE_SPARSE, b"L", b"x"]
)
def test_nothing_but_plain_files_is_read(kind: bytes) -> None:
    header = tarfile.TarInfo("credentials/ab")
    header.type, header.linkname, header.mode = kind, "elsewhere", 0o600
    with pytest.raises(BackupError, match="no plain file"):
        read(header.tobuf() + bytes(2 * BLOCK_BYTES))


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../up", "a/../b", "A", "a//b", "a b", "a\\b", "c:b", "é", "", "a/", ".a"]
)
def test_no_name_is_a_path(name: str) -> None:
    header = tarfile.TarInfo(name)
    header.mode = 0o600
    with pytest.raises(BackupError, match="no plain file"):
        read(header.tobuf() + bytes(2 * BLOCK_BYTES))


def test_a_file_that_is_too_large_is_not_taken() -> None:
    with pytest.raises(BackupError, match="larger"):
        read(archived(MEMBERS), 511)


@pytest.mark.parametrize("place", [0, 1, 511, 512, 513, 1023, 1024, 1100, 2000, 2048, 2559, 3071])
def test_what_is_cut_off_is_told(place: int) -> None:
    with pytest.raises(BackupError):
        read(archived(MEMBERS)[:place])


@pytest.mark.parametrize("place", [515, 900, 4000, 200_000])
def test_nothing_hides_between_or_behind_the_files(place: int) -> None:
    data = bytearray(archived(MEMBERS))
    data[place] ^= 1
    with pytest.raises(BackupError):
        read(bytes(data))
