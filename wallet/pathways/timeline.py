"""The years of a learner's record: what was earned in each, and what does not count (DESIGN.md, section 14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wallet.model.award import Award, Credit
from wallet.model.facets import Standing
from wallet.pathways.counting import counted, left_out, once
from wallet.pathways.credits import crediting, total


@dataclass(frozen=True, slots=True)
class Year:
    """What was earned in one year.

    Attributes:
        year: The year of award, in UTC; None for those that do not say when.
        awards: The awards, the latest first, each once.
        credits: Their credits, by scheme.
    """

    year: int | None
    awards: tuple[Award, ...]
    credits: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The record by years.

    Attributes:
        years: The years, the latest first, those without a date last.
        credits: All credits, by scheme.
        left_out: How many awards do not count, by the reason.
        repeated: How many that count are another one once more: renewed, copied, or in another language.
    """

    years: tuple[Year, ...]
    credits: tuple[Credit, ...]
    left_out: dict[Standing, int]
    repeated: int


def timeline(awards: Sequence[Award], at: datetime) -> Timeline:
    """Return the record by years, as of a time."""
    good = counted(awards, at)
    shown, credited = once(good), crediting(good)
    years = {_year(award) for award in (*shown, *credited)}
    return Timeline(
        years=tuple(_of_year(year, shown, credited) for year in sorted(years, key=lambda each: -(each or 0))),
        credits=total(credited),
        left_out=left_out(awards, at),
        repeated=len(good) - len(shown),
    )


def _of_year(year: int | None, shown: Sequence[Award], credited: Sequence[Award]) -> Year:
    own = [award for award in shown if _year(award) == year]
    own.sort(key=lambda award: award.issue.issued.timestamp() if award.issue.issued else 0.0, reverse=True)
    return Year(year, tuple(own), total([award for award in credited if _year(award) == year]))


def _year(award: Award) -> int | None:
    return None if award.issue.issued is None else award.issue.issued.year
