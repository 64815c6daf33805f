"""Buttons, painted from tokens: one class, six looks."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from wallet.gui.widgets.icons import icon_pixmap
from wallet.gui.widgets.text import plain_tooltip
from wallet.gui.widgets.theme import TextStyle, Tokens, font, scaled, tokens_of

RADIUS = 8.0
GAP = 8


class Look(Enum):
    """How much a button asks to be pressed."""

    PRIMARY = "primary"
    PLAIN = "plain"
    SOFT = "soft"
    QUIET = "quiet"
    LINK = "link"
    CHIP = "chip"


class Button(QPushButton):
    """A button with words, an icon, or both.

    Args:
        text: Its words; they may hold a mnemonic.
        icon: The name of its icon; empty for none.
        look: How it is drawn.
        trailing: The name of an icon behind the words; empty for none.
    """

    def __init__(self, text: str, icon: str = "", look: Look = Look.PLAIN, trailing: str = "") -> None:
        super().__init__(text)
        self._icon_name = icon
        self._trailing = trailing
        self._look = look
        self.setFont(font(_STYLES[look]))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)

    def set_icon_name(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon and words, and never less than a finger needs."""
        padding = scaled(_PADDING[self._look])
        width = self._content_width() + 2 * padding
        height = max(self.fontMetrics().height() + scaled(8), scaled(_HEIGHT[self._look]))
        return QSize(max(width, height if not self.text() else 0), height)

    def minimumSizeHint(self) -> QSize:
        """Never squeeze the words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint surface, icon and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        if not self.isEnabled():
            painter.setOpacity(0.55)
        self._paint_surface(painter, tokens)
        self._paint_content(painter, self._ink(tokens))

    def _paint_surface(self, painter: QPainter, tokens: Tokens) -> None:
        fill, edge = self._surface(tokens)
        painter.setPen(QPen(edge, 1.0) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(fill or Qt.BrushStyle.NoBrush)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = area.height() / 2 if self._look is Look.CHIP else RADIUS
        painter.drawRoundedRect(area, radius, radius)

    def _surface(self, tokens: Tokens) -> tuple[QColor | None, QColor | None]:
        hot, down = self.underMouse() and self.isEnabled(), self.isDown()
        if self._look is Look.PRIMARY:
            return tokens.color("accent_press" if down else "accent_hover" if hot else "accent"), None
        if self._look is Look.SOFT:
            return tokens.color("accent_soft"), tokens.color("accent_soft") if not hot else tokens.color("accent")
        if self._look in (Look.PLAIN, Look.CHIP):
            return tokens.color("sunken" if down or hot else "surface"), tokens.color("border")
        return (tokens.color("neutral_soft"), None) if (hot or down) and self._look is Look.QUIET else (None, None)

    def _ink(self, tokens: Tokens) -> QColor:
        if self._look is Look.PRIMARY:
            return tokens.color("on_accent")
        if self._look in (Look.LINK, Look.SOFT):
            return tokens.color("accent_text")
        return tokens.color("text2" if self._look in (Look.QUIET, Look.CHIP) else "text")

    def _content_width(self) -> int:
        words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width() if self.text() else 0
        icons = sum(scaled(_ICON[self._look]) for name in (self._icon_name, self._trailing) if name)
        pieces = [bool(words), bool(self._icon_name), bool(self._trailing)]
        return words + icons + GAP * max(0, sum(pieces) - 1)

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        edge = scaled(_ICON[self._look])
        left = (self.width() - self._content_width()) // 2
        if self._icon_name:
            self._paint_icon(painter, self._icon_name, ink, left)
            left += edge + GAP
        painter.setPen(ink)
        painter.setFont(self.font())
        words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        area = self._mirrored(QRect(left, 0, words, self.height()))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextHideMnemonic, self.text())
        if self._trailing:
            self._paint_icon(painter, self._trailing, ink, left + words + GAP)

    def _paint_icon(self, painter: QPainter, name: str, ink: QColor, left: int) -> None:
        edge = scaled(_ICON[self._look])
        area = self._mirrored(QRect(left, (self.height() - edge) // 2, edge, edge))
        painter.drawPixmap(QPointF(area.topLeft()), icon_pixmap(name, ink, edge, self.devicePixelRatioF()))

    def _mirrored(self, area: QRect) -> QRect:
        return self.style().visualRect(self.layoutDirection(), self.rect(), area)


class IconButton(Button):
    """A button that is only an icon; its words are its tooltip and its accessible name.

    Args:
        icon: The name of the icon.
        name: What it does, in words.
    """

    def __init__(self, icon: str, name: str) -> None:
        super().__init__("", icon, Look.QUIET)
        self.setToolTip(plain_tooltip(name))
        self.setAccessibleName(name)


_STYLES = {
    Look.PRIMARY: TextStyle.STRONG,
    Look.PLAIN: TextStyle.STRONG,
    Look.SOFT: TextStyle.STRONG,
    Look.QUIET: TextStyle.MEDIUM,
    Look.LINK: TextStyle.MEDIUM,
    Look.CHIP: TextStyle.SMALL_MEDIUM,
}
_PADDING = {Look.PRIMARY: 16, Look.PLAIN: 14, Look.SOFT: 14, Look.QUIET: 8, Look.LINK: 2, Look.CHIP: 14}
_HEIGHT = {Look.PRIMARY: 36, Look.PLAIN: 36, Look.SOFT: 36, Look.QUIET: 34, Look.LINK: 28, Look.CHIP: 32}
_ICON = {Look.PRIMARY: 18, Look.PLAIN: 18, Look.SOFT: 18, Look.QUIET: 18, Look.LINK: 16, Look.CHIP: 14}
