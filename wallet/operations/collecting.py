"""Collections: what badges are put into, and saved searches that find them; `operations.bin.undo` takes all back."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace

from wallet.model.badge import BadgeId, BadgeQuery
from wallet.model.collection import Collection, CollectionId, Colour
from wallet.model.errors import RefusedError
from wallet.model.naming import folded_name
from wallet.operations.library import asked_now
from wallet.operations.wallet import Wallet


def collections(wallet: Wallet) -> list[Collection]:
    """Return every collection, each before those in it, those beside each other in the owner's order."""
    return wallet.vault.collections()


def counts(wallet: Wallet) -> dict[CollectionId, int]:
    """Return how many badges each collection holds, with those inside it, as a list of it would show."""
    return wallet.vault.collection_counts(asked_now(wallet, BadgeQuery()))


def new(
    wallet: Wallet,
    name: str,
    colour: Colour = Colour.NONE,
    parent: CollectionId | None = None,
    query: BadgeQuery | None = None,
) -> Collection:
    """Make a collection, the last of those beside it.

    Args:
        wallet: The open wallet.
        name: What to call it.
        colour: What marks it.
        parent: The collection that it stands in; None for the top.
        query: The search to save; None for a collection that badges are put into.

    Raises:
        RefusedError: If its name is none, or taken beside it, or the search cannot be saved.
    """
    made = Collection(CollectionId(secrets.token_hex(16)), name, colour, parent, _saved(wallet, query))
    wallet.vault.add_collection(made, wallet.clock.now())
    return get(wallet, made.id)


def get(wallet: Wallet, identifier: CollectionId) -> Collection:
    """Return a collection.

    Raises:
        RefusedError: If there is no such collection.
    """
    found = next((each for each in wallet.vault.collections() if each.id == identifier), None)
    if found is None:
        raise RefusedError("There is no such collection.", "", "See the list for those that are.")
    return found


def find(wallet: Wallet, name: str) -> Collection:
    """Return the collection of a name, or of an id; ``A/B`` is the one called B in the one called A.

    Raises:
        RefusedError: If there is none, or more than one.
    """
    every = wallet.vault.collections()
    paths = _paths(every)
    wanted = folded_name(name)
    found = [each for each in every if each.id == name or paths[each.id] == wanted]
    found = found or [each for each in every if folded_name(each.name) == wanted]
    if len(found) != 1:
        what = f"There is no collection “{name}”." if not found else f"More than one collection is called “{name}”."
        raise RefusedError(what, "", "See the list for those that are.")
    return found[0]


def rename(wallet: Wallet, identifier: CollectionId, name: str) -> None:
    """Call a collection otherwise.

    Raises:
        RefusedError: If there is no such collection, or the name is none, or taken beside it.
    """
    _change(wallet, replace(get(wallet, identifier), name=name))


def recolour(wallet: Wallet, identifier: CollectionId, colour: Colour) -> None:
    """Give a collection another colour.

    Raises:
        RefusedError: If there is no such collection.
    """
    _change(wallet, replace(get(wallet, identifier), colour=colour))


def search_for(wallet: Wallet, identifier: CollectionId, query: BadgeQuery) -> None:
    """Let a smart collection find something else.

    Raises:
        RefusedError: If there is no such collection, it is none that finds, or the search cannot be saved.
    """
    _change(wallet, replace(get(wallet, identifier), query=_saved(wallet, query)))


def move(wallet: Wallet, identifier: CollectionId, parent: CollectionId | None, place: int) -> None:
    """Put a collection into another one, or to the top (None), at a place among those there; 0 is the first.

    Raises:
        RefusedError: If there is no such collection, it would stand in itself, or one of its name is there.
    """
    wallet.vault.move_collection(identifier, parent, place, wallet.clock.now())


def delete(wallet: Wallet, identifier: CollectionId) -> None:
    """Delete a collection; its badges stay in the wallet, and collections in it come to where it was.

    Raises:
        RefusedError: If there is no such collection.
    """
    wallet.vault.remove_collection(identifier, wallet.clock.now())


def add(wallet: Wallet, identifier: CollectionId, ids: Sequence[BadgeId]) -> int:
    """Put badges into a collection, and return how many were not in it.

    Raises:
        RefusedError: If there is no such collection, it is a saved search, or there is no such badge.
    """
    return wallet.vault.collect(identifier, ids, wallet.clock.now())


def take_out(wallet: Wallet, identifier: CollectionId, ids: Sequence[BadgeId]) -> int:
    """Take badges out of a collection, and return how many were in it; they stay in the wallet.

    Raises:
        RefusedError: If there is no such collection, or no such badge.
    """
    return wallet.vault.take_out(identifier, ids, wallet.clock.now())


def _change(wallet: Wallet, collection: Collection) -> None:
    wallet.vault.change_collection(collection, wallet.clock.now())


def _saved(wallet: Wallet, query: BadgeQuery | None) -> BadgeQuery | None:
    if query is not None and query.collection and get(wallet, CollectionId(query.collection)).is_smart:
        raise RefusedError(
            "A saved search does not look into another one.",
            "",
            "Choose a collection that badges are put into, or none.",
        )
    return query


def _paths(every: Sequence[Collection]) -> dict[CollectionId, str]:
    paths: dict[CollectionId, str] = {}
    for each in every:
        around = "" if each.parent is None else f"{paths[each.parent]}/"
        paths[each.id] = around + folded_name(each.name)
    return paths
