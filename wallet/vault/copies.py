"""The vault as it was at one moment, to be made a backup or a snapshot of while it is used on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from wallet.model.backup import Contents, Member, SnapshotReason
from wallet.vault.database import Copying
from wallet.vault.dump import dumped_contents, dumped_members
from wallet.vault.snapshots import keep_snapshot, scheduled_name, thin_out
from wallet.vault.vault_key import VaultKey


class VaultCopy:
    """What `Vault.copying` lends. Each step raises `LockedError` once the vault is closed."""

    def __init__(self, folder: Path, copying: Copying, vault_key: VaultKey) -> None:
        self._folder = folder
        self._copying = copying
        self._vault_key = vault_key

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
        keep_snapshot(self._folder, self._copying, self._vault_key.for_database(), scheduled_name(at, reason))
        thin_out(self._folder, at)
