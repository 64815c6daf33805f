"""The badges selected in the library, and what is done with all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from wallet.gui.session import Session
from wallet.gui.viewmodels.asking import LastQuestion
from wallet.gui.viewmodels.badge_rows import LibraryModel
from wallet.model.badge import BadgeCard, BadgeId
from wallet.model.collection import Collection, CollectionId
from wallet.operations import collecting, library, tagging
from wallet.operations.wallet import Wallet

Ids = Sequence[BadgeId]


class SelectionViewModel(QObject):
    """Some rows of the library.

    Args:
        session: The open wallet.
        badges: The rows.

    Signals:
        removed: Badges went to the bin; carries how many.
        known: The tags and collections to choose from are of now.
        changed: Badges were put in order otherwise, which can be taken back; carries that as a sentence.
        said: Nothing had to be changed; carries why, as a sentence.
        failed: Something could not be done, as a `WalletError`.
    """

    removed = Signal(int)
    known = Signal()
    changed = Signal(str)
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session, badges: LibraryModel) -> None:
        super().__init__()
        self._session, self._badges = session, badges
        self._rows: tuple[int, ...] = ()
        self._waiting: Callable[[Ids], None] | None = None
        self._tags: tuple[str, ...] = ()
        self._collections: tuple[Collection, ...] = ()
        self._question = LastQuestion(session, self, self.failed.emit)
        badges.completed.connect(self._go_on)
        session.closed.connect(self._forget)

    @property
    def cards(self) -> list[BadgeCard]:
        """The badges selected that are fetched, in the order they are shown."""
        return self._badges.cards_at(self._rows)

    @property
    def ids(self) -> list[BadgeId]:
        """The badges selected that are fetched, in the order they are shown."""
        return [card.id for card in self.cards]

    @property
    def are_favourites(self) -> bool:
        """Whether every badge selected is a favourite."""
        cards = self.cards
        return bool(cards) and all(card.is_favourite for card in cards)

    @property
    def tags_to_choose(self) -> tuple[str, ...]:
        """Every tag."""
        return self._tags

    @property
    def collections_to_choose(self) -> tuple[tuple[CollectionId, str], ...]:
        """The collections that badges can be put into, with their paths; saved searches find by themselves."""
        return tuple((each.id, path) for each, path in paths_of(self._collections) if not each.is_smart)

    @property
    def place(self) -> CollectionId | None:
        """The collection that is shown, where badges can be taken out of it."""
        return next((each for each, _ in self.collections_to_choose if each == self._badges.query.collection), None)

    def select(self, rows: Sequence[int]) -> None:
        """Select other rows."""
        self._rows, self._waiting = tuple(rows), None

    def reload(self) -> None:
        """Find out which tags and collections there are."""

        def ask(wallet: Wallet) -> tuple[tuple[str, ...], tuple[Collection, ...]]:
            return tuple(tag.name for tag in tagging.tags(wallet)), tuple(collecting.collections(wallet))

        def show(answer: tuple[tuple[str, ...], tuple[Collection, ...]]) -> None:
            self._tags, self._collections = answer
            self.known.emit()

        self._question.ask(ask, show)

    def with_ids(self, act: Callable[[Ids], None]) -> None:
        """Do something with every badge selected, once all of them are fetched."""
        if self._badges.has_all(self._rows):
            act(self.ids)
            return
        self._waiting = act
        self._badges.complete()

    def remove(self) -> None:
        """Move the badges to the bin."""
        self.with_ids(self.remove_these)

    def remove_these(self, ids: Ids) -> None:
        """Move some badges to the bin."""
        going = tuple(ids)

        def gone(_: None) -> None:
            self._session.changed.emit()
            self.removed.emit(len(going))

        if going:
            self._session.run(self, lambda wallet: library.remove(wallet, going), gone, self.failed.emit)

    def set_favourites(self, *, are: bool) -> None:
        """Make the badges favourites, or such no more."""
        one, many = self.tr("1 badge is a favourite now"), self.tr("{n} badges are favourites now")
        if not are:
            one, many = self.tr("1 badge is no favourite any more"), self.tr("{n} badges are no favourites any more")
        none = self.tr("They are already") if are else self.tr("None of them is a favourite")
        self._change(lambda wallet, ids: tagging.set_favourites(wallet, ids, are=are), (none, one, many))

    def tag(self, name: str) -> None:
        """Put a tag on the badges."""
        words = (
            self.tr("All of them have this tag already"),
            self.tr("Tag put on 1 badge"),
            self.tr("Tag put on {n} badges"),
        )
        self._change(lambda wallet, ids: tagging.tag(wallet, ids, name), words)

    def put_into(self, collection: CollectionId) -> None:
        """Put the badges into a collection."""
        self._change(lambda wallet, ids: collecting.add(wallet, collection, ids), self._collected)

    def put_into_new(self, name: str) -> None:
        """Make a collection, and put the badges into it."""

        def make(wallet: Wallet, ids: Ids) -> int:
            return collecting.add(wallet, collecting.new(wallet, name).id, ids)

        self._change(make, self._collected)

    def take_out(self) -> None:
        """Take the badges out of the collection that is shown."""
        place = self.place
        if place is None:
            return
        words = (
            self.tr("They are in a collection inside this one"),
            self.tr("1 badge taken out of the collection"),
            self.tr("{n} badges taken out of the collection"),
        )
        self._change(lambda wallet, ids: collecting.take_out(wallet, place, ids), words)

    @property
    def _collected(self) -> tuple[str, str, str]:
        return (
            self.tr("All of them are in this collection already"),
            self.tr("1 badge added to the collection"),
            self.tr("{n} badges added to the collection"),
        )

    def _change(self, change: Callable[[Wallet, Ids], int], words: tuple[str, str, str]) -> None:
        def done(count: int) -> None:
            none, one, many = words
            if not count:
                self.said.emit(none)
                return
            self._session.changed.emit()
            self.changed.emit(one if count == 1 else many.format(n=count))

        def start(ids: Ids) -> None:
            if ids:
                self._session.run(self, lambda wallet: change(wallet, ids), done, self.failed.emit)

        self.with_ids(start)

    def _forget(self) -> None:
        self._question.drop()
        self._rows, self._waiting, self._tags, self._collections = (), None, (), ()

    def _go_on(self) -> None:
        act, self._waiting = self._waiting, None
        if act is not None:
            act(self.ids)


def paths_of(collections: Sequence[Collection]) -> tuple[tuple[Collection, str], ...]:
    """Return every collection with its name behind those of the collections around it."""
    paths: dict[CollectionId, str] = {}
    for each in collections:
        around = "" if each.parent is None else f"{paths[each.parent]} / "
        paths[each.id] = around + each.name
    return tuple((each, paths[each.id]) for each in collections)
