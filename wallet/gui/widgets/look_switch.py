"""A choice of one among a few pictures, such as between a grid and a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy

from wallet.gui.widgets.icons import icon_pixmap
from wallet.gui.widgets.segments import Segment, Segments
from wallet.gui.widgets.text import plain_tooltip
from wallet.gui.widgets.theme import scaled

ICON = 16


class LookSwitch(Segments):
    """Segments with icons; their words are tooltips and names.

    Args:
        looks: The icon of each with what it does.
        name: What is chosen.
    """

    def __init__(self, looks: Sequence[tuple[str, str]], name: str) -> None:
        super().__init__([_Picture(icon, words) for icon, words in looks], name)


class _Picture(Segment):
    def __init__(self, icon: str, words: str) -> None:
        super().__init__()
        self._icon = icon
        self.setAccessibleName(words)
        self.setToolTip(plain_tooltip(words))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(scaled(34), scaled(28))

    def paint_content(self, painter: QPainter, ink: QColor) -> None:
        edge = scaled(ICON)
        place = QPointF((self.width() - edge) / 2, (self.height() - edge) / 2)
        painter.drawPixmap(place, icon_pixmap(self._icon, ink, edge, self.devicePixelRatioF()))
