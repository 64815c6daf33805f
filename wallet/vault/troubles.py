"""Badges that their owner should look at, each found through an index; none that a newer one stands in for."""

from __future__ import annotations

from datetime import datetime, timedelta

from wallet.model.attention import REMIND_DAYS, UNCHECKED_FOR, Matter, Trouble
from wallet.model.badge import BadgeId
from wallet.model.report import Verdict
from wallet.vault.cards import CARD_COLUMNS, CARD_WIDTH, card_of_row
from wallet.vault.database import Connection
from wallet.vault.filters import END
from wallet.vault.times import from_microseconds, to_microseconds

_SHOWN = "removed_at IS NULL AND key NOT IN (SELECT badge FROM replacements)"
_BAD = {
    Matter.CHANGED: Verdict.FAILED,
    Matter.WITHDRAWN: Verdict.REVOKED,
    Matter.ON_HOLD: Verdict.SUSPENDED,
}
_WORSE = ", ".join(f"'{verdict.value}'" for verdict in (*_BAD.values(), Verdict.UNREADABLE))
_ALWAYS = -(2**63)


def list_troubles(connection: Connection, at: datetime) -> list[Trouble]:
    """Return each badge that needs attention, with the worst reason for it, the worst first.

    Args:
        connection: The database.
        at: Now.
    """
    now, soon = to_microseconds(at), to_microseconds(at + timedelta(days=REMIND_DAYS[-1]))
    is_sound = f"verdict NOT IN ({_WORSE})"
    ends = f"{is_sound} AND {END} > ? AND {END} <= ?"
    found = [
        each for matter, verdict in _BAD.items() for each in _found(connection, matter, "verdict = ?", verdict.value)
    ]
    found += _found(connection, Matter.EXPIRED, ends, _ALWAYS, now)
    found += _found(connection, Matter.EXPIRING, ends, now, soon)
    found += _found(connection, Matter.NEWER_VERSION, "key IN (SELECT badge FROM reports WHERE is_renewed)")
    worst: dict[BadgeId, Trouble] = {}
    for each in found:
        worst.setdefault(each.card.id, each)
    return list(worst.values())


def count_unchecked(connection: Connection, at: datetime) -> tuple[int, datetime | None]:
    """Return how many badges were last checked too long ago, and when that was for the first of them."""
    count, first = connection.execute(
        f"SELECT count(*), min(checked_at) FROM badges WHERE {_SHOWN} AND checked_at < ?",  # noqa: S608 (our own texts)
        (to_microseconds(at - UNCHECKED_FOR),),
    ).fetchone()
    return int(count), None if first is None else from_microseconds(first)


def _found(connection: Connection, matter: Matter, condition: str, *values: object) -> list[Trouble]:
    rows = connection.execute(
        f"SELECT {CARD_COLUMNS}, key IN (SELECT badge FROM facts WHERE refreshes) FROM badges "  # noqa: S608 (our own texts)
        f"WHERE {_SHOWN} AND {condition} ORDER BY {END}, key",
        values,
    ).fetchall()
    return [Trouble(matter, card_of_row(row), bool(row[CARD_WIDTH])) for row in rows]
