"""Badges that belong together: renewed ones, corrected ones, copies and translations. Rules, and nothing else.

Sources: https://www.imsglobal.org/spec/ob/v3p0/ (Achievement: `id`, `version`, `inLanguage`, `related`);
https://www.w3.org/TR/vc-data-model-2.0/#identifiers (`id` of a credential), section 5.4 (Refreshing).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wallet.model.badge import BadgeCard
from wallet.model.language import primary
from wallet.model.report import Verdict


class Relation(StrEnum):
    """What one badge is to another.

    CORRECTED: the issuer gave the same credential out once more, at a later date.
    RENEWED: the same achievement, by the same issuer, to the same person, at a later date.
    COPY: the same credential, or the same award, in another format.
    TRANSLATED: the same award, in another language.
    """

    CORRECTED = "corrected"
    RENEWED = "renewed"
    COPY = "copy"
    TRANSLATED = "translated"


STANDS_IN = frozenset({Relation.CORRECTED, Relation.RENEWED})
"""Where the later badge is shown in the place of the earlier one."""

_GOOD = frozenset({Verdict.VERIFIED, Verdict.LIMITED, Verdict.ISSUER_UNKNOWN})
_OVER = frozenset({Verdict.EXPIRED, Verdict.REVOKED, Verdict.SUSPENDED, Verdict.NOT_YET_VALID})


@dataclass(frozen=True, slots=True)
class Issue:
    """What of a badge decides to which others it belongs.

    Attributes:
        key: Tells it from all others.
        issuer: Its issuer's identifier.
        credential: Its own identifier; empty where it has none.
        achievement: Its achievement's identifier; empty where that has none.
        subject: Whom it was issued to; empty where it does not say.
        language: The language it is written in, as a tag of BCP 47; empty where not stated.
        related: Achievements that are the same one, in another language or version.
        issued: When it was awarded; None where not stated.
        verdict: Its last verdict.
    """

    key: int
    issuer: str
    credential: str
    achievement: str
    subject: str
    language: str
    related: frozenset[str] = field(default=frozenset())
    issued: datetime | None = None
    verdict: Verdict = Verdict.VERIFIED


def relation(one: Issue, other: Issue) -> Relation | None:
    """Return what two badges are to each other, in whichever order they are given; None where they are strangers."""
    if one.issuer != other.issuer or not one.issuer:
        return None
    if _same(one.credential, other.credential):
        return Relation.COPY if _order(one, other) == 0 else Relation.CORRECTED
    if not _same(one.subject, other.subject) or not _same_achievement(one, other):
        return None
    if _differ(one.language, other.language):
        return Relation.TRANSLATED
    return Relation.COPY if _order(one, other) == 0 else Relation.RENEWED


def is_newer(one: Issue, other: Issue) -> bool:
    """Whether the first of two badges was awarded later; never, where one of them does not say when."""
    return _order(one, other) > 0


def stands_in(newer: Issue, older: Issue) -> bool:
    """Whether one badge is shown in the place of another one.

    Whoever can make a file can name an issuer in it: only a badge whose signature holds takes another one's place, and
    none that is over or withdrawn takes that of one that is good.
    """
    if not is_newer(newer, older) or relation(newer, older) not in STANDS_IN:
        return False
    return newer.verdict in _GOOD or (newer.verdict is Verdict.EXPIRED and older.verdict in _OVER)


def stand_in(badge: Issue, others: Iterable[Issue]) -> Issue | None:
    """Return the badge that is shown in the place of another one: the latest that may; None where it stands itself."""
    newer = [other for other in others if other.key != badge.key and stands_in(other, badge)]
    return max(newer, key=lambda other: (other.verdict in _GOOD, other.issued or _NEVER, other.key), default=None)


@dataclass(frozen=True, slots=True)
class Related:
    """A badge of the library that belongs to another one.

    Attributes:
        card: Its card.
        relation: What it is to the other one.
        is_newer: Whether it was awarded later.
        is_shown: Whether lists show it, or another one stands in for it.
    """

    card: BadgeCard
    relation: Relation
    is_newer: bool
    is_shown: bool


_NEVER = datetime.fromisoformat("0001-01-01T00:00:00+00:00")


def _same(one: str, other: str) -> bool:
    return bool(one) and one == other


def _same_achievement(one: Issue, other: Issue) -> bool:
    named = one.achievement in other.related or other.achievement in one.related
    return _same(one.achievement, other.achievement) or (bool(one.achievement and other.achievement) and named)


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and primary(one) != primary(other)


def _order(one: Issue, other: Issue) -> int:
    if one.issued is None or other.issued is None:
        return 0
    return (one.issued > other.issued) - (one.issued < other.issued)
