"""The library: badges page by page, found as one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from wallet.gui.session import Session
from wallet.gui.tasks import Task
from wallet.gui.viewmodels.dates import long_date
from wallet.gui.viewmodels.pictures import Pictures
from wallet.gui.viewmodels.verdict_words import card_status
from wallet.model.badge import BadgeCard, BadgeId, BadgeQuery, Order
from wallet.model.report import Verdict
from wallet.operations import library
from wallet.operations.wallet import Wallet

PAGE = 120
DEBOUNCE_MILLISECONDS = 5
CARD_ROLE = Qt.ItemDataRole.UserRole + 1
IMAGE_ROLE = Qt.ItemDataRole.UserRole + 2
STATUS_ROLE = Qt.ItemDataRole.UserRole + 3
NO_PARENT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class LibraryModel(QAbstractListModel):
    """The badges that a query finds; a page is fetched when one of its rows is first looked at.

    Signals:
        refused: A page could not be fetched, as a `WalletError`.
    """

    refused = Signal(object)

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self._session = session
        self._pictures = pictures
        self._query = BadgeQuery()
        self._count = 0
        self._cards: dict[int, BadgeCard] = {}
        self._pages: set[int] = set()
        pictures.arrived.connect(self._redraw)

    def fill(self, query: BadgeQuery, count: int, first: Sequence[BadgeCard]) -> None:
        """Show what a query found, of which the first page is there already."""
        self.beginResetModel()
        self._query, self._count = query, count
        self._cards = dict(enumerate(first))
        self._pages = {0}
        self.endResetModel()

    def refresh(self, cards: Sequence[BadgeCard]) -> None:
        """Show badges that changed without changing their places."""
        newer = {card.id: card for card in cards}
        for row, card in self._cards.items():
            if card.id in newer:
                self._cards[row] = newer[card.id]
                self.dataChanged.emit(self.index(row), self.index(row))

    def card(self, index: Index) -> BadgeCard | None:
        """Return the badge of a row; None while it is being fetched."""
        return self._cards.get(index.row())

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return how many badges were found."""
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows, in pictures and in words."""
        card = self.card(index)
        if card is None:
            self._fetch(index.row() // PAGE)
            return None
        status = card_status(card, self._session.clock.now())
        if role == CARD_ROLE:
            return card
        if role == IMAGE_ROLE:
            return self._pictures.image(card)
        if role == STATUS_ROLE:
            return status
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("{name}, from {issuer}. {status}.").format(
                name=card.name, issuer=card.issuer_name, status=status.title
            )
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return awarded(card)
        return card.name if role == Qt.ItemDataRole.DisplayRole else None

    def _fetch(self, page: int) -> None:
        if page in self._pages:
            return
        self._pages.add(page)
        query = self._query
        self._session.run(
            self,
            lambda wallet: library.cards(wallet, query, page * PAGE, PAGE),
            partial(self._place, query, page),
            self.refused.emit,
        )

    def _place(self, query: BadgeQuery, page: int, cards: list[BadgeCard]) -> None:
        if query is not self._query or not cards:
            return
        first = page * PAGE
        self._cards.update(enumerate(cards, first))
        self.dataChanged.emit(self.index(first), self.index(first + len(cards) - 1))

    def _redraw(self, badge_id: str) -> None:
        for row, card in self._cards.items():
            if card.id == badge_id:
                self.dataChanged.emit(self.index(row), self.index(row))


def awarded(card: BadgeCard) -> str:
    """Return when a badge was awarded, in words; empty where it does not say."""
    if card.valid_from is None:
        return ""
    return QCoreApplication.translate("Library", "Awarded {date}").format(date=long_date(card.valid_from))


class LibraryViewModel(QObject):
    """What the library shows, and what one does with it.

    Signals:
        shown: A query was answered; `found`, `total` and the model are of now.
        removed: Badges went to the bin; carries how many.
        failed: Something could not be done, as a `WalletError`.
    """

    shown = Signal()
    removed = Signal(int)
    failed = Signal(object)

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self._session = session
        self.model = LibraryModel(session, pictures)
        self.query = BadgeQuery()
        self.found = 0
        self.total = 0
        self._total: int | None = None
        self.answered = False
        self._typing = QTimer(self, singleShot=True, interval=DEBOUNCE_MILLISECONDS)
        self._typing.timeout.connect(self._ask)
        self._asking: Task | None = None
        self.model.refused.connect(self.failed)
        session.changed.connect(self.reload)
        session.closed.connect(self._forget)

    @property
    def filtered(self) -> bool:
        """Whether only some badges are asked for."""
        return bool(self.query.text) or self.query.verdict is not None

    def search(self, text: str) -> None:
        """Find badges by words, once the typing pauses."""
        self.query = replace(self.query, text=text.strip())
        self._typing.start()

    def sort(self, order: Order) -> None:
        """Sort badges another way."""
        self.query = replace(self.query, order=order)
        self._ask()

    def show_only(self, verdict: Verdict | None) -> None:
        """Show only badges whose last check came to a verdict; None for all."""
        self.query = replace(self.query, verdict=verdict)
        self._ask()

    def reload(self) -> None:
        """Count and ask anew, because the wallet changed."""
        self._total = None
        self._ask()

    def _ask(self) -> None:
        """Ask; an answer to an earlier question is not shown any more."""
        if not self._session.is_open:
            return
        self._stop_asking()
        query, known, filtered = self.query, self._total, self.filtered

        def ask(wallet: Wallet) -> tuple[int, int, list[BadgeCard]]:
            total = library.count(wallet, BadgeQuery()) if known is None else known
            found = library.count(wallet, query) if filtered else total
            return total, found, library.cards(wallet, query, 0, PAGE)

        def show(answer: tuple[int, int, list[BadgeCard]]) -> None:
            self.total, self.found, first = answer
            self._total = self.total
            self.answered = True
            self.model.fill(query, self.found, first)
            self.shown.emit()

        self._asking = self._session.run(self, ask, show, self.failed.emit)

    def _stop_asking(self) -> None:
        if self._asking is not None:
            self._asking.cancel()

    def remove(self, ids: Sequence[BadgeId]) -> None:
        """Move badges to the bin."""
        going = tuple(ids)

        def gone(_: None) -> None:
            self._session.changed.emit()
            self.removed.emit(len(going))

        if going:
            self._session.run(self, lambda wallet: library.remove(wallet, going), gone, self.failed.emit)

    def _forget(self) -> None:
        self.query, self.found, self.total, self.answered = BadgeQuery(), 0, 0, False
        self._total = None
        self._stop_asking()
        self.model.fill(self.query, 0, ())
