"""The badges of a list, page by page: a page is fetched when one of its rows is first looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt, Signal

from wallet.gui.session import Session
from wallet.gui.viewmodels.dates import long_date
from wallet.gui.viewmodels.pictures import Pictures
from wallet.gui.viewmodels.verdict_words import card_status
from wallet.model.badge import BadgeCard, BadgeId, BadgeQuery
from wallet.model.errors import WalletError
from wallet.model.facets import Hit, HitField
from wallet.operations import library

PAGE = 120
CARD_ROLE = Qt.ItemDataRole.UserRole + 1
IMAGE_ROLE = Qt.ItemDataRole.UserRole + 2
STATUS_ROLE = Qt.ItemDataRole.UserRole + 3
HITS_ROLE = Qt.ItemDataRole.UserRole + 4
NO_PARENT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class LibraryModel(QAbstractListModel):
    """The badges that a query finds.

    Attributes:
        query: The query.

    Signals:
        completed: Every badge found is there.
        refused: A page could not be fetched, as a `WalletError`.
    """

    completed = Signal()
    refused = Signal(object)

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self._session = session
        self._pictures = pictures
        self.query = BadgeQuery()
        self._count = 0
        self._cards: dict[int, BadgeCard] = {}
        self._hits: dict[BadgeId, tuple[Hit, ...]] = {}
        self._pages: set[int] = set()
        self._marked: set[int] = set()
        pictures.arrived.connect(self._redraw)

    @property
    def known(self) -> int:
        """Up to which row badges were fetched."""
        return max(self._cards, default=-1) + 1

    def fill(self, query: BadgeQuery, count: int, first: Sequence[BadgeCard]) -> None:
        """Show what a query found, of which the first pages are there already."""
        self.beginResetModel()
        self.query, self._count = query, count
        self._cards = dict(enumerate(first))
        self._hits, self._marked = {}, set()
        self._pages = {0, *range(len(first) // PAGE)}
        self.endResetModel()

    def card(self, index: Index) -> BadgeCard | None:
        """Return the badge of a row; None while it is being fetched."""
        return self._cards.get(index.row())

    def cards_at(self, rows: Iterable[int]) -> list[BadgeCard]:
        """Return the badges of rows, of those that are there."""
        return [self._cards[row] for row in rows if row in self._cards]

    def has_all(self, rows: Iterable[int]) -> bool:
        """Return whether the badges of these rows are there."""
        return all(row in self._cards for row in rows)

    def rows_of(self, ids: Iterable[BadgeId]) -> list[int]:
        """Return where badges are, of those that are there, in order."""
        wanted = frozenset(ids)
        return sorted(row for row, card in self._cards.items() if card.id in wanted)

    def complete(self) -> None:
        """Fetch every badge that was found, such as to remove all of them."""
        query, count = self.query, self._count
        self._session.run(
            self,
            lambda wallet: library.cards(wallet, query, 0, count),
            partial(self._place_all, query),
            self.refused.emit,
        )

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return how many badges were found."""
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows, in pictures and in words."""
        card = self.card(index)
        if card is None:
            self._fetch(index.row() // PAGE)
            return None
        if role == CARD_ROLE:
            return card
        if role == IMAGE_ROLE:
            return self._pictures.image(card)
        if role == STATUS_ROLE:
            return card_status(card, self._session.clock.now())
        if role == HITS_ROLE:
            self._find_words(index.row() // PAGE)
            return self._hits.get(card.id, ())
        return self._words(card, role)

    def _words(self, card: BadgeCard, role: int) -> str | None:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            status = card_status(card, self._session.clock.now()).title
            return self.tr("{name}, from {issuer}. {status}.").format(
                name=card.name, issuer=card.issuer_name, status=status
            )
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return " ".join(filter(None, (awarded(card), found_words(self._hits.get(card.id, ())))))
        return card.name if role == Qt.ItemDataRole.DisplayRole else None

    def _fetch(self, page: int) -> None:
        if page in self._pages:
            return
        self._pages.add(page)
        query = self.query
        self._session.run(
            self,
            lambda wallet: library.cards(wallet, query, page * PAGE, PAGE),
            partial(self._place, query, page),
            self.refused.emit,
        )

    def _place(self, query: BadgeQuery, page: int, cards: list[BadgeCard]) -> None:
        if query is not self.query or not cards:
            return
        first = page * PAGE
        self._cards.update(enumerate(cards, first))
        self._marked.discard(page)
        self.dataChanged.emit(self.index(first), self.index(first + len(cards) - 1))

    def _place_all(self, query: BadgeQuery, cards: list[BadgeCard]) -> None:
        if query is not self.query:
            return
        self._cards = dict(enumerate(cards[: self._count]))
        self._pages, self._marked = set(range(self._count // PAGE + 1)), set()
        self.completed.emit()

    def _find_words(self, page: int) -> None:
        """Find where the words of the search are in the badges of a page, once one of them is shown."""
        query = self.query
        if not query.text or page in self._marked:
            return
        self._marked.add(page)
        ids = [card.id for card in self.cards_at(range(page * PAGE, (page + 1) * PAGE))]
        self._session.run_beside(
            self, lambda wallet: library.hits(wallet, query.text, ids), partial(self._mark, query), self._without_marks
        )

    def _mark(self, query: BadgeQuery, hits: Mapping[BadgeId, tuple[Hit, ...]]) -> None:
        if query is self.query and self._count:
            self._hits.update(hits)
            self.dataChanged.emit(self.index(0), self.index(self._count - 1), [HITS_ROLE])

    def _without_marks(self, error: WalletError) -> None:
        """Leave the badges as they are: they were found, and what is wrong shows with the next question."""

    def _redraw(self, badge_id: str) -> None:
        for row, card in self._cards.items():
            if card.id == badge_id:
                self.dataChanged.emit(self.index(row), self.index(row))


def awarded(card: BadgeCard) -> str:
    """Return when a badge was awarded, in words; empty where it does not say."""
    if card.valid_from is None:
        return ""
    return QCoreApplication.translate("Library", "Awarded {date}").format(date=long_date(card.valid_from))


def snippet_of(hits: Sequence[Hit]) -> Hit | None:
    """Return where else than in name and issuer words were found; None where nowhere.

    The owner's own texts come first. That a badge's texts hold its name or issuer, too, says nothing new.
    """
    found = {hit.field: hit for hit in hits}
    own = (HitField.NOTE, HitField.TAGS, HitField.COLLECTIONS)
    order = own if found.keys() & {HitField.NAME, HitField.ISSUER} else (*own, HitField.TEXT)
    return next((found[field] for field in order if field in found), None)


def found_words(hits: Sequence[Hit]) -> str:
    """Return where words were found beside the name, for who listens; empty where nowhere."""
    hit = snippet_of(hits)
    if hit is None:
        return ""
    return {
        HitField.TEXT: QCoreApplication.translate("Library", "Found in it: {text}"),
        HitField.NOTE: QCoreApplication.translate("Library", "Found in your note: {text}"),
        HitField.TAGS: QCoreApplication.translate("Library", "Found in your tags: {text}"),
        HitField.COLLECTIONS: QCoreApplication.translate("Library", "Found in your collections: {text}"),
    }[hit.field].format(text=hit.text)
