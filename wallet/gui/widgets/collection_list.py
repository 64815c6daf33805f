"""The collections in the sidebar: a coloured dot, a name and a number for each, nested as their owner nested them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QButtonGroup, QWidget

from wallet.gui.viewmodels.collections import Shelf
from wallet.gui.widgets.buttons import IconButton
from wallet.gui.widgets.panels import Scroll, clear, column, row
from wallet.gui.widgets.sidebar_item import SidebarItem
from wallet.gui.widgets.text import Text, foreign
from wallet.gui.widgets.theme import TextStyle, scaled, tokens_of
from wallet.model.collection import Collection, Colour

INDENT = 14
DEEPEST_SHOWN = 4
DOT = 10
# The hues of drawn artwork, so that a collection goes with the badges in it; legible on light and dark grounds.
HUES = {
    Colour.TEAL: "#12858B",
    Colour.VIOLET: "#6A58DC",
    Colour.ORANGE: "#E2502E",
    Colour.GREEN: "#5A962C",
    Colour.BLUE: "#2C78BC",
    Colour.PINK: "#BC2C6E",
    Colour.AMBER: "#D48C0C",
    Colour.SLATE: "#6B7B95",
}


class CollectionItem(SidebarItem):
    """One collection; F2 renames it, the menu key offers what else can be done.

    Args:
        shelf: The collection in its place.

    Signals:
        rename_wanted: It is to be called otherwise.
        menu_wanted: What can be done with it is to be offered; carries where, in the screen's coordinates.
    """

    rename_wanted = Signal()
    menu_wanted = Signal(object)

    def __init__(self, shelf: Shelf) -> None:
        super().__init__("search" if shelf.collection.is_smart else "", foreign(shelf.collection.name, 120))
        self.collection = shelf.collection
        self.setCheckable(True)
        self._indent = INDENT * min(shelf.depth, DEEPEST_SHOWN)
        self.set_count(str(shelf.count))
        kind = self.tr("saved search") if shelf.collection.is_smart else self.tr("collection")
        self.setAccessibleName(f"{foreign(shelf.path, 200)}, {kind}, {shelf.count}")
        self.setAccessibleDescription(self.tr("F2 renames it, the menu key offers more."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename on F2."""
        if event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done."""
        self.menu_wanted.emit(event.globalPos())

    def paint_mark(self, painter: QPainter, place: QRect, ink: QColor) -> None:
        """Paint the dot; a saved search has a magnifier in the same colour."""
        hue = HUES.get(self.collection.colour)
        color = QColor(hue) if hue is not None else tokens_of(self.palette()).color("text3")
        if self.collection.is_smart:
            super().paint_mark(painter, place, color)
            return
        dot = QRectF(0, 0, scaled(DOT), scaled(DOT))
        dot.moveCenter(QRectF(place).center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(dot, 3, 3)


class CollectionList(QWidget):
    """All collections below their heading, with a button that makes one.

    Args:
        places: The group of which one place is shown at a time.

    Signals:
        chosen: A collection is to be shown, as a `Collection`.
        new_wanted: One is to be made.
        rename_wanted: One is to be renamed, as a `Collection`.
        menu_wanted: What can be done with one is to be offered: the `Collection`, and where on the screen.
    """

    chosen = Signal(object)
    new_wanted = Signal()
    rename_wanted = Signal(object)
    menu_wanted = Signal(object, object)

    def __init__(self, places: QButtonGroup) -> None:
        super().__init__()
        self._places = places
        self._narrow = False
        self.items: tuple[CollectionItem, ...] = ()
        self.new = IconButton("plus", self.tr("New collection"))
        self.new.clicked.connect(self.new_wanted)
        self._heading = Text(self.tr("Collections").upper(), TextStyle.OVERLINE, "text2")
        self._heading.setAccessibleName(self.tr("Collections"))
        page = QWidget()
        self._rows = column(page, spacing=2)
        self._rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = row(margins=QMargins(10, 0, 0, 0))
        head.addWidget(self._heading, 1)
        head.addWidget(self.new)
        body = column(self, spacing=2)
        body.addLayout(head)
        body.addWidget(Scroll(page), 1)

    def show_shelves(self, shelves: Sequence[Shelf]) -> None:
        """Show other collections; the keyboard stays on the one it was on."""
        focused = next((each.collection.id for each in self.items if each.hasFocus()), None)
        checked = next((each.collection.id for each in self.items if each.isChecked()), None)
        for item in self.items:
            self._places.removeButton(item)
        clear(self._rows)
        self.items = tuple(self._make(shelf) for shelf in shelves)
        for item in self.items:
            item.setChecked(item.collection.id == checked)
            if item.collection.id == focused:
                item.setFocus()

    def item(self, identifier: str) -> CollectionItem | None:
        """Return the item of a collection; None where there is none."""
        return next((each for each in self.items if each.collection.id == identifier), None)

    def set_narrow(self, narrow: bool) -> None:
        """Show only the dots."""
        self._narrow = narrow
        self._heading.setVisible(not narrow)
        for item in self.items:
            item.set_narrow(narrow)

    def minimumSizeHint(self) -> QSize:
        """Room for the heading and one collection."""
        return QSize(scaled(40), scaled(76))

    def _make(self, shelf: Shelf) -> CollectionItem:
        item = CollectionItem(shelf)
        collection: Collection = shelf.collection
        item.clicked.connect(lambda: self.chosen.emit(collection))
        item.rename_wanted.connect(lambda: self.rename_wanted.emit(collection))
        item.menu_wanted.connect(lambda where: self.menu_wanted.emit(collection, where))
        item.set_narrow(self._narrow)
        self._places.addButton(item)
        self._rows.addWidget(item)
        return item
