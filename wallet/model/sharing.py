"""What left the wallet, to whom: the lines of the sharing history, and what they say of a receiver."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wallet.model.badge import BadgeId
from wallet.model.disclosure import Trace, TraceKind


class Way(StrEnum):
    """How a presentation left."""

    FILE = "file"
    CODES = "codes"
    SCREEN = "screen"
    PRINT = "print"
    CLIPBOARD = "clipboard"
    OUTPUT = "output"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who gets a presentation, and what for, as the owner says.

    Attributes:
        name: Who; empty where the owner does not say.
        purpose: What for; empty where the owner does not say, and then a request's own words are kept.
    """

    name: str = ""
    purpose: str = ""


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
        name: Its name then, as it was shown.
        claims: What was shown of it.
        traces: By what it can be recognised when it is shown again; None where an older Rosette did not note that.
    """

    badge: BadgeId
    name: str
    claims: tuple[SharedClaim, ...]
    traces: tuple[Trace, ...] | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """One presentation that left.

    Attributes:
        receiver: Who got it, in the owner's words; empty where the owner did not say.
        at: When it left for the first time.
        nonce: The request's fresh value; empty for a copy to share.
        audience: Who asked; empty for a copy to share.
        digest: SHA-256 (hex) of the bytes that left; of a document or picture, of the presentation inside it.
        media_type: What those bytes are.
        badges: What was shown.
        purpose: What for; empty where nobody said.
        until: Until when a copy was meant to be used; None for no end.
        made: When those bytes were made; None where an older Rosette did not note that.
        ways: How they left.
    """

    receiver: str
    at: datetime
    nonce: str
    audience: str
    digest: str
    media_type: str
    badges: tuple[SharedBadge, ...]
    purpose: str = ""
    until: datetime | None = None
    made: datetime | None = None
    ways: tuple[Way, ...] = ()

    @property
    def to(self) -> str:
        """Who got it: in the owner's words, else who asked; empty where neither is known."""
        return self.receiver or self.audience


@dataclass(frozen=True, slots=True)
class Sighting:
    """One trace of a badge in somebody's hands.

    Attributes:
        to: Who has it; empty where the owner did not say.
        at: Since when.
        badge: Which badge left it.
        trace: The trace; None where the badge was shown and its traces were not noted.
        made: When the presentation was made that brought it there; None where that was not noted.
    """

    to: str
    at: datetime
    badge: BadgeId
    trace: Trace | None
    made: datetime | None


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody who could recognise a badge, or its owner, by comparing notes with another receiver of it.

    Attributes:
        to: Who that is; empty where the owner did not say.
        last: When they were last shown what could be recognised.
        badge: The badge that could be recognised.
        name: Its name.
        is_same_badge: Whether they have that badge; otherwise another one, which shows the same owner.
        by: By what; nothing where it is not known, because an older Rosette did not note it.
    """

    to: str
    last: datetime
    badge: BadgeId
    name: str
    is_same_badge: bool
    by: tuple[TraceKind, ...]


@dataclass(frozen=True, slots=True)
class KnownBadge:
    """What a receiver knows of one badge, over all times it was shown to them.

    Attributes:
        badge: Which badge.
        name: Its name when it was last shown.
        claims: What was shown of it, by whichever share.
        first: When it was first shown.
        last: When it was last shown.
    """

    badge: BadgeId
    name: str
    claims: tuple[SharedClaim, ...]
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """What one receiver knows.

    Attributes:
        to: Who that is, as last written; empty for all that the owner did not name, who may be different people.
        first: When something was first shown to them.
        last: When something was last shown to them.
        badges: What they know of each badge, the one shown last first.
        purposes: What for, as the owner or they said.
        audiences: Under which names they asked; none where they did not.
        shares: The lines themselves, the newest first.
    """

    to: str
    first: datetime
    last: datetime
    badges: tuple[KnownBadge, ...]
    purposes: tuple[str, ...]
    audiences: tuple[str, ...]
    shares: tuple[Share, ...]
