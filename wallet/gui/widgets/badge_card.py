"""One badge in the grid: picture, name, issuer, and what its last check came to."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from wallet.gui.viewmodels.badge_rows import CARD_ROLE, HITS_ROLE, IMAGE_ROLE, STATUS_ROLE, Index
from wallet.gui.viewmodels.words import Words
from wallet.gui.widgets.art import CARD_RADIUS, Artwork, artwork_of, badge_pixmap, band_pixmap, is_drawn, paint_monogram
from wallet.gui.widgets.badge_words import marked_issuer, marked_name, paint_snippet, paint_star
from wallet.gui.widgets.canvas import Canvas
from wallet.gui.widgets.highlights import paint_marked
from wallet.gui.widgets.text import foreign
from wallet.gui.widgets.theme import TextStyle, font, scaled
from wallet.model.badge import BadgeCard
from wallet.model.facets import Hit

GAP = 16
PADDING = 14
BAND = 100
PICTURE = 72
NARROWEST = 218
NAME_LINES = 2
PATIENCE = 0.012
"""How long pictures that were never drawn may take of one painting, in seconds; those left out come with the next."""

State = QStyle.StateFlag


class BadgeCardDelegate(QStyledItemDelegate):
    """Paints a badge as a card; the card leaves `GAP` free on its trailing and lower side."""

    def __init__(self) -> None:
        super().__init__()
        self._name = font(TextStyle.STRONG)
        self._small = font(TextStyle.SMALL)
        self._status = font(TextStyle.CAPTION_STRONG)
        self._caption = font(TextStyle.CAPTION)
        self.cell_width = 0
        self.has_snippet = False
        self._drawing = 0.0
        self.left_out = False

    def begin(self) -> None:
        """Begin another painting of cards, with all patience."""
        self._drawing, self.left_out = 0.0, False

    def cell(self) -> QSize:
        """Return the size of a card with its gap, at least as wide as `cell_width`."""
        name = QFontMetrics(self._name).lineSpacing() * NAME_LINES + scaled(6)
        lines = QFontMetrics(self._small).height() + QFontMetrics(self._status).height()
        snippet = QFontMetrics(self._caption).height() + scaled(5) if self.has_snippet else 0
        height = BAND + PADDING + name + scaled(4) + lines + scaled(14) + snippet + PADDING
        return QSize(max(self.cell_width, scaled(NARROWEST) + GAP), height + GAP)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for a card and the gap after it."""
        return self.cell()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card, or its skeleton while it is still being fetched."""
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        canvas = Canvas(painter, option, option.rect.adjusted(0, 0, -GAP, -GAP))
        card: BadgeCard | None = index.data(CARD_ROLE)
        if card is None:
            _paint_skeleton(canvas)
        else:
            art = artwork_of(card.issuer_name, card.name)
            _paint_ground(canvas, art)
            self._paint_picture(canvas, art, index.data(IMAGE_ROLE))
            self._paint_words(canvas, card, index)
            if card.is_favourite:
                paint_star(
                    canvas, QRect(canvas.area.right() - scaled(28), canvas.area.top() + 10, scaled(18), scaled(18))
                )
            _paint_edge(canvas)
        painter.restore()

    def _paint_picture(self, canvas: Canvas, art: Artwork, image: QImage | None) -> None:
        if self._drawing > PATIENCE and not is_drawn(image, art, PICTURE, canvas.ratio):
            self.left_out = True
            return
        start = time.perf_counter()
        pixmap = badge_pixmap(image, art, PICTURE, canvas.ratio)
        self._drawing += time.perf_counter() - start
        band = QRectF(canvas.area.left(), canvas.area.top(), canvas.area.width(), BAND)
        canvas.painter.drawPixmap(band.center() - QPointF(PICTURE / 2, PICTURE / 2), pixmap)

    def _paint_words(self, canvas: Canvas, card: BadgeCard, index: Index) -> None:
        hits: Sequence[Hit] = index.data(HITS_ROLE)
        inner = canvas.area.adjusted(PADDING, BAND + PADDING - 3, -PADDING, -PADDING + 1)
        name = QRect(inner.left(), inner.top(), inner.width(), QFontMetrics(self._name).lineSpacing() * NAME_LINES)
        paint_marked(canvas, marked_name(card, hits), name, self._name, "text")
        height = QFontMetrics(self._status).height()
        foot = QRect(inner.left(), inner.bottom() - height + 1, inner.width(), height)
        self._paint_status(canvas, foot, index.data(STATUS_ROLE), card.credits)
        height = QFontMetrics(self._small).height()
        issuer = QRect(inner.left(), foot.top() - scaled(13) - height, inner.width(), height)
        if self.has_snippet:
            line = QRect(issuer.left(), issuer.top(), issuer.width(), QFontMetrics(self._caption).lineSpacing())
            issuer.translate(0, -line.height() - scaled(5))
            paint_snippet(canvas, hits, line.translated(0, height - line.height() + scaled(2)), self._caption)
        self._paint_issuer(canvas, issuer, card, hits)

    def _paint_issuer(self, canvas: Canvas, area: QRect, card: BadgeCard, hits: Sequence[Hit]) -> None:
        edge = scaled(16)
        mark = canvas.placed(QRect(area.left(), area.top() + (area.height() - edge) // 2, edge, edge))
        paint_monogram(canvas.painter, card.issuer_name, QRectF(mark))
        words = area.adjusted(edge + 6, -2, 0, 2)
        paint_marked(canvas, marked_issuer(card, hits), words, self._small, "text2")

    def _paint_status(self, canvas: Canvas, area: QRect, status: Words, credit: str) -> None:
        edge = scaled(15)
        canvas.icon(status.icon, QRect(area.left(), area.top(), edge, area.height()), status.tone)
        words = area.adjusted(edge + 6, 0, 0, 0)
        canvas.text(status.title, words, self._status, status.tone)
        left = words.width() - QFontMetrics(self._status).horizontalAdvance(status.title) - scaled(8)
        if credit and QFontMetrics(self._small).horizontalAdvance(credit) <= left:
            canvas.text(foreign(credit), area, self._small, "text2", trailing=True)


def _paint_ground(canvas: Canvas, art: Artwork) -> None:
    canvas.box(QRectF(canvas.area), CARD_RADIUS, canvas.tokens.color("surface"))
    size = QSize(canvas.area.width(), BAND)
    canvas.painter.drawPixmap(canvas.area.topLeft(), band_pixmap(art, size, canvas.tokens, canvas.ratio))


def _paint_edge(canvas: Canvas) -> None:
    selected = canvas.has(State.State_Selected)
    color = "accent" if selected else "border_strong" if canvas.has(State.State_MouseOver) else "border"
    width = 2.0 if selected else 1.0
    edge = QRectF(canvas.area).adjusted(width / 2, width / 2, -width / 2, -width / 2)
    canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
    canvas.painter.setPen(QPen(canvas.tokens.color(color), width))
    canvas.painter.drawRoundedRect(edge, CARD_RADIUS - width / 2, CARD_RADIUS - width / 2)
    if canvas.has(State.State_HasFocus) and canvas.has(State.State_KeyboardFocusChange):
        canvas.ring(edge.adjusted(4, 4, -4, -4), CARD_RADIUS - 4)


def _paint_skeleton(canvas: Canvas) -> None:
    canvas.box(QRectF(canvas.area), CARD_RADIUS, canvas.tokens.color("surface"))
    sunken = canvas.tokens.color("sunken")
    left, top = canvas.area.left() + PADDING, canvas.area.top() + PADDING
    width = canvas.area.width() - 2 * PADDING
    canvas.box(QRectF(left, top, width, BAND - 2 * PADDING), 8, sunken)
    canvas.box(QRectF(left, canvas.area.top() + BAND + PADDING, width * 0.8, 12), 6, sunken)
    canvas.box(QRectF(left, canvas.area.top() + BAND + PADDING + 26, width * 0.5, 12), 6, sunken)
    canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
    canvas.painter.setPen(QPen(canvas.tokens.color("border"), 1.0))
    canvas.painter.drawRoundedRect(QRectF(canvas.area).adjusted(0.5, 0.5, -0.5, -0.5), CARD_RADIUS, CARD_RADIUS)
