"""Every claim of a badge, by its name and its value."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from wallet.gui.viewmodels.badge import BadgeViewModel
from wallet.gui.viewmodels.claim_words import claim_words
from wallet.gui.views.badge_part import BadgePart, said
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.panels import Card
from wallet.gui.widgets.text import Paragraph, foreign
from wallet.gui.widgets.theme import TextStyle, scaled
from wallet.model.badge import BadgePage, Field

AT_ONCE = 40
"""Claims that are laid out in one go, so that the window answers meanwhile."""
LABEL_WIDTH = 220


class ClaimsPart(BadgePart):
    """All claims in one card, some at a time."""

    def __init__(self, model: BadgeViewModel) -> None:
        super().__init__(model)
        self._claims: tuple[Field, ...] = ()
        self._next = 0

    def make_cards(self, page: BadgePage) -> list[QWidget]:
        """Return the cards of a badge."""
        self._claims, self._next = claim_words(page.details), 0
        card = Card(self.tr("Everything this badge says"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        self.more = Button("", look=Look.LINK)
        self.more.clicked.connect(self._show_more)
        card.body.addLayout(self._grid)
        card.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_more()
        return [card]

    def _show_more(self) -> None:
        end = min(self._next + AT_ONCE, len(self._claims))
        for number in range(self._next, end):
            self._add(number, self._claims[number])
        self._next = end
        left = len(self._claims) - end
        self.more.setVisible(left > 0)
        self.more.setText(self.tr("Show more ({n} left)").format(n=left))

    def _add(self, number: int, claim: Field) -> None:
        label = Paragraph(foreign(claim.label, 80), TextStyle.SMALL, "text2")
        label.setFixedWidth(scaled(LABEL_WIDTH))
        self._grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(
            said(claim.value, claim.label, TextStyle.SMALL, "text"), number, 1, Qt.AlignmentFlag.AlignTop
        )
