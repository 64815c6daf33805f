"""What a vault says of itself as it stands."""

from __future__ import annotations

from pathlib import Path

from wallet.model.vault_state import SlotKind, SlotState, VaultState
from wallet.vault.backup_records import last_record, since
from wallet.vault.database import Connection
from wallet.vault.files import DATABASE_NAME, in_words
from wallet.vault.header import Header
from wallet.vault.snapshots import list_snapshots
from wallet.vault.times import from_microseconds

_ALWAYS = from_microseconds(0)


def state_of(folder: Path, header: Header, connection: Connection) -> VaultState:
    """Return what there is to say of an open vault.

    Args:
        folder: Its folder.
        header: Its header.
        connection: Its database, to be read.

    Raises:
        WalletError: If the disk refuses.
    """
    last = last_record(connection)
    unsaved, _ = since(connection, last.made_at if last else _ALWAYS)
    ((generation,),) = connection.execute("SELECT generation FROM vault").fetchall()
    ((schema,),) = connection.execute("PRAGMA user_version").fetchall()
    return VaultState(
        name=folder.resolve().name,
        vault_id=header.vault_id,
        header_version=header.version,
        min_reader=header.min_reader,
        schema=schema,
        header_generation=header.generation,
        generation=generation,
        slots=_slots(header),
        asks_to_sign=header.asks_to_sign,
        badges=_count(connection, "badges WHERE removed_at IS NULL"),
        in_bin=_count(connection, "badges WHERE removed_at IS NOT NULL"),
        notes=_count(connection, "notes WHERE note <> ''"),
        keys=_count(connection, "holder_keys"),
        shares=_count(connection, "shares"),
        snapshots=len(list_snapshots(folder)),
        size=_size(folder),
        last_backup=last,
        unsaved=unsaved,
    )


def _slots(header: Header) -> tuple[SlotState, ...]:
    slots = [SlotState(SlotKind.PASSPHRASE, memory_kib=header.passphrase.cost.memory_kib)]
    if header.keyring is not None:
        slots.append(SlotState(SlotKind.KEYRING))
    if header.recovery is not None:
        slots.append(SlotState(SlotKind.RECOVERY, header.recovery.made_at))
    return (*slots, *(SlotState(SlotKind.UNKNOWN) for _ in header.unknown))


def _count(connection: Connection, what: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0])  # noqa: S608 (texts of ours)


def _size(folder: Path) -> int:
    with in_words("The wallet's folder could not be looked into.", reading=True):
        return (folder / DATABASE_NAME).stat().st_size
