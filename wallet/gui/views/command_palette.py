"""The command palette: type a few letters, and press Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wallet.gui.viewmodels.palette import ENTRY_ROLE, Entry, Index, PaletteViewModel
from wallet.gui.widgets.announcing import announce
from wallet.gui.widgets.canvas import Canvas
from wallet.gui.widgets.inputs import Field
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.panels import column
from wallet.gui.widgets.text import foreign
from wallet.gui.widgets.theme import TextStyle, font, scaled

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class EntryDelegate(QStyledItemDelegate):
    """Paints one entry: its words, and its keys or kind at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for one line."""
        return QSize(200, QFontMetrics(font(TextStyle.MEDIUM)).height() + scaled(16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one entry."""
        entry: Entry = index.data(ENTRY_ROLE)
        painter.save()
        canvas = Canvas(painter, option, option.rect)
        if canvas.has(QStyle.StateFlag.State_Selected):
            painter.fillRect(option.rect, canvas.tokens.color("accent_soft"))
        room = QRect(option.rect).adjusted(scaled(24), 0, -scaled(24), 0)
        aside = QFontMetrics(font(TextStyle.SMALL)).horizontalAdvance(entry.aside) + scaled(16)
        words = entry.words if entry.is_ours else foreign(entry.words, 120)
        canvas.text(words, room.adjusted(0, 0, -aside, 0), font(TextStyle.MEDIUM), "text")
        canvas.text(entry.aside, room, font(TextStyle.SMALL), "text2", trailing=True)
        painter.restore()


class CommandPalette(Overlay):
    """A field, and what it finds; the keyboard stays in the field."""

    def __init__(self, window: QWidget, model: PaletteViewModel) -> None:
        super().__init__(window, self.tr("Go to or do"), QSize(620, 480))
        self.model = model
        self.field = Field(self.tr("An action, a page, a collection or a badge"), self.tr("Go to or do"))
        self.list = QListView()
        self.list.setModel(model.found)
        self._rows = EntryDelegate()
        self.list.setItemDelegate(self._rows)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        top = column(margins=QMargins(24, 14, 24, 10))
        top.addWidget(self.field)
        self.content.addLayout(top)
        self.content.addWidget(self.list, 1)
        self.first_focus = self.field
        self.field.installEventFilter(self)
        self.field.textChanged.connect(model.search)
        self.field.returnPressed.connect(self._act)
        self.list.clicked.connect(lambda _index: self._act())
        model.shown.connect(self._select_first)
        self._select_first()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk through the list with the arrows while one types."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._select(self.list.currentIndex().row() + step)
                return True
        return super().eventFilter(watched, event)

    def _select_first(self) -> None:
        self._select(0)

    def _select(self, row: int) -> None:
        last = self.model.found.rowCount() - 1
        index: QModelIndex = self.model.found.index(max(0, min(row, last)))
        self.list.setCurrentIndex(index)
        if self.isVisible():
            none = self.tr("Nothing found")
            announce(self.field, str(index.data(Qt.ItemDataRole.AccessibleTextRole)) if index.isValid() else none)

    def _act(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            entry: Entry = index.data(ENTRY_ROLE)
            self.close_overlay()
            entry.act()
