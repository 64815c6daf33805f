"""The vault: everything the owner keeps, behind one lock, one key and one encrypted file (VAULT.md).

Any thread may call any method (see `wallet.vault.database`). Whatever a method has saved when it returns survives a
power cut. Every method that reads or writes raises `VaultDamagedError` where the files are not what was written,
and `WalletError` where the disk refuses; its docstring names only what it raises besides.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from wallet.crypto.keys import KeyType, PublicKey
from wallet.crypto.wrapping import KdfCost
from wallet.model.backup import BackupRecord
from wallet.model.badge import Added, BadgeCard, BadgeId, BadgeQuery, StoredBadge
from wallet.model.change import BinnedBadge, Change, ChangeKind
from wallet.model.disclosure import OwnPreset
from wallet.model.errors import LockedError
from wallet.model.evidence import EvidenceDocument
from wallet.model.finding import Finding
from wallet.model.report import Report
from wallet.model.sharing import Share, SharedBadge, Sighting
from wallet.model.vault_state import VaultState
from wallet.sandbox.images import RawImage
from wallet.vault import (
    backup_records,
    badges,
    cards,
    evidence_store,
    journal,
    presets,
    shares,
    thumbnails,
)
from wallet.vault.copies import VaultCopy, return_to_snapshot
from wallet.vault.database import Connection, Database
from wallet.vault.files import keep_private
from wallet.vault.founding import NewVault, finish_founding
from wallet.vault.generations import note_header, read_generations, take_for_newest
from wallet.vault.header_files import stored_headers
from wallet.vault.holder_keys import HolderKeys, VaultSigner, exposed_keys, take_keys
from wallet.vault.integrity import accept, check_database, compare_generations
from wallet.vault.lock import OwnerLock
from wallet.vault.rewriting import finish_reencryption, open_settled
from wallet.vault.signing import SigningGuard
from wallet.vault.slots import Slots
from wallet.vault.state import state_of


class Vault:
    """An open vault. `close` it; or use it in a ``with`` block.

    Attributes:
        folder: Where its files are.
        signing: Whether the owner's keys may sign now.
    """

    def __init__(self, folder: Path, owner_lock: OwnerLock, slots: Slots, database: Database) -> None:
        self.folder = folder
        self._owner_lock = owner_lock
        self._slots = slots
        self._slots_lock = threading.Lock()
        self.signing = SigningGuard(slots)
        self._database = database
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
            keep_private(folder)
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

    def add(self, badge: StoredBadge) -> Added:
        """Keep a badge.

        Returns:
            DUPLICATE where the library holds it already; then nothing changes. One from the bin comes back as ADDED,
            with its new report and its old note.
        """
        return self.add_all([badge])[0]

    def add_all(self, stored: Sequence[StoredBadge]) -> list[Added]:
        """Keep badges: all of them, or none; the journal notes those that are new.

        Returns:
            For each badge what `add` would return.
        """
        with self._database.writing() as connection:
            return [self._add(connection, badge) for badge in stored]

    def _add(self, connection: Connection, badge: StoredBadge) -> Added:
        added = badges.add_badge(connection, badge)
        if added is Added.ADDED:
            journal.keep_addition(connection, badge.card.added_at, badge.card.id)
        return added

    def get(self, badge_id: BadgeId) -> StoredBadge:
        """Return a badge, its bytes as they came.

        Raises:
            RefusedError: If the library does not hold it.
        """
        with self._database.reading() as connection:
            return badges.get_badge(connection, badge_id)

    def find_id(self, prefix: str) -> BadgeId:
        """Return the one id, in the library or the bin, that begins with a prefix of 8 hex digits or more.

        Raises:
            RefusedError: If the prefix is no such thing, or none or several begin with it.
        """
        with self._database.reading() as connection:
            return badges.find_badge_id(connection, prefix)

    def cards(self, query: BadgeQuery, offset: int, limit: int) -> list[BadgeCard]:
        """Return a page of what a query finds: matches of words by relevance, all others in the query's order."""
        with self._database.reading() as connection:
            return cards.list_cards(connection, query, offset, limit)

    def count(self, query: BadgeQuery) -> int:
        """Return how many badges a query finds."""
        with self._database.reading() as connection:
            return cards.count_cards(connection, query)

    def update_report(self, card: BadgeCard, report: Report) -> None:
        """Keep what a new check of a badge found.

        Raises:
            RefusedError: If the library does not hold the badge.
        """
        with self._database.writing() as connection:
            badges.update_report(connection, card, report)

    def set_note(self, badge_id: BadgeId, note: str, at: datetime) -> None:
        """Keep the owner's note on a badge; the journal notes it.

        Raises:
            RefusedError: If the library does not hold the badge.
        """
        with self._database.writing() as connection:
            before, after = badges.set_note(connection, badge_id, note)
            if before != after:
                journal.keep_change(connection, ChangeKind.NOTE, at, [(badge_id, before, after)])

    def remove(self, badge_ids: Sequence[BadgeId], at: datetime) -> None:
        """Put badges into the bin: all of them, or none; the journal notes it.

        Raises:
            RefusedError: If the library does not hold one of them.
        """
        with self._database.writing() as connection:
            badges.remove_badges(connection, badge_ids, at)
            journal.keep_change(connection, ChangeKind.REMOVAL, at, [(badge_id, "", "") for badge_id in badge_ids])

    def restore(self, badge_ids: Sequence[BadgeId], at: datetime) -> None:
        """Take badges out of the bin, and note it in the journal; those that are not in it stay as they are."""
        with self._database.writing() as connection:
            if returned := badges.restore_badges(connection, badge_ids):
                journal.keep_change(connection, ChangeKind.RETURN, at, [(badge_id, "", "") for badge_id in returned])

    def bin(self) -> list[BinnedBadge]:
        """Return the badges in the bin, the one removed last first."""
        with self._database.reading() as connection:
            return badges.list_bin(connection)

    def undo(self, at: datetime) -> Change | None:
        """Take back the last change that the journal notes; None where there is none of the last 30 days."""
        with self._database.writing() as connection:
            return journal.undo_change(connection, at)

    def redo(self, at: datetime) -> Change | None:
        """Do again what was taken back last; None where nothing was, or the library was changed since."""
        with self._database.writing() as connection:
            return journal.redo_change(connection, at)

    def empty_bin(self, removed_before: datetime) -> int:
        """Delete for good what was put into the bin before a moment, and return how many badges that were."""
        with self._database.writing() as connection:
            emptied = badges.empty_bin(connection, removed_before)
            journal.forget_deleted(connection)
            return emptied

    def thumbnail(self, badge_id: BadgeId, size: int) -> RawImage | None:
        """Return the picture of a badge at a size; None where none is kept."""
        with self._database.reading() as connection:
            return thumbnails.get_thumbnail(connection, badge_id, size)

    def set_thumbnail(self, badge_id: BadgeId, size: int, image: RawImage) -> None:
        """Keep the picture of a badge at a size; where the badge has left the library, nothing is kept."""
        with self._database.writing() as connection:
            thumbnails.set_thumbnail(connection, badge_id, size, image)

    def holder(self, purpose: str, key_type: KeyType, at: datetime) -> VaultSigner:
        """Return the owner's key for a purpose, made at its first use.

        Args:
            purpose: What it is for, such as one issuer's badges.
            key_type: ED25519 or P256.
            at: The time.
        """
        with self.keys() as keys:
            return keys.newest(purpose, key_type) or keys.make(purpose, key_type, at)

    @contextmanager
    def keys(self) -> Iterator[HolderKeys]:
        """Lend the owner's keys, to be looked at or made: all of the block, or nothing of it."""
        with self._database.writing() as connection:
            yield HolderKeys(connection, self._slots.key, self.signing.check)

    def take_keys_of(self, other: Vault) -> int:
        """Keep the owner's keys of another vault, for the badges bound to them, and return how many were new."""
        with other._database.reading() as connection:
            exposed = exposed_keys(connection, other._slots.key)
        with self._database.writing() as connection:
            return take_keys(connection, self._slots.key, exposed, other.id)

    def signer_for(self, public_key: PublicKey) -> VaultSigner | None:
        """Return the owner's key whose public half is given; None where it is not one of the owner's."""
        with self._database.reading() as connection:
            return HolderKeys(connection, self._slots.key, self.signing.check).of_public_key(public_key)

    def subjects(self) -> list[tuple[BadgeId, str | None]]:
        """Return the badges of the library that may be bound to a key, with their subject's id; None for tokens."""
        with self._database.reading() as connection:
            return badges.list_subjects(connection)

    def add_evidence(self, documents: Sequence[EvidenceDocument]) -> None:
        """Keep documents to verify with: all of them, or none."""
        with self._database.writing() as connection:
            evidence_store.add_evidence(connection, documents)

    def evidence(self) -> list[EvidenceDocument]:
        """Return every document kept to verify with, the newest copies of each first."""
        with self._database.reading() as connection:
            return evidence_store.list_evidence(connection)

    def add_share(self, share: Share) -> None:
        """Keep a line of the sharing history; it stays when its badges are removed.

        Of one that is there already, for the same bytes to the same receiver and purpose, only the new ways are kept.
        """
        with self._database.writing() as connection:
            shares.add_share(connection, share)

    def shares(self) -> list[Share]:
        """Return the sharing history, the newest line first."""
        with self._database.reading() as connection:
            return shares.list_shares(connection)

    def sightings(self, shared: Sequence[SharedBadge]) -> list[Sighting]:
        """Return where the sharing history holds traces of some badges, or the badges without their traces."""
        with self._database.reading() as connection:
            return shares.sightings(connection, shared)

    def set_preset(self, preset: OwnPreset, replaced: Iterable[str] = ()) -> None:
        """Keep a preset of the owner's; those of the names that it replaces give way in the same step."""
        with self._database.writing() as connection:
            presets.set_preset(connection, preset, replaced)

    def presets(self) -> list[OwnPreset]:
        """Return the owner's presets, by name."""
        with self._database.reading() as connection:
            return presets.list_presets(connection)

    def remove_preset(self, name: str) -> None:
        """Forget a preset of the owner's.

        Raises:
            RefusedError: If there is none of that name.
        """
        with self._database.writing() as connection:
            presets.remove_preset(connection, name)

    @contextmanager
    def copying(self) -> Iterator[VaultCopy]:
        """Lend the vault as it is now, to be copied while it is used on.

        Raises:
            LockedError: If the vault has been closed.
        """
        with self._database.copying() as copying:
            yield VaultCopy(self.folder, copying, self._slots.key)

    def add_backup(self, record: BackupRecord) -> None:
        """Note that a backup was made, and read back."""
        with self._database.writing() as connection:
            backup_records.add_record(connection, record)

    def last_backup(self) -> BackupRecord | None:
        """Return the newest backup; None where there never was one."""
        with self._database.reading() as connection:
            return backup_records.last_record(connection)

    def since(self, moment: datetime) -> tuple[int, datetime | None]:
        """Return how many badges came after a moment, and when the first of them, or of the owner's keys, came."""
        with self._database.reading() as connection:
            return backup_records.since(connection, moment)

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

    def check(self) -> Iterator[Finding]:
        """Read the database through, and yield what does not belong together or is not what was written.

        Raises:
            LockedError: If the vault is closed on the way.
        """
        return check_database(self._database)

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
