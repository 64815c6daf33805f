"""Everything that the window can do or show, found by typing a few letters of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from wallet.gui.session import Session
from wallet.gui.viewmodels.asking import LastQuestion
from wallet.gui.viewmodels.collections import CollectionsViewModel
from wallet.model.badge import BadgeCard, BadgeId, BadgeQuery
from wallet.model.collection import Collection
from wallet.operations import library

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
MOST_BADGES = 8
NO_PARENT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do, or one place to go.

    Attributes:
        words: What it is called.
        aside: What kind of thing it is, or the keys that do the same.
        act: Does it.
        keys: The keys that do it, as Qt writes them; none for a badge or a collection.
        is_ours: Whether the words are ours; a badge's are its issuer's.
    """

    words: str
    aside: str
    act: Callable[[], object]
    keys: tuple[str, ...] = ()
    is_ours: bool = True


@dataclass(frozen=True, slots=True)
class Ways:
    """How the palette leads to what it finds.

    Attributes:
        show_badge: Shows a badge.
        show_collection: Shows a collection.
    """

    show_badge: Callable[[BadgeId], object]
    show_collection: Callable[[Collection], object]


class EntriesModel(QAbstractListModel):
    """What was found, the best first."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()

    def fill(self, entries: Sequence[Entry]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return how many entries there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return an entry, and its words."""
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.words}, {entry.aside}" if entry.aside else entry.words
        return entry.words if role == Qt.ItemDataRole.DisplayRole else None


class PaletteViewModel(QObject):
    """Finds actions, collections and badges.

    Args:
        session: The open wallet.
        actions: What the window can do.
        collections: The collections.
        ways: How it leads to what it finds.

    Signals:
        shown: What was typed last is answered.
        failed: The wallet could not be searched, as a `WalletError`.
    """

    shown = Signal()
    failed = Signal(object)

    def __init__(
        self, session: Session, actions: Sequence[Entry], collections: CollectionsViewModel, ways: Ways
    ) -> None:
        super().__init__()
        self._actions, self._collections, self._ways = actions, collections, ways
        self._question = LastQuestion(session, self, self.failed.emit)
        self._text = ""
        self.found = EntriesModel()
        self.found.setParent(self)
        self.search("")

    def search(self, text: str) -> None:
        """Find what is typed: actions and collections at once, badges as soon as the wallet answers."""
        self._text = text.strip()
        near = [*self._matching(self._actions), *self._matching(self._shelves())]
        self.found.fill(near)
        self.shown.emit()
        if not self._text:
            self._question.drop()
            return

        def show(cards: list[BadgeCard]) -> None:
            self.found.fill([*near, *map(self._badge, cards)])
            self.shown.emit()

        query = BadgeQuery(text=self._text)
        self._question.ask(lambda wallet: library.cards(wallet, query, 0, MOST_BADGES), show)

    def _matching(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return entries in which every word that was typed begins a word, or stands in one."""
        typed = self._text.casefold().split()
        found = [each for each in entries if all(word in each.words.casefold() for word in typed)]
        return sorted(found, key=lambda each: not each.words.casefold().startswith(self._text.casefold()))

    def _shelves(self) -> list[Entry]:
        show, aside = self._ways.show_collection, self.tr("Collection")
        return [
            Entry(each.path, aside, partial(show, each.collection), is_ours=False) for each in self._collections.shelves
        ]

    def _badge(self, card: BadgeCard) -> Entry:
        return Entry(card.name, self.tr("Badge"), partial(self._ways.show_badge, card.id), is_ours=False)
