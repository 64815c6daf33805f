"""Choices to tick, as many as one likes, in a panel below what opened it; it stays open until one looks elsewhere."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Protocol

from PySide6.QtCore import QAbstractItemModel, QEvent, QMargins, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.canvas import Canvas
from wallet.gui.widgets.inputs import Field
from wallet.gui.widgets.panels import Panel, column
from wallet.gui.widgets.text import Paragraph, foreign
from wallet.gui.widgets.theme import TextStyle, font, scaled
from wallet.gui.widgets.two_line_row import Index

WIDTH = 300
MOST_ROWS = 9
SEARCHED_FROM = 9
BOX = 18
PADDING = 10
NUMBER_ROLE = Qt.ItemDataRole.UserRole + 1
COUNT_ROLE = Qt.ItemDataRole.UserRole + 2
TICKING_KEYS = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Ticked(Protocol):
    """A choice as it is shown."""

    @property
    def value(self) -> Hashable:
        """What stands for it."""

    @property
    def label(self) -> str:
        """What it is called."""

    @property
    def count(self) -> int:
        """How many badges it leaves."""

    @property
    def is_chosen(self) -> bool:
        """Whether it is ticked."""


class ChoicePopup(QWidget):
    """The choices of one filter. It lies over the whole window, so that a click beside its panel closes it.

    Args:
        opener: What it opens below.
        name: What is chosen.
        nothing: What to say where there is nothing to choose.

    Signals:
        toggled: A choice was made or taken back; carries its value.
        cleared: Nothing is to be chosen any more.
        closed: It is gone.
    """

    toggled = Signal(object)
    cleared = Signal()
    closed = Signal()

    def __init__(self, opener: QWidget, name: str, nothing: str) -> None:
        super().__init__(opener.window())
        self._opener = opener
        self._options: tuple[Ticked, ...] = ()
        self._rows = QStandardItemModel(self)
        self.setAccessibleName(name)
        self.panel = Panel("raised", self)
        self.search = Field(self.tr("Find in the list"))
        self.list = QListView()
        self.clear = Button(self.tr("Clear"), look=Look.LINK)
        self._nothing = Paragraph(nothing, TextStyle.SMALL, "text2")
        self._fill(name)
        self.search.textChanged.connect(self._show_rows)
        self.clear.clicked.connect(self.cleared)
        opener.window().installEventFilter(self)

    def _fill(self, name: str) -> None:
        self._delegate = _TickDelegate()
        self._delegate.ticked.connect(self._toggle)
        self.list.setModel(self._rows)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(name)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = column(self.panel, margins=QMargins(8, 8, 8, 8), spacing=6)
        for widget in (self.search, self.list, self._nothing):
            body.addWidget(widget)
        body.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_options(self, options: Sequence[Ticked]) -> None:
        """Show choices; the one that the keyboard is on stays, where it is still among them."""
        here = self.list.currentIndex().data(NUMBER_ROLE)
        kept = self._options[here].value if here is not None else None
        self._options = tuple(options)
        self.search.setVisible(len(options) > SEARCHED_FROM)
        self._nothing.setVisible(not options)
        self.list.setVisible(bool(options))
        self.clear.setVisible(any(option.is_chosen for option in options))
        self._show_rows(kept=kept)

    def open_below(self) -> None:
        """Come up under the opener, with the keyboard in it."""
        self.setGeometry(self.window().rect())
        self._fit()
        self.show()
        self.raise_()
        self.first_focus.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard goes first."""
        return self.search if not self.search.isHidden() else self.list

    def leave(self) -> None:
        """Go, and give the keyboard back."""
        self.hide()
        self._opener.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go where the window changes under it."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.leave()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go on a click beside the panel."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the keyboard in the panel until it is closed."""
        inside = [each for each in (self.search, self.list, self.clear) if not each.isHidden()]
        here = next((number for number, each in enumerate(inside) if each.hasFocus()), 0)
        following = inside[(here + (1 if forward else -1)) % len(inside)] if inside else self
        following.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def _show_rows(self, _text: str = "", *, kept: Hashable = None) -> None:
        words = self.search.text().casefold()
        shown = [(n, option) for n, option in enumerate(self._options) if words in option.label.casefold()]
        self._rows.clear()
        for number, option in shown:
            self._rows.appendRow(_item(number, option))
        row = next((row for row, (_, option) in enumerate(shown) if option.value == kept), 0)
        self.list.setCurrentIndex(self._rows.index(row, 0))
        self._fit()

    def _fit(self) -> None:
        rows = max(1, min(MOST_ROWS, len(self._options)))
        self.list.setFixedHeight(rows * self._delegate.height + 2)
        self.panel.setFixedWidth(min(scaled(WIDTH), self.width()))
        self.panel.adjustSize()
        below = QRect(self._opener.mapTo(self.window(), QPoint(0, self._opener.height() + 4)), self.panel.size())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            below.moveLeft(below.left() + self._opener.width() - below.width())
        left = max(0, min(below.left(), self.width() - below.width()))
        self.panel.move(left, max(0, min(below.top(), self.height() - below.height())))

    def _toggle(self, number: int) -> None:
        self.toggled.emit(self._options[number].value)


class _TickDelegate(QStyledItemDelegate):
    """Paints a choice: box, words, and how many badges it leaves."""

    ticked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._face, self._small = font(TextStyle.BODY), font(TextStyle.SMALL)
        self.height = QFontMetrics(self._face).height() + scaled(16)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line."""
        return QSize(100, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one choice."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        canvas = Canvas(painter, option, option.rect)
        if canvas.has(QStyle.StateFlag.State_MouseOver) or canvas.has(QStyle.StateFlag.State_HasFocus):
            canvas.box(QRectF(canvas.area), 6, canvas.tokens.color("sunken"))
        edge = scaled(BOX)
        inner = canvas.area.adjusted(PADDING, 0, -PADDING, 0)
        _paint_box(canvas, QRect(inner.left(), inner.center().y() - edge // 2, edge, edge), index)
        count = str(index.data(COUNT_ROLE))
        room = QFontMetrics(self._small).horizontalAdvance(count) + scaled(12)
        canvas.text(index.data(), inner.adjusted(edge + scaled(10), 0, -room, 0), self._face, "text")
        canvas.text(count, inner, self._small, "text3", trailing=True)
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """Tick on a click anywhere in the row, and on Space or Return."""
        is_key = isinstance(event, QKeyEvent) and event.key() in TICKING_KEYS
        if event.type() == QEvent.Type.MouseButtonRelease or (event.type() == QEvent.Type.KeyPress and is_key):
            self.ticked.emit(index.data(NUMBER_ROLE))
            return True
        return event.type() == QEvent.Type.MouseButtonPress


def _paint_box(canvas: Canvas, area: QRect, index: Index) -> None:
    is_ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
    box = QRectF(canvas.placed(area)).adjusted(0.75, 0.75, -0.75, -0.75)
    canvas.painter.setPen(QPen(canvas.tokens.color("accent" if is_ticked else "border_strong"), 1.5))
    canvas.painter.setBrush(canvas.tokens.color("accent" if is_ticked else "surface"))
    canvas.painter.drawRoundedRect(box, 4, 4)
    if is_ticked:
        canvas.icon("check", area.adjusted(2, 2, -2, -2), "on_accent")


def _item(number: int, option: Ticked) -> QStandardItem:
    item = QStandardItem(foreign(option.label, 120))
    item.setData(number, NUMBER_ROLE)
    item.setData(option.count, COUNT_ROLE)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if option.is_chosen else Qt.CheckState.Unchecked)
    item.setData(f"{option.label}, {option.count}", Qt.ItemDataRole.AccessibleTextRole)
    return item
