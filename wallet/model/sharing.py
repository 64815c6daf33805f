"""What left the wallet, to whom: the lines of the sharing history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wallet.model.badge import BadgeId


@dataclass(frozen=True, slots=True)
class SharedClaim:
    """One claim that was shown, without its value.

    Attributes:
        pointer: JSON Pointer (RFC 6901) into the badge as shown then.
        label: Its name for people.
    """

    pointer: str
    label: str


@dataclass(frozen=True, slots=True)
class SharedBadge:
    """What was shown of one badge.

    Attributes:
        badge: Which badge; it may have left the library since.
        name: Its name then.
        claims: What was shown of it.
    """

    badge: BadgeId
    name: str
    claims: tuple[SharedClaim, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """One presentation that left.

    Attributes:
        receiver: Who got it, in the owner's words; empty where the owner did not say.
        at: When it left.
        nonce: The request's fresh value; empty for a copy to share.
        audience: Who asked; empty for a copy to share.
        digest: SHA-256 (hex) of the bytes that left.
        media_type: What those bytes are.
        badges: What was shown.
    """

    receiver: str
    at: datetime
    nonce: str
    audience: str
    digest: str
    media_type: str
    badges: tuple[SharedBadge, ...]
