"""A badge's picture as a widget, and an issuer's monogram."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wallet.gui.widgets.art import artwork_of, badge_pixmap, paint_monogram


class BadgePicture(QWidget):
    """A badge's own picture, or else the artwork drawn for it.

    Args:
        size: Its edge, in pixels.
    """

    def __init__(self, size: int) -> None:
        super().__init__()
        self._edge = size
        self._art = artwork_of("", "")
        self._image: QImage | None = None
        self.setFixedSize(size, size)

    def show_badge(self, issuer_name: str, name: str, image: QImage | None) -> None:
        """Show a badge."""
        self._art = artwork_of(issuer_name, name)
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture."""
        QPainter(self).drawPixmap(0, 0, badge_pixmap(self._image, self._art, self._edge, self.devicePixelRatioF()))


class Monogram(QWidget):
    """The initial of an issuer on its colour."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._name = ""
        self.setFixedSize(size, size)

    def show_issuer(self, name: str) -> None:
        """Show an issuer."""
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the monogram."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_monogram(painter, self._name, QRectF(self.rect()))
