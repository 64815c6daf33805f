"""Collections in the vault, and which badges were put into them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from wallet.model.badge import BadgeId
from wallet.model.collection import Collection, CollectionId
from wallet.model.errors import RefusedError
from wallet.vault.badges import any_key_of, required_key
from wallet.vault.changed import Changed, Reshelved
from wallet.vault.collection_tree import Shelf, Tree, collection_of, required, walked
from wallet.vault.database import Connection
from wallet.vault.search import searchable

_NAMES = (
    "SELECT name FROM collected JOIN collections ON collections.key = collection WHERE badge = ? "
    "ORDER BY collections.key"
)
_IN_IT = "collection = (SELECT key FROM collections WHERE id = ?)"


def read_tree(connection: Connection) -> Tree:
    """Return every collection."""
    rows = connection.execute("SELECT id, name, colour, parent, place, query FROM collections").fetchall()
    return {row[0]: Shelf(*row[1:]) for row in rows}


def list_collections(connection: Connection) -> list[Collection]:
    """Return every collection, each before those in it.

    Raises:
        ValueError: If one of them is none that Rosette writes.
    """
    tree = read_tree(connection)
    return [collection_of(identifier, tree[identifier]) for identifier in walked(tree)]


def write_tree(connection: Connection, tree: Tree) -> list[Reshelved]:
    """Make the collections what a tree says, and return for each that changed what it was and what it is."""
    before = read_tree(connection)
    changed = [each for each in {**before, **tree} if before.get(each) != tree.get(each)]
    for identifier in changed:
        write_shelf(connection, identifier, tree.get(identifier))
    return [(each, _text(before.get(each)), _text(tree.get(each))) for each in changed]


def write_shelf(connection: Connection, identifier: str, shelf: Shelf | None) -> None:
    """Make a collection what it is to be; None: it goes, and its badges stay."""
    if shelf is None:
        members = _members(connection, identifier)
        connection.execute("DELETE FROM collections WHERE id = ?", (identifier,))
    else:
        renamed = "SELECT 1 FROM collections WHERE id = ? AND name <> ?"
        is_renamed = connection.execute(renamed, (identifier, shelf.name)).fetchone() is not None
        members = _members(connection, identifier) if is_renamed else []
        connection.execute(
            "INSERT INTO collections (id, name, colour, parent, place, query) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET name = excluded.name, colour = excluded.colour, "
            "parent = excluded.parent, place = excluded.place, query = excluded.query",
            (identifier, *shelf),
        )
    for badge in members:
        _say(connection, badge)


def turn_shelf(connection: Connection, identifier: str, state: str) -> None:
    """Make a collection what the journal says that it was."""
    write_shelf(connection, identifier, Shelf(*json.loads(state)) if state else None)


def collect(connection: Connection, identifier: str, badge_ids: Iterable[BadgeId]) -> list[Changed]:
    """Put badges into a collection, and return which of them were not in it.

    Raises:
        RefusedError: If there is no such collection, it is a saved search, or the library does not hold one of them.
    """
    if required(read_tree(connection), identifier).query is not None:
        raise RefusedError(
            "Badges cannot be put into a saved search.", "It holds what it finds.", "Choose another collection."
        )
    keys = {badge_id: required_key(connection, badge_id) for badge_id in badge_ids}
    return [(badge_id, "", identifier) for badge_id, key in keys.items() if _exchange(connection, key, "", identifier)]


def take_out(connection: Connection, identifier: str, badge_ids: Iterable[BadgeId]) -> list[Changed]:
    """Take badges out of a collection, and return which of them were in it.

    Raises:
        RefusedError: If there is no such collection, or the library does not hold one of the badges.
    """
    required(read_tree(connection), identifier)
    keys = {badge_id: required_key(connection, badge_id) for badge_id in badge_ids}
    return [(badge_id, identifier, "") for badge_id, key in keys.items() if _exchange(connection, key, identifier, "")]


def members_of(connection: Connection, identifier: str) -> list[BadgeId]:
    """Return the badges that were put into a collection, those in the bin too, in the order in which they were."""
    query = f"SELECT id FROM collected JOIN badges ON badges.key = badge WHERE {_IN_IT} ORDER BY collected.key"  # noqa: S608 (ours)
    return [BadgeId(badge_id) for (badge_id,) in connection.execute(query, (identifier,)).fetchall()]


def collections_of(connection: Connection, key: int) -> tuple[CollectionId, ...]:
    """Return the collections that a badge was put into, in the order of the tree."""
    query = "SELECT id FROM collected JOIN collections ON collections.key = collection WHERE badge = ?"
    own = {identifier for (identifier,) in connection.execute(query, (key,)).fetchall()}
    return tuple(CollectionId(each) for each in walked(read_tree(connection)) if each in own)


def turn_membership(connection: Connection, badge_id: BadgeId, before: str, after: str) -> None:
    """Put a badge from one collection into another, as the journal says, also one in the bin; "" is none."""
    _exchange(connection, any_key_of(connection, badge_id), before, after)


def _exchange(connection: Connection, badge: int, old: str, new: str) -> bool:
    changed = connection.execute(
        "DELETE FROM collected WHERE badge = ? AND collection = (SELECT key FROM collections WHERE id = ?)",
        (badge, old),
    ).rowcount
    changed += connection.execute(
        "INSERT OR IGNORE INTO collected (collection, badge) SELECT key, ? FROM collections WHERE id = ?", (badge, new)
    ).rowcount
    if changed:
        _say(connection, badge)
    return changed > 0


def _members(connection: Connection, identifier: str) -> Sequence[int]:
    query = f"SELECT badge FROM collected WHERE {_IN_IT}"  # noqa: S608 (our own texts)
    return [badge for (badge,) in connection.execute(query, (identifier,)).fetchall()]


def _say(connection: Connection, badge: int) -> None:
    """Let the search find a badge by the names of its collections."""
    names = searchable("\n".join(name for (name,) in connection.execute(_NAMES, (badge,)).fetchall()))
    connection.execute("UPDATE texts SET collections = ? WHERE badge = ?", (names, badge))


def _text(shelf: Shelf | None) -> str:
    return "" if shelf is None else json.dumps(shelf)
