"""What a badge adds to a learner's record: the skills, the credits and the time of study that it states.

Source: https://www.imsglobal.org/spec/ob/v3p0/ (appendix B: Alignment, `creditsEarned`, AchievementSubject)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from wallet.model.badge import BadgeId
from wallet.model.lineage import Issue


@dataclass(frozen=True, slots=True)
class Alignment:
    """What an achievement is aligned to, as its issuer states it; what is not stated is empty.

    Attributes:
        name: What it is called.
        url: Its address in the framework.
        code: Its code in the framework.
        framework: The framework's name.
        kind: What kind of thing it is, such as ``ceterms:Competency``.
    """

    name: str = ""
    url: str = ""
    code: str = ""
    framework: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """Credits of one scheme.

    Attributes:
        amount: How many.
        scheme: Which ones, such as ``ECTS`` or ``hours``, in the badge's own words; empty where it does not say.
    """

    amount: Decimal
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Award:
    """A badge, or one part of a learner record, as it adds to what its owner has.

    Attributes:
        badge: The badge that states it, which is opened for it.
        name: Its name.
        issue: What decides to which others it belongs; with its last verdict.
        until: When it ends; None where it does not.
        alignments: What it is aligned to.
        credits: Its credits.
        level: The level of a qualifications framework.
        started: When the study began; None where not stated.
        ended: When it ended; None where not stated.
        role: What its owner did.
        licence: The number of a licence.
    """

    badge: BadgeId
    name: str
    issue: Issue
    until: datetime | None = None
    alignments: tuple[Alignment, ...] = ()
    credits: tuple[Credit, ...] = ()
    level: str = ""
    started: datetime | None = None
    ended: datetime | None = None
    role: str = ""
    licence: str = ""
