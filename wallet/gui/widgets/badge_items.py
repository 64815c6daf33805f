"""Badges to select and open: what the grid and the list of them share."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QListView


class PatientDelegate(Protocol):
    """Draws badges for no longer than the window may wait, and says whether it left any out."""

    left_out: bool

    def begin(self) -> None:
        """Begin another painting, with all patience."""
        ...


class BadgeItems(QListView):
    """A view over badges.

    Args:
        delegate: Draws them.
        patience: The same, as it says whether it left any out.

    Signals:
        opened: A badge is to be opened; carries its index.
        inspect_wanted: More is to be said of the badge that the keyboard is on.
        menu_wanted: What can be done with a badge is to be offered; carries its index, and where on the screen.
    """

    opened = Signal(QModelIndex)
    inspect_wanted = Signal()
    menu_wanted = Signal(QModelIndex, QPoint)

    def __init__(self, delegate: QAbstractItemDelegate, patience: PatientDelegate) -> None:
        super().__init__()
        self._patience = patience
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(200)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Badges"))
        self.doubleClicked.connect(self.opened)
        self.verticalScrollBar().setSingleStep(32)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is seen; what is left out, so that the window goes on answering, comes next."""
        self._patience.begin()
        super().paintEvent(event)
        if self._patience.left_out:
            QTimer.singleShot(0, self.viewport().update)

    def updateGeometries(self) -> None:
        """Keep the room of the scroll bar, so that badges do not move when it comes; without a way to go, draw none."""
        super().updateGeometries()
        bar = self.verticalScrollBar()
        bar.setEnabled(bar.maximum() > bar.minimum())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the badge under the pointer; by the menu key, with the one of the keyboard."""
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_by_key else self.indexAt(event.pos())
        if index.isValid():
            if not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
            place = self.visualRect(index).center() if is_by_key else event.pos()
            self.menu_wanted.emit(index, self.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a badge on Return, and say more of it on Space."""
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space and is_plain and self.currentIndex().isValid():
            self.inspect_wanted.emit()
        else:
            super().keyPressEvent(event)
