"""A backup as a file: age around a padded tar, whose last member says what is in it (VAULT.md, promise 5).

`age -d wallet.age | tar x` takes it apart without Rosette: `credentials/` holds the badges as they came.

`manifest.json` is one JSON object: `format` (``rosette-backup/1``), `vault`, `generation`, `schema`, `made`, `badges`,
`rows` by table, and `members`: for each other member its name and its SHA-256. It comes last, so that a backup is
written in one go; nothing of a backup is used before its manifest was found true.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import BinaryIO

from wallet.export.age import WORK_FACTOR, decrypted, encrypted
from wallet.export.tar import tar_members, tar_pieces
from wallet.model.backup import CONTAINERS, CREDENTIALS, EVIDENCE, PACKS, Contents, Member
from wallet.model.errors import BackupError, UnreadableError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object

FORMAT = "rosette-backup/1"

_MANIFEST = "manifest.json"
_BY_DIGEST = (CREDENTIALS, CONTAINERS, EVIDENCE, PACKS)


def backup_pieces(members: Iterable[Member], contents: Contents, passphrase: str) -> Iterator[bytes]:
    """Yield the bytes of a backup.

    Args:
        members: All that goes into it, but the manifest.
        contents: What the manifest says.
        passphrase: What opens it.

    Raises:
        RefusedError: If the passphrase is empty.
    """
    made_at = int(contents.made_at.timestamp())
    return encrypted(tar_pieces(_with_manifest(members, contents), made_at), passphrase, WORK_FACTOR)


class BackupReader:
    """Reads a backup through, once.

    Args:
        file: The file, at its beginning.
        passphrase: What opens it.
        limits: Bounds on what may be in it.
    """

    def __init__(self, file: BinaryIO, passphrase: str, limits: Limits) -> None:
        self._pieces = decrypted(file, passphrase)
        self._limits = limits
        self._digests: dict[str, bytes] = {}
        self._contents: Contents | None = None

    def members(self) -> Iterator[Member]:
        """Yield every member but the manifest. None of them is to be trusted before the last one was had.

        Raises:
            WrongPassphraseError: If the passphrase is another one.
            BackupError: If it is no backup, or not as it was written.
            OSError: If the disk refuses.
        """
        for member in tar_members(self._pieces, self._limits.backup_member_bytes):
            if self._contents is not None:
                raise _foreign("There is something after its list.")
            if member.name == _MANIFEST:
                self._contents = self._true_contents(member.data)
            else:
                self._note(member)
                yield member
        if self._contents is None:
            raise _foreign("Its list is missing.")

    @property
    def contents(self) -> Contents:
        """What the backup says of itself, found true; there once every member was had."""
        if self._contents is None:
            raise ValueError("the backup has not been read through")
        return self._contents

    def _note(self, member: Member) -> None:
        digest = hashlib.sha256(member.data)
        folder, _, name = member.name.partition("/")
        if f"{folder}/" in _BY_DIGEST:
            if name != digest.hexdigest():
                raise _foreign("A file in it is not the one that its name says.")
        elif member.name in self._digests:
            raise _foreign("It holds two files of one name.")
        self._digests[member.name] = digest.digest()
        if len(self._digests) > self._limits.backup_members:
            raise _foreign("It holds more files than any that Rosette writes.")

    def _true_contents(self, manifest: bytes) -> Contents:
        try:
            members = parse_object(manifest, _manifest_limits(self._limits))
            listed = {name: bytes.fromhex(str(digest)) for name, digest in _object(members, "members").items()}
            contents = _contents(members)
        except (UnreadableError, ValueError) as error:
            raise _foreign("Its list cannot be read.") from error
        if listed != self._digests:
            raise _foreign("What is in it is not what its list says.")
        return contents


def _with_manifest(members: Iterable[Member], contents: Contents) -> Iterator[Member]:
    digests: dict[str, str] = {}
    for member in members:
        digests[member.name] = hashlib.sha256(member.data).hexdigest()
        yield member
    manifest = {
        "format": FORMAT,
        "vault": contents.vault_id,
        "generation": contents.generation,
        "schema": contents.schema,
        "made": contents.made_at.astimezone(UTC).isoformat(),
        "badges": contents.badges,
        "rows": dict(contents.rows),
        "members": digests,
    }
    yield Member(_MANIFEST, json.dumps(manifest, separators=(",", ":")).encode())


def _manifest_limits(limits: Limits) -> Limits:
    return Limits(document_bytes=limits.backup_member_bytes, json_values=4 * limits.backup_members, json_depth=4)


def _contents(manifest: JsonObject) -> Contents:
    if manifest.get("format") != FORMAT:
        raise ValueError("another format")
    made_at = datetime.fromisoformat(str(manifest.get("made")))
    if made_at.tzinfo is None:
        raise ValueError("a time without a time zone")
    rows = _object(manifest, "rows")
    return Contents(
        vault_id=str(manifest.get("vault")),
        generation=_count(manifest, "generation"),
        schema=_count(manifest, "schema"),
        made_at=made_at,
        rows={table: _count(rows, table) for table in rows},
        badges=_count(manifest, "badges"),
    )


def _object(members: JsonObject, name: str) -> JsonObject:
    value = members.get(name)
    if not isinstance(value, Mapping):
        raise ValueError(f"{name} is no object")  # noqa: TRY004 (a value of the file, not an argument)
    return value


def _count(members: JsonObject, name: str) -> int:
    value = members.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{name} is no number")
    return value


def _foreign(why: str) -> BackupError:
    return BackupError("This is no backup of a wallet.", why, "Choose a backup that Rosette made.")
