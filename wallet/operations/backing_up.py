"""Backups: one encrypted file with all that the wallet holds, read back before it counts (VAULT.md, promise 5)."""

from __future__ import annotations

import contextlib
import io
import os
import zipfile
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import chain
from pathlib import Path

from wallet.export.backup_file import BackupReader, backup_pieces
from wallet.model.backup import PACKS, ROWS, BackupRecord, BackupState, Contents, Member, Progress, Stage
from wallet.model.errors import BackupError, RefusedError
from wallet.model.limits import MIB, Limits
from wallet.operations.passphrases import check_passphrase
from wallet.operations.wallet import Wallet
from wallet.vault.files import UNFINISHED_SUFFIX, finish_file, in_words, make_private_file, sync

REMIND_AFTER = timedelta(days=7)
"""How long a badge or a key may be in no backup before the owner is reminded."""
STALE_AFTER = timedelta(days=182)
"""How old a backup may grow though nothing came: files and sticks do not last."""

_STEP_BYTES = 2 * MIB
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup that is to be read.

    Attributes:
        path: Where it is.
        passphrase: What opens it.
        limits: Bounds on what may be in it.
    """

    path: Path
    passphrase: str = field(repr=False)
    limits: Limits


def back_up(wallet: Wallet, path: Path, passphrase: str, *, replace: bool = False) -> Generator[Progress, None, None]:
    """Make a backup, step by step; it is there once the last step, which has its contents, was drawn.

    Args:
        wallet: The open wallet; it can be used meanwhile, and the backup has it as it was at the beginning.
        path: The file to make.
        passphrase: What opens it; not the wallet's own, unless the owner wants so.
        replace: Whether a file of that name may be replaced, once the new one was read back.

    Raises:
        RefusedError: If there is such a file, the passphrase is too short, or it would lie in the wallet's folder.
        LockedError: If the wallet was locked on the way.
        WalletError: If the disk refuses. In each case, and where no further step is drawn, nothing is left behind.
    """
    check_passphrase(passphrase)
    _check_place(wallet, path, replace=replace)
    unfinished = path.with_name(path.name + UNFINISHED_SUFFIX)
    with in_words("The backup could not be made."), _removed_at_the_end(unfinished):
        written = yield from _write(wallet, unfinished, passphrase)
        read = yield from read_through(BackupFile(unfinished, passphrase, wallet.limits))
        if read != written:
            raise BackupError("The backup could not be made.", "It reads otherwise than it was written.", "Try again.")
        finish_file(unfinished, path)
    wallet.vault.add_backup(BackupRecord(read.made_at, path.name, read.badges, read.generation))
    size = path.stat().st_size
    yield Progress(Stage.CHECKING, size, size, read)


def rehearse(backup: BackupFile) -> Generator[Progress, None, None]:
    """Read a backup through and compare every hash, step by step; the last step has its contents. Needs no wallet.

    Raises:
        WrongPassphraseError: If the passphrase is another one.
        BackupError: If it is no backup, or not as it was written.
        WalletError: If the disk refuses.
    """
    with in_words("The backup could not be read.", reading=True):
        contents = yield from read_through(backup)
        size = backup.path.stat().st_size
    yield Progress(Stage.CHECKING, size, size, contents)


def backup_state(wallet: Wallet) -> BackupState:
    """Return whether the owner should make a backup."""
    last, now = wallet.vault.last_backup(), wallet.clock.now()
    unsaved, first = wallet.vault.since(last.made_at if last else _LONG_AGO)
    age = now - last.made_at if last else None
    is_stale = age is not None and age > STALE_AFTER
    return BackupState(last, unsaved, age, is_stale or (first is not None and now - first > REMIND_AFTER))


def read_through(
    backup: BackupFile, take: Callable[[Member], None] | None = None, stage: Stage = Stage.CHECKING
) -> Generator[Progress, None, Contents]:
    """Read a backup through and compare every hash, step by step.

    Args:
        backup: The file.
        take: Given each member; none is to be trusted before the last step was drawn.
        stage: What the steps are called.

    Returns:
        What it says of itself.

    Raises:
        WrongPassphraseError: If the passphrase is another one.
        BackupError: If it is no backup, or not as it was written.
        OSError: If the disk refuses.
    """
    with backup.path.open("rb") as file:
        total, told = os.fstat(file.fileno()).st_size, 0
        yield Progress(stage, 0, total)
        reader = BackupReader(file, backup.passphrase, backup.limits)
        for member in reader.members():
            if take is not None:
                take(member)
            if file.tell() - told >= _STEP_BYTES:
                told = file.tell()
                yield Progress(stage, told, total)
        return reader.contents


def _write(wallet: Wallet, path: Path, passphrase: str) -> Generator[Progress, None, Contents]:
    with wallet.vault.copying() as copy:
        contents = copy.contents(wallet.clock.now())
        total = sum(contents.rows.values())
        yield Progress(Stage.WRITING, 0, total)
        counted = _CountedRows(chain(copy.members(), _pack_members(wallet.packs)))
        for _ in _write_synced(path, backup_pieces(counted, contents, passphrase)):
            yield Progress(Stage.WRITING, counted.rows, total)
    return contents


def _write_synced(path: Path, pieces: Iterable[bytes]) -> Iterator[None]:
    """Write pieces into a new file and bring it onto the disk, stopping now and then."""
    make_private_file(path)
    with path.open("r+b") as file:
        told = 0
        for piece in pieces:
            file.write(piece)
            if file.tell() - told >= _STEP_BYTES:
                told = file.tell()
                yield
        file.flush()
        sync(file.fileno())


class _CountedRows:
    """Hands members on, and counts the rows that went by."""

    def __init__(self, members: Iterable[Member]) -> None:
        self._members = members
        self.rows = 0

    def __iter__(self) -> Iterator[Member]:
        for member in self._members:
            yield member
            if member.name.startswith(ROWS):
                self.rows += member.data.count(b"\n")


def _pack_members(packs: Path) -> Iterator[Member]:
    """Yield each adopted issuer list as a zip."""
    for folder in sorted(packs.iterdir()) if packs.is_dir() else ():
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                archive.write(path, path.relative_to(folder).as_posix())
        data = packed.getvalue()
        yield Member(PACKS + sha256(data).hexdigest(), data)


def _check_place(wallet: Wallet, path: Path, *, replace: bool) -> None:
    if path.resolve().is_relative_to(wallet.vault.folder.resolve()):
        raise RefusedError(
            "The backup would lie in the wallet's own folder.",
            "It would be lost together with the wallet.",
            "Choose another place, best on another disk.",
        )
    if path.is_dir() or (path.exists() and not replace):
        raise RefusedError("There is something of that name already.", "", "Choose another name.")


@contextlib.contextmanager
def _removed_at_the_end(unfinished: Path) -> Iterator[None]:
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
