"""What may be known of a locked wallet: where it lies, when it was used last, and no more than its owner allows."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from wallet.model.badge import BadgeQuery
from wallet.operations.integrity import lock_and_remember
from wallet.operations.wallet import Wallet
from wallet.settings import Folders, KnownWallet, load_settings, save_settings, with_wallet, without_wallet
from wallet.vault.files import DATABASE_NAME
from wallet.vault.header_files import vault_exists


def close(wallet: Wallet, folders: Folders) -> None:
    """Close a wallet, and remember where it lies; how many badges it holds only where its owner lets that be seen.

    Raises:
        WalletError: If the disk refuses; it is closed then, too.
    """
    try:
        _remember(wallet, folders)
    finally:
        lock_and_remember(wallet, folders)


def forget(folders: Folders) -> None:
    """Forget that a wallet was opened here; its files stay what they are.

    Raises:
        WalletError: If the disk refuses.
    """
    settings = load_settings(folders.config)
    now = without_wallet(settings, folders.vault)
    if now != settings:
        save_settings(folders.config, now)


def last_used(folders: Folders) -> datetime | None:
    """Return when a wallet was written last, as its files say to everybody; None where they do not."""
    try:
        return datetime.fromtimestamp((folders.vault / DATABASE_NAME).stat().st_mtime, UTC)
    except OSError:
        return None


def badges_at_door(folders: Folders) -> int | None:
    """Return how many badges a locked wallet holds; None where its owner lets nobody see that."""
    here = str(folders.vault.resolve())
    return next((each.badges for each in load_settings(folders.config).wallets if each.folder == here), None)


def other_wallets(folders: Folders) -> tuple[KnownWallet, ...]:
    """Return the other wallets that were opened on this computer and are still there, the last one first."""
    here = str(folders.vault.resolve())
    known = load_settings(folders.config).wallets
    return tuple(each for each in known if each.folder != here and vault_exists(Path(each.folder)))


def is_wallet(folder: Path) -> bool:
    """Return whether there is a wallet in a folder."""
    return vault_exists(folder)


def is_free(folder: Path) -> bool:
    """Return whether a wallet could be made in a folder: there is nothing in it, or there is no such folder yet."""
    try:
        return next(folder.iterdir(), None) is None
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _remember(wallet: Wallet, folders: Folders) -> None:
    settings = load_settings(folders.config)
    now = with_wallet(settings, folders.vault, wallet.vault.count(BadgeQuery()))
    if now != settings:
        save_settings(folders.config, now)
