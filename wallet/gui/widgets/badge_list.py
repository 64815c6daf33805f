"""Badges as rows under a header by which they are sorted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QWidget

from wallet.gui.widgets.badge_items import BadgeItems
from wallet.gui.widgets.badge_row import BadgeRowDelegate, columns_of
from wallet.gui.widgets.icons import icon_pixmap
from wallet.gui.widgets.panels import Line, Panel, column
from wallet.gui.widgets.theme import TextStyle, font, scaled, tokens_of
from wallet.model.badge import Order


class BadgeList(BadgeItems):
    """The rows.

    Signals:
        resized: Its columns have other places.
    """

    resized = Signal()

    def __init__(self) -> None:
        self._rows = BadgeRowDelegate()
        super().__init__(self._rows, self._rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the header."""
        super().resizeEvent(event)
        self.resized.emit()


class BadgeTable(Panel):
    """A list of badges under its header.

    Signals:
        order_wanted: Badges are to be sorted another way; carries the `Order`.
    """

    order_wanted = Signal(object)

    def __init__(self, rows: BadgeList) -> None:
        super().__init__("card")
        self.header = _Header(rows)
        self.header.order_wanted.connect(self.order_wanted)
        body = column(self)
        body.setContentsMargins(1, 1, 1, 8)
        body.addWidget(self.header)
        body.addWidget(Line())
        body.addWidget(rows, 1)

    def show_order(self, order: Order | None) -> None:
        """Mark the column that badges are sorted by; None where it is no column."""
        self.header.show_order(order)


class _Header(QWidget):
    """The names of the columns, above them."""

    order_wanted = Signal(object)

    def __init__(self, rows: BadgeList) -> None:
        super().__init__()
        self._rows = rows
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        rows.resized.connect(self._place)
        self._names = (
            _Heading(self.tr("Badge"), Order.NAME, self),
            _Heading(self.tr("Status"), None, self),
            _Heading(self.tr("Credits"), None, self),
            _Heading(self.tr("Awarded"), Order.ISSUED, self),
        )
        for name in self._names:
            if name.order is not None:
                name.clicked.connect(lambda _checked=False, order=name.order: self.order_wanted.emit(order))

    def show_order(self, order: Order | None) -> None:
        """Mark the column that badges are sorted by."""
        for name in self._names:
            name.is_sorted = name.order is not None and name.order is order
            name.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, self._names[0].fontMetrics().height() + scaled(17))

    def changeEvent(self, event: QEvent) -> None:
        """Change sides with the direction of reading."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()

    def _place(self) -> None:
        """Stand above the columns: the scroll bar has its room beside them."""
        width = self._rows.viewport().width()
        inside = QRect(0, 0, self._rows.width(), self.height())
        for name, (left, room) in zip(self._names, columns_of(width), strict=True):
            name.setVisible(room > 0)
            place = self.style().visualRect(self.layoutDirection(), inside, QRect(left, 0, room, self.height()))
            name.setGeometry(place)


class _Heading(QPushButton):
    """The name of a column; a click sorts by it, where that is of use."""

    def __init__(self, words: str, order: Order | None, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.order, self.is_sorted = order, False
        self.setFont(font(TextStyle.CAPTION_STRONG))
        self.setFlat(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if order is None else Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor if order is None else Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the name, with an arrow where badges are sorted by it."""
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        painter.setPen(tokens.color("text" if self.underMouse() and self.order else "text2"))
        painter.setFont(self.font())
        side = QStyle.visualAlignment(
            self.layoutDirection(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        painter.drawText(self.rect(), side | Qt.AlignmentFlag.AlignAbsolute, self.text())
        if self.is_sorted:
            edge, width = scaled(13), self.fontMetrics().horizontalAdvance(self.text())
            place = QRect(width + 4, (self.height() - edge) // 2, edge, edge)
            place = self.style().visualRect(self.layoutDirection(), self.rect(), place)
            arrow = icon_pixmap("chevron-down", tokens.color("text2"), edge, self.devicePixelRatioF())
            painter.drawPixmap(place.topLeft(), arrow)
