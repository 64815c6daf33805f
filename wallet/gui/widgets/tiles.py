"""Tiles: a way to go on, with an icon, a title and a line about it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from wallet.gui.widgets.icons import icon_pixmap
from wallet.gui.widgets.theme import TextStyle, font, scaled, tokens_of

PADDING = 14


class Tile(QPushButton):
    """A small way to go on.

    Args:
        icon: The name of its icon.
        title: What it does.
        text: A line about it.
        large: Whether it is a choice of its own, with a border, an icon on a tint, and a chevron.
    """

    def __init__(self, icon: str, title: str, text: str, *, large: bool = False) -> None:
        super().__init__(title)
        self._icon, self._line, self._large = icon, text, large
        self._title_font = font(TextStyle.SUBTITLE if large else TextStyle.STRONG)
        self._text_font = font(TextStyle.BODY if large else TextStyle.SMALL)
        self.setAccessibleDescription(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        wide = QSizePolicy.Policy.Expanding if large else QSizePolicy.Policy.Fixed
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for both lines."""
        title, text = QFontMetrics(self._title_font), QFontMetrics(self._text_font)
        width = max(title.horizontalAdvance(self.text()), text.horizontalAdvance(self._line))
        height = title.height() + text.height() + 2 * scaled(22 if self._large else 12)
        return QSize(max(scaled(264), self._indent() + width + 2 * PADDING), height)

    def minimumSizeHint(self) -> QSize:
        """Let a large tile be squeezed; its line is elided then."""
        size = self.sizeHint()
        return QSize(scaled(200), size.height()) if self._large else size

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, icon and lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_icon(painter)
        tokens = tokens_of(self.palette())
        title, text = QFontMetrics(self._title_font), QFontMetrics(self._text_font)
        top = (self.height() - title.height() - text.height() - 2) // 2
        width = self.width() - self._indent() - PADDING - (scaled(32) if self._large else 0)
        for words, face, ink in ((self.text(), self._title_font, "text"), (self._line, self._text_font, "text2")):
            metrics = QFontMetrics(face)
            painter.setFont(face)
            painter.setPen(tokens.color(ink))
            area = self._mirrored(QRect(self._indent(), top, width, metrics.height()))
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | self._leading(), shown)
            top += metrics.height() + 2

    def _paint_ground(self, painter: QPainter) -> None:
        tokens = tokens_of(self.palette())
        hot = self.underMouse() or self.isDown() or self.isDefault()
        if self._large:
            painter.setPen(QPen(tokens.color("accent" if hot else "border"), 2.0 if hot else 1.0))
            painter.setBrush(tokens.color("surface"))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("accent_soft" if hot else "sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)

    def _paint_icon(self, painter: QPainter) -> None:
        tokens = tokens_of(self.palette())
        edge, ground = scaled(20), scaled(44)
        place = QRect(PADDING + 2, (self.height() - edge) // 2, edge, edge)
        if self._large:
            tint = QRect(scaled(18), (self.height() - ground) // 2, ground, ground)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("accent_soft"))
            painter.drawRoundedRect(QRectF(self._mirrored(tint)), 10, 10)
            place.moveCenter(tint.center())
            chevron = QRect(self.width() - scaled(36), (self.height() - edge) // 2, edge, edge)
            self._draw(painter, "chevron-right", chevron, "text2")
        self._draw(painter, self._icon, place, "accent_text")

    def _draw(self, painter: QPainter, name: str, area: QRect, ink: str) -> None:
        color = tokens_of(self.palette()).color(ink)
        pixmap = icon_pixmap(name, color, area.width(), self.devicePixelRatioF())
        painter.drawPixmap(self._mirrored(area).topLeft(), pixmap)

    def _indent(self) -> int:
        return scaled(78) if self._large else PADDING + scaled(20) + 14

    def _mirrored(self, area: QRect) -> QRect:
        return self.style().visualRect(self.layoutDirection(), self.rect(), area)

    def _leading(self) -> Qt.AlignmentFlag:
        return self.style().visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
