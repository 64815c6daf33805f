"""The bin, and changes of the library taken back: by whichever window or command they were made."""

from __future__ import annotations

from datetime import datetime, timedelta

from wallet.model.backup import SnapshotReason
from wallet.model.change import KEPT_FOR, BinnedBadge, Change
from wallet.operations.snapshots import keep
from wallet.operations.wallet import Wallet


def undo(wallet: Wallet) -> Change | None:
    """Take back the last change, adding, removal, return from the bin or note; None where there is none."""
    return wallet.vault.undo(wallet.clock.now())


def redo(wallet: Wallet) -> Change | None:
    """Do again what was taken back last; None where nothing was, or the library was changed since."""
    return wallet.vault.redo(wallet.clock.now())


def binned(wallet: Wallet) -> list[BinnedBadge]:
    """Return the badges in the bin, the one removed last first."""
    return wallet.vault.bin()


def empty_bin(wallet: Wallet) -> int:
    """Delete for good all that is in the bin, and return how many badges that were; a snapshot is kept before."""
    return _empty_bin(wallet, wallet.clock.now() + timedelta.resolution)


def expire_bin(wallet: Wallet) -> int:
    """Delete for good what has been in the bin for 30 days, and return how many badges that were."""
    return _empty_bin(wallet, wallet.clock.now() - KEPT_FOR)


def _empty_bin(wallet: Wallet, removed_before: datetime) -> int:
    if not any(each.removed_at < removed_before for each in wallet.vault.bin()):
        return 0
    keep(wallet, SnapshotReason.REMOVAL)
    return wallet.vault.empty_bin(removed_before)
