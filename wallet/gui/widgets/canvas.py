"""A painter with the tokens, the mirroring and the text rules that delegates need."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from wallet.gui.widgets.icons import icon_pixmap
from wallet.gui.widgets.theme import Tokens, tokens_of

_UNITS = "utf-16-le"


class Canvas:
    """What one item of a list is painted with.

    Args:
        painter: The painter.
        option: The style option of the item.
        area: The item's own area; everything is mirrored inside it where reading starts at the right.
    """

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        self.painter = painter
        self.area = QStyle.visualRect(option.direction, option.rect, area)
        self.tokens: Tokens = tokens_of(QApplication.palette())
        self.direction = option.direction
        self.state = option.state

    @property
    def ratio(self) -> float:
        """Device pixels per pixel."""
        return self.painter.device().devicePixelRatioF()

    def has(self, state: QStyle.StateFlag) -> bool:
        """Return whether the item is in a state, such as selected."""
        return bool(self.state & state)

    def placed(self, area: QRect) -> QRect:
        """Return an area, mirrored where reading starts at the right."""
        return QStyle.visualRect(self.direction, self.area, area)

    def text(self, words: str, area: QRect, face: QFont, color: str, *, trailing: bool = False) -> None:
        """Paint one line of plain text, elided where it does not fit."""
        self.painter.setFont(face)
        self.painter.setPen(self.tokens.color(color))
        side = Qt.AlignmentFlag.AlignRight if trailing else Qt.AlignmentFlag.AlignLeft
        alignment = QStyle.visualAlignment(self.direction, side) | Qt.AlignmentFlag.AlignVCenter
        shown = QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        flags = alignment | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine
        self.painter.drawText(self.placed(area), flags, shown)

    def paragraph(self, words: str, area: QRect, face: QFont, color: str) -> None:
        """Paint text over as many lines as fit, the last one elided."""
        height = QFontMetrics(face).lineSpacing()
        for number, line in enumerate(break_lines(words, face, area.width(), area.height() // height)):
            self.text(line, QRect(area.left(), area.top() + number * height, area.width(), height), face, color)

    def icon(self, name: str, area: QRect, color: str) -> None:
        """Paint an icon in the middle of an area."""
        edge = min(area.width(), area.height())
        place = QRect(0, 0, edge, edge)
        place.moveCenter(self.placed(area).center())
        self.painter.drawPixmap(place.topLeft(), icon_pixmap(name, self.tokens.color(color), edge, self.ratio))

    def ring(self, area: QRectF, radius: float) -> None:
        """Paint the ring of what the keyboard is on."""
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(self.tokens.color("focus"), 2.0))
        self.painter.drawRoundedRect(area, radius, radius)

    def box(self, area: QRectF, radius: float, fill: QColor) -> None:
        """Paint a filled box with round corners."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(fill)
        self.painter.drawRoundedRect(area, radius, radius)


def break_lines(words: str, face: QFont, width: int, most: int) -> list[str]:
    """Return text broken into lines; what is left over stays on the last one, to be elided."""
    if QFontMetrics(face).horizontalAdvance(words) <= width and "\n" not in words:
        return [words]
    layout = QTextLayout(words, face)
    layout.setTextOption(_wrapping())
    layout.beginLayout()
    starts: list[int] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    units = words.encode(_UNITS, "surrogatepass")  # Qt counts in code units of UTF-16, two bytes each
    kept = [2 * start for start in starts[: max(1, most)]]
    pieces = (units[start:end] for start, end in zip(kept, [*kept[1:], len(units)], strict=True))
    return [piece.decode(_UNITS, "surrogatepass").strip() for piece in pieces]


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
