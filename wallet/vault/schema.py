"""Brings a database to the schema of this program, one numbered step at a time."""

from __future__ import annotations

from datetime import datetime

from wallet.model.errors import VaultDamagedError, VaultTooNewError
from wallet.vault.database import Connection, Database
from wallet.vault.migrations import (
    step_0001_library,
    step_0002_search,
    step_0003_holder_keys,
    step_0004_evidence,
    step_0005_thumbnails,
    step_0006_shares,
    step_0007_leaving,
    step_0008_presets,
    step_0009_backups,
    step_0010_journal,
    step_0011_row_set,
    step_0012_organising,
    step_0013_preset_journal,
)
from wallet.vault.times import to_microseconds

STEPS = (
    step_0001_library.STATEMENTS,
    step_0002_search.STATEMENTS,
    step_0003_holder_keys.STATEMENTS,
    step_0004_evidence.STATEMENTS,
    step_0005_thumbnails.STATEMENTS,
    step_0006_shares.STATEMENTS,
    step_0007_leaving.STATEMENTS,
    step_0008_presets.STATEMENTS,
    step_0009_backups.STATEMENTS,
    step_0010_journal.STATEMENTS,
    step_0011_row_set.STATEMENTS,
    step_0012_organising.STATEMENTS,
    step_0013_preset_journal.STATEMENTS,
)
"""What each step runs; `PRAGMA user_version` counts the steps that a database has been through."""


def lay_out(database: Database, version: int) -> None:
    """Give an empty database the schema of a version.

    Raises:
        WalletError: If the disk refuses.
    """
    with database.changing_schema() as connection:
        _migrate(connection, 0, version)


def name_vault(database: Database, vault_id: str, made_at: datetime) -> None:
    """Say whose a database is.

    Raises:
        WalletError: If the disk refuses.
    """
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO vault (only, id, made_at) VALUES (1, ?, ?)", (vault_id, to_microseconds(made_at))
        )


def schema_version(database: Database) -> int:
    """Return the version of the schema that a database has, which may be older than this program's.

    Raises:
        VaultDamagedError: If it is an empty database, where a wallet's should be.
        VaultTooNewError: If a newer Rosette wrote it.
        WalletError: If the disk refuses.
    """
    with database.reading() as connection:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version == 0:
        raise VaultDamagedError(
            "The wallet's database is empty.",
            "All that was in it has been cut off.",
            "Put “vault.db” back from a copy of the wallet's folder, or restore a backup.",
        )
    if version > len(STEPS):
        raise VaultTooNewError(
            "This wallet was written by a newer Rosette.",
            "This version cannot read it.",
            "Update Rosette, then try again.",
        )
    return version


def update_schema(database: Database) -> None:
    """Bring a database that an older version wrote to the schema of this one: wholly, or not at all.

    Raises:
        WalletError: As `schema_version`.
    """
    version = schema_version(database)
    if version < len(STEPS):
        with database.changing_schema() as connection:
            _migrate(connection, version, len(STEPS))


def _migrate(connection: Connection, version: int, wanted: int) -> None:
    for statement in (statement for step in STEPS[version:wanted] for statement in step):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {wanted}")
