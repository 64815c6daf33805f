"""Tags: words of the owner's on badges. A tag is there as long as a badge has it; case does not tell two apart."""

from __future__ import annotations

from collections.abc import Iterable

from wallet.model.badge import BadgeId
from wallet.model.collection import Tag
from wallet.model.errors import RefusedError
from wallet.model.naming import checked_name, folded_name
from wallet.vault.badges import any_key_of, required_key
from wallet.vault.changed import Changed
from wallet.vault.database import Connection
from wallet.vault.search import searchable


def add_tag(connection: Connection, badge_ids: Iterable[BadgeId], name: str) -> list[Changed]:
    """Put a tag on badges, spelt as it is on others, and return which of them had it not.

    Raises:
        RefusedError: If it is no name, or the library does not hold one of the badges.
    """
    word = _spelling(connection, checked_name(name))
    keys = {badge_id: required_key(connection, badge_id) for badge_id in badge_ids}
    return [(badge_id, "", word) for badge_id, key in keys.items() if _exchange(connection, key, "", word)]


def take_tag(connection: Connection, badge_ids: Iterable[BadgeId], name: str) -> list[Changed]:
    """Take a tag off badges, and return which of them had it.

    Raises:
        RefusedError: If the library does not hold one of the badges.
    """
    word = _spelling(connection, name)
    keys = {badge_id: required_key(connection, badge_id) for badge_id in badge_ids}
    return [(badge_id, word, "") for badge_id, key in keys.items() if _exchange(connection, key, word, "")]


def rename_tag(connection: Connection, old: str, new: str) -> list[Changed]:
    """Call a tag otherwise, and return on which badges; where there is one of the new name, they become one.

    Raises:
        RefusedError: If there is no such tag, or the new name is none.
    """
    is_same = folded_name(old) == folded_name(checked_name(new))
    word = checked_name(new) if is_same else _spelling(connection, checked_name(new))
    return _everywhere(connection, old, word)


def remove_tag(connection: Connection, name: str) -> list[Changed]:
    """Take a tag off all badges, and return off which.

    Raises:
        RefusedError: If there is no such tag.
    """
    return _everywhere(connection, name, "")


def list_tags(connection: Connection) -> list[Tag]:
    """Return every tag with how many badges of the library have it, by name."""
    rows = connection.execute(
        "SELECT min(tags.name), count(*) FILTER (WHERE removed_at IS NULL) FROM tags JOIN badges ON badges.key = badge "
        "GROUP BY folded ORDER BY folded"
    ).fetchall()
    return [Tag(name, count) for name, count in rows]


def tags_of(connection: Connection, key: int) -> tuple[str, ...]:
    """Return the tags of a badge, by name."""
    rows = connection.execute("SELECT name FROM tags WHERE badge = ? ORDER BY folded", (key,)).fetchall()
    return tuple(name for (name,) in rows)


def turn_tag(connection: Connection, badge_id: BadgeId, before: str, after: str) -> None:
    """Put a tag in the place of another one, as the journal says, also on a badge in the bin; "" is none."""
    _exchange(connection, any_key_of(connection, badge_id), before, after)


def _everywhere(connection: Connection, old: str, new: str) -> list[Changed]:
    rows = connection.execute(
        "SELECT badges.key, id, tags.name FROM tags JOIN badges ON badges.key = badge "
        "WHERE folded = ? ORDER BY tags.key",
        (folded_name(old),),
    ).fetchall()
    if not rows:
        raise RefusedError(f"There is no tag “{old}”.", "", "See the list for those that are.")
    return [_renamed(connection, key, badge_id, (word, new)) for key, badge_id, word in rows if word != new]


def _renamed(connection: Connection, key: int, badge_id: BadgeId, words: tuple[str, str]) -> Changed:
    old, new = words
    has_both = folded_name(old) != folded_name(new) and _has(connection, key, new)
    kept = "" if has_both else new
    _exchange(connection, key, old, kept)
    return badge_id, old, kept


def _exchange(connection: Connection, key: int, old: str, new: str) -> bool:
    """Put one tag of a badge in the place of another one, and return whether that changed anything."""
    changed = 0
    if old:
        changed += connection.execute(
            "DELETE FROM tags WHERE badge = ? AND folded = ?", (key, folded_name(old))
        ).rowcount
    if new:
        changed += connection.execute(
            "INSERT OR IGNORE INTO tags (badge, name, folded) VALUES (?, ?, ?)", (key, new, folded_name(new))
        ).rowcount
    if changed:
        said = searchable("\n".join(tags_of(connection, key)))
        connection.execute("UPDATE texts SET tags = ? WHERE badge = ?", (said, key))
    return changed > 0


def _has(connection: Connection, key: int, name: str) -> bool:
    query = "SELECT 1 FROM tags WHERE badge = ? AND folded = ?"
    return connection.execute(query, (key, folded_name(name))).fetchone() is not None


def _spelling(connection: Connection, name: str) -> str:
    row = connection.execute("SELECT name FROM tags WHERE folded = ? LIMIT 1", (folded_name(name),)).fetchone()
    return name if row is None else str(row[0])
