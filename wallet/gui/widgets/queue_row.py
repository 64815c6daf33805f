"""One line of the check window's queue: verdict, badge, issuer and time."""

from __future__ import annotations

from PySide6.QtCore import QRect

from wallet.gui.viewmodels.checking import ENTRY_ROLE, WORDS_ROLE, Entry
from wallet.gui.viewmodels.dates import clock_time
from wallet.gui.viewmodels.words import Words
from wallet.gui.widgets.canvas import Canvas
from wallet.gui.widgets.text import foreign
from wallet.gui.widgets.theme import TextStyle
from wallet.gui.widgets.two_line_row import Index, RowLook, RowWords, TwoLineRowDelegate

LOOK = RowLook(padding=12, above=8, below=8, spare=20, mark=20, gap=12, aside_gap=10, apart=1, small=TextStyle.CAPTION)


class QueueRowDelegate(TwoLineRowDelegate):
    """Paints an entry of the queue."""

    def __init__(self) -> None:
        super().__init__(LOOK, _paint_verdict, _words_of)


def _paint_verdict(canvas: Canvas, area: QRect, index: Index) -> None:
    words: Words = index.data(WORDS_ROLE)
    canvas.icon(words.icon, area, words.tone)


def _words_of(index: Index) -> RowWords:
    entry: Entry = index.data(ENTRY_ROLE)
    below = foreign(entry.subtitle, 80) or index.data(WORDS_ROLE).title
    return RowWords(foreign(entry.title, 80), below, clock_time(entry.at))
