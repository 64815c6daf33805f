"""Changes of the library that can be taken back, and the bin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from wallet.model.badge import BadgeCard, BadgeId

KEPT_FOR = timedelta(days=30)
"""How long the bin keeps a badge, and how long a change can be taken back."""


class ChangeKind(StrEnum):
    """What was changed."""

    ADDITION = "addition"
    REMOVAL = "removal"
    RETURN = "return"
    NOTE = "note"
    FAVOURITE = "favourite"
    TAGS = "tags"
    COLLECTED = "collected"
    COLLECTIONS = "collections"
    PRESETS = "presets"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the library.

    Attributes:
        kind: What was changed.
        at: When it was made first.
        badges: Of which badges; those deleted for good since are left out.
        subject: The tag, or the name of the collection or preset, that it was about; empty where it was about none, or
            several.
    """

    kind: ChangeKind
    at: datetime
    badges: tuple[BadgeId, ...]
    subject: str = ""


@dataclass(frozen=True, slots=True)
class BinnedBadge:
    """A badge in the bin.

    Attributes:
        card: Its card.
        removed_at: When it was put there; `KEPT_FOR` later it is deleted for good.
    """

    card: BadgeCard
    removed_at: datetime
