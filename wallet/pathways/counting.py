"""Which badges count, and which of them are one award: rules that every sum over badges keeps to (DESIGN.md, 14)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from wallet.model.award import Award
from wallet.model.facets import STANDINGS, Standing
from wallet.model.lineage import relation

COUNTED = frozenset({Standing.VERIFIED, Standing.LIMITED})
"""What a badge has to be so that it counts."""


def standing_at(award: Award, at: datetime) -> Standing:
    """Return what an award is at a time: by its last verdict, or out of date where it ended since."""
    standing = STANDINGS[award.issue.verdict]
    is_over = award.until is not None and award.until < at
    return Standing.OUT_OF_DATE if standing in COUNTED and is_over else standing


def counted(awards: Iterable[Award], at: datetime) -> list[Award]:
    """Return the awards that count at a time."""
    return [award for award in awards if standing_at(award, at) in COUNTED]


def left_out(awards: Iterable[Award], at: datetime) -> dict[Standing, int]:
    """Return how many awards do not count at a time, by the reason."""
    found = Counter(standing_at(award, at) for award in awards)
    return {standing: found[standing] for standing in Standing if standing not in COUNTED and found[standing]}


def grouped(awards: Sequence[Award]) -> list[list[Award]]:
    """Put together what is one award: copies, corrections, renewals, and versions in other languages.

    Returns:
        The awards of each group, the latest first; groups in the order of their first member.
    """
    heads = list(range(len(awards)))
    holders: dict[tuple[str, ...], int] = {}
    for number, award in enumerate(awards):
        for name in _own_names(award):
            _join(heads, holders.setdefault(name, number), number)
    for number, award in enumerate(awards):
        for name in _other_names(award):
            other = holders.get(name)
            if other is not None and relation(awards[other].issue, award.issue) is not None:
                _join(heads, other, number)
    groups: dict[int, list[Award]] = {}
    for number, award in enumerate(awards):
        groups.setdefault(_head(heads, number), []).append(award)
    return [sorted(group, key=_age, reverse=True) for group in groups.values()]


def once(awards: Sequence[Award]) -> list[Award]:
    """Return the latest of what is one award, for each."""
    return [group[0] for group in grouped(awards)]


def _own_names(award: Award) -> list[tuple[str, ...]]:
    issue = award.issue
    credential = [("credential", issue.issuer, issue.credential)] if issue.issuer and issue.credential else []
    return [*credential, *_achieved(award, [issue.achievement])]


def _other_names(award: Award) -> list[tuple[str, ...]]:
    return _achieved(award, award.issue.related) if award.issue.achievement else []


def _achieved(award: Award, achievements: Iterable[str]) -> list[tuple[str, ...]]:
    issue = award.issue
    if not issue.issuer or not issue.subject:
        return []
    return [("achievement", issue.issuer, issue.subject, each) for each in achievements if each]


def _join(heads: list[int], one: int, other: int) -> None:
    first, second = sorted((_head(heads, one), _head(heads, other)))
    heads[second] = first


def _head(heads: list[int], number: int) -> int:
    while heads[number] != number:
        heads[number] = heads[heads[number]]
        number = heads[number]
    return number


def _age(award: Award) -> tuple[bool, float]:
    issued = award.issue.issued
    return issued is not None, 0.0 if issued is None else issued.timestamp()
