"""Every claim of a badge, by its name and its value."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from wallet.gui.viewmodels.badge import BadgeViewModel
from wallet.gui.viewmodels.claim_words import claim_words
from wallet.gui.views.badge_part import BadgePart, Makers, said
from wallet.gui.widgets.panels import Card
from wallet.gui.widgets.text import Paragraph, foreign
from wallet.gui.widgets.theme import TextStyle, scaled
from wallet.model.badge import BadgePage, Field

CLAIMS = 24
"""Claims of one card."""
LABEL_WIDTH = 220
TOP = Qt.AlignmentFlag.AlignTop


class ClaimsPart(BadgePart):
    """All claims, one card of them at a time."""

    def __init__(self, model: BadgeViewModel) -> None:
        super().__init__(model, self._cards, at_once=1)

    def _cards(self, page: BadgePage) -> Makers:
        heading = self.tr("Everything this badge says")
        for first in range(0, len(page.details), CLAIMS):
            yield partial(self._card, heading if first == 0 else "", page.details[first : first + CLAIMS])

    def _card(self, heading: str, claims: tuple[Field, ...]) -> Card:
        card = Card(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        for number, claim in enumerate(claim_words(claims)):
            label = Paragraph(foreign(claim.label, 80), TextStyle.SMALL, "text2")
            label.setFixedWidth(min(scaled(LABEL_WIDTH), self.viewport().width() // 3))
            grid.addWidget(label, number, 0, TOP)
            grid.addWidget(said(claim.value, claim.label, TextStyle.SMALL, "text"), number, 1, TOP)
        card.body.addLayout(grid)
        return card
