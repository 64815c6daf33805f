"""One line of the sharing history: how it left, to whom, which badges, how much and when."""

from __future__ import annotations

from PySide6.QtCore import QRect

from wallet.gui.viewmodels.sharing import SHARE_ROLE, WHEN_ROLE
from wallet.gui.viewmodels.sharing_words import WAY_ICONS, count_words, receiver_words
from wallet.gui.widgets.canvas import Canvas
from wallet.gui.widgets.text import foreign
from wallet.gui.widgets.two_line_row import Index, RowLook, RowWords, TwoLineRowDelegate
from wallet.model.sharing import Share, Way

LOOK = RowLook(padding=16, above=9, below=10, spare=20, mark=20, gap=14, aside_gap=14)


class ShareRowDelegate(TwoLineRowDelegate):
    """Paints a line of the history."""

    def __init__(self) -> None:
        super().__init__(LOOK, _paint_way, _words_of)


def _paint_way(canvas: Canvas, area: QRect, index: Index) -> None:
    share: Share = index.data(SHARE_ROLE)
    canvas.icon(WAY_ICONS[share.ways[-1] if share.ways else Way.FILE], area, "text2")


def _words_of(index: Index) -> RowWords:
    share: Share = index.data(SHARE_ROLE)
    names = foreign(", ".join(badge.name for badge in share.badges), 300)
    return RowWords(foreign(receiver_words(share.to), 120), names, index.data(WHEN_ROLE), count_words(share))
