"""A QR code: dark on white in every theme, with its quiet zone of four modules."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET_ZONE = 4
WHITE = QColor("#FFFFFF")
Modules = tuple[tuple[bool, ...], ...]


class QrCode(QWidget):
    """A QR code, or several side by side, as large as their place allows, each module a whole number of pixels."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._modules = QImage()
        self._size = size
        self.setAccessibleName(self.tr("QR code of what they will get"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_modules(self, modules: Modules) -> None:
        """Show a code; without modules, show none."""
        self._modules = modules_image(modules) if modules else QImage()
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._size, self._size)

    def hasHeightForWidth(self) -> bool:
        """Stay a square."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Stay a square."""
        return width

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the code."""
        if self._modules.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground, module = self._measure()
        painter.setBrush(WHITE)
        painter.drawRoundedRect(ground, 8, 8)
        zone = QUIET_ZONE * module
        painter.drawImage(ground.adjusted(zone, zone, -zone, -zone), self._modules)

    def _measure(self) -> tuple[QRectF, float]:
        """Return the white ground, and the edge of a module, both on whole device pixels."""
        ratio = self.devicePixelRatioF()
        columns, rows = self._modules.width() + 2 * QUIET_ZONE, self._modules.height() + 2 * QUIET_ZONE
        module = max(1, int(min(self.width() * ratio / columns, self.height() * ratio / rows))) / ratio
        left = round((self.width() - module * columns) / 2 * ratio) / ratio
        top = round((self.height() - module * rows) / 2 * ratio) / ratio
        return QRectF(left, top, module * columns, module * rows), module


def modules_image(modules: Modules) -> QImage:
    """Return modules as a picture, one pixel each."""
    width, height = len(modules[0]), len(modules)
    grey = bytes(0 if dark else 255 for line in modules for dark in line)
    return QImage(grey, width, height, width, QImage.Format.Format_Grayscale8).copy()
