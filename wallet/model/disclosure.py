"""What can be shown of a badge, what the owner chose, and what leaves in the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wallet.model.badge import BadgeId


class Hiding(StrEnum):
    """Whether a claim can be left out of a presentation."""

    CHOOSABLE = "choosable"
    ALWAYS_SHOWN = "always_shown"
    WHOLE_ONLY = "whole_only"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a badge, for people to choose.

    Attributes:
        pointer: JSON Pointer (RFC 6901) into the badge as shown.
        label: Its name for people, in English: other languages find theirs by it.
        value: Its value as text.
        hiding: Whether it can be left out.
        sensitive: Whether it is of a kind people regret sharing: birth date, ID number, address, health, photo.
        parent: Pointer of the claim that must be shown for this one to be; empty at the top.
        language: The language of the value as the badge states it (a tag of BCP 47); empty where it does not.
    """

    pointer: str
    label: str
    value: str
    hiding: Hiding
    sensitive: bool
    parent: str = ""
    language: str = ""


class Preset(StrEnum):
    """Selections that come ready-made."""

    MINIMUM = "minimum"
    JOB_APPLICATION = "job_application"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class OwnPreset:
    """A selection that the owner keeps under a name, fit for any badge.

    Attributes:
        name: Its name.
        kinds: The kinds of claims that it shows (`wallet.presentation.presets.kind_of`).
    """

    name: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Selection:
    """What the owner chose to show of one badge: pointers of choosable claims."""

    badge: BadgeId
    pointers: frozenset[str]


@dataclass(frozen=True, slots=True)
class PresentationRequest:
    """What a checker asked a presentation to be bound to.

    Attributes:
        nonce: The checker's fresh value.
        audience: The checker's identifier.
        purpose: What for, in the checker's words; may be empty.
    """

    nonce: str
    audience: str
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy to share: a presentation that answers nobody.

    Attributes:
        until: Until when it is meant to be used; None for no end.
    """

    until: datetime | None = None


class TraceKind(StrEnum):
    """By what two receivers can tell that they were shown the same badge, or badges of the same person."""

    SIGNATURE = "signature"
    NUMBER = "number"
    STATUS = "status"
    KEY = "key"
    IDENTIFIER = "identifier"


@dataclass(frozen=True, slots=True)
class Trace:
    """Something in the bytes of a badge that is the same whenever it is shown.

    Attributes:
        kind: What it is.
        digest: SHA-256 (hex) of it and its kind.
    """

    kind: TraceKind
    digest: str


@dataclass(frozen=True, slots=True)
class DisclosedBadge:
    """What the receiver will see of one badge.

    Attributes:
        badge: Which badge.
        name: Its name as the receiver reads it; a word for any badge where that is kept back.
        shown: Claims that leave.
        hidden: Claims that stay.
        whole_only: Whether its format cannot hide anything.
        traces: By what it can be recognised when it is shown again.
        countable: How many details the receiver can tell that are kept back; 0 where that does not show.
        issuer: Its issuer's name as the receiver reads it, or its identifier.
        valid_from: Start of validity as the receiver reads it; None where absent or kept back.
        valid_until: End of validity, likewise.
    """

    badge: BadgeId
    name: str
    shown: tuple[Claim, ...]
    hidden: tuple[Claim, ...]
    whole_only: bool
    traces: tuple[Trace, ...] = ()
    countable: int = 0
    issuer: str = ""
    valid_from: datetime | None = None
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Presentation:
    """Bytes that may leave, and what is in them.

    Attributes:
        content: The bytes: a compact SD-JWT or a JSON document.
        media_type: Their media type.
        suffix: The file name's ending, with its dot.
        badges: What the receiver will see.
        bound: Whether it answers a request (nonce and audience); if not, it is a copy to share.
        created: When it was made.
        request: What it answers; None for a copy to share.
        until: Until when a copy is meant to be used; None for no end.
        until_is_signed: Whether the bytes say so themselves, signed by the holder; otherwise the owner alone knows.
        sealed: What is sealed in the bytes, for the owner to read; none where they are not sealed to anybody.
        is_draft: Whether a filler stands where the owner's signature would: it is to be looked at, and cannot leave.
    """

    content: bytes
    media_type: str
    suffix: str
    badges: tuple[DisclosedBadge, ...]
    bound: bool
    created: datetime
    request: PresentationRequest | None = None
    until: datetime | None = None
    until_is_signed: bool = False
    sealed: tuple[bytes, ...] = ()
    is_draft: bool = False
