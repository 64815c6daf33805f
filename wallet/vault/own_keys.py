"""The owner's signing keys, as an open vault lends them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from wallet.crypto.keys import KeyType, PublicKey
from wallet.vault.database import Database
from wallet.vault.holder_keys import HolderKeys, VaultSigner, exposed_keys, take_keys
from wallet.vault.part import Part
from wallet.vault.signing import SigningGuard
from wallet.vault.slots import Slots


class OwnKeys(Part):
    """The owner's keys in a vault.

    Attributes:
        signing: Whether they may sign now.
    """

    def __init__(self, database: Database, slots: Slots) -> None:
        super().__init__(database, slots)
        self.signing = SigningGuard(slots)

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

    def take_keys_of(self, other: OwnKeys) -> int:
        """Keep the owner's keys of another vault, for the badges bound to them, and return how many were new."""
        with other._database.reading() as connection:
            exposed = exposed_keys(connection, other._slots.key)
        with self._database.writing() as connection:
            return take_keys(connection, self._slots.key, exposed, other._slots.key.vault_id)

    def signer_for(self, public_key: PublicKey) -> VaultSigner | None:
        """Return the owner's key whose public half is given; None where it is not one of the owner's."""
        with self._database.reading() as connection:
            return HolderKeys(connection, self._slots.key, self.signing.check).of_public_key(public_key)
