"""One badge in the list: picture, name over issuer, what its last check came to, credits, and when it was awarded."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from wallet.gui.viewmodels.badge_rows import CARD_ROLE, HITS_ROLE, IMAGE_ROLE, STATUS_ROLE, Index, snippet_of
from wallet.gui.viewmodels.dates import short_date
from wallet.gui.viewmodels.words import Words
from wallet.gui.widgets.art import artwork_of, badge_pixmap, is_drawn
from wallet.gui.widgets.badge_words import marked_issuer, marked_name, paint_snippet, paint_star
from wallet.gui.widgets.canvas import Canvas
from wallet.gui.widgets.highlights import paint_marked
from wallet.gui.widgets.text import foreign
from wallet.gui.widgets.theme import TextStyle, font, scaled
from wallet.model.badge import BadgeCard
from wallet.model.facets import Hit

PATIENCE = 0.012
"""As for cards: how long pictures that were never drawn may take of one painting, in seconds."""
PADDING = 16
PICTURE = 30
GAP = 10
STATUS = 182
CREDITS = 76
AWARDED = 92
NARROW = 470
MIDDLE = 580

State = QStyle.StateFlag


class Columns(NamedTuple):
    """Where the columns of a row begin and how wide they are; 0 wide where there is no room for one."""

    name: tuple[int, int]
    status: tuple[int, int]
    credits: tuple[int, int]
    awarded: tuple[int, int]


def columns_of(width: int) -> Columns:
    """Return the columns of a row; credits go first where there is little room, then the day of award.

    Args:
        width: The row's width, in pixels.
    """
    status = scaled(STATUS)
    credit = scaled(CREDITS) if width >= scaled(MIDDLE) else 0
    awarded = scaled(AWARDED) if width >= scaled(NARROW) else 0
    end = width - PADDING
    begin = PADDING + scaled(PICTURE) + GAP
    places = (end - awarded - credit - status, end - awarded - credit, end - awarded)
    name = (begin, max(0, places[0] - begin - GAP))
    return Columns(name, (places[0], status), (places[1], credit), (places[2], awarded))


class BadgeRowDelegate(QStyledItemDelegate):
    """Paints a badge as a row."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._small = font(TextStyle.STRONG), font(TextStyle.SMALL)
        self._caption = font(TextStyle.CAPTION)
        self._drawing = 0.0
        self.left_out = False

    def begin(self) -> None:
        """Begin another painting of rows, with all patience."""
        self._drawing, self.left_out = 0.0, False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for two lines."""
        lines = QFontMetrics(self._name).lineSpacing() + QFontMetrics(self._caption).lineSpacing()
        return QSize(200, lines + scaled(18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row, or its skeleton while it is still being fetched."""
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        canvas = Canvas(painter, option, option.rect)
        columns = columns_of(canvas.area.width())
        _paint_ground(canvas)
        card: BadgeCard | None = index.data(CARD_ROLE)
        if card is None:
            _paint_skeleton(canvas, columns)
        else:
            self._paint_picture(canvas, card, index)
            self._paint_name(canvas, _cell(canvas, columns.name), card, index.data(HITS_ROLE))
            self._paint_rest(canvas, columns, card, index.data(STATUS_ROLE))
        painter.restore()

    def _paint_picture(self, canvas: Canvas, card: BadgeCard, index: Index) -> None:
        image, art, edge = index.data(IMAGE_ROLE), artwork_of(card.issuer_name, card.name), scaled(PICTURE)
        if self._drawing > PATIENCE and not is_drawn(image, art, edge, canvas.ratio):
            self.left_out = True
            return
        start = time.perf_counter()
        pixmap = badge_pixmap(image, art, edge, canvas.ratio)
        self._drawing += time.perf_counter() - start
        place = QRect(canvas.area.left() + PADDING, canvas.area.center().y() - edge // 2, edge, edge)
        canvas.painter.drawPixmap(QPointF(canvas.placed(place).topLeft()), pixmap)

    def _paint_name(self, canvas: Canvas, cell: QRect, card: BadgeCard, hits: Sequence[Hit]) -> None:
        name, caption = QFontMetrics(self._name).lineSpacing(), QFontMetrics(self._caption).lineSpacing()
        top = cell.top() + (cell.height() - name - caption) // 2
        first, second = (
            QRect(cell.left(), top, cell.width(), name),
            QRect(cell.left(), top + name, cell.width(), caption),
        )
        star = scaled(14) if card.is_favourite else 0
        if star:
            width = min(QFontMetrics(self._name).horizontalAdvance(card.name) + 7, cell.width() - star)
            paint_star(canvas, QRect(first.left() + width, first.top() + (name - star) // 2, star, star))
        room = star + 7 if star else 0
        paint_marked(canvas, marked_name(card, hits), first.adjusted(0, 0, -room, 0), self._name, "text")
        issuer = min(QFontMetrics(self._caption).horizontalAdvance(card.issuer_name) + 4, cell.width())
        if snippet_of(hits) is not None:
            issuer = min(issuer, cell.width() // 2)
            paint_snippet(canvas, hits, second.adjusted(issuer + GAP, 0, 0, 0), self._caption)
        second.setWidth(issuer)
        paint_marked(canvas, marked_issuer(card, hits), second, self._caption, "text2")

    def _paint_rest(self, canvas: Canvas, columns: Columns, card: BadgeCard, status: Words) -> None:
        cell, edge = _cell(canvas, columns.status), scaled(15)
        canvas.icon(status.icon, QRect(cell.left(), cell.top(), edge, cell.height()), status.tone)
        canvas.text(status.title, cell.adjusted(edge + 8, 0, -GAP, 0), self._small, status.tone)
        date = short_date(card.valid_from) if card.valid_from is not None else ""
        for place, words in ((columns.credits, foreign(card.credits, 40)), (columns.awarded, date)):
            if place[1] and words:
                canvas.text(words, _cell(canvas, place).adjusted(0, 0, -4, 0), self._small, "text2")


def _cell(canvas: Canvas, column: tuple[int, int]) -> QRect:
    left, width = column
    return QRect(canvas.area.left() + left, canvas.area.top(), width, canvas.area.height())


def _paint_ground(canvas: Canvas) -> None:
    chosen = canvas.has(State.State_Selected)
    if chosen or canvas.has(State.State_MouseOver):
        canvas.painter.fillRect(canvas.area, canvas.tokens.color("accent_soft" if chosen else "sunken"))
    line = QRect(canvas.area.left(), canvas.area.bottom(), canvas.area.width(), 1)
    canvas.painter.fillRect(line, canvas.tokens.color("border"))
    if canvas.has(State.State_HasFocus) and canvas.has(State.State_KeyboardFocusChange):
        canvas.ring(QRectF(canvas.area).adjusted(2, 2, -2, -3), 6)


def _paint_skeleton(canvas: Canvas, columns: Columns) -> None:
    sunken, edge = canvas.tokens.color("sunken"), scaled(PICTURE)
    middle = canvas.area.center().y()
    picture = QRect(canvas.area.left() + PADDING, middle - edge // 2, edge, edge)
    canvas.box(QRectF(canvas.placed(picture)), 8, sunken)
    name = _cell(canvas, columns.name)
    for top, share in ((middle - 13, 0.6), (middle + 4, 0.4)):
        bar = QRect(name.left(), top, round(name.width() * share), 10)
        canvas.box(QRectF(canvas.placed(bar)), 5, sunken)
