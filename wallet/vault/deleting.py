"""Deleting a vault for good. Its key goes first: whatever is left after a crash opens for nobody."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from wallet.model.errors import KeyringUnavailableError, VaultDamagedError
from wallet.vault.files import DATABASE_NAME, HEADER_NAMES, MERGE_FOLDER, in_words, sync_folder
from wallet.vault.header import Header
from wallet.vault.header_files import stored_headers
from wallet.vault.lock import OwnerLock
from wallet.vault.snapshots import FOLDER_NAME, remove_snapshots
from wallet.vault.system_keyring import forget_key


def delete_vault(folder: Path) -> str | None:
    """Delete a vault's own files, and nothing else that lies in its folder. No key is needed, nor a whole vault.

    The lock file stays (see `wallet.vault.lock`).

    Returns:
        Its id, where its header could still be read.

    Raises:
        VaultMissingError: If the folder holds no vault.
        VaultBusyError: If it is open.
        VaultTooNewError: If a newer Rosette wrote it: it may keep more than is known here.
        WalletError: If the disk refuses; trying again finishes what was begun.
    """
    header = _header(folder)
    owner_lock = OwnerLock.take(folder)
    try:
        _remove(folder)
    finally:
        owner_lock.release()
    if header is not None and header.keyring is not None:
        # It unlocks nothing any more, whether the keyring lets go of it or not.
        with contextlib.suppress(KeyringUnavailableError):
            forget_key(header.vault_id)
    return None if header is None else header.vault_id


def _header(folder: Path) -> Header | None:
    try:
        return stored_headers(folder)[0].header
    except VaultDamagedError:
        return None


def _remove(folder: Path) -> None:
    with in_words("The wallet could not be deleted."):
        for name in HEADER_NAMES:
            (folder / name).unlink(missing_ok=True)
        sync_folder(folder)
        remove_snapshots(folder)
        for path in folder.glob("vault.*"):
            if path.name.startswith((DATABASE_NAME, *HEADER_NAMES)):
                path.unlink(missing_ok=True)
        with contextlib.suppress(FileNotFoundError):
            (folder / FOLDER_NAME).rmdir()
        if (folder / MERGE_FOLDER).exists():
            shutil.rmtree(folder / MERGE_FOLDER)
        sync_folder(folder)
