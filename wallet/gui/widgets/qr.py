"""A QR code: dark on white in every theme, with its quiet zone of four modules."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wallet.gui.widgets.panels import column
from wallet.gui.widgets.text import Text
from wallet.gui.widgets.theme import TextStyle

QUIET_ZONE = 4
DARK = QColor("#000000")
WHITE = QColor("#FFFFFF")


class QrCode(QWidget):
    """A QR code as large as its place allows, each module a whole number of pixels."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._modules: tuple[tuple[bool, ...], ...] = ()
        self._size = size
        self.setAccessibleName(self.tr("QR code of what they will get"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_modules(self, modules: tuple[tuple[bool, ...], ...]) -> None:
        """Show a code; without modules, show none."""
        self._modules = modules
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
        if not self._modules:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground, module = self._measure()
        painter.setBrush(WHITE)
        painter.drawRoundedRect(ground, 8, 8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        origin = ground.topLeft()
        for y, line in enumerate(self._modules, QUIET_ZONE):
            for x, dark in enumerate(line, QUIET_ZONE):
                if dark:
                    painter.fillRect(QRectF(origin.x() + x * module, origin.y() + y * module, module, module), DARK)

    def _measure(self) -> tuple[QRectF, float]:
        """Return the white ground, and the edge of a module, both on whole device pixels."""
        ratio = self.devicePixelRatioF()
        count = len(self._modules) + 2 * QUIET_ZONE
        module = max(1, int(min(self.width(), self.height()) * ratio / count)) / ratio
        edge = module * count
        left = round((self.width() - edge) / 2 * ratio) / ratio
        return QRectF(left, round((self.height() - edge) / 2 * ratio) / ratio, edge, edge), module


class FullScreenQr(QWidget):
    """A code over the whole screen; any key or a click closes it.

    Args:
        modules: The code.
        words: What to say under it.
    """

    def __init__(self, modules: tuple[tuple[bool, ...], ...], words: str) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("QR code"))
        code = QrCode(600)
        code.show_modules(modules)
        code.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        body = column(self, margins=QMargins(24, 24, 24, 24), spacing=16)
        body.addWidget(code, 1)
        hint = self.tr("{words} Turn the screen up to full brightness. Press any key to close.").format(words=words)
        body.addWidget(Text(hint.strip(), TextStyle.BODY, "on_white"), 0, Qt.AlignmentFlag.AlignHCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the screen white, whatever the theme."""
        QPainter(self).fillRect(self.rect(), WHITE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close."""
        self.close()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close."""
        self.close()
