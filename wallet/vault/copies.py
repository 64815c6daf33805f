"""The vault as it was at one moment, to be made a backup or a snapshot of while it is used on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from wallet.model.backup import Contents, Member, SnapshotReason
from wallet.model.errors import VaultDamagedError
from wallet.vault.database import Copying, Database
from wallet.vault.dump import dumped_contents, dumped_members
from wallet.vault.files import DATABASE_NAME
from wallet.vault.fingerprint import check_copy
from wallet.vault.snapshots import keep_snapshot, next_from_snapshot, set_aside, snapshot_name, thin_out
from wallet.vault.vault_key import VaultKey
from wallet.vault.whole_copies import put_in_place


def return_to_snapshot(folder: Path, vault_key: VaultKey, name: str, at: datetime) -> None:
    """Put a snapshot in the place of a vault's database, which is closed and of which we are the owner.

    Raises:
        RefusedError: If there is no snapshot of that name.
        VaultDamagedError: If the snapshot is damaged.
        WalletError: If the disk refuses.
    """
    key = vault_key.for_database()
    following = next_from_snapshot(folder, name, key)
    try:
        with contextlib.closing(Database.open(folder / DATABASE_NAME, key)) as database:
            database.settle()
            with database.copying() as copying:
                check_copy(copying)
                VaultCopy(folder, copying, vault_key).keep(at, SnapshotReason.RESTORE)
    except VaultDamagedError:
        set_aside(folder, at)
    put_in_place(folder, following)


class VaultCopy:
    """What `Vault.copying` lends. Each step raises `LockedError` once the vault is closed."""

    def __init__(self, folder: Path, copying: Copying, vault_key: VaultKey) -> None:
        self._folder = folder
        self._copying = copying
        self._vault_key = vault_key

    @property
    def generation(self) -> int:
        """How often the vault had been changed."""
        ((generation,),) = self._copying.rows("SELECT generation FROM vault")
        return int(generation)

    def contents(self, made_at: datetime) -> Contents:
        """Return what a backup made of it now says of itself."""
        return dumped_contents(self._copying, made_at)

    def members(self) -> Iterator[Member]:
        """Yield the members of a backup; the owner's signing keys are in the clear, for whoever encrypts them."""
        return dumped_members(self._copying, self._vault_key)

    def keep(self, at: datetime, reason: SnapshotReason) -> None:
        """Keep a snapshot, read back, and let go of those that are not worth their place any more.

        Raises:
            WalletError: If the disk refuses.
        """
        name = snapshot_name(at, self.generation, reason)
        keep_snapshot(self._folder, self._copying, self._vault_key.for_database(), name)
        thin_out(self._folder, at)
