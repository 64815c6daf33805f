"""Snapshots of the open wallet: taken without being asked, and gone back to when asked."""

from __future__ import annotations

from wallet.model.backup import Snapshot, SnapshotReason
from wallet.model.clock import Clock
from wallet.model.limits import Limits
from wallet.operations.integrity import supersede
from wallet.operations.wallet import Wallet
from wallet.settings import Folders
from wallet.vault.snapshots import INTERVAL, list_snapshots
from wallet.vault.vault import Vault


def keep_if_due(wallet: Wallet) -> bool:
    """Keep a snapshot where the wallet has changed since the last one and that is an hour ago; return whether it did.

    Nobody who reads or writes waits for it.

    Raises:
        LockedError: If the wallet was locked on the way.
        WalletError: If the disk refuses; nothing is left behind then.
    """
    now, last = wallet.clock.now(), next(iter(list_snapshots(wallet.vault.folder)), None)
    if last is not None and (abs(now - last.at) < INTERVAL or last.generation == wallet.vault.generation):
        return False
    keep(wallet, SnapshotReason.SCHEDULE)
    return True


def keep(wallet: Wallet, reason: SnapshotReason) -> None:
    """Keep a snapshot now, and let go of those that are not worth their place any more.

    Raises:
        LockedError: If the wallet was locked on the way.
        WalletError: If the disk refuses; nothing is left behind then.
    """
    with wallet.vault.copying() as copy:
        copy.keep(wallet.clock.now(), reason)


def snapshots(folders: Folders) -> list[Snapshot]:
    """Return the snapshots that there are, the newest first; the wallet may be locked or damaged.

    Raises:
        WalletError: If the disk refuses.
    """
    return list_snapshots(folders.vault)


def check_owner(wallet: Wallet, passphrase: str) -> None:
    """Make sure that the passphrase is right before the wallet is closed to go back.

    Raises:
        WrongPassphraseError: If it is another one.
    """
    with wallet.vault.slots() as slots:
        slots.check_passphrase(passphrase)


def return_to(folders: Folders, passphrase: str, name: str, clock: Clock) -> None:
    """Make the wallet what it was at a snapshot; what it is now is kept as a snapshot, or set aside where damaged.

    Args:
        folders: The wallet's, which is locked.
        passphrase: Unlocks it.
        name: The snapshot.
        clock: Tells the time.

    Raises:
        RefusedError: If there is no such snapshot.
        VaultDamagedError: If the snapshot is damaged.
        WalletError: As `unlock`, or if the disk refuses; the wallet is then what it was.
    """
    with Vault.return_to(folders.vault, passphrase, name, clock.now()) as vault:
        supersede(Wallet(vault, folders.packs, clock, Limits()), folders)
