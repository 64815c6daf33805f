"""One row of a list in two lines: a mark, a title with words below it, and an aside at the end of either."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from wallet.gui.widgets.canvas import Canvas
from wallet.gui.widgets.theme import TextStyle, font, scaled

RADIUS = 8
Index = QModelIndex | QPersistentModelIndex


class RowLook(NamedTuple):
    """The measures of a row, in pixels.

    Attributes:
        padding: Room at either end.
        above: Room above the title.
        below: Room below the second line.
        spare: What a row is higher than its two lines.
        mark: The mark's width.
        gap: Room between the mark and the words.
        aside_gap: Room between the words and an aside.
        apart: Room above and below a row that is a box with round corners; 0 for rows that a line parts.
        small: How everything but the title is written.
    """

    padding: int
    above: int
    below: int
    spare: int
    mark: int
    gap: int
    aside_gap: int
    apart: int = 0
    small: TextStyle = TextStyle.SMALL


class RowWords(NamedTuple):
    """What a row says.

    Attributes:
        title: The first line.
        below: The second line.
        aside: At the end of the first line.
        aside_below: At the end of the second line; empty where that has its whole width.
    """

    title: str
    below: str
    aside: str
    aside_below: str = ""


class TwoLineRowDelegate(QStyledItemDelegate):
    """Paints a row of two lines.

    Args:
        look: Its measures.
        paint_mark: Paints the mark of an item into an area, which is as high as the row.
        words_of: Says what the row of an item says.
    """

    def __init__(
        self, look: RowLook, paint_mark: Callable[[Canvas, QRect, Index], None], words_of: Callable[[Index], RowWords]
    ) -> None:
        super().__init__()
        self._look, self._paint_mark, self._words_of = look, paint_mark, words_of
        self._title, self._small = font(TextStyle.STRONG), font(look.small)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for two lines."""
        lines = QFontMetrics(self._title).height() + QFontMetrics(self._small).height()
        return QSize(200, lines + scaled(self._look.spare))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        look = self._look
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        canvas = Canvas(painter, option, option.rect.adjusted(0, look.apart, 0, -look.apart))
        self._paint_ground(canvas)
        inner = canvas.area.adjusted(look.padding, scaled(look.above), -look.padding, -scaled(look.below))
        edge = scaled(look.mark)
        self._paint_mark(canvas, QRect(inner.left(), inner.top(), edge, inner.height()), index)
        self._write(canvas, inner.adjusted(edge + look.gap, 0, 0, 0), self._words_of(index))
        painter.restore()

    def _paint_ground(self, canvas: Canvas) -> None:
        chosen = canvas.has(QStyle.StateFlag.State_Selected)
        if chosen or canvas.has(QStyle.StateFlag.State_MouseOver):
            fill = canvas.tokens.color("accent_soft" if chosen else "sunken")
            if self._look.apart:
                canvas.box(QRectF(canvas.area), RADIUS, fill)
            else:
                canvas.painter.fillRect(canvas.area, fill)
        if not self._look.apart:
            line = QRect(canvas.area.left(), canvas.area.bottom(), canvas.area.width(), 1)
            canvas.painter.fillRect(line, canvas.tokens.color("border"))

    def _write(self, canvas: Canvas, area: QRect, words: RowWords) -> None:
        height = QFontMetrics(self._title).height()
        first = QRect(area.left(), area.top(), area.width(), height)
        second = first.translated(0, height + 1)
        metrics = QFontMetrics(self._small)
        widest = max(metrics.horizontalAdvance(aside) for aside in (words.aside, words.aside_below))
        room = widest + self._look.aside_gap
        canvas.text(words.title, first.adjusted(0, 0, -room, 0), self._title, "text")
        canvas.text(words.aside, first, self._small, "text2", trailing=True)
        beside = second.adjusted(0, 0, -room if words.aside_below else 0, 0)
        canvas.text(words.below, beside, self._small, "text2")
        canvas.text(words.aside_below, second, self._small, "text3", trailing=True)
