"""One badge in the bin: its picture, whose it is, when it was removed, and how long it is kept."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from wallet.gui.viewmodels.bin import BINNED_ROLE, LEFT_ROLE, REMOVED_ROLE
from wallet.gui.widgets.art import artwork_of, badge_pixmap
from wallet.gui.widgets.canvas import Canvas
from wallet.gui.widgets.text import foreign
from wallet.gui.widgets.theme import TextStyle, font, scaled
from wallet.model.change import BinnedBadge

PADDING = 16
PICTURE = 36
GAP = 14


class BinnedRowDelegate(QStyledItemDelegate):
    """Paints a badge in the bin."""

    def __init__(self) -> None:
        super().__init__()
        self._title = font(TextStyle.STRONG)
        self._small = font(TextStyle.SMALL)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for two lines."""
        return QSize(200, QFontMetrics(self._title).height() + QFontMetrics(self._small).height() + scaled(22))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one badge."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        canvas = Canvas(painter, option, option.rect)
        if canvas.has(QStyle.StateFlag.State_Selected):
            painter.fillRect(option.rect, canvas.tokens.color("accent_soft"))
        elif canvas.has(QStyle.StateFlag.State_MouseOver):
            painter.fillRect(option.rect, canvas.tokens.color("sunken"))
        line = QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1)
        painter.fillRect(line, canvas.tokens.color("border"))
        self._paint(canvas, index.data(BINNED_ROLE), (index.data(REMOVED_ROLE), index.data(LEFT_ROLE)))
        painter.restore()

    def _paint(self, canvas: Canvas, binned: BinnedBadge, asides: tuple[str, str]) -> None:
        inner = canvas.area.adjusted(PADDING, scaled(10), -PADDING, -scaled(11))
        edge, height = scaled(PICTURE), QFontMetrics(self._title).height()
        card = binned.card
        picture = QRect(inner.left(), inner.center().y() - edge // 2, edge, edge)
        pixmap = badge_pixmap(None, artwork_of(card.issuer_name, card.name), edge, canvas.ratio)
        canvas.painter.drawPixmap(canvas.placed(picture).topLeft(), pixmap)
        words = QRect(inner.left() + edge + GAP, inner.top(), inner.width() - edge - GAP, height)
        aside = max(QFontMetrics(self._small).horizontalAdvance(each) for each in asides) + GAP
        beside = words.adjusted(0, 0, -aside, 0)
        canvas.text(foreign(card.name, 120), beside, self._title, "text")
        canvas.text(asides[0], words, self._small, "text2", trailing=True)
        canvas.text(foreign(card.issuer_name, 120), beside.translated(0, height + 1), self._small, "text2")
        canvas.text(asides[1], words.translated(0, height + 1), self._small, "text3", trailing=True)
