"""Small words on a tint: pills that classify, chips that name a skill."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wallet.gui.tone import Tone
from wallet.gui.widgets.panels import Panel, row
from wallet.gui.widgets.text import ElidedText, Text, foreign
from wallet.gui.widgets.theme import TextStyle, font, scaled, tokens_of


class Pill(QWidget):
    """A word or two on a soft tone.

    Args:
        text: The words.
        tone: What the colour says.
    """

    def __init__(self, text: str, tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__()
        self._text = text
        self._tone = tone
        self.setFont(font(TextStyle.CAPTION_STRONG))
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the words."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + scaled(18), metrics.height() + scaled(7))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        area = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.soft(self._tone))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.setPen(tokens.color("accent_text" if self._tone is Tone.ACCENT else self._tone))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class SkillChip(Panel):
    """A skill, and the framework that names it."""

    def __init__(self, name: str, framework: str) -> None:
        super().__init__("chip")
        inner = row(self, margins=QMargins(10, 6, 10, 7), spacing=8)
        inner.addWidget(ElidedText(foreign(name), TextStyle.SMALL))
        if framework:
            inner.addWidget(Text(foreign(framework, 40), TextStyle.CAPTION, "text3"))
