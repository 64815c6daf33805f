"""The vault: everything the owner keeps, behind one lock, one key and one encrypted file (VAULT.md).

Any thread may call any method (see `wallet.vault.database`). Whatever a method has saved when it returns survives a
power cut. Every method that reads or writes raises `VaultDamagedError` where the files are not what was written,
and `WalletError` where the disk refuses; its docstring names only what it raises besides.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from wallet.crypto.wrapping import KdfCost
from wallet.model.errors import LockedError
from wallet.model.finding import Finding
from wallet.model.vault_state import VaultState
from wallet.vault.copies import VaultCopy, return_to_snapshot
from wallet.vault.database import Database
from wallet.vault.files import keep_private
from wallet.vault.finder import Finder
from wallet.vault.founding import NewVault, finish_founding
from wallet.vault.generations import note_header, read_generations, take_for_newest
from wallet.vault.header_files import stored_headers
from wallet.vault.integrity import Told, accept, check_database, compare_generations
from wallet.vault.library import Library
from wallet.vault.lock import OwnerLock
from wallet.vault.own_keys import OwnKeys
from wallet.vault.records import Records
from wallet.vault.rewriting import finish_reencryption, open_settled
from wallet.vault.shelves import Shelves
from wallet.vault.slots import Slots
from wallet.vault.snapshots import keep_snapshots_private
from wallet.vault.state import state_of


class Vault(Library, Shelves, Finder, Records, OwnKeys):
    """An open vault. `close` it; or use it in a ``with`` block. What it holds is in the pages of its parts.

    Attributes:
        folder: Where its files are.
    """

    def __init__(self, folder: Path, owner_lock: OwnerLock, slots: Slots, database: Database) -> None:
        super().__init__(database, slots)
        self.folder = folder
        self._owner_lock = owner_lock
        self._slots_lock = threading.Lock()
        self._at_opening = slots.seen
        self._remembered: int | None = None

    @classmethod
    def create(cls, folder: Path, passphrase: str, at: datetime, cost: KdfCost | None = None) -> Vault:
        """Make a vault and open it.

        Args:
            folder: An empty folder, or one that is not there yet.
            passphrase: What unlocks it from now on.
            at: The time.
            cost: What a guess at the passphrase costs; by default as much as this computer bears.

        Raises:
            RefusedError: If the folder holds a vault, or the passphrase is empty or cannot be typed.
            VaultBusyError: If another program is making one there.
        """
        with NewVault.begin(folder, passphrase, cost) as new:
            return cls.finished(folder, new, at)

    @classmethod
    def finished(cls, folder: Path, new: NewVault, at: datetime) -> Vault:
        """Finish a vault in the making and open it.

        Args:
            folder: Its folder.
            new: The vault, within its block.
            at: The time.
        """
        new.finish(at)
        return cls(folder, new.owner_lock, new.slots, open_settled(folder, new.slots))

    @classmethod
    def open(cls, folder: Path, passphrase: str) -> Vault:
        """Unlock a vault with its passphrase.

        Raises:
            VaultMissingError: If there is none in the folder.
            VaultBusyError: If another program has it open.
            VaultTooNewError: If a newer Rosette wrote it.
            WrongPassphraseError: If the passphrase is another one.
        """
        return cls.unlocked(folder, lambda: Slots.open(folder, passphrase))

    @classmethod
    def open_with_keyring(cls, folder: Path) -> Vault:
        """Unlock a vault with the system's keyring.

        Raises:
            KeyringUnavailableError: If that does not work, and why.
            VaultMissingError: If there is none in the folder.
            VaultBusyError: If another program has it open.
            VaultTooNewError: If a newer Rosette wrote it.
        """
        return cls.unlocked(folder, lambda: Slots.open_with_keyring(folder))

    @classmethod
    def return_to(cls, folder: Path, passphrase: str, name: str, at: datetime) -> Vault:
        """Unlock a vault as it was at a snapshot; what it is now becomes a snapshot, or is set aside where damaged.

        Raises:
            RefusedError: If there is no snapshot of that name.
            WalletError: As `open`.
        """

        def change(slots: Slots) -> Slots:
            return_to_snapshot(folder, slots.key, name, at)
            return slots

        return cls.unlocked(folder, lambda: Slots.open(folder, passphrase), change)

    @classmethod
    def unlocked(
        cls, folder: Path, unlock: Callable[[], Slots], change: Callable[[Slots], Slots] = lambda slots: slots
    ) -> Vault:
        """Become the owner of a vault, and open it.

        Args:
            folder: Its folder.
            unlock: Finds its key.
            change: Changes its files before they are opened, and returns the ways of unlocking it from then on.

        Raises:
            WalletError: As `open`, and as `unlock` and `change` do.
        """
        stored_headers(folder)  # says what is wrong with the folder before anything is written to it
        with ExitStack() as undo:
            owner_lock = OwnerLock.take(folder)
            undo.callback(owner_lock.release)
            keep_private(folder, "vault.*")
            keep_snapshots_private(folder)
            slots = unlock()
            finish_founding(folder)
            finish_reencryption(folder, slots.key)
            slots = change(slots)
            vault = cls(folder, owner_lock, slots, open_settled(folder, slots))
            undo.pop_all()
        return vault

    def close(self) -> None:
        """Bring everything into one file and give the vault free; a second time does nothing."""
        try:
            self._database.close()
        finally:
            self._owner_lock.release()

    def __enter__(self) -> Vault:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def id(self) -> str:
        """The vault's id: 32 hex digits, made at random."""
        return self._slots.key.vault_id

    @contextmanager
    def copying(self) -> Iterator[VaultCopy]:
        """Lend the vault as it is now, to be copied while it is used on.

        Raises:
            LockedError: If the vault has been closed.
        """
        with self._database.copying() as copying:
            yield VaultCopy(self.folder, copying, self._slots.key)

    @property
    def generation(self) -> int:
        """How often the vault was changed."""
        with self._database.reading() as connection:
            return read_generations(connection).database

    def compare_generations(self, newest: int = 0) -> list[Finding]:
        """Return which of the vault's files had been put back from an older copy when it was opened.

        Args:
            newest: The newest generation that is remembered elsewhere; 0 where none is. What is given first counts:
                what is remembered later on may be of this vault itself.
        """
        if self._remembered is None:
            self._remembered = newest
        return list(compare_generations(self._at_opening, self._slots, self._remembered))

    def check(self, told: Told = lambda _done, _total: None) -> Iterator[Finding]:
        """Read the database through, and yield what does not belong together or is not what was written.

        Args:
            told: Is told how much is done, of how much in all; what it raises ends the check.

        Raises:
            LockedError: If the vault is closed on the way.
        """
        return check_database(self._database, told)

    def accept(self, newest: int = 0) -> None:
        """Take the vault for what it is: its rows for those that belong together, its files for the newest ones.

        Args:
            newest: The newest generation that is remembered elsewhere; 0 where none is.
        """
        accept(self._database)
        self.supersede(newest)

    def supersede(self, newest: int = 0) -> None:
        """Let the vault's files be the newest ones, also where something newer was before, as it is after a return.

        Args:
            newest: The newest generation that is remembered elsewhere; 0 where none is.
        """
        with self._database.writing() as connection:
            take_for_newest(connection, self._slots.header, newest)
            self._at_opening, self._remembered = read_generations(connection), 0
            self._slots.was_repaired = False

    @contextmanager
    def slots(self) -> Iterator[Slots]:
        """Lend the vault's ways of unlocking, to be looked at or changed by one at a time.

        Raises:
            LockedError: If the vault has been closed.
        """
        with self._slots_lock:
            if not self._owner_lock.is_held:
                raise LockedError("The wallet is locked.", "", "Unlock it and try again.")
            with self._database.reading() as connection:
                self._slots.seen = read_generations(connection)
            try:
                yield self._slots
            finally:
                note_header(self._database, self._slots.header)

    def state(self) -> VaultState:
        """Return what there is to say of the vault as it stands."""
        with self.slots() as slots, self._database.reading() as connection:
            return state_of(self.folder, slots.header, connection)

    def change_passphrase(self, old: str, new: str) -> None:
        """Let another passphrase unlock this vault, and the old one no more.

        Raises:
            WrongPassphraseError: If the old one is another one.
            RefusedError: If the new one is empty or cannot be typed.
        """
        with self.slots() as slots:
            slots.change_passphrase(old, new)

    @property
    def keyring_enabled(self) -> bool:
        """Whether the system's keyring may unlock this vault."""
        return self._slots.header.keyring is not None
