"""The owner's favourites."""

from __future__ import annotations

from collections.abc import Iterable

from wallet.model.badge import BadgeId
from wallet.vault.badges import any_key_of, required_key
from wallet.vault.changed import Changed
from wallet.vault.database import Connection

_CHOSEN = "favourite"
"""How the journal spells it."""


def set_favourites(connection: Connection, badge_ids: Iterable[BadgeId], *, are: bool) -> list[Changed]:
    """Make badges favourites, or such no more, and return which that changed.

    Raises:
        RefusedError: If the library does not hold one of them.
    """
    sides = ("", _CHOSEN) if are else (_CHOSEN, "")
    keys = {badge_id: required_key(connection, badge_id) for badge_id in badge_ids}
    return [(badge_id, *sides) for badge_id, key in keys.items() if _set(connection, key, is_one=are)]


def is_favourite(connection: Connection, key: int) -> bool:
    """Whether a badge is a favourite."""
    return connection.execute("SELECT 1 FROM favourites WHERE badge = ?", (key,)).fetchone() is not None


def turn_favourite(connection: Connection, badge_id: BadgeId, _before: str, after: str) -> None:
    """Make a badge what the journal says that it was, also in the bin."""
    _set(connection, any_key_of(connection, badge_id), is_one=bool(after))


def _set(connection: Connection, key: int, *, is_one: bool) -> bool:
    change = (
        "INSERT OR IGNORE INTO favourites (badge) VALUES (?)" if is_one else "DELETE FROM favourites WHERE badge = ?"
    )
    return connection.execute(change, (key,)).rowcount > 0
