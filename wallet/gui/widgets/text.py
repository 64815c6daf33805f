"""The one kind of label: plain text, whoever wrote it; foreign text kept from reordering or hiding anything."""

from __future__ import annotations

import math
import unicodedata

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QStyleOption

from wallet.gui.widgets.theme import TextStyle, font

FIRST_STRONG_ISOLATE = "\u2068"
POP_DIRECTIONAL_ISOLATE = "\u2069"
JOINERS = "\u200c\u200d"  # scripts and emoji need them
ISOLATES = FIRST_STRONG_ISOLATE + POP_DIRECTIONAL_ISOLATE
LINE_SEPARATOR = "\u2028"
LONGEST = 200
READABLE = 70
CONTROL_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})


class Text(QLabel):
    """A label that shows exactly the characters it was given.

    Args:
        text: What to show.
        style: Its size and weight.
        tone: The token it is coloured with.
    """

    def __init__(self, text: str = "", style: TextStyle = TextStyle.BODY, tone: str = "text") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(style))
        self.setProperty("tone", tone)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Colour the text with another token."""
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)


class ElidedText(Text):
    """A label of one line that ends in an ellipsis where it does not fit; the whole text is its tooltip then."""

    def minimumSizeHint(self) -> QSize:
        """Let a layout make the label as narrow as it needs to."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tooltip once some of it is hidden."""
        super().resizeEvent(event)
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width()
        self.setToolTip(plain_tooltip("" if fits else self.text()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, elided."""
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        area = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        self.style().drawItemText(
            painter, area, int(self.alignment()), option.palette, self.isEnabled(), shown, QPalette.ColorRole.WindowText
        )


class Paragraph(Text):
    """Text over as many lines as it needs; a word longer than a line is broken, so that nobody's text widens a page.

    Its context menu copies it.
    """

    def __init__(self, text: str = "", style: TextStyle = TextStyle.BODY, tone: str = "text") -> None:
        self._measured = ""
        self._heights: dict[int, int] = {}
        super().__init__(text, style, tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setWordWrap(True)  # makes its height follow from its width

    def sizeHint(self) -> QSize:
        """As wide as its longest line, within reason."""
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(line) for line in self.text().split("\n"))
        width = min(widest + 2, metrics.averageCharWidth() * READABLE)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Let a layout make the text as narrow as it needs to."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, self.fontMetrics().height())

    def heightForWidth(self, width: int) -> int:
        """Return how tall the text is at a width; a layout asks many times over, so that what was found is kept."""
        if self.text() != self._measured:
            self._measured, self._heights = self.text(), {}
        if width not in self._heights:
            self._heights[width] = math.ceil(self._lay_out(width).boundingRect().height())
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        self._heights = {}
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, line by line."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        laid_out = self._lay_out(self.width())
        centred = bool(self.alignment() & Qt.AlignmentFlag.AlignVCenter)
        left_over = self.height() - laid_out.boundingRect().height()
        laid_out.draw(painter, QPointF(0, max(0.0, left_over / 2) if centred else 0.0))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy the text."""
        menu = QMenu(self)
        menu.addAction(self.tr("&Copy"), lambda: QGuiApplication.clipboard().setText(self.text().strip(ISOLATES)))
        menu.popup(event.globalPos())

    def _lay_out(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text().replace("\n", LINE_SEPARATOR), self.font())
        layout.setTextOption(self._option())
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout

    def _option(self) -> QTextOption:
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        return option


def foreign(text: str, longest: int | None = LONGEST) -> str:
    """Return text written by somebody else, fit to stand in a sentence of ours.

    Control and invisible characters are shown by their number, the direction of the text stays inside it
    (Unicode UAX #9, isolates), and its length is bounded.

    Args:
        text: The text.
        longest: Most characters shown; None for all of them.
    """
    if not text:
        return ""
    cut = text if longest is None or len(text) <= longest else text[: longest - 1] + "…"
    return FIRST_STRONG_ISOLATE + "".join(map(_visible, cut)) + POP_DIRECTIONAL_ISOLATE


def plain_tooltip(text: str) -> str:
    """Return text as a tooltip that Qt will not take for markup; nothing for nothing."""
    if not text:
        return ""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{escaped}</qt>"


def _visible(character: str) -> str:
    if character in JOINERS or character in "\n\t":
        return character
    if unicodedata.category(character) in CONTROL_CATEGORIES:
        return f"[U+{ord(character):04X}]"
    return character
