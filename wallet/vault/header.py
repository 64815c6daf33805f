"""The header's nouns: which vault this is, and the slots that its key can be had from (VAULT.md, "Keys")."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from wallet.crypto.wrapping import KdfCost, WrappedKey
from wallet.model.json_types import JsonObject

VERSION = 1
"""The newest version of the header that this program reads, and the one it writes."""


@dataclass(frozen=True, slots=True)
class PassphraseSlot:
    """The vault key under a key that Argon2id makes from the passphrase."""

    KIND = "passphrase"

    salt: bytes
    cost: KdfCost
    wrapped: WrappedKey


@dataclass(frozen=True, slots=True)
class KeyringSlot:
    """The vault key under a random key that the system's keyring keeps."""

    KIND = "keyring"

    wrapped: WrappedKey


@dataclass(frozen=True, slots=True)
class RecoverySlot:
    """The vault key under a key made of the recovery code, which is kept nowhere.

    Attributes:
        made_at: When the code was made, in whole seconds: its kit says the same.
        wrapped: The vault key.
    """

    KIND = "recovery"

    made_at: datetime
    wrapped: WrappedKey


@dataclass(frozen=True, slots=True)
class UnknownSlot:
    """A slot of a newer version, kept as it is."""

    members: JsonObject


Slot: TypeAlias = PassphraseSlot | KeyringSlot | RecoverySlot | UnknownSlot


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says.

    Attributes:
        vault_id: 32 hex digits.
        generation: Grows with every writing of the header.
        floor: How often the database had been changed at some time before that.
        passphrase: The slot that every vault has.
        keyring: The slot for unlocking without typing; None where that is off.
        recovery: The slot for who has forgotten the passphrase; None where there is no recovery code.
        unknown: Slots of newer versions.
        asks_to_sign: Whether the owner types the passphrase before one of the owner's keys signs.
        version: The version it was written by.
        min_reader: The oldest version that may read it.
        others: Members of newer versions, kept as they are.
    """

    vault_id: str
    generation: int
    passphrase: PassphraseSlot
    keyring: KeyringSlot | None = None
    recovery: RecoverySlot | None = None
    unknown: tuple[UnknownSlot, ...] = ()
    asks_to_sign: bool = False
    floor: int = 0
    version: int = VERSION
    min_reader: int = VERSION
    others: JsonObject = field(default_factory=dict)
