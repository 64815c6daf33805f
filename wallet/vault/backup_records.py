"""Which backups were made of the vault, and what is in none of them yet."""

from __future__ import annotations

from datetime import datetime

from wallet.model.backup import BackupRecord
from wallet.vault.database import Connection
from wallet.vault.times import from_microseconds, to_microseconds


def add_record(connection: Connection, record: BackupRecord) -> None:
    """Note that a backup was made, and read back."""
    connection.execute(
        "INSERT INTO backups (made_at, name, badges, generation) VALUES (?, ?, ?, ?)",
        (to_microseconds(record.made_at), record.name, record.badges, record.generation),
    )


def last_record(connection: Connection) -> BackupRecord | None:
    """Return the newest backup; None where there never was one."""
    row = connection.execute(
        "SELECT made_at, name, badges, generation FROM backups ORDER BY made_at DESC, key DESC LIMIT 1"
    ).fetchone()
    return None if row is None else BackupRecord(from_microseconds(row[0]), *row[1:])


def since(connection: Connection, moment: datetime) -> tuple[int, datetime | None]:
    """Return how many badges of the library came after a moment, and when the first of them, or of the keys, came."""
    after = (to_microseconds(moment),)
    badges, first_badge = connection.execute(
        "SELECT count(*), min(added_at) FROM badges WHERE removed_at IS NULL AND added_at > ?", after
    ).fetchone()
    (first_key,) = connection.execute("SELECT min(made_at) FROM holder_keys WHERE made_at > ?", after).fetchone()
    first = min((number for number in (first_badge, first_key) if number is not None), default=None)
    return int(badges), None if first is None else from_microseconds(first)
