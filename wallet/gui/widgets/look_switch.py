"""A choice of one among a few pictures, such as between a grid and a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from wallet.gui.widgets.icons import icon_pixmap
from wallet.gui.widgets.panels import row
from wallet.gui.widgets.text import plain_tooltip
from wallet.gui.widgets.theme import scaled, tokens_of

ICON = 16


class LookSwitch(QWidget):
    """Segments with icons; their words are tooltips and names.

    Args:
        looks: The icon of each with what it does.
        name: What is chosen.

    Signals:
        chosen: Another segment was chosen; carries its number.
    """

    chosen = Signal(int)

    def __init__(self, looks: Sequence[tuple[str, str]], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        inner = row(self)
        inner.setContentsMargins(3, 3, 3, 3)
        for number, (icon, words) in enumerate(looks):
            segment = _Segment(icon, words)
            self._group.addButton(segment, number)
            inner.addWidget(segment)
        self._group.idClicked.connect(self.chosen)

    def choose(self, number: int) -> None:
        """Mark a segment as chosen."""
        self._group.button(number).setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the trough."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        painter.setPen(QPen(tokens.color("border"), 1.0))
        painter.setBrush(tokens.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class _Segment(QPushButton):
    def __init__(self, icon: str, words: str) -> None:
        super().__init__()
        self._icon = icon
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.setToolTip(plain_tooltip(words))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(scaled(34), scaled(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        if self.isChecked():
            painter.setPen(QPen(tokens.color("border_strong"), 1.0))
            painter.setBrush(tokens.color("surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        edge = scaled(ICON)
        ink = tokens.color("text" if self.isChecked() else "text2")
        place = QPointF((self.width() - edge) / 2, (self.height() - edge) / 2)
        painter.drawPixmap(place, icon_pixmap(self._icon, ink, edge, self.devicePixelRatioF()))
