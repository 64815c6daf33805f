"""A badge as its receiver will see it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QWidget

from wallet.gui.widgets.badge_picture import BadgePicture
from wallet.gui.widgets.panels import Line, Panel, column, row
from wallet.gui.widgets.text import Paragraph, foreign
from wallet.gui.widgets.theme import TextStyle, font, scaled
from wallet.gui.widgets.unfolding import Unfolding
from wallet.model.badge import Field

PICTURE = 42
LABEL_WIDTH = 96
LONGEST_LABEL = 60


class PreviewCard(Panel):
    """Picture, name, issuer and facts of a badge.

    Facts that come and go keep their rows, so that a tick costs no more than one row.

    Args:
        name: Its name.
        issuer_name: Its issuer's name.
        labels: Every label that a fact may have.

    Attributes:
        called: Its name and its issuer's, as its receiver reads them.
    """

    def __init__(self, name: str, issuer_name: str, labels: Sequence[str]) -> None:
        super().__init__("card")
        self.called = name, issuer_name
        self._label_width = _widest(labels)
        self._rows: dict[tuple[int, Field], QWidget] = {}
        self._picture = BadgePicture(PICTURE)
        words = column(spacing=2)
        words.addWidget(Paragraph(foreign(name), TextStyle.STRONG))
        words.addWidget(Paragraph(foreign(issuer_name), TextStyle.SMALL, "text2"))
        head = row(spacing=14)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self._line = Line()
        self._facts = column(spacing=7)
        body = column(self, margins=QMargins(14, 12, 14, 12), spacing=10)
        body.addLayout(head)
        body.addWidget(self._line)
        body.addLayout(self._facts)

    def show_image(self, image: QImage | None) -> None:
        """Show its own picture; None where it has none, or its own does not leave."""
        name, issuer_name = self.called
        self._picture.show_badge(issuer_name, name, image)

    def show_facts(self, facts: Sequence[tuple[int, Field]]) -> None:
        """Show what is seen of it now.

        Args:
            facts: Each with its place among all that could be seen.
        """
        self._line.setVisible(bool(facts))
        wanted = set(facts)
        for fact, shown in self._rows.items():
            shown.setVisible(fact in wanted)
        for fact in facts:
            if fact not in self._rows:
                self._add(fact)

    def _add(self, fact: tuple[int, Field]) -> None:
        place = sum(1 for known in self._rows if known[0] < fact[0])
        self._rows[fact] = _fact_row(fact[1], self._label_width)
        self._rows = dict(sorted(self._rows.items(), key=lambda item: item[0][0]))
        self._facts.insertWidget(place, self._rows[fact])


def _fact_row(fact: Field, label_width: int) -> QWidget:
    shown = QWidget()
    label = Paragraph(foreign(fact.label, LONGEST_LABEL), TextStyle.SMALL, "text2")
    label.setFixedWidth(label_width)
    inner = row(shown, spacing=14)
    inner.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    inner.addWidget(Unfolding(fact.value, fact.label), 1)
    return shown


def _widest(labels: Sequence[str]) -> int:
    metrics = QFontMetrics(font(TextStyle.SMALL))
    widths = (metrics.horizontalAdvance(foreign(label, LONGEST_LABEL)) + 2 for label in labels)
    return min(max(widths, default=0), scaled(LABEL_WIDTH))
