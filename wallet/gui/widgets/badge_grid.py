"""Badges as cards, in as many columns as fit."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListView

from wallet.gui.widgets.badge_card import BadgeCardDelegate
from wallet.gui.widgets.badge_items import BadgeItems
from wallet.gui.widgets.theme import scaled

NARROWEST_CELL = 234


class BadgeGrid(BadgeItems):
    """A grid of badges."""

    def __init__(self) -> None:
        self._cards = BadgeCardDelegate()
        super().__init__(self._cards, self._cards)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def show_found(self, *, found: bool) -> None:
        """Keep room on each card for where words were found, while something is searched for."""
        if self._cards.has_snippet != found:
            self._cards.has_snippet = found
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among as many columns as fit."""
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        width = self.viewport().width() - 1
        columns = max(1, width // scaled(NARROWEST_CELL))
        self._cards.cell_width = width // columns
        self.setGridSize(QSize(self._cards.cell_width, self._cards.cell().height()))
