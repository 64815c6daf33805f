"""Facts: labels with values, and a bar for a result."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from wallet.gui.tone import Tone
from wallet.gui.widgets.panels import clear
from wallet.gui.widgets.text import Paragraph, foreign
from wallet.gui.widgets.theme import TextStyle, scaled, tokens_of
from wallet.model.badge import Field


class Facts(QWidget):
    """Labels and values in two columns.

    Args:
        longest: Most characters shown of a value; None for all of them.
        label_width: Pixels that labels take at most.
    """

    def __init__(self, longest: int | None = 200, label_width: int = 200) -> None:
        super().__init__()
        self._label_width = label_width
        self._longest = longest
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)

    def show_fields(self, fields: Iterable[Field]) -> None:
        """Show other facts."""
        clear(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for number, field in enumerate(fields):
            label = Paragraph(foreign(field.label, 60), TextStyle.SMALL, "text2")
            label.setFixedWidth(min(label.sizeHint().width(), scaled(self._label_width)))
            value = Paragraph(foreign(field.value, self._longest), TextStyle.SMALL)
            self._grid.addWidget(label, number, 0, top)
            self._grid.addWidget(value, number, 1, top)


class ScoreBar(QWidget):
    """A result as a bar, with a mark where it had to reach.

    Args:
        share: The result, from 0 to 1.
        mark: What had to be reached, from 0 to 1; None where that is not stated.
    """

    def __init__(self, share: float, mark: float | None = None) -> None:
        super().__init__()
        self._share, self._mark = max(0.0, min(1.0, share)), mark
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A bar's height."""
        return QSize(100, scaled(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint trough, bar and mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        trough = QRectF(0, (self.height() - 8) / 2, self.width(), 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("border"))
        painter.drawRoundedRect(trough, 4, 4)
        painter.setBrush(tokens.color(self.fill()))
        painter.drawRoundedRect(self._mirrored(QRectF(0, trough.top(), trough.width() * self._share, 8)), 4, 4)
        if self._mark is not None:
            mark = self._mirrored(QRectF(trough.width() * self._mark - 1, 0, 2, self.height()))
            painter.fillRect(mark, tokens.color("text"))

    def fill(self) -> str:
        """Return the token of the bar's colour."""
        return "data"

    def _mirrored(self, area: QRectF) -> QRectF:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            area.moveRight(self.width() - area.left())
        return area


class StrengthBar(ScoreBar):
    """How good a passphrase is, in the colour of a tone."""

    def __init__(self) -> None:
        super().__init__(0.0)
        self._tone = Tone.NEUTRAL

    def show_strength(self, share: float, tone: Tone) -> None:
        """Show another guess."""
        self._share, self._tone = share, tone
        self.update()

    def fill(self) -> str:
        """Return the token of the bar's colour."""
        return self._tone
