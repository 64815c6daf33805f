"""The owner's collections as the sidebar shows them, and what is done with one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from wallet.gui.session import Session
from wallet.gui.viewmodels.asking import LastQuestion
from wallet.gui.viewmodels.selecting import paths_of
from wallet.model.badge import BadgeQuery
from wallet.model.collection import Collection, CollectionId, Colour
from wallet.operations import collecting
from wallet.operations.wallet import Wallet


@dataclass(frozen=True, slots=True)
class Shelf:
    """A collection in its place in the tree.

    Attributes:
        collection: The collection.
        path: Its name behind those of the collections around it.
        depth: How many collections stand around it.
        count: How many badges it holds, with those of the collections in it.
    """

    collection: Collection
    path: str
    depth: int
    count: int


class CollectionsViewModel(QObject):
    """Every collection, in the order of the tree.

    Signals:
        shown: The collections are there, or others are.
        changed: One was made, changed or deleted, which can be taken back; carries that as a sentence.
        failed: It could not be done, as a `WalletError`.
    """

    shown = Signal()
    changed = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.shelves: tuple[Shelf, ...] = ()
        self._question = LastQuestion(session, self, self.failed.emit)
        session.changed.connect(self.reload)

    def reload(self) -> None:
        """Find out which collections there are, and how many badges each holds."""

        def show(shelves: tuple[Shelf, ...]) -> None:
            if shelves != self.shelves:
                self.shelves = shelves
                self.shown.emit()

        if self._session.is_open:
            self._question.ask(_shelves, show)

    def shelf(self, identifier: str) -> Shelf | None:
        """Return a collection; None where there is none, such as one that was deleted."""
        return next((each for each in self.shelves if each.collection.id == identifier), None)

    def homes(self, of: CollectionId | None = None) -> tuple[Shelf, ...]:
        """Return where a collection can be put: every collection but itself and those in it."""
        inside = {of} if of is not None else set()
        for each in self.shelves:
            if each.collection.parent in inside:
                inside.add(each.collection.id)
        return tuple(each for each in self.shelves if each.collection.id not in inside)

    def make(self, name: str, colour: Colour, parent: CollectionId | None, query: BadgeQuery | None) -> None:
        """Make a collection; with a query it is a saved search."""
        self._change(lambda wallet: collecting.new(wallet, name, colour, parent, query), self.tr("Collection made"))

    def rename(self, identifier: CollectionId, name: str) -> None:
        """Call a collection otherwise."""
        self._change(lambda wallet: collecting.rename(wallet, identifier, name), self.tr("Collection renamed"))

    def recolour(self, identifier: CollectionId, colour: Colour) -> None:
        """Mark a collection with another colour."""
        self._change(lambda wallet: collecting.recolour(wallet, identifier, colour), self.tr("Colour changed"))

    def put_into(self, identifier: CollectionId, parent: CollectionId | None) -> None:
        """Put a collection into another one, or to the top, as the last there."""
        place = len([each for each in self._beside(parent) if each != identifier])
        self._move(identifier, parent, place)

    def can_step(self, identifier: CollectionId, step: int) -> bool:
        """Whether a collection has one above it (-1) or below it (1) in the same place."""
        shelf = self.shelf(identifier)
        beside = self._beside(shelf.collection.parent) if shelf is not None else []
        return shelf is not None and 0 <= beside.index(identifier) + step < len(beside)

    def step(self, identifier: CollectionId, step: int) -> None:
        """Move a collection up (-1) or down (1) among those beside it."""
        shelf = self.shelf(identifier)
        if shelf is not None and self.can_step(identifier, step):
            parent = shelf.collection.parent
            self._move(identifier, parent, self._beside(parent).index(identifier) + step)

    def delete(self, identifier: CollectionId) -> None:
        """Delete a collection; its badges stay in the wallet."""
        self._change(
            lambda wallet: collecting.delete(wallet, identifier), self.tr("Collection deleted, its badges are kept")
        )

    def _beside(self, parent: CollectionId | None) -> list[CollectionId]:
        return [each.collection.id for each in self.shelves if each.collection.parent == parent]

    def _move(self, identifier: CollectionId, parent: CollectionId | None, place: int) -> None:
        self._change(lambda wallet: collecting.move(wallet, identifier, parent, place), self.tr("Collection moved"))

    def _change(self, change: Callable[[Wallet], object], words: str) -> None:
        def done(_answer: object) -> None:
            self._session.changed.emit()
            self.changed.emit(words)

        self._session.run(self, change, done, self.failed.emit)


def _shelves(wallet: Wallet) -> tuple[Shelf, ...]:
    counts = collecting.counts(wallet)
    depths: dict[CollectionId | None, int] = {None: -1}
    shelves = []
    for each, path in paths_of(collecting.collections(wallet)):
        depths[each.id] = depths[each.parent] + 1
        shelves.append(Shelf(each, path, depths[each.id], counts.get(each.id, 0)))
    return tuple(shelves)
