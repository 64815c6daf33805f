"""How the owner puts badges in order: collections, tags, favourites. The journal notes every change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wallet.model.badge import BadgeId, BadgeQuery
from wallet.model.change import ChangeKind
from wallet.model.collection import Belongings, Collection, CollectionId, Tag
from wallet.vault import collection_store, collection_tree, favourites, journal, order, tags
from wallet.vault.badges import required_key
from wallet.vault.changed import Changed
from wallet.vault.collection_tree import Tree
from wallet.vault.database import Connection
from wallet.vault.facets import counts_of
from wallet.vault.part import Part


class Shelves(Part):
    """The order of a vault."""

    def collections(self) -> list[Collection]:
        """Return every collection, each before those in it, those beside each other in the owner's order."""
        with self._database.reading() as connection:
            return collection_store.list_collections(connection)

    def collection_counts(self, query: BadgeQuery) -> dict[CollectionId, int]:
        """Return how many of the badges that a query finds each collection holds, with those inside it."""
        with self._database.reading() as connection:
            return {CollectionId(each): count for each, count in counts_of(connection, query).items()}

    def add_collection(self, collection: Collection, at: datetime) -> None:
        """Make a collection, the last of those beside it.

        Raises:
            RefusedError: If its name is none, or taken beside it, or there are too many.
        """
        with self._database.writing() as connection:
            tree = collection_store.read_tree(connection)
            self._reshelve(connection, collection_tree.with_new(tree, collection), at)

    def change_collection(self, collection: Collection, at: datetime) -> None:
        """Give a collection another name, colour or saved search; where it stands stays.

        Raises:
            RefusedError: If there is no such collection, or its name is none, or taken beside it.
        """
        with self._database.writing() as connection:
            tree = collection_store.read_tree(connection)
            self._reshelve(connection, collection_tree.with_changed(tree, collection), at)

    def move_collection(self, identifier: CollectionId, parent: CollectionId | None, place: int, at: datetime) -> None:
        """Put a collection into another one, or to the top, at a place among those there; 0 is the first.

        Raises:
            RefusedError: If there is no such collection, it would stand in itself, or one of its name is there.
        """
        with self._database.writing() as connection:
            tree = collection_store.read_tree(connection)
            self._reshelve(connection, collection_tree.with_moved(tree, identifier, parent, place), at)

    def remove_collection(self, identifier: CollectionId, at: datetime) -> None:
        """Delete a collection; its badges stay, and collections in it come to where it was.

        Raises:
            RefusedError: If there is no such collection.
        """
        with self._database.writing() as connection:
            tree = collection_tree.without(collection_store.read_tree(connection), identifier)
            held = collection_store.members_of(connection, identifier)
            self._reshelve(connection, tree, at, [(badge_id, identifier, "") for badge_id in held])

    def collect(self, identifier: CollectionId, badge_ids: Sequence[BadgeId], at: datetime) -> int:
        """Put badges into a collection, and return how many were not in it.

        Raises:
            RefusedError: If there is no such collection, it is a saved search, or the library lacks one of the badges.
        """
        with self._database.writing() as connection:
            changed = collection_store.collect(connection, identifier, badge_ids)
            return self._note(connection, ChangeKind.COLLECTED, changed, at)

    def take_out(self, identifier: CollectionId, badge_ids: Sequence[BadgeId], at: datetime) -> int:
        """Take badges out of a collection, and return how many were in it.

        Raises:
            RefusedError: If there is no such collection, or the library lacks one of the badges.
        """
        with self._database.writing() as connection:
            changed = collection_store.take_out(connection, identifier, badge_ids)
            return self._note(connection, ChangeKind.COLLECTED, changed, at)

    def tags(self) -> list[Tag]:
        """Return every tag with how many badges of the library have it, by name."""
        with self._database.reading() as connection:
            return tags.list_tags(connection)

    def tag(self, badge_ids: Sequence[BadgeId], name: str, at: datetime) -> int:
        """Put a tag on badges, and return how many of them had it not.

        Raises:
            RefusedError: If it is no name, or the library lacks one of the badges.
        """
        with self._database.writing() as connection:
            return self._note(connection, ChangeKind.TAGS, tags.add_tag(connection, badge_ids, name), at)

    def untag(self, badge_ids: Sequence[BadgeId], name: str, at: datetime) -> int:
        """Take a tag off badges, and return how many of them had it.

        Raises:
            RefusedError: If the library lacks one of the badges.
        """
        with self._database.writing() as connection:
            return self._note(connection, ChangeKind.TAGS, tags.take_tag(connection, badge_ids, name), at)

    def rename_tag(self, old: str, new: str, at: datetime) -> int:
        """Call a tag otherwise, and return on how many badges; it becomes one with a tag of that name.

        Raises:
            RefusedError: If there is no such tag, or the new name is none.
        """
        with self._database.writing() as connection:
            return self._note(connection, ChangeKind.TAGS, tags.rename_tag(connection, old, new), at)

    def remove_tag(self, name: str, at: datetime) -> int:
        """Take a tag off all badges, and return off how many.

        Raises:
            RefusedError: If there is no such tag.
        """
        with self._database.writing() as connection:
            return self._note(connection, ChangeKind.TAGS, tags.remove_tag(connection, name), at)

    def set_favourites(self, badge_ids: Sequence[BadgeId], at: datetime, *, are: bool) -> int:
        """Make badges favourites, or such no more, and return how many that changed.

        Raises:
            RefusedError: If the library lacks one of them.
        """
        with self._database.writing() as connection:
            changed = favourites.set_favourites(connection, badge_ids, are=are)
            return self._note(connection, ChangeKind.FAVOURITE, changed, at)

    def belongings(self, badge_id: BadgeId) -> Belongings:
        """Return how the owner put one badge in order.

        Raises:
            RefusedError: If the library does not hold it.
        """
        with self._database.reading() as connection:
            key = required_key(connection, badge_id)
            return Belongings(
                collection_store.collections_of(connection, key),
                tags.tags_of(connection, key),
                favourites.is_favourite(connection, key),
            )

    def take_order_of(self, other: Shelves, at: datetime) -> tuple[int, int, int]:
        """Put badges in order as they are in another vault, as far as they are here; nothing is taken away.

        Returns:
            How many collections are new, how many tags were put on badges, and how many favourites came.
        """
        with other._database.reading() as connection:
            there = order.read_order(connection)
        with self._database.writing() as connection:
            reshelved, collected = order.take_collections(connection, there)
            if reshelved or collected:
                journal.keep_change(connection, ChangeKind.COLLECTIONS, at, collected, reshelved)
            tagged = self._note(connection, ChangeKind.TAGS, order.take_tags(connection, there), at)
            chosen = self._note(connection, ChangeKind.FAVOURITE, order.take_favourites(connection, there), at)
        return len(reshelved), tagged, chosen

    def _reshelve(self, connection: Connection, tree: Tree, at: datetime, changed: Sequence[Changed] = ()) -> None:
        if reshelved := collection_store.write_tree(connection, tree):
            journal.keep_change(connection, ChangeKind.COLLECTIONS, at, changed, reshelved)

    def _note(self, connection: Connection, kind: ChangeKind, changed: Sequence[Changed], at: datetime) -> int:
        if changed:
            journal.keep_change(connection, kind, at, changed)
        return len(changed)
