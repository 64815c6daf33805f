"""Badges as cards, in as many columns as fit."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from wallet.gui.widgets.badge_card import BadgeCardDelegate
from wallet.gui.widgets.theme import scaled

NARROWEST_CELL = 234


class BadgeGrid(QListView):
    """A grid of badges.

    Signals:
        opened: A badge is to be opened; carries its index.
    """

    opened = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(200)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(self.tr("Badges"))
        self._cards = BadgeCardDelegate()
        self.setItemDelegate(self._cards)
        self.doubleClicked.connect(self.opened)
        self.verticalScrollBar().setSingleStep(32)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among as many columns as fit."""
        width = self.viewport().width() - 1
        columns = max(1, width // scaled(NARROWEST_CELL))
        self._cards.cell_width = width // columns
        self.setGridSize(QSize(self._cards.cell_width, self._cards.cell().height()))
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards that are seen; what is left out, so that the window goes on answering, comes next."""
        self._cards.begin()
        super().paintEvent(event)
        if self._cards.left_out:
            QTimer.singleShot(0, self.viewport().update)

    def updateGeometries(self) -> None:
        """Keep the room of the scroll bar, so that cards do not move when it comes; without a way to go, draw none."""
        super().updateGeometries()
        bar = self.verticalScrollBar()
        bar.setEnabled(bar.maximum() > bar.minimum())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a badge on Return."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
