"""Keeps what is selected, and how far one has scrolled, while the list is asked for anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QObject

from wallet.gui.viewmodels.badge_rows import LibraryModel
from wallet.gui.widgets.badge_items import BadgeItems
from wallet.model.badge import BadgeId, BadgeQuery


class PlaceKeeper(QObject):
    """Finds the badges again that were selected before the list was filled anew.

    Args:
        model: The list.
        views: The views over it, which share a selection.
    """

    def __init__(self, model: LibraryModel, views: Sequence[BadgeItems]) -> None:
        super().__init__(views[0])
        self._model, self._views = model, tuple(views)
        self._ids: list[BadgeId] = []
        self._current: list[BadgeId] = []
        self._query: BadgeQuery | None = None
        self._scrolls: dict[BadgeItems, int] = {}
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._find_again)
        for view in self._views:
            view.verticalScrollBar().rangeChanged.connect(self._scroll)

    @property
    def _selection(self) -> QItemSelectionModel:
        # Asked for each time: PySide forgets whose it is when it is held for long.
        return self._views[0].selectionModel()

    def _keep(self) -> None:
        model = self._model
        selection = self._selection
        self._ids = self._ids_of(rows_selected(selection))
        self._current = self._ids_of([selection.currentIndex().row()])
        self._query = model.query
        self._scrolls = {view: view.verticalScrollBar().value() for view in self._views}

    def _find_again(self) -> None:
        if self._model.query != self._query:
            self._scrolls = {}
        selection, found = self._selection, QItemSelection()
        for first, last in _runs(self._model.rows_of(self._ids)):
            found.append(QItemSelectionRange(self._model.index(first), self._model.index(last)))
        for row in self._model.rows_of(self._current):
            selection.setCurrentIndex(self._model.index(row), QItemSelectionModel.SelectionFlag.NoUpdate)
        selection.select(found, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _scroll(self, _lowest: int, highest: int) -> None:
        """Go to where one was, as soon as the badges there have their places."""
        for view, value in tuple(self._scrolls.items()):
            bar = view.verticalScrollBar()
            if bar.maximum() >= value:
                del self._scrolls[view]
                bar.setValue(value)

    def _ids_of(self, rows: Sequence[int]) -> list[BadgeId]:
        return [card.id for card in self._model.cards_at(rows)]


def rows_selected(selection: QItemSelectionModel) -> list[int]:
    """Return the rows that are selected, in order."""
    ranges = ((each.top(), each.bottom()) for each in selection.selection().toList())
    return sorted(row for top, bottom in ranges for row in range(top, bottom + 1))


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and the last of each run of rows that follow each other."""
    starts = [row for place, row in enumerate(rows) if place == 0 or rows[place - 1] != row - 1]
    ends = [row for place, row in enumerate(rows) if place == len(rows) - 1 or rows[place + 1] != row + 1]
    return list(zip(starts, ends, strict=True))
