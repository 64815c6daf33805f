"""Bringing a vault of an older Rosette to this one's schema (VAULT.md, promise 4).

A snapshot, read back; a copy; the steps in the copy; rows and documents compared; the copy put in the place of the old
database by one rename. Until that rename the old database is whole, and after it the snapshot still is.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from wallet.vault.database import Database
from wallet.vault.files import DATABASE_NAME, sync_file
from wallet.vault.fingerprint import Fingerprint
from wallet.vault.schema import STEPS, schema_version, update_schema
from wallet.vault.snapshots import keep_snapshot, migration_name
from wallet.vault.whole_copies import check_file, making, next_database, put_in_place, write_copy


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


def _migrated_copy(folder: Path, database: Database, key: bytes) -> Path:
    following = next_database(folder)
    with database.copying() as copying:
        before = Fingerprint.of(copying)
        kept = keep_snapshot(folder, copying, key, migration_name(schema_version(database)))
        write_copy(copying, following, key)
    with making(following, "The wallet could not be brought to this version."):
        check_file(kept, key, before)
        with contextlib.closing(Database.open(following, key)) as migrated:
            update_schema(migrated)
        sync_file(following)
        check_file(following, key, before)
    return following
