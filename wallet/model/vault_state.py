"""What is said of a vault: its ways of unlocking, its versions, its keys, what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wallet.model.backup import BackupRecord
from wallet.model.badge import BadgeId


class SlotKind(StrEnum):
    """A way to unlock a vault."""

    PASSPHRASE = "passphrase"  # noqa: S105 (a kind)
    KEYRING = "keyring"
    RECOVERY = "recovery"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SlotState:
    """One way to unlock a vault.

    Attributes:
        kind: Which; UNKNOWN for one of a newer Rosette, which is kept as it is.
        made_at: When a recovery code was made, as its kit says; None for the others.
        memory_kib: The memory that a guess at the passphrase takes, in KiB; 0 for the others.
    """

    kind: SlotKind
    made_at: datetime | None = None
    memory_kib: int = 0


@dataclass(frozen=True, slots=True)
class HolderKey:
    """One of the owner's signing keys.

    Attributes:
        purpose: What it was made for.
        key_type: ``Ed25519`` or ``P-256``.
        did: Its public half as a did:key; it can be given to an issuer.
        made_at: When it was made.
        is_newest: Whether it is the one that is used for its purpose from now on; older ones sign for badges bound to
            them.
    """

    purpose: str
    key_type: str
    did: str
    made_at: datetime
    is_newest: bool


@dataclass(frozen=True, slots=True)
class KeyUse:
    """Where one of the owner's keys is used.

    Attributes:
        key: The key.
        badges: The badges bound to it, those in the bin left out.
        shares: How many lines of the sharing history show one of those badges.
    """

    key: HolderKey
    badges: tuple[BadgeId, ...]
    shares: int


@dataclass(frozen=True, slots=True)
class VaultState:
    """A vault as it stands.

    Attributes:
        name: Its folder's name.
        vault_id: 32 hex digits, made at random.
        header_version: The version of its header.
        min_reader: The oldest version of Rosette's header code that may read it.
        schema: The version of its tables.
        header_generation: How often its ways of unlocking were changed.
        generation: How often its content was changed.
        slots: Its ways of unlocking.
        asks_to_sign: Whether the passphrase is asked for before one of the owner's keys signs.
        badges: Badges in the library.
        in_bin: Badges in the bin.
        notes: Notes of the owner's on badges.
        keys: The owner's signing keys.
        shares: Lines of the sharing history.
        snapshots: Snapshots beside it.
        size: Bytes of its database; of snapshots none.
        last_backup: The newest backup; None where there never was one.
        unsaved: Badges that came after it.
    """

    name: str
    vault_id: str
    header_version: int
    min_reader: int
    schema: int
    header_generation: int
    generation: int
    slots: tuple[SlotState, ...]
    asks_to_sign: bool
    badges: int
    in_bin: int
    notes: int
    keys: int
    shares: int
    snapshots: int
    size: int
    last_backup: BackupRecord | None
    unsaved: int
