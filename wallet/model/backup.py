"""A backup and a snapshot: what is said of them, and what became of what was in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from wallet.model.badge import BadgeCard

ROWS = "tables/"
CREDENTIALS = "credentials/"
CONTAINERS = "containers/"
EVIDENCE = "evidence/"
PACKS = "packs/"
"""Where in a backup the kinds of its members are: rows of the wallet's tables, and bytes under their SHA-256."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside a backup.

    Attributes:
        name: Its name: one of the folders above, then a SHA-256 in hex, or for rows a table and a number.
        data: Its bytes.
    """

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup says of itself.

    Attributes:
        vault_id: Which wallet it was made of.
        generation: How often that wallet had been changed.
        schema: The version of its tables.
        made_at: When it was made.
        rows: How many rows of each table it holds.
        badges: How many badges there were in the library, the bin left out.
    """

    vault_id: str
    generation: int
    schema: int
    made_at: datetime
    rows: Mapping[str, int]
    badges: int


class Stage(StrEnum):
    """What a backup's work is about."""

    WRITING = "writing"
    CHECKING = "checking"
    RESTORING = "restoring"
    MERGING = "merging"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far work has come.

    Attributes:
        stage: What is being done.
        done: How much of it is done.
        total: How much there is: bytes of the file; rows of the wallet for WRITING, and badges for MERGING.
        contents: What the backup holds, every hash right; only with the last step of CHECKING.
    """

    stage: Stage
    done: int
    total: int
    contents: Contents | None = None


class Merged(StrEnum):
    """What a merge did with one badge."""

    ADDED = "added"
    KEPT = "kept"
    NOTED = "noted"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What became of one badge of a backup that was merged.

    Attributes:
        name: Its name.
        outcome: ADDED; KEPT where it is in the wallet already; NOTED where it is, and only its note was missing;
            CONFLICT where the two notes differ, and the wallet's own was kept; REFUSED.
        reason: Why, as a sentence; empty for ADDED.
        badge: Its card, where it is in the wallet now.
    """

    name: str
    outcome: Merged
    reason: str = ""
    badge: BadgeCard | None = None


@dataclass(frozen=True, slots=True)
class MergedRest:
    """What else a merge did, said last.

    Attributes:
        keys: How many of the owner's signing keys came, for the badges bound to them.
        shares: How many lines of the sharing history.
        presets: How many presets.
        in_bin: How many badges were left out, as they lay in the bin.
        packs: How many issuer lists were left out: adopting one is an act of its own.
        collections: How many collections that were not there.
        tagged: How many tags on badges.
        favourites: How many favourites.
    """

    keys: int
    shares: int
    presets: int
    in_bin: int
    packs: int
    collections: int = 0
    tagged: int = 0
    favourites: int = 0


@dataclass(frozen=True, slots=True)
class BackupRecord:
    """A backup that was made of this wallet, and read back.

    Attributes:
        made_at: When.
        name: The file's name, without its folder.
        badges: How many badges it holds, the bin left out.
        generation: How often the wallet had been changed by then.
    """

    made_at: datetime
    name: str
    badges: int
    generation: int


@dataclass(frozen=True, slots=True)
class BackupState:
    """Whether the owner should make a backup.

    Attributes:
        last: The newest backup; None where there never was one.
        unsaved: How many badges came after it.
        age: How long ago it was made; None where there never was one.
        overdue: Whether it is time to remind the owner: a badge or a signing key has been in no backup for a week, or
            the newest backup is half a year old.
    """

    last: BackupRecord | None
    unsaved: int
    age: timedelta | None
    overdue: bool


class SnapshotReason(StrEnum):
    """Why a snapshot was taken."""

    SCHEDULE = "schedule"
    ASKED = "asked"
    REMOVAL = "removal"
    RESTORE = "restore"
    MIGRATION = "migration"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of the wallet's database, under the same key, beside it.

    Attributes:
        name: By which it is asked for.
        at: When it was taken.
        reason: Why.
        size: Its size, in bytes.
        generation: How often the wallet had been changed; None where it was taken before a migration.
    """

    name: str
    at: datetime
    reason: SnapshotReason
    size: int
    generation: int | None = None
