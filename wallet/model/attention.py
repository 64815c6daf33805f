"""What in the wallet needs its owner's attention."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from wallet.model.badge import BadgeCard

REMIND_DAYS = (7, 30, 60)
"""How many days before a badge ends its owner is reminded of it (DESIGN.md, section 11), the last time first."""
UNCHECKED_FOR = timedelta(days=90)
"""How long ago the last check of a badge may be: issuers publish withdrawals for months, not for years."""


class Matter(StrEnum):
    """What it is about; what weighs most comes first."""

    WALLET = "wallet"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    ON_HOLD = "on_hold"
    EXPIRED = "expired"
    EXPIRING = "expiring"
    NEWER_VERSION = "newer_version"
    BACKUP = "backup"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A badge that its owner should look at.

    Attributes:
        matter: Why.
        card: The badge.
        refreshes: Whether it says where a newer one is to be had.
    """

    matter: Matter
    card: BadgeCard
    refreshes: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that needs attention; its texts are fit to show.

    Attributes:
        matter: What it is about.
        subject: Tells it from all others, whatever state it is in.
        state: The state that it is in; one that was dismissed is shown again in another state.
        what: What there is to know, as a sentence.
        why: Why that is so, as a sentence; may be empty.
        remedy: What to do about it, as a sentence; may be empty.
        card: The badge; None where it is about none, or several.
        at: The moment that it is about: when a badge ends or ended, or was last checked, or the last backup was made.
        count: Of how many badges it is.
        is_dismissed: Whether the owner has dismissed it.
    """

    matter: Matter
    subject: str
    state: str
    what: str
    why: str
    remedy: str
    card: BadgeCard | None = None
    at: datetime | None = None
    count: int = 1
    is_dismissed: bool = False
