"""Bringing a vault of an older Rosette to this one's schema (VAULT.md, promise 4).

A snapshot, read back; a copy; the steps in the copy; rows and documents compared; the copy put in the place of the old
database by one rename. Until that rename the old database is whole, and after it the snapshot still is.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from wallet.model.errors import VaultDamagedError
from wallet.vault.database import Copying, Database
from wallet.vault.files import (
    BESIDE_DATABASE,
    DATABASE_NAME,
    NEXT_SUFFIX,
    disk_refusal,
    finish_file,
    remove_database,
    sync_file,
)
from wallet.vault.fingerprint import Fingerprint, check_copy
from wallet.vault.schema import STEPS, schema_version, update_schema
from wallet.vault.snapshots import keep_snapshot, migration_name, write_copy


def open_current(folder: Path, key: bytes) -> Database:
    """Open a vault's database, and bring it to this program's schema before where it has an older one.

    Raises:
        VaultDamagedError: If it is damaged, or was encrypted with another key.
        VaultTooNewError: If a newer Rosette wrote it.
        WalletError: If the disk refuses; the old database is then still there.
    """
    database = Database.open(folder / DATABASE_NAME, key)
    try:
        if schema_version(database) == len(STEPS):
            return database
        unfinished = _migrated_copy(folder, database, key)
    except BaseException:
        database.close()
        raise
    database.close()
    put_in_place(folder, unfinished)
    return Database.open(folder / DATABASE_NAME, key)


def put_in_place(folder: Path, following: Path) -> None:
    """Put a database that is whole in the place of a vault's own, which is closed.

    Raises:
        WalletError: If the disk refuses.
        VaultDamagedError: If the vault's own left changes beside it that would be taken for changes of the other one.
    """
    path = folder / DATABASE_NAME
    if any(path.with_name(DATABASE_NAME + suffix).exists() for suffix in BESIDE_DATABASE):
        raise VaultDamagedError(
            "The wallet's database could not be closed.", "Another program may be reading it.", "Try again in a moment."
        )
    try:
        finish_file(following, path)
    except OSError as error:
        raise disk_refusal("The wallet could not be saved.", error) from error


def _migrated_copy(folder: Path, database: Database, key: bytes) -> Path:
    following = folder / (DATABASE_NAME + NEXT_SUFFIX)
    with database.copying() as copying:
        before = Fingerprint.of(copying)
        kept = keep_snapshot(folder, copying, key, migration_name(schema_version(database)))
        write_copy(copying, following, key)
    _check(before, kept, key)
    with _removed_unless_done(following):
        with contextlib.closing(Database.open(following, key)) as migrated:
            update_schema(migrated)
        sync_file(following)
        _check(before, following, key)
    return following


@contextlib.contextmanager
def _removed_unless_done(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        remove_database(path)
        raise disk_refusal("The wallet could not be brought to this version.", error) from error
    except BaseException:
        remove_database(path)
        raise


def _check(before: Fingerprint, path: Path, key: bytes) -> None:
    with Copying.of_file(path, key) as copying:
        check_copy(copying)
        if not before.kept_by(Fingerprint.of(copying)):
            raise VaultDamagedError(
                "The wallet could not be brought to this version.",
                "Its copy would not have held all that the wallet holds.",
                "Nothing was changed; go on with the Rosette that you had.",
            )
