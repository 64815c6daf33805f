"""Segments in a trough, of which one is chosen: in words, or whatever else a segment paints."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from wallet.gui.widgets.panels import row
from wallet.gui.widgets.theme import TextStyle, font, scaled, tokens_of


class Segment(QPushButton):
    """One of them.

    Args:
        label: What it says.
    """

    def __init__(self, label: str = "") -> None:
        super().__init__(label)
        self.setCheckable(True)
        self.setFont(font(TextStyle.SMALL_MEDIUM))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Room around its words."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + scaled(24), metrics.height() + scaled(13))

    def minimumSizeHint(self) -> QSize:
        """No less."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of the one that is chosen, and what stands on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            paint_ground(self, painter, ("border_strong", "surface"), 6)
        self.paint_content(painter, tokens_of(self.palette()).color("text" if self.isChecked() else "text2"))

    def paint_content(self, painter: QPainter, ink: QColor) -> None:
        """Paint what it says, or shows."""
        painter.setPen(ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Segments(QWidget):
    """A choice of one among a few.

    Args:
        segments: One for each choice.
        name: What is chosen.

    Signals:
        chosen: Another segment was chosen; carries its number.
    """

    chosen = Signal(int)

    def __init__(self, segments: Sequence[Segment], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        inner = row(self, spacing=0)
        inner.setContentsMargins(3, 3, 3, 3)
        for number, segment in enumerate(segments):
            self._group.addButton(segment, number)
            inner.addWidget(segment)
        self._group.idClicked.connect(self.chosen)

    def choose(self, number: int) -> None:
        """Mark a segment as chosen; a number without a segment marks none."""
        button = self._group.button(number)
        self._group.setExclusive(button is not None)
        for segment in self._group.buttons():
            segment.setChecked(segment is button)
        self._group.setExclusive(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the trough."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(self, painter, ("border", "sunken"), 8)


class Segmented(Segments):
    """Segments with words.

    Args:
        labels: What each says.
        name: What is chosen.
    """

    def __init__(self, labels: Sequence[str], name: str) -> None:
        super().__init__([Segment(label) for label in labels], name)


def paint_ground(widget: QWidget, painter: QPainter, colors: tuple[str, str], radius: int) -> None:
    """Paint all of a widget as a rounded box.

    Args:
        widget: The widget.
        painter: Its painter.
        colors: The tokens of the edge and of the ground.
        radius: Of the corners, in pixels.
    """
    tokens = tokens_of(widget.palette())
    edge, ground = colors
    painter.setPen(QPen(tokens.color(edge), 1.0))
    painter.setBrush(tokens.color(ground))
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
