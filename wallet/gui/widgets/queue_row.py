"""One line of the check window's queue: verdict, badge, issuer and time."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from wallet.gui.viewmodels.checking import ENTRY_ROLE, WORDS_ROLE, Entry
from wallet.gui.viewmodels.dates import clock_time
from wallet.gui.viewmodels.words import Words
from wallet.gui.widgets.canvas import Canvas
from wallet.gui.widgets.text import foreign
from wallet.gui.widgets.theme import TextStyle, font, scaled

PADDING = 12


class QueueRowDelegate(QStyledItemDelegate):
    """Paints an entry of the queue."""

    def __init__(self) -> None:
        super().__init__()
        self._title = font(TextStyle.STRONG)
        self._small = font(TextStyle.CAPTION)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for two lines."""
        return QSize(200, QFontMetrics(self._title).height() + QFontMetrics(self._small).height() + scaled(20))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one entry."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        canvas = Canvas(painter, option, option.rect.adjusted(0, 1, 0, -1))
        if canvas.has(QStyle.StateFlag.State_Selected) or canvas.has(QStyle.StateFlag.State_MouseOver):
            chosen = canvas.has(QStyle.StateFlag.State_Selected)
            canvas.box(QRectF(canvas.area), 8, canvas.tokens.color("accent_soft" if chosen else "sunken"))
        self._paint(canvas, index.data(ENTRY_ROLE), index.data(WORDS_ROLE))
        painter.restore()

    def _paint(self, canvas: Canvas, entry: Entry, words: Words) -> None:
        inner = canvas.area.adjusted(PADDING, scaled(8), -PADDING, -scaled(8))
        edge = scaled(20)
        canvas.icon(words.icon, QRect(inner.left(), inner.top(), edge, inner.height()), words.tone)
        time = clock_time(entry.at)
        height = QFontMetrics(self._title).height()
        room = QFontMetrics(self._small).horizontalAdvance(time) + 10
        title = QRect(inner.left() + edge + 12, inner.top(), inner.width() - edge - 12, height)
        canvas.text(foreign(entry.title, 80), title.adjusted(0, 0, -room, 0), self._title, "text")
        canvas.text(time, title, self._small, "text2", trailing=True)
        below = title.translated(0, height + 1)
        canvas.text(foreign(entry.subtitle, 80) or words.title, below, self._small, "text2")
