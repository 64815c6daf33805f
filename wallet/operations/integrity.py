"""Whether the wallet's files are whole, belong together and are the newest (VAULT.md, promise 2).

The newest generation is remembered outside the wallet's folder, so that a whole older folder shows: among the
preferences, and where the system's keyring unlocks the wallet, in that, too: who copies files about does not reach it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from wallet.model.errors import KeyringUnavailableError
from wallet.model.finding import Finding, FindingKind
from wallet.operations.wallet import Wallet, lock
from wallet.settings import Folders
from wallet.vault.files import disk_refusal, make_private_folder, replace_file
from wallet.vault.system_keyring import keep_generation, kept_generation

_FOLDER = "generations"
_MOST_DIGITS = 20
_OLDER = frozenset({FindingKind.OLDER_WALLET, FindingKind.OLDER_DATABASE})


def older_files(wallet: Wallet, folders: Folders) -> list[Finding]:
    """Return which of the wallet's files were put back from an older copy: to be said when it was unlocked.

    Args:
        wallet: The open wallet.
        folders: Its own; what is remembered lies among the preferences.
    """
    return wallet.vault.compare_generations(_newest(wallet, folders))


def check(
    wallet: Wallet, folders: Folders, told: Callable[[int, int], None] = lambda _done, _total: None
) -> Iterator[Finding]:
    """Read the wallet through, and yield all that is wrong with its files, as it is found.

    It may be used meanwhile. First comes what is known at once, then whether the rows belong together, then the pages
    and the indexes.

    Args:
        wallet: The open wallet.
        folders: Its own.
        told: Is told how much is done, of how much in all; what it raises ends the check.

    Raises:
        LockedError: If the wallet is locked on the way.
        WalletError: If the disk refuses.
    """
    yield from older_files(wallet, folders)
    yield from wallet.vault.check(told)


def accept(wallet: Wallet, folders: Folders) -> None:
    """Take the wallet for what it is, whatever `check` found but damage; it is the newest one from now on.

    Raises:
        WalletError: If the disk refuses, or the wallet is too damaged to be read.
    """
    wallet.vault.accept(_newest(wallet, folders))
    remember(wallet, folders)


def supersede(wallet: Wallet, folders: Folders) -> None:
    """Let the wallet be the newest one from now on, because the owner went back to what it was.

    Raises:
        WalletError: If the disk refuses.
    """
    wallet.vault.supersede(_newest(wallet, folders))
    remember(wallet, folders)


def remember(wallet: Wallet, folders: Folders) -> None:
    """Remember the wallet's generation where it is the newest one: after it was unlocked, and before it is locked.

    A wallet that was put back from an older copy is not remembered before the owner accepted it.

    Raises:
        WalletError: If the disk refuses.
    """
    if _OLDER & {finding.kind for finding in older_files(wallet, folders)}:
        return
    generation = wallet.vault.generation
    if generation > _in_preferences(wallet, folders):
        make_private_folder(folders.config)
        make_private_folder(folders.config / _FOLDER)
        replace_file(_path(wallet, folders), b"%d\n" % generation)
    if generation > _in_keyring(wallet):
        # The preferences remember it, too.
        with contextlib.suppress(KeyringUnavailableError):
            keep_generation(wallet.vault.id, generation)


def lock_and_remember(wallet: Wallet, folders: Folders) -> None:
    """Close a wallet, and remember its generation.

    Raises:
        WalletError: If the disk refuses; it is closed then, too.
    """
    try:
        remember(wallet, folders)
    finally:
        lock(wallet)


def forget(vault_id: str, folders: Folders) -> None:
    """Forget the generation of a wallet that was deleted, among the preferences.

    Raises:
        WalletError: If the disk refuses.
    """
    try:
        (folders.config / _FOLDER / vault_id).unlink(missing_ok=True)
    except OSError as error:
        raise disk_refusal("The deleted wallet could not be forgotten.", error) from error


def _newest(wallet: Wallet, folders: Folders) -> int:
    return max(_in_keyring(wallet), _in_preferences(wallet, folders))


def _in_keyring(wallet: Wallet) -> int:
    """Return what the system's keyring remembers; 0 where it does not unlock the wallet, or does not answer."""
    if not wallet.vault.keyring_enabled:
        return 0
    try:
        return kept_generation(wallet.vault.id)
    except KeyringUnavailableError:
        return 0


def _in_preferences(wallet: Wallet, folders: Folders) -> int:
    """Return what the preferences remember; 0 where they say nothing that can be read."""
    try:
        text = _path(wallet, folders).read_bytes()
    except OSError:
        return 0
    return int(text) if text.strip().isdigit() and len(text) <= _MOST_DIGITS else 0


def _path(wallet: Wallet, folders: Folders) -> Path:
    return folders.config / _FOLDER / wallet.vault.id
