"""A vault in the making: empty, or filled from a backup. It is there to be opened only once it is finished."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from wallet.crypto.wrapping import KdfCost
from wallet.model.errors import RefusedError, WalletError
from wallet.vault.database import Database
from wallet.vault.files import (
    DATABASE_NAME,
    UNFINISHED_SUFFIX,
    finish_file,
    in_words,
    make_database_file,
    make_private_folder,
    remove_database,
)
from wallet.vault.header_files import vault_exists
from wallet.vault.loading import Loader, check_readable
from wallet.vault.lock import OwnerLock
from wallet.vault.schema import STEPS, lay_out, name_vault, update_schema
from wallet.vault.slots import Slots


class NewVault:
    """A vault in the making.

    Attributes:
        owner_lock: The right to its folder.
        slots: Its header and key; nothing of them is on disk before `finish`.
        loader: Takes the members of a backup.
    """

    def __init__(self, folder: Path, owner_lock: OwnerLock, slots: Slots, database: Database) -> None:
        self._folder = folder
        self._database = database
        self.owner_lock = owner_lock
        self.slots = slots
        self.loader = Loader(database, slots.key)

    @classmethod
    @contextlib.contextmanager
    def begin(
        cls, folder: Path, passphrase: str, cost: KdfCost | None = None, schema: int = len(STEPS)
    ) -> Iterator[NewVault]:
        """Begin a vault; where the block ends with an error, nothing that counts is left behind.

        Args:
            folder: An empty folder, or one that is not there yet.
            passphrase: What unlocks it from now on.
            cost: What a guess at the passphrase costs; by default as much as this computer bears.
            schema: The version of the schema of what is to be filled in.

        Raises:
            RefusedError: If the folder holds a vault, or the passphrase is empty or cannot be typed.
            VaultBusyError: If another program is making one there.
            WalletError: If the disk refuses.
        """
        make_private_folder(folder)
        with contextlib.ExitStack() as undo:
            owner_lock = OwnerLock.take(folder)
            undo.callback(owner_lock.release)
            if vault_exists(folder):
                raise RefusedError(
                    "There is a wallet in this folder already.", "", "Unlock that one, or choose another folder."
                )
            slots = Slots.create(folder, passphrase, cost or KdfCost.calibrated())
            unfinished = _made_file(folder)
            undo.callback(_remove, folder, unfinished)
            database = Database.open(unfinished, slots.key.for_database())
            undo.callback(database.close)
            lay_out(database, schema)
            yield cls(folder, owner_lock, slots, database)
            undo.pop_all()

    def finish(self, at: datetime) -> None:
        """Say whose it is, bring it to this program's schema, and write the header: from now on it is there.

        Raises:
            BackupError: If what was filled in cannot be read.
            WalletError: If the disk refuses.
        """
        name_vault(self._database, self.slots.key.vault_id, at)
        update_schema(self._database)
        check_readable(self._database)
        self._database.close()
        self.slots.save()


def finish_founding(folder: Path) -> None:
    """Give a new vault's database its name: the header was the last thing that was written before, or before a crash.

    Raises:
        WalletError: If the disk refuses.
    """
    path, unfinished = folder / DATABASE_NAME, folder / (DATABASE_NAME + UNFINISHED_SUFFIX)
    if not path.exists() and unfinished.exists():
        with in_words("The wallet could not be opened."):
            finish_file(unfinished, path)


def _remove(folder: Path, unfinished: Path) -> None:
    """Remove the database, unless its key is on disk already: then the vault is there, and opening it finishes it."""
    # What cannot be removed is in nobody's way.
    with contextlib.suppress(OSError, WalletError):
        if not vault_exists(folder):
            remove_database(unfinished)


def _made_file(folder: Path) -> Path:
    """Make the database's file under a name of its own: a vault begins with its header."""
    unfinished = folder / (DATABASE_NAME + UNFINISHED_SUFFIX)
    with in_words("The wallet could not be made."):
        make_database_file(unfinished)
    return unfinished
