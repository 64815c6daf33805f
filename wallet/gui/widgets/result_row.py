"""One line of an import's results: what became of an input, and why."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from wallet.gui.viewmodels.adding import OUTCOME_ROLE, Outcome
from wallet.gui.widgets.canvas import Canvas
from wallet.gui.widgets.text import foreign
from wallet.gui.widgets.theme import TextStyle, font, scaled

LINES = 2


class ResultRowDelegate(QStyledItemDelegate):
    """Paints one result."""

    def __init__(self) -> None:
        super().__init__()
        self._title = font(TextStyle.MEDIUM)
        self._small = font(TextStyle.SMALL)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for a title and two lines under it."""
        lines = QFontMetrics(self._title).lineSpacing() + LINES * QFontMetrics(self._small).lineSpacing()
        return QSize(200, lines + scaled(8))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one result."""
        painter.save()
        canvas = Canvas(painter, option, option.rect.adjusted(0, 2, 0, -2))
        outcome: Outcome = index.data(OUTCOME_ROLE)
        edge, height = scaled(19), QFontMetrics(self._title).lineSpacing()
        canvas.icon(outcome.icon, QRect(canvas.area.left(), canvas.area.top(), edge, height), outcome.tone)
        title = QRect(canvas.area.left() + edge + 10, canvas.area.top(), canvas.area.width() - edge - 18, height)
        canvas.text(foreign(outcome.title), title, self._title, "text")
        below = QRect(title.left(), title.bottom() + 1, title.width(), LINES * QFontMetrics(self._small).lineSpacing())
        canvas.paragraph(foreign(outcome.text), below, self._small, "text2")
        painter.restore()
