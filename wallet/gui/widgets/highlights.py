"""Text with marks where the words of a search are: positions are drawn, nothing in the text is interpreted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle

from wallet.gui.widgets.canvas import Canvas, break_lines
from wallet.gui.widgets.text import FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE, foreign

Span = tuple[int, int]
LONGEST = 400


def foreign_marked(text: str, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """Return text written by somebody else, fit to be shown as by `foreign`, and where its marks are then.

    Args:
        text: The text.
        spans: Where marks begin and end in it, in order.
    """
    pieces: list[str] = []
    marks: list[Span] = []
    length, done = len(FIRST_STRONG_ISOLATE), 0
    for begin, end in (span for span in spans if span[1] <= LONGEST):
        before, marked = _inner(text[done:begin]), _inner(text[begin:end])
        pieces += (before, marked)
        marks.append((length + len(before), length + len(before) + len(marked)))
        length, done = marks[-1][1], end
    pieces.append(_inner(text[done:LONGEST]))
    return FIRST_STRONG_ISOLATE + "".join(pieces) + POP_DIRECTIONAL_ISOLATE, tuple(marks)


def paint_marked(canvas: Canvas, marked: tuple[str, Sequence[Span]], area: QRect, face: QFont, color: str) -> None:
    """Paint text over as many lines as fit, the last one elided, with its marks underlined on a tint.

    Args:
        canvas: What it is painted on.
        marked: The text, with where marks begin and end.
        area: Where it is painted, unmirrored.
        face: Its font.
        color: The token of its colour.
    """
    words, spans = marked
    height = QFontMetrics(face).lineSpacing()
    most = max(1, area.height() // height)
    if not spans:
        (canvas.paragraph if most > 1 else canvas.text)(words, area, face, color)
        return
    lines = break_lines(words, face, area.width(), most)
    for number, (line, inside) in enumerate(_by_line(words, lines, spans)):
        place = QRect(area.left(), area.top() + number * height, area.width(), height)
        _paint_line(canvas, (line, inside), place, face, color)


def _by_line(words: str, lines: Sequence[str], spans: Sequence[Span]) -> Iterator[tuple[str, list[Span]]]:
    start = 0
    for line in lines:
        start = max(0, words.find(line, start))
        end = start + len(line)
        yield line, [(max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start]
        start = end


def _paint_line(canvas: Canvas, marked: tuple[str, Sequence[Span]], area: QRect, face: QFont, color: str) -> None:
    line, spans = marked
    shown = QFontMetrics(face).elidedText(line, Qt.TextElideMode.ElideRight, area.width())
    kept = len(line) if shown == line else len(shown) - 1
    layout = QTextLayout(shown, face)
    layout.setTextOption(_option(canvas.direction))
    layout.setFormats([_range(canvas, shown, begin, min(end, kept)) for begin, end in spans if begin < kept])
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(area.width())
    layout.endLayout()
    canvas.painter.setPen(canvas.tokens.color(color))
    top = (area.height() - first.height()) / 2
    layout.draw(canvas.painter, QPointF(canvas.placed(area).topLeft()) + QPointF(0, top))


def _range(canvas: Canvas, text: str, begin: int, end: int) -> QTextLayout.FormatRange:
    """Return a mark as Qt counts: in code units of UTF-16."""
    marked = QTextLayout.FormatRange()
    marked.start = _units(text[:begin])
    marked.length = _units(text[begin:end])
    look = QTextCharFormat()
    look.setForeground(canvas.tokens.color("accent_text"))
    look.setBackground(canvas.tokens.color("accent_soft"))
    look.setFontUnderline(True)
    marked.format = look
    return marked


def _option(direction: Qt.LayoutDirection) -> QTextOption:
    side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft)
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _inner(text: str) -> str:
    return foreign(text, None)[1:-1]
