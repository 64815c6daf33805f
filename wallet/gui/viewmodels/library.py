"""The library: the badges of a place, narrowed, sorted, and found as one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from wallet.gui.session import Session
from wallet.gui.tasks import Task
from wallet.gui.viewmodels import narrowing
from wallet.gui.viewmodels.asking import LastQuestion
from wallet.gui.viewmodels.badge_rows import PAGE, LibraryModel
from wallet.gui.viewmodels.inspecting import InspectorViewModel
from wallet.gui.viewmodels.narrowing import Filter, Option, Value
from wallet.gui.viewmodels.pictures import Pictures
from wallet.gui.viewmodels.selecting import SelectionViewModel
from wallet.model.badge import BadgeCard, BadgeId, BadgeQuery, Order
from wallet.model.collection import Collection
from wallet.model.facets import Facets
from wallet.operations import collecting, library
from wallet.operations.wallet import Wallet
from wallet.settings import load_settings, save_settings

DEBOUNCE_MILLISECONDS = 5
EVERYTHING = BadgeQuery()


class _Answer(NamedTuple):
    """What a question came to: badges of the wallet, of the place, found there, and the first of these."""

    whole: int
    total: int
    found: int
    cards: list[BadgeCard]


class LibraryViewModel(QObject):
    """What the library shows, and how it is narrowed.

    Attributes:
        base: What the place shows before anything is narrowed: the wallet, a collection, a tag.
        query: What is asked now.
        whole: How many badges the wallet shows.
        total: How many badges the place shows.
        found: How many of them are left.
        facets: What the query can be narrowed by, as it was found last.
        answered: Whether a question was answered yet.

    Signals:
        shown: A query was answered; `found`, `total` and the model are of now.
        counted: The choices of the filters are there.
        moved: Another place is shown.
        saved: What is asked was saved as a collection, which can be taken back; carries that as a sentence.
        removed: Badges went to the bin; carries how many.
        failed: Something could not be done, as a `WalletError`.
    """

    shown = Signal()
    counted = Signal()
    moved = Signal()
    saved = Signal(str)
    removed = Signal(int)
    failed = Signal(object)

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self._session = session
        self.model = LibraryModel(session, pictures)
        self.selection = SelectionViewModel(session, self.model)
        self.inspector = InspectorViewModel(session, pictures)
        for inner in (self.model, self.selection, self.inspector):
            inner.setParent(self)
        self._typing = QTimer(self, singleShot=True, interval=DEBOUNCE_MILLISECONDS)
        self._typing.timeout.connect(self._ask)
        self._asking: Task | None = None
        self._counting = LastQuestion(session, self, self.failed.emit)
        self._start()
        self.model.refused.connect(self.failed)
        self.selection.removed.connect(self.removed)
        session.changed.connect(self.reload)
        session.closed.connect(self._forget)

    def _start(self) -> None:
        self.base = self.query = EVERYTHING
        self.whole = self.total = self.found = 0
        self.facets = Facets(0)
        self.answered = False
        self._whole: int | None = None
        self._totals: dict[BadgeQuery, int] = {}

    @property
    def filtered(self) -> bool:
        """Whether only some badges of the place are asked for."""
        return narrowing.is_narrowed(self.query, self.base)

    @property
    def is_asking(self) -> bool:
        """Whether an answer to the last question is still to come."""
        return self._typing.isActive() or self.query != self.model.query

    @property
    def as_list(self) -> bool:
        """Whether the owner prefers a list to a grid."""
        return load_settings(self._session.folders.config).badges_as_list

    def prefer_list(self, *, preferred: bool) -> None:
        """Keep whether the owner prefers a list to a grid."""
        config = self._session.folders.config
        self._session.tasks.run(
            self,
            lambda: save_settings(config, replace(load_settings(config), badges_as_list=preferred)),
            lambda _none: None,
            self.failed.emit,
        )

    def show_place(self, base: BadgeQuery) -> None:
        """Show what a query finds as a place of its own, sorted as before."""
        if base != self.base:
            self.base, self.query = base, replace(base, order=self.query.order)
            self.moved.emit()
            self._ask()

    def search(self, text: str) -> None:
        """Find badges by words, once the typing pauses."""
        self.query = replace(self.query, text=text.strip() or self.base.text)
        self._typing.start()

    def sort(self, order: Order) -> None:
        """Sort badges another way."""
        self._narrow(replace(self.query, order=order))

    def show_replaced(self, *, shown: bool) -> None:
        """Show badges that a newer one stands in for, too, or hide them again."""
        self._narrow(replace(self.query, with_replaced=shown))

    def toggle(self, which: Filter, value: Value) -> None:
        """Make a choice in a filter, or take it back."""
        self._narrow(narrowing.toggled(which, self.query, value))

    def clear(self, which: Filter) -> None:
        """Choose nothing in a filter."""
        self._narrow(narrowing.cleared(which, self.query, self.base))

    def clear_all(self) -> None:
        """Show the whole place again."""
        self._narrow(replace(self.base, order=self.query.order, with_replaced=self.query.with_replaced))

    def options(self, which: Filter) -> tuple[Option, ...]:
        """Return what a filter offers, as it was counted last."""
        return narrowing.options(which, self.query, self.facets)

    def chip_words(self, which: Filter) -> str:
        """Return what a filter's chip says."""
        return narrowing.chip_words(which, self.query, self.facets)

    def count_choices(self) -> None:
        """Count what each choice of the filters leaves, beside everything else."""
        query = self.query

        def show(facets: Facets) -> None:
            self.facets = facets
            self.counted.emit()

        self._counting.ask(lambda wallet: library.facets(wallet, query), show)

    def reload(self) -> None:
        """Count and ask anew, because the wallet changed."""
        self._whole, self._totals = None, {}
        self._ask()
        if self._session.is_open:
            self.selection.reload()

    def _narrow(self, query: BadgeQuery) -> None:
        if query != self.query:
            self.query = query
            self._ask()

    def _ask(self) -> None:
        """Ask; an answer to an earlier question is not shown any more."""
        if not self._session.is_open:
            return
        self._stop_asking()
        query, filtered, whole = self.query, self.filtered, self._whole
        place = replace(self.base, order=query.order, with_replaced=query.with_replaced)
        known = self._totals.get(place)
        # What was fetched and may be selected is fetched again, so that it can be found again.
        limit = max(PAGE, self.model.known) if query == self.model.query else PAGE

        def ask(wallet: Wallet) -> _Answer:
            total = library.count(wallet, place) if known is None else known
            found = library.count(wallet, query) if filtered else total
            everything = (
                (total if place == EVERYTHING else library.count(wallet, EVERYTHING)) if whole is None else whole
            )
            return _Answer(everything, total, found, library.cards(wallet, query, 0, limit))

        def show(answer: _Answer) -> None:
            self.whole, self.total, self.found, first = answer
            self._whole, self._totals[place] = answer.whole, answer.total
            self.answered = True
            self.model.fill(query, self.found, first)
            self.shown.emit()

        self._asking = self._session.run(self, ask, show, self.failed.emit)

    def _stop_asking(self) -> None:
        if self._asking is not None:
            self._asking.cancel()

    def save_search(self, name: str) -> None:
        """Keep what is asked now as a collection that finds its badges by itself."""
        query = self.query

        def saved(_made: Collection) -> None:
            self._session.changed.emit()
            self.saved.emit(self.tr("Saved among your collections"))

        self._session.run(self, lambda wallet: collecting.new(wallet, name, query=query), saved, self.failed.emit)

    def remove(self, ids: Sequence[BadgeId]) -> None:
        """Move badges to the bin."""
        self.selection.remove_these(ids)

    def _forget(self) -> None:
        self._stop_asking()
        self._counting.drop()
        self._start()
        self.model.fill(self.query, 0, ())
        self.moved.emit()
