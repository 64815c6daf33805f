"""The life of a wallet's files: what they are, a new key for them, less room, and their end."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from wallet.model.clock import Clock
from wallet.model.limits import Limits
from wallet.model.vault_state import SlotKind, VaultState
from wallet.operations.integrity import forget
from wallet.operations.passphrases import check_passphrase
from wallet.operations.wallet import Wallet
from wallet.settings import Folders
from wallet.vault.deleting import delete_vault
from wallet.vault.files import in_words
from wallet.vault.header_files import stored_headers, vault_exists
from wallet.vault.snapshots import list_snapshots
from wallet.vault.unlocking import compact as unlock_and_compact
from wallet.vault.unlocking import reencrypt as unlock_and_reencrypt


@dataclass(frozen=True, slots=True)
class Reencrypted:
    """A wallet under a new key.

    Attributes:
        wallet: The wallet, open.
        ended: Ways of unlocking that are of no use any more, and can be set up again.
        snapshots: How many snapshots were deleted: the passphrase that was seen would have opened them.
    """

    wallet: Wallet
    ended: tuple[SlotKind, ...]
    snapshots: int


@dataclass(frozen=True, slots=True)
class Compacted:
    """A wallet made smaller.

    Attributes:
        wallet: The wallet, open.
        before: Bytes of its database before.
        after: Bytes of it now.
    """

    wallet: Wallet
    before: int
    after: int


def vault_state(wallet: Wallet) -> VaultState:
    """Return what there is to say of a wallet's files: also what would be lost with them."""
    return wallet.vault.state()


def reencrypt(folders: Folders, passphrase: str, new_passphrase: str, clock: Clock, limits: Limits) -> Reencrypted:
    """Encrypt a wallet, which is locked, anew under another key, for an owner whose passphrase was seen.

    Copies of it from before, and backups, still open with the passphrases that they had.

    Raises:
        WrongPassphraseError: If the passphrase is another one.
        RefusedError: If the new one is too short.
        WalletError: As `unlock`, or if the disk refuses; one of the two passphrases opens the wallet then.
    """
    check_passphrase(new_passphrase)
    header, snapshots = stored_headers(folders.vault)[0].header, list_snapshots(folders.vault)
    vault = unlock_and_reencrypt(folders.vault, passphrase, new_passphrase)
    slots = {SlotKind.KEYRING: header.keyring, SlotKind.RECOVERY: header.recovery, SlotKind.UNKNOWN: header.unknown}
    ended = tuple(kind for kind, slot in slots.items() if slot)
    return Reencrypted(Wallet(vault, folders.packs, clock, limits), ended, len(snapshots))


def compact(folders: Folders, passphrase: str | None, clock: Clock, limits: Limits) -> Compacted:
    """Give back the room of what was deleted from a wallet, which is locked.

    Args:
        folders: The wallet's.
        passphrase: Unlocks it; None for the system's keyring.
        clock: Tells the time.
        limits: Bounds on foreign input.

    Raises:
        WalletError: As `unlock` or `unlock_with_keyring`, or if the disk refuses; it is then what it was.
    """
    before = _size(folders)
    vault = unlock_and_compact(folders.vault, passphrase)
    return Compacted(Wallet(vault, folders.packs, clock, limits), before, vault.state().size)


def delete_wallet(folders: Folders) -> None:
    """Delete a wallet, which is locked, for good: its badges, keys, snapshots and issuer lists. No key is needed.

    Raises:
        VaultMissingError: If there is none.
        VaultBusyError: If it is open.
        WalletError: If the disk refuses; trying again finishes what was begun.
    """
    vault_id = delete_vault(folders.vault)
    if vault_id is not None:
        forget(vault_id, folders)
    if folders.packs.is_dir():
        with in_words("The wallet's issuer lists could not be deleted."):
            shutil.rmtree(folders.packs)


def wallets_beside(folders: Folders) -> list[Path]:
    """Return the folders of the wallets that lie where this one does, by name; none is opened.

    Raises:
        WalletError: If the disk refuses.
    """
    place = folders.vault.parent
    with in_words("The folder of your wallets could not be looked into.", reading=True):
        found = [folder for folder in place.iterdir() if folder.is_dir()] if place.is_dir() else []
    return sorted(folder for folder in found if vault_exists(folder))


def _size(folders: Folders) -> int:
    with in_words("The wallet's folder could not be looked into.", reading=True):
        return sum(path.stat().st_size for path in folders.vault.glob("vault.db"))
