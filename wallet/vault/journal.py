"""The journal: what was changed, so that it can be taken back and done again, by whichever face of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from wallet.model.badge import BadgeId
from wallet.model.change import KEPT_FOR, Change, ChangeKind
from wallet.vault.badges import key_of, remove_badges, restore_badges, write_note
from wallet.vault.database import Connection
from wallet.vault.times import from_microseconds, to_microseconds

Changed = tuple[BadgeId, str, str]
"""A badge, and for a note what it said before and what it says after."""


def keep_change(connection: Connection, kind: ChangeKind, at: datetime, changed: Iterable[Changed]) -> None:
    """Note a change that was made; what had been taken back before can then no longer be done again."""
    connection.execute("DELETE FROM changes WHERE is_undone OR at < ?", (to_microseconds(at - KEPT_FOR),))
    key = connection.execute(
        "INSERT INTO changes (kind, at) VALUES (?, ?)", (kind.value, to_microseconds(at))
    ).lastrowid
    connection.executemany(
        "INSERT INTO changed_badges (change, badge, before, after) VALUES (?, ?, ?, ?)",
        [(key, *each) for each in changed],
    )


def keep_addition(connection: Connection, at: datetime, badge: BadgeId) -> None:
    """Note that a badge was added; those that came together, at the same moment, are one change."""
    last = connection.execute(
        "SELECT key FROM changes WHERE kind = ? AND at = ? AND NOT is_undone AND key = (SELECT max(key) FROM changes)",
        (ChangeKind.ADDITION.value, to_microseconds(at)),
    ).fetchone()
    if last is None:
        keep_change(connection, ChangeKind.ADDITION, at, [(badge, "", "")])
    else:
        connection.execute(
            "INSERT INTO changed_badges (change, badge, before, after) VALUES (?, ?, '', '')", (last[0], badge)
        )


def undo_change(connection: Connection, at: datetime) -> Change | None:
    """Take the last change back, of those of the last 30 days that were not; None where there is none."""
    return _turn(connection, at, "NOT is_undone", "DESC", _BACK)


def redo_change(connection: Connection, at: datetime) -> Change | None:
    """Do again what was taken back last; None where nothing was, or the library was changed since."""
    return _turn(connection, at, "is_undone", "ASC", _FORTH)


def forget_deleted(connection: Connection) -> None:
    """Forget what changed badges that were deleted for good."""
    connection.execute("DELETE FROM changed_badges WHERE badge NOT IN (SELECT id FROM badges)")
    connection.execute("DELETE FROM changes WHERE key NOT IN (SELECT change FROM changed_badges)")


def _turn(connection: Connection, at: datetime, which: str, order: str, how: dict[ChangeKind, _Apply]) -> Change | None:
    row = connection.execute(
        f"SELECT key, kind, at FROM changes WHERE {which} AND at >= ? ORDER BY key {order} LIMIT 1",  # noqa: S608 (ours)
        (to_microseconds(at - KEPT_FOR),),
    ).fetchone()
    if row is None:
        return None
    key, kind, made_at = row[0], ChangeKind(row[1]), from_microseconds(row[2])
    changed: list[Changed] = connection.execute(
        "SELECT badge, before, after FROM changed_badges WHERE change = ? AND badge IN (SELECT id FROM badges) "
        "ORDER BY rowid",
        (key,),
    ).fetchall()
    how[kind](connection, changed, at)
    connection.execute("UPDATE changes SET is_undone = NOT is_undone WHERE key = ?", (key,))
    return Change(kind, made_at, tuple(badge for badge, _, _ in changed))


def _remove(connection: Connection, changed: list[Changed], at: datetime) -> None:
    remove_badges(connection, [badge for badge, _, _ in changed if key_of(connection, badge) is not None], at)


def _restore(connection: Connection, changed: list[Changed], _at: datetime) -> None:
    restore_badges(connection, [badge for badge, _, _ in changed])


def _note_before(connection: Connection, changed: list[Changed], _at: datetime) -> None:
    for badge, before, _ in changed:
        write_note(connection, badge, before)


def _note_after(connection: Connection, changed: list[Changed], _at: datetime) -> None:
    for badge, _, after in changed:
        write_note(connection, badge, after)


_Apply = Callable[[Connection, list[Changed], datetime], None]
_BACK: dict[ChangeKind, _Apply] = {
    ChangeKind.ADDITION: _remove,
    ChangeKind.REMOVAL: _restore,
    ChangeKind.RETURN: _remove,
    ChangeKind.NOTE: _note_before,
}
_FORTH: dict[ChangeKind, _Apply] = {
    ChangeKind.ADDITION: _restore,
    ChangeKind.REMOVAL: _remove,
    ChangeKind.RETURN: _restore,
    ChangeKind.NOTE: _note_after,
}
