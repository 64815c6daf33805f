"""One line of the sharing history: how it left, to whom, which badges, how much and when."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from wallet.gui.viewmodels.sharing import SHARE_ROLE, WHEN_ROLE
from wallet.gui.viewmodels.sharing_words import WAY_ICONS, count_words, receiver_words
from wallet.gui.widgets.canvas import Canvas
from wallet.gui.widgets.text import foreign
from wallet.gui.widgets.theme import TextStyle, font, scaled
from wallet.model.sharing import Share, Way

PADDING = 16
GAP = 14
ICON = 20


class ShareRowDelegate(QStyledItemDelegate):
    """Paints a line of the history."""

    def __init__(self) -> None:
        super().__init__()
        self._title = font(TextStyle.STRONG)
        self._small = font(TextStyle.SMALL)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for two lines."""
        return QSize(200, QFontMetrics(self._title).height() + QFontMetrics(self._small).height() + scaled(20))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one line."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        canvas = Canvas(painter, option, option.rect)
        if canvas.has(QStyle.StateFlag.State_Selected):
            painter.fillRect(option.rect, canvas.tokens.color("accent_soft"))
        elif canvas.has(QStyle.StateFlag.State_MouseOver):
            painter.fillRect(option.rect, canvas.tokens.color("sunken"))
        painter.fillRect(
            QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), canvas.tokens.color("border")
        )
        self._paint(canvas, index.data(SHARE_ROLE), index.data(WHEN_ROLE))
        painter.restore()

    def _paint(self, canvas: Canvas, share: Share, date: str) -> None:
        inner = canvas.area.adjusted(PADDING, scaled(9), -PADDING, -scaled(10))
        edge, height = scaled(ICON), QFontMetrics(self._title).height()
        icon = WAY_ICONS[share.ways[-1] if share.ways else Way.FILE]
        canvas.icon(icon, QRect(inner.left(), inner.top(), edge, inner.height()), "text2")
        words = QRect(inner.left() + edge + GAP, inner.top(), inner.width() - edge - GAP, height)
        aside = max(QFontMetrics(self._small).horizontalAdvance(each) for each in (date, count_words(share))) + GAP
        beside = words.adjusted(0, 0, -aside, 0)
        canvas.text(foreign(receiver_words(share.to), 120), beside, self._title, "text")
        canvas.text(date, words, self._small, "text2", trailing=True)
        names = foreign(", ".join(badge.name for badge in share.badges), 300)
        canvas.text(names, beside.translated(0, height + 1), self._small, "text2")
        canvas.text(count_words(share), words.translated(0, height + 1), self._small, "text3", trailing=True)
