"""Snapshots: copies of the database beside the vault, under the vault's own key, fewer the older they are.

They help where something was deleted or changed by mistake, or the database was damaged; a lost disk or passphrase
takes them along, so they are no backup. What was deleted for good is in them until the last one that had it goes.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from wallet.model.backup import Snapshot, SnapshotReason
from wallet.model.errors import RefusedError
from wallet.vault.database import Copying
from wallet.vault.files import (
    BESIDE_DATABASE,
    DATABASE_NAME,
    UNFINISHED_SUFFIX,
    finish_file,
    in_words,
    keep_private,
    make_database_file,
    make_private_folder,
    sync_file,
    sync_folder,
)
from wallet.vault.whole_copies import check_file, making, next_database, write_copy

FOLDER_NAME = "snapshots"
INTERVAL = timedelta(hours=1)
"""How often one is taken while the vault is in use and changes."""
KEPT_FOR = timedelta(days=30)
"""How long one is kept that was asked for, or came before a removal, a return or a migration; as long as the bin."""
MOST_OF_EACH = 10
"""Of those at most so many, the newest."""
MOST_BYTES = 4 * 1024**3
"""All of them together, as long as two are left."""

_ABANDONED_AFTER = timedelta(days=1)
_STAMP = "%Y%m%dT%H%M%S%fZ"
_NAME = re.compile(r"(?P<stamp>[0-9]{8}T[0-9]{12}Z)-(?P<generation>[0-9]{1,15})-(?P<reason>[a-z]+)\.db\Z")
_MIGRATION = re.compile(r"before-schema-[0-9]{4}\.db\Z")


def list_snapshots(folder: Path) -> list[Snapshot]:
    """Return the snapshots of a vault, the newest first; no key is needed.

    Raises:
        WalletError: If the disk refuses.
    """
    with in_words("The wallet's snapshots could not be looked into.", reading=True):
        found = [_snapshot(path) for path in (folder / FOLDER_NAME).glob("*.db")]
    return sorted((snapshot for snapshot in found if snapshot), key=lambda each: each.at, reverse=True)


def snapshot_name(at: datetime, generation: int, reason: SnapshotReason) -> str:
    """Return the name of a snapshot that is taken now, of a vault that was changed so often."""
    return f"{at.astimezone(UTC).strftime(_STAMP)}-{generation}-{reason.value}.db"


def migration_name(schema: int) -> str:
    """Return the name of the snapshot before the steps after a version of the schema."""
    return f"before-schema-{schema:04}.db"


def keep_snapshot(folder: Path, copying: Copying, key: bytes, name: str) -> Path:
    """Keep the database as it is, and read the copy back.

    Args:
        folder: The vault's.
        copying: Its database.
        key: The database's key, 32 bytes.
        name: What to call the snapshot.

    Raises:
        WalletError: If the disk refuses; nothing is left behind then.
    """
    path = folder / FOLDER_NAME / name
    unfinished = path.with_name(name + UNFINISHED_SUFFIX)
    make_private_folder(path.parent)
    write_copy(copying, unfinished, key)
    with making(unfinished, "The wallet's snapshot could not be kept."):
        finish_file(unfinished, path)
    return path


def next_from_snapshot(folder: Path, name: str, key: bytes) -> Path:
    """Copy a snapshot to where the next database is made ready, and check it.

    Raises:
        RefusedError: If there is none of that name.
        VaultDamagedError: If it is damaged.
        WalletError: If the disk refuses.
    """
    if name not in {snapshot.name for snapshot in list_snapshots(folder)}:
        raise RefusedError("There is no such snapshot.", "", "See the list for those that there are.")
    path = next_database(folder)
    with making(path, "The snapshot could not be copied."):
        make_database_file(path)
        shutil.copyfile(folder / FOLDER_NAME / name, path)
        sync_file(path)
        check_file(path, key)
    return path


def set_aside(folder: Path, at: datetime) -> None:
    """Put a database that cannot be opened, and what lies beside it, among the snapshots, out of the way.

    Raises:
        WalletError: If the disk refuses.
    """
    damaged, stamp = folder / DATABASE_NAME, at.astimezone(UTC).strftime(_STAMP)
    make_private_folder(folder / FOLDER_NAME)
    with in_words("The damaged database could not be set aside."):
        # The logs first: beside another database they would be taken for changes of that one.
        for suffix in (*BESIDE_DATABASE, ""):
            path = damaged.with_name(damaged.name + suffix)
            if path.exists():
                finish_file(path, folder / FOLDER_NAME / f"{stamp}-damaged.db{suffix}")


def thin_out(folder: Path, at: datetime) -> None:
    """Delete the snapshots that are not worth their place any more, and what was left unfinished.

    Raises:
        WalletError: If the disk refuses.
    """
    there = list_snapshots(folder)
    kept = _within_size(worth_keeping(there, at))
    with in_words("The wallet's snapshots could not be thinned out."):
        for snapshot in there:
            if snapshot not in kept:
                (folder / FOLDER_NAME / snapshot.name).unlink(missing_ok=True)
        for path in (folder / FOLDER_NAME).glob(f"*{UNFINISHED_SUFFIX}*"):
            # A younger one may be under way.
            if abs(at - datetime.fromtimestamp(path.stat().st_mtime, UTC)) > _ABANDONED_AFTER:
                path.unlink(missing_ok=True)


def remove_snapshots(folder: Path) -> None:
    """Delete every snapshot, what was set aside and what was left unfinished.

    Raises:
        WalletError: If the disk refuses.
    """
    with in_words("The wallet's snapshots could not be deleted."):
        for path in (folder / FOLDER_NAME).glob("*.db*"):
            path.unlink(missing_ok=True)
        if (folder / FOLDER_NAME).is_dir():
            sync_folder(folder / FOLDER_NAME)


def keep_snapshots_private(folder: Path) -> None:
    """Make a vault's snapshots their owner's alone again, where a copy of the folder has let others in.

    Raises:
        WalletError: If the disk refuses.
    """
    with in_words("The wallet's snapshots could not be made private."):
        if (folder / FOLDER_NAME).is_dir():
            (folder / FOLDER_NAME).chmod(0o700)
    keep_private(folder / FOLDER_NAME, "*.db*")


def worth_keeping(snapshots: Iterable[Snapshot], at: datetime) -> list[Snapshot]:
    """Return which snapshots to keep, the newest first.

    Of those of the schedule the last one of each of the last 6 hours, 7 days, 5 weeks and 6 months that have one; of
    the others the newest 10 of each kind, for 30 days.
    """
    newest_first = sorted(snapshots, key=lambda snapshot: snapshot.at, reverse=True)
    of_schedule = [each for each in newest_first if each.reason is SnapshotReason.SCHEDULE]
    kept = {each.name for period, most in _PERIODS for each in _last_of_each(of_schedule, period)[:most]}
    for reason in SnapshotReason:
        recent = [each for each in newest_first if each.reason is reason and at - each.at <= KEPT_FOR]
        kept |= {each.name for each in recent[:MOST_OF_EACH] if reason is not SnapshotReason.SCHEDULE}
    return [snapshot for snapshot in newest_first if snapshot.name in kept]


_PERIODS: tuple[tuple[Callable[[datetime], object], int], ...] = (
    (lambda at: at.strftime("%Y%m%d%H"), 6),
    (lambda at: at.date(), 7),
    (lambda at: at.isocalendar()[:2], 5),
    (lambda at: (at.year, at.month), 6),
)


def _last_of_each(newest_first: Iterable[Snapshot], period: Callable[[datetime], object]) -> list[Snapshot]:
    last: dict[object, Snapshot] = {}
    for snapshot in newest_first:
        last.setdefault(period(snapshot.at), snapshot)
    return list(last.values())


def _within_size(newest_first: list[Snapshot]) -> list[Snapshot]:
    kept = list(newest_first)
    while len(kept) > 2 and sum(snapshot.size for snapshot in kept) > MOST_BYTES:
        kept.pop()
    return kept


def _snapshot(path: Path) -> Snapshot | None:
    status, named = path.stat(), _NAME.match(path.name)
    if _MIGRATION.match(path.name):
        at = datetime.fromtimestamp(status.st_mtime, UTC)
        return Snapshot(path.name, at, SnapshotReason.MIGRATION, status.st_size)
    if named is None or named["reason"] not in tuple(SnapshotReason):
        return None
    at = datetime.strptime(named["stamp"], _STAMP).replace(tzinfo=UTC)
    return Snapshot(path.name, at, SnapshotReason(named["reason"]), status.st_size, int(named["generation"]))
