"""The words of a badge in a list, marked where a search found them; the same on cards and in rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics

from wallet.gui.viewmodels.badge_rows import snippet_of
from wallet.gui.widgets.canvas import Canvas
from wallet.gui.widgets.highlights import Span, foreign_marked, paint_marked
from wallet.gui.widgets.theme import scaled
from wallet.model.badge import BadgeCard
from wallet.model.facets import Hit, HitField

ICONS = {
    HitField.TEXT: "file-text",
    HitField.NOTE: "pen-tool",
    HitField.TAGS: "tag",
    HitField.COLLECTIONS: "folder-open",
}

Marked = tuple[str, tuple[Span, ...]]


def marked_name(card: BadgeCard, hits: Sequence[Hit]) -> Marked:
    """Return a badge's name with its marks."""
    return _marked(card.name, HitField.NAME, hits)


def marked_issuer(card: BadgeCard, hits: Sequence[Hit]) -> Marked:
    """Return the issuer's name with its marks."""
    return _marked(card.issuer_name, HitField.ISSUER, hits)


def paint_snippet(canvas: Canvas, hits: Sequence[Hit], area: QRect, face: QFont) -> None:
    """Paint where else words were found, with what kind of text that is; nothing where nowhere."""
    hit = snippet_of(hits)
    if hit is None:
        return
    edge = scaled(13)
    canvas.icon(ICONS[hit.field], QRect(area.left(), area.top() + (area.height() - edge) // 2, edge, edge), "text3")
    words = area.adjusted(edge + 7, 0, 0, 0)
    paint_marked(canvas, foreign_marked(*led_to(hit, face, words.width())), words, face, "text2")


def led_to(hit: Hit, face: QFont, width: int) -> Marked:
    """Return a snippet without words at its beginning, where the first one found would not be seen otherwise.

    Args:
        hit: The snippet.
        face: Its font.
        width: The room there is, in pixels.
    """
    metrics, (begin, end) = QFontMetrics(face), hit.spans[0]
    start = 0
    while metrics.horizontalAdvance(hit.text[start:end] + "…") > width and " " in hit.text[start:begin]:
        start = hit.text.index(" ", start) + 1
    if not start:
        return hit.text, hit.spans
    return f"…{hit.text[start:]}", tuple((first - start + 1, last - start + 1) for first, last in hit.spans)


def paint_star(canvas: Canvas, area: QRect) -> None:
    """Paint the star of a favourite."""
    canvas.icon("star-filled", area, "accent_text")


def _marked(text: str, field: HitField, hits: Sequence[Hit]) -> Marked:
    # The index may have folded the text: its positions hold for its own copy alone.
    spans = next((hit.spans for hit in hits if hit.field is field and hit.text == text), ())
    return foreign_marked(text, spans)
