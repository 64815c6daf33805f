"""One place to go to in the sidebar."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from wallet.gui.widgets.icons import icon_pixmap
from wallet.gui.widgets.text import plain_tooltip
from wallet.gui.widgets.theme import TextStyle, font, scaled, tokens_of

AROUND = 10
GAP = 12


class SidebarItem(QPushButton):
    """One place to go, with how much is there.

    Args:
        icon: The name of its icon.
        text: Where it leads.
    """

    def __init__(self, icon: str, text: str) -> None:
        super().__init__(text.replace("&", "&&"))
        self._icon = icon
        self._words = text
        self._count = ""
        self._tone = ""
        self._indent = 0
        self._narrow = False
        self.setFont(font(TextStyle.MEDIUM))
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: str, tone: str = "") -> None:
        """Say how much is there, in the colour of a token where it matters."""
        self._count, self._tone = count, tone
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show only the icon; the words become a tooltip."""
        self._narrow = narrow
        self.setToolTip(plain_tooltip(self._words if narrow else ""))
        self.update()

    def sizeHint(self) -> QSize:
        """As tall as its words, and never less than 34 pixels."""
        return QSize(scaled(40), max(scaled(34), self.fontMetrics().height() + scaled(12)))

    def minimumSizeHint(self) -> QSize:
        """Words that do not fit are cut short."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, bar, icon, words and count."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("accent_soft" if self.isChecked() else "neutral_soft"))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        if self.isChecked():
            painter.setBrush(tokens.color("data"))
            bar = QRect(0, scaled(8), 3, self.height() - 2 * scaled(8))
            painter.drawRoundedRect(QRectF(self._mirrored(bar)), 1.5, 1.5)
        self._paint_content(painter, tokens.color("accent_text" if self.isChecked() else "text2"))

    def paint_mark(self, painter: QPainter, place: QRect, ink: QColor) -> None:
        """Paint what stands before the words."""
        painter.drawPixmap(place.topLeft(), icon_pixmap(self._icon, ink, place.width(), self.devicePixelRatioF()))

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        edge = scaled(18)
        left = (self.width() - edge) // 2 if self._narrow else AROUND + self._indent
        self.paint_mark(painter, self._mirrored(QRect(left, (self.height() - edge) // 2, edge, edge)), ink)
        if self._narrow:
            return
        painter.setPen(ink)
        start = left + edge + GAP
        room = QRect(start, 0, self.width() - start - AROUND, self.height())
        taken = self.fontMetrics().horizontalAdvance(self._count) + GAP if self._count else 0
        words = self.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, room.width() - taken, Qt.TextFlag.TextSingleLine
        )
        self._write(painter, room, words, Qt.AlignmentFlag.AlignLeft)
        painter.setFont(font(TextStyle.SMALL_STRONG if self._tone else TextStyle.SMALL))
        if self._tone:
            painter.setPen(tokens_of(self.palette()).color(self._tone))
        self._write(painter, room, self._count, Qt.AlignmentFlag.AlignRight)

    def _write(self, painter: QPainter, room: QRect, words: str, side: Qt.AlignmentFlag) -> None:
        aligned = self.style().visualAlignment(self.layoutDirection(), side)
        painter.drawText(self._mirrored(room), Qt.AlignmentFlag.AlignVCenter | aligned, words)

    def _mirrored(self, area: QRect) -> QRect:
        return self.style().visualRect(self.layoutDirection(), self.rect(), area)
