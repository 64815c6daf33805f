"""One badge in the bin: its picture, whose it is, when it was removed, and how long it is kept."""

from __future__ import annotations

from PySide6.QtCore import QRect

from wallet.gui.viewmodels.bin import BINNED_ROLE, LEFT_ROLE, REMOVED_ROLE
from wallet.gui.widgets.art import artwork_of, badge_pixmap
from wallet.gui.widgets.canvas import Canvas
from wallet.gui.widgets.text import foreign
from wallet.gui.widgets.two_line_row import Index, RowLook, RowWords, TwoLineRowDelegate
from wallet.model.badge import BadgeCard

LOOK = RowLook(padding=16, above=10, below=11, spare=22, mark=36, gap=14, aside_gap=14)


class BinnedRowDelegate(TwoLineRowDelegate):
    """Paints a badge in the bin."""

    def __init__(self) -> None:
        super().__init__(LOOK, _paint_picture, _words_of)


def _paint_picture(canvas: Canvas, area: QRect, index: Index) -> None:
    card, edge = _card(index), area.width()
    picture = QRect(area.left(), area.center().y() - edge // 2, edge, edge)
    pixmap = badge_pixmap(None, artwork_of(card.issuer_name, card.name), edge, canvas.ratio)
    canvas.painter.drawPixmap(canvas.placed(picture).topLeft(), pixmap)


def _words_of(index: Index) -> RowWords:
    card = _card(index)
    names = foreign(card.name, 120), foreign(card.issuer_name, 120)
    return RowWords(*names, index.data(REMOVED_ROLE), index.data(LEFT_ROLE))


def _card(index: Index) -> BadgeCard:
    card: BadgeCard = index.data(BINNED_ROLE).card
    return card
