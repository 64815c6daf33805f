"""A backup's list: it names every member and its hash, and nothing is taken that it does not name."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest

from wallet.export.age import encrypted
from wallet.export.backup_file import BackupReader, backup_pieces
from wallet.export.tar import tar_pieces
from wallet.model.backup import Contents, Member
from wallet.model.errors import BackupError, WrongPassphraseError
from wallet.model.limits import Limits

PASSPHRASE = "a passphrase for the backup"
CONTENTS = Contents("ab" * 16, 7, 10, datetime(2026, 6, 1, 12, 0, tzinfo=UTC), {"badges": 1}, 1)
BADGE = b"a badge"
NAMED = Member(f"credentials/{sha256(BADGE).hexdigest()}", BADGE)
ROWS = Member("tables/badges/000001.jsonl", b"{}\n")


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wallet.export.backup_file.WORK_FACTOR", 4)


def manifest(**members: Any) -> Member:
    digests = {member.name: sha256(member.data).hexdigest() for member in (NAMED, ROWS)}
    said = {
        "format": "rosette-backup/1",
        "vault": CONTENTS.vault_id,
        "generation": 7,
        "schema": 10,
        "made": "2026-06-01T12:00:00+00:00",
        "badges": 1,
        "rows": {"badges": 1},
        "members": digests,
    }
    return Member("manifest.json", json.dumps({**said, **members}).encode())


def read(*members: Member, limits: Limits | None = None) -> Contents:
    file = b"".join(encrypted(tar_pieces(members, 0), PASSPHRASE, 4))
    return read_file(file, limits)


def read_file(file: bytes, limits: Limits | None = None) -> Contents:
    reader = BackupReader(io.BytesIO(file), PASSPHRASE, limits or Limits())
    assert list(reader.members()) == [NAMED, ROWS]
    return reader.contents


def test_what_is_written_is_read() -> None:
    assert read_file(b"".join(backup_pieces([NAMED, ROWS], CONTENTS, PASSPHRASE))) == CONTENTS
    assert read(NAMED, ROWS, manifest()) == CONTENTS


def test_one_document_may_be_named_by_many_rows() -> None:
    file = b"".join(backup_pieces([NAMED, ROWS, NAMED], CONTENTS, PASSPHRASE))
    reader = BackupReader(io.BytesIO(file), PASSPHRASE, Limits())
    assert len(list(reader.members())) == 3
    assert reader.contents == CONTENTS


def test_nothing_is_said_of_it_before_it_was_read_through() -> None:
    reader = BackupReader(io.BytesIO(b"".join(backup_pieces([NAMED], CONTENTS, PASSPHRASE))), PASSPHRASE, Limits())
    assert next(reader.members()) == NAMED
    with pytest.raises(ValueError, match="not been read through"):
        _ = reader.contents


HOSTILE: list[tuple[Member, ...]] = [
    (NAMED, ROWS),
    (NAMED, manifest()),
    (NAMED, ROWS, ROWS, manifest()),
    (NAMED, ROWS, manifest(), manifest()),
    (NAMED, ROWS, manifest(), Member("credentials/x", b"")),
    (NAMED, replace(ROWS, data=b"other\n"), manifest()),
    (replace(NAMED, data=b"another badge"), ROWS, manifest()),
    (NAMED, ROWS, Member("tables/more/1", b""), manifest()),
    (manifest(members={}), NAMED, ROWS),
    (NAMED, ROWS, manifest(format="rosette-backup/2")),
    (NAMED, ROWS, manifest(members={})),
    (NAMED, ROWS, manifest(members=[])),
    (NAMED, ROWS, manifest(members={"a": "not hex"})),
    (NAMED, ROWS, manifest(members=None)),
    (NAMED, ROWS, manifest(made="yesterday")),
    (NAMED, ROWS, manifest(made="2026-06-01T12:00:00")),
    (NAMED, ROWS, manifest(schema=-1)),
    (NAMED, ROWS, manifest(schema=True)),
    (NAMED, ROWS, manifest(generation="7")),
    (NAMED, ROWS, manifest(badges=1.5)),
    (NAMED, ROWS, manifest(rows={"badges": "1"})),
    (NAMED, ROWS, Member("manifest.json", b"[]")),
    (NAMED, ROWS, Member("manifest.json", b"\xff")),
    (NAMED, ROWS, Member("manifest.json", b'{"a":' * 1000)),
    (NAMED, ROWS, Member("manifest.json", b'{"format": 1, "format": 2}')),
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_what_is_not_as_its_list_says_is_refused(number: int) -> None:
    file = b"".join(encrypted(tar_pieces(HOSTILE[number], 0), PASSPHRASE, 4))
    with pytest.raises(BackupError, match="no backup of a wallet"):
        list(BackupReader(io.BytesIO(file), PASSPHRASE, Limits()).members())


@pytest.mark.parametrize("limits", [Limits(backup_members=1), Limits(backup_member_bytes=100)])
def test_more_than_any_rosette_writes_is_refused(limits: Limits) -> None:
    with pytest.raises(BackupError):
        read(NAMED, ROWS, manifest(), limits=limits)


def test_another_passphrase_is_told() -> None:
    file = b"".join(backup_pieces([NAMED], CONTENTS, PASSPHRASE))
    with pytest.raises(WrongPassphraseError):
        list(BackupReader(io.BytesIO(file), "another", Limits()).members())
