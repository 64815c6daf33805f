"""A badge's results: as numbers, and as bars with their pass marks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wallet.gui.viewmodels.result_words import Result
from wallet.gui.widgets.facts import ScoreBar
from wallet.gui.widgets.panels import Card, row
from wallet.gui.widgets.text import ElidedText, Text, foreign
from wallet.gui.widgets.theme import TextStyle

MOST = 12
"""Results with a bar of their own; the rest are among the details."""


class ResultCard(Card):
    """What was reached, and what had to be.

    Args:
        heading: What the card is called.
        results: The results.
    """

    def __init__(self, heading: str, results: tuple[Result, ...]) -> None:
        alone = len(results) == 1 and results[0].label != heading
        super().__init__(heading, self._label(results[0]) if alone else None)
        for result in results[:MOST]:
            self.body.addLayout(self._row(result, None if alone else self._label(result)))
            if result.share is not None:
                bar = ScoreBar(result.share, result.mark)
                bar.setAccessibleName(f"{result.label}: {result.value}. {result.note}")
                self.body.addWidget(bar)

    def _label(self, result: Result) -> QWidget:
        return ElidedText(foreign(result.label, 80), TextStyle.SMALL, "text3")

    def _row(self, result: Result, label: QWidget | None) -> QHBoxLayout:
        line = row(spacing=10)
        line.addWidget(ElidedText(foreign(result.value, 60), TextStyle.TITLE))
        line.addWidget(Text(foreign(result.note, 60), TextStyle.SMALL, "text2"), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        if result.level:
            line.addWidget(ElidedText(foreign(result.level, 80), TextStyle.SMALL_MEDIUM))
        if label is not None:
            line.addWidget(label)
        return line
