"""The word that the whole window takes what is being dragged over it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from wallet.gui.widgets.panels import column
from wallet.gui.widgets.statements import Icon
from wallet.gui.widgets.text import Text
from wallet.gui.widgets.theme import TextStyle, tokens_of

INSET = 12
OPACITY = 0.94


class DropVeil(QWidget):
    """Covers a window while something is dragged over it.

    Args:
        window: The window.
        words: What a drop will do.
    """

    def __init__(self, window: QWidget, words: str) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        body = column(self, spacing=12)
        centre = Qt.AlignmentFlag.AlignHCenter
        body.addStretch(1)
        body.addWidget(Icon("file-down", "accent_text", 44), 0, centre)
        body.addWidget(Text(words, TextStyle.TITLE, "accent_text"), 0, centre)
        body.addStretch(1)
        self.hide()

    def cover(self) -> None:
        """Cover the window."""
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the veil and its dashed edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        ground = tokens.color("accent_soft")
        ground.setAlphaF(OPACITY)
        painter.fillRect(self.rect(), ground)
        pen = QPen(tokens.color("accent"), 2.0)
        pen.setDashPattern([4.0, 2.5])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(INSET, INSET, -INSET, -INSET), 16, 16)
