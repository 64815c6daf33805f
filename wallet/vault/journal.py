"""The journal: what was changed, so that it can be taken back and done again, by whichever face of the program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from wallet.model.badge import BadgeId
from wallet.model.change import KEPT_FOR, Change, ChangeKind
from wallet.model.disclosure import OwnPreset
from wallet.vault.badges import key_of, remove_badges, restore_badges, write_note
from wallet.vault.changed import Changed, Reshelved
from wallet.vault.collection_store import read_tree, turn_membership, turn_shelf
from wallet.vault.database import Connection
from wallet.vault.favourites import turn_favourite
from wallet.vault.presets import presets_of, put_presets
from wallet.vault.tags import turn_tag
from wallet.vault.times import from_microseconds, to_microseconds


def keep_change(
    connection: Connection,
    kind: ChangeKind,
    at: datetime,
    changed: Iterable[Changed],
    reshelved: Iterable[Reshelved] = (),
) -> None:
    """Note a change that was made; what had been taken back before can then no longer be done again."""
    key = _begin(connection, kind, at)
    connection.executemany(
        "INSERT INTO changed_badges (change, badge, before, after) VALUES (?, ?, ?, ?)",
        [(key, *each) for each in changed],
    )
    connection.executemany(
        "INSERT INTO changed_collections (change, collection, before, after) VALUES (?, ?, ?, ?)",
        [(key, *each) for each in reshelved],
    )


def keep_preset_change(
    connection: Connection, at: datetime, before: Iterable[OwnPreset], after: Iterable[OwnPreset]
) -> None:
    """Note which presets gave way to which; none that shows nothing is among them."""
    key = _begin(connection, ChangeKind.PRESETS, at)
    for is_after, presets in enumerate((before, after)):
        connection.executemany(
            "INSERT INTO changed_presets (change, name, kind, is_after) VALUES (?, ?, ?, ?)",
            [(key, preset.name, kind, is_after) for preset in presets for kind in sorted(preset.kinds)],
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
    return _turn(connection, at, "NOT is_undone ORDER BY key DESC", is_back=True)


def redo_change(connection: Connection, at: datetime) -> Change | None:
    """Do again what was taken back last; None where nothing was, or the library was changed since."""
    return _turn(connection, at, "is_undone ORDER BY key", is_back=False)


def forget_deleted(connection: Connection) -> None:
    """Forget what changed badges that were deleted for good."""
    connection.execute("DELETE FROM changed_badges WHERE badge NOT IN (SELECT id FROM badges)")
    connection.execute(
        "DELETE FROM changes WHERE key NOT IN (SELECT change FROM changed_badges) "
        "AND key NOT IN (SELECT change FROM changed_collections) AND key NOT IN (SELECT change FROM changed_presets)"
    )


def _begin(connection: Connection, kind: ChangeKind, at: datetime) -> int | None:
    # Each by an index of its own; with OR, SQLite would look through all changes there are.
    connection.execute("DELETE FROM changes WHERE is_undone")
    connection.execute("DELETE FROM changes WHERE at < ?", (to_microseconds(at - KEPT_FOR),))
    values = (kind.value, to_microseconds(at))
    return connection.execute("INSERT INTO changes (kind, at) VALUES (?, ?)", values).lastrowid


def _turn(connection: Connection, at: datetime, which: str, *, is_back: bool) -> Change | None:
    row = connection.execute(
        f"SELECT key, kind, at FROM changes WHERE +at >= ? AND {which} LIMIT 1",  # noqa: S608 (ours)
        (to_microseconds(at - KEPT_FOR),),
    ).fetchone()
    if row is None:
        return None
    key, kind, made_at = row[0], ChangeKind(row[1]), from_microseconds(row[2])
    if kind is ChangeKind.PRESETS:
        subject = _turn_presets(connection, key, is_back=is_back)
        connection.execute(_TURNED, (key,))
        return Change(kind, made_at, (), subject)
    changed: list[Changed] = connection.execute(
        "SELECT badge, before, after FROM changed_badges WHERE change = ? AND badge IN (SELECT id FROM badges) "
        "ORDER BY rowid",
        (key,),
    ).fetchall()
    reshelved: list[Reshelved] = connection.execute(
        "SELECT collection, before, after FROM changed_collections WHERE change = ? ORDER BY rowid", (key,)
    ).fetchall()
    subject = _subject(connection, kind, changed, reshelved)
    for identifier, _, after in _turned(reshelved, is_back=is_back):
        turn_shelf(connection, identifier, after)
    if kind in _KEPT_AFTER:
        _keep(connection, changed, at, are_kept=_KEPT_AFTER[kind] is not is_back)
    else:
        for badge, before, after in _turned(changed, is_back=is_back):
            _TURNS[kind](connection, badge, before, after)
    connection.execute(_TURNED, (key,))
    return Change(kind, made_at, tuple(dict.fromkeys(badge for badge, _, _ in changed)), subject)


def _turn_presets(connection: Connection, key: int, *, is_back: bool) -> str:
    """Turn a change of presets, and return the name of the one that it was about; empty where there were several."""
    query = "SELECT name, kind FROM changed_presets WHERE change = ? AND is_after = ? ORDER BY rowid"
    before, after = (presets_of(connection.execute(query, (key, is_after)).fetchall()) for is_after in (False, True))
    put_presets(connection, *((after, before) if is_back else (before, after)))
    named = after or before
    return named[0].name if len(named) == 1 else ""


def _turned(changed: list[tuple[_Name, str, str]], *, is_back: bool) -> list[tuple[_Name, str, str]]:
    """Return changes the other way round, the last one first, where they are taken back."""
    return [(name, after, before) for name, before, after in reversed(changed)] if is_back else changed


def _keep(connection: Connection, changed: list[Changed], at: datetime, *, are_kept: bool) -> None:
    badges = [badge for badge, _, _ in changed]
    if are_kept:
        restore_badges(connection, badges)
    else:
        remove_badges(connection, [badge for badge in badges if key_of(connection, badge) is not None], at)


def _write_note(connection: Connection, badge: BadgeId, _before: str, after: str) -> None:
    write_note(connection, badge, after)


def _subject(connection: Connection, kind: ChangeKind, changed: list[Changed], reshelved: list[Reshelved]) -> str:
    """Return the tag or collection that a change was about, by its name; empty where it was about none, or several."""
    if kind is ChangeKind.COLLECTIONS:
        return next((json.loads(after or before)[0] for _, before, after in reshelved), "")
    sides = {after or before for _, before, after in changed}
    if kind not in {ChangeKind.TAGS, ChangeKind.COLLECTED} or len(sides) != 1:
        return ""
    (side,) = sides
    shelf = read_tree(connection).get(side)
    return side if kind is ChangeKind.TAGS else "" if shelf is None else shelf.name


_Name = TypeVar("_Name", bound=str)
_TURNED = "UPDATE changes SET is_undone = NOT is_undone WHERE key = ?"
_KEPT_AFTER = {ChangeKind.ADDITION: True, ChangeKind.REMOVAL: False, ChangeKind.RETURN: True}
"""For changes of where badges are: whether they are in the library after it."""
_TURNS: dict[ChangeKind, Callable[[Connection, BadgeId, str, str], None]] = {
    ChangeKind.NOTE: _write_note,
    ChangeKind.FAVOURITE: turn_favourite,
    ChangeKind.TAGS: turn_tag,
    ChangeKind.COLLECTED: turn_membership,
    ChangeKind.COLLECTIONS: turn_membership,
}
"""For changes of what badges have: what makes it what it was."""
