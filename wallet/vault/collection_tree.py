"""The tree of collections: rules over all of them at once, and nothing else; what they forbid is refused in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from wallet.model.collection import DEEPEST, MOST_COLLECTIONS, Collection, CollectionId, Colour
from wallet.model.errors import RefusedError
from wallet.model.naming import checked_name, folded_name
from wallet.model.query_json import query_from_json, query_to_json


class Shelf(NamedTuple):
    """What is kept of a collection beside its id and what is in it.

    Attributes:
        name: What it is called.
        colour: What marks it.
        parent: The id of the one that it stands in; None at the top.
        place: Where among those beside it; the smallest comes first.
        query: Its saved search, as JSON; None where badges are put into it.
    """

    name: str
    colour: str
    parent: str | None
    place: int
    query: str | None


Tree: TypeAlias = Mapping[str, Shelf]
"""Every collection, by its id."""


def shelf_of(collection: Collection, place: int) -> Shelf:
    """Return what is kept of a collection.

    Raises:
        RefusedError: If its name is none.
    """
    query = None if collection.query is None else json.dumps(query_to_json(collection.query), sort_keys=True)
    return Shelf(checked_name(collection.name), collection.colour.value, collection.parent, place, query)


def collection_of(identifier: str, shelf: Shelf) -> Collection:
    """Return a collection as it is kept.

    Raises:
        ValueError: If it is none that Rosette writes.
    """
    query = None if shelf.query is None else query_from_json(json.loads(shelf.query))
    parent = None if shelf.parent is None else CollectionId(shelf.parent)
    return Collection(CollectionId(identifier), shelf.name, Colour(shelf.colour), parent, query)


def walked(tree: Tree, parent: str | None = None, depth: int = 0) -> Iterator[str]:
    """Yield the ids of all collections, each before those in it, and those beside each other in their order."""
    for identifier in children(tree, parent) if depth < DEEPEST else ():
        yield identifier
        yield from walked(tree, identifier, depth + 1)


def children(tree: Tree, parent: str | None) -> list[str]:
    """Return the ids of the collections in one, or at the top, in their order."""
    found = [identifier for identifier, shelf in tree.items() if shelf.parent == parent]
    return sorted(found, key=lambda identifier: (tree[identifier].place, identifier))


def searching(tree: Tree) -> set[str]:
    """Return the ids of the saved searches, and of the collections that one of them stands in."""
    found = set[str]()
    for identifier in (each for each, shelf in tree.items() if shelf.query is not None):
        step: str | None = identifier
        while step is not None and step in tree and step not in found:
            found.add(step)
            step = tree[step].parent
    return found


def with_new(tree: Tree, collection: Collection) -> Tree:
    """Return the tree with another collection, the last of those beside it.

    Raises:
        RefusedError: If its name is none, or taken, or there are too many.
    """
    last = max((tree[beside].place for beside in children(tree, collection.parent)), default=-1)
    return _checked({**tree, collection.id: shelf_of(collection, last + 1)})


def with_changed(tree: Tree, collection: Collection) -> Tree:
    """Return the tree with another name, colour or saved search of a collection; where it stands stays.

    Raises:
        RefusedError: If there is no such collection, its name is none or taken, or a saved search is to become a
            collection that badges are put into, or the other way round.
    """
    now = required(tree, collection.id)
    changed = shelf_of(collection, now.place)._replace(parent=now.parent)
    if (changed.query is None) != (now.query is None):
        raise RefusedError("A saved search stays a saved search.", "", "Make a new collection.")
    return _checked({**tree, collection.id: changed})


def with_moved(tree: Tree, identifier: str, parent: str | None, place: int) -> Tree:
    """Return the tree with a collection in another one, or at the top, at a place among those there.

    Raises:
        RefusedError: If there is no such collection, or one of its name is there, or it would stand in itself.
    """
    moved = {**tree, identifier: required(tree, identifier)._replace(parent=parent)}
    beside = [each for each in children(moved, parent) if each != identifier]
    beside.insert(max(0, place), identifier)
    return _checked(_in_order(moved, beside))


def without(tree: Tree, identifier: str) -> Tree:
    """Return the tree without a collection; those in it come to where it was.

    Raises:
        RefusedError: If there is no such collection.
    """
    gone, inside = required(tree, identifier), children(tree, identifier)
    beside = children(tree, gone.parent)
    place = beside.index(identifier)
    left = {each: shelf for each, shelf in tree.items() if each != identifier}
    for each in inside:
        left[each] = left[each]._replace(parent=gone.parent, name=_free_name(left, gone.parent, left[each].name))
    return _in_order(left, [*beside[:place], *inside, *beside[place + 1 :]])


def required(tree: Tree, identifier: str) -> Shelf:
    """Return a collection that must be there.

    Raises:
        RefusedError: If it is not.
    """
    if identifier not in tree:
        raise RefusedError("There is no such collection.", "", "See the list for those that are.")
    return tree[identifier]


def is_sound(tree: Tree) -> bool:
    """Whether each collection is reached from the top, once, and there are not too many."""
    return len(tree) <= MOST_COLLECTIONS and len(list(walked(tree))) == len(tree)


def _in_order(tree: Tree, beside: list[str]) -> Tree:
    return {**tree, **{each: tree[each]._replace(place=place) for place, each in enumerate(beside)}}


def _checked(tree: Tree) -> Tree:
    if len(tree) > MOST_COLLECTIONS:
        raise RefusedError(
            "There are too many collections.", f"A wallet has at most {MOST_COLLECTIONS}.", "Delete some."
        )
    for shelf in tree.values():
        if shelf.parent is not None:
            required(tree, shelf.parent)
    if not is_sound(tree):
        raise RefusedError(
            "It cannot stand there.",
            f"It would stand in itself, or in more than {DEEPEST - 1} others.",
            "Choose another place.",
        )
    _check_names(tree)
    return tree


def _check_names(tree: Tree) -> None:
    taken = set()
    for shelf in tree.values():
        named = (shelf.parent, folded_name(shelf.name))
        if named in taken:
            raise RefusedError(f"There is a collection “{shelf.name}” already.", "", "Choose another name.")
        taken.add(named)


def _free_name(tree: Tree, parent: str | None, name: str) -> str:
    taken = {folded_name(shelf.name) for shelf in tree.values() if shelf.parent == parent}
    free, number = name, 2
    while folded_name(free) in taken:
        free, number = f"{name[:90]} {number}", number + 1
    return free
