"""The endorsements of a badge, each with what its own check came to."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wallet.gui.viewmodels.badge import BadgeViewModel
from wallet.gui.viewmodels.words import issuer_of
from wallet.gui.views.badge_part import BadgePart, said
from wallet.gui.widgets.panels import Card, clear
from wallet.gui.widgets.statements import Banner
from wallet.gui.widgets.text import Paragraph, foreign
from wallet.gui.widgets.theme import TextStyle
from wallet.model.badge import BadgePage, Endorsed


class EndorsementsPart(BadgePart):
    """A card for each endorsement; what they say is looked up when this is first looked at."""

    def __init__(self, model: BadgeViewModel) -> None:
        super().__init__(model)
        model.endorsed.connect(self._show_endorsements)

    def make_cards(self, page: BadgePage) -> list[QWidget]:
        """Return the cards of a badge."""
        if not page.report.endorsements:
            return [self.say_nothing_is_there(self.tr("Nobody endorsed this badge in the file that you have."))]
        self.model.ask_endorsers()
        return []

    def _show_endorsements(self) -> None:
        page = self.model.page
        if page is None:
            return
        clear(self.cards)
        for endorsed in self.model.endorsements:
            self.cards.addWidget(self._card(endorsed))

    def _card(self, endorsed: Endorsed) -> Card:
        name = issuer_of(endorsed.report)
        card = Card(foreign(name, 120) or self.tr("Endorsement"))
        banner = Banner()
        banner.show_words(self.model.endorsement_banner(endorsed))
        card.body.addWidget(banner)
        if endorsed.comment:
            card.body.addWidget(said(endorsed.comment, name))
        for warning in endorsed.report.warnings:
            card.body.addWidget(Paragraph(warning, TextStyle.SMALL, "text2"))
        return card
