"""How badges were put in order in another vault, brought into this one: nothing is renamed, moved or taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wallet.model.badge import BadgeId
from wallet.model.collection import Collection, CollectionId
from wallet.model.errors import RefusedError
from wallet.model.naming import folded_name
from wallet.vault.badges import key_of
from wallet.vault.changed import Changed, Reshelved
from wallet.vault.collection_store import collect, list_collections, read_tree, write_tree
from wallet.vault.collection_tree import Tree, children, with_changed, with_new
from wallet.vault.database import Connection
from wallet.vault.favourites import set_favourites
from wallet.vault.tags import add_tag

_MEMBERS = (
    "SELECT collections.id, badges.id FROM collected JOIN collections ON collections.key = collection "
    "JOIN badges ON badges.key = badge WHERE removed_at IS NULL ORDER BY collected.key"
)
_TAGGED = "SELECT tags.name, id FROM tags JOIN badges ON badges.key = badge WHERE removed_at IS NULL ORDER BY tags.key"
_FAVOURITES = "SELECT id FROM favourites JOIN badges ON badges.key = badge WHERE removed_at IS NULL"


@dataclass(frozen=True, slots=True)
class Order:
    """How the badges of a library were put in order.

    Attributes:
        collections: Every collection, each before those in it.
        members: The badges of each, by its id.
        tagged: The badges of each tag.
        favourites: The favourites.
    """

    collections: Sequence[Collection]
    members: Mapping[str, Sequence[BadgeId]]
    tagged: Mapping[str, Sequence[BadgeId]]
    favourites: Sequence[BadgeId]


def read_order(connection: Connection) -> Order:
    """Return how the badges of a library are put in order."""
    return Order(
        list_collections(connection),
        _by_first(connection.execute(_MEMBERS).fetchall()),
        _by_first(connection.execute(_TAGGED).fetchall()),
        [BadgeId(badge_id) for (badge_id,) in connection.execute(_FAVOURITES).fetchall()],
    )


def take_collections(connection: Connection, order: Order) -> tuple[list[Reshelved], list[Changed]]:
    """Make the collections that are not there, and put into them what was in them.

    Those of the same id are one, and those of the same name at the same place. Where one cannot be made, because
    there are too many, what was in it is in none.
    """
    before = read_tree(connection)
    tree, places = _grown(before, order.collections)
    come = [each for each in order.collections if each.id in tree and each.id not in before]
    reshelved = write_tree(connection, _looking_there(tree, come, places))
    changed = [
        each
        for identifier, members in order.members.items()
        if (place := places.get(identifier)) is not None and tree[place].query is None
        for each in collect(connection, place, _there(connection, members))
    ]
    return reshelved, changed


def take_tags(connection: Connection, order: Order) -> list[Changed]:
    """Put the tags on the badges that had them; words that are no names are passed over."""
    return [each for name, members in order.tagged.items() for each in _tagged(connection, name, members)]


def take_favourites(connection: Connection, order: Order) -> list[Changed]:
    """Make favourites of those badges that were."""
    return set_favourites(connection, _there(connection, order.favourites), are=True)


def _grown(tree: Tree, collections: Iterable[Collection]) -> tuple[Tree, dict[str, str]]:
    """Return the tree with collections that come, and which of it each of them is."""
    places: dict[str, str] = {}
    for each in collections:
        if each.parent is not None and each.parent not in places:
            continue
        parent = None if each.parent is None else CollectionId(places[each.parent])
        place = each.id if each.id in tree else _namesake(tree, parent, each)
        if place is None:
            grown = _with_new(tree, replace(each, parent=parent))
            tree, place = grown, each.id if each.id in grown else None
        if place is not None:
            places[each.id] = place
    return tree, places


def _looking_there(tree: Tree, come: Iterable[Collection], places: Mapping[str, str]) -> Tree:
    """Return the tree with the saved searches that came looking into what the collections that they name are here.

    One whose collection found no place finds nothing, as where that was deleted.
    """
    for each in come:
        if each.query is not None and each.query.collection in places:
            query = replace(each.query, collection=places[each.query.collection])
            tree = with_changed(tree, replace(each, query=query))
    return tree


def _with_new(tree: Tree, collection: Collection) -> Tree:
    try:
        return with_new(tree, collection)
    except RefusedError:
        return tree


def _namesake(tree: Tree, parent: str | None, collection: Collection) -> str | None:
    alike = (
        each
        for each in children(tree, parent)
        if folded_name(tree[each].name) == folded_name(collection.name)
        and (tree[each].query is not None) == collection.is_smart
    )
    return next(alike, None)


def _tagged(connection: Connection, name: str, members: Sequence[BadgeId]) -> list[Changed]:
    try:
        return add_tag(connection, _there(connection, members), name)
    except RefusedError:
        return []


def _there(connection: Connection, badge_ids: Iterable[BadgeId]) -> list[BadgeId]:
    return [badge_id for badge_id in badge_ids if key_of(connection, badge_id) is not None]


def _by_first(rows: Iterable[tuple[str, str]]) -> dict[str, list[BadgeId]]:
    found: dict[str, list[BadgeId]] = {}
    for first, badge_id in rows:
        found.setdefault(first, []).append(BadgeId(badge_id))
    return found
