"""What credits add up to, each scheme by itself, none counted twice (DESIGN.md, section 14)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from wallet.model.award import Award, Credit
from wallet.pathways.counting import counted, once

MOST = Decimal(10_000)
"""Most credits that one badge is believed to give: the hours of a whole degree are fewer."""


def earned(awards: Iterable[Award], at: datetime) -> tuple[Credit, ...]:
    """Return what the awards that count at a time give, by scheme; never one scheme turned into another."""
    return total(crediting(counted(awards, at)))


def crediting(awards: Iterable[Award]) -> list[Award]:
    """Return the awards whose credits are added: of what is one award, the latest that states some."""
    return once([award for award in awards if any(map(is_sound, award.credits))])


def total(awards: Sequence[Award]) -> tuple[Credit, ...]:
    """Return the sum of each scheme, by its name, the ones of no scheme last."""
    sums: dict[str, tuple[str, Decimal]] = {}
    for credit in (credit for award in awards for credit in award.credits if is_sound(credit)):
        scheme = credit.scheme.strip()
        shown, sum_so_far = sums.get(scheme.casefold(), (scheme, Decimal(0)))
        sums[scheme.casefold()] = shown, sum_so_far + credit.amount
    return tuple(Credit(amount, shown) for _, (shown, amount) in sorted(sums.items(), key=lambda each: _order(each[0])))


def is_sound(credit: Credit) -> bool:
    """Whether a number of credits is one that can be: more than none, and no more than `MOST`."""
    return credit.amount.is_finite() and 0 < credit.amount <= MOST


def _order(scheme: str) -> tuple[bool, str]:
    return not scheme, scheme
