"""The endorsements of a badge, each with what its own check came to."""

from __future__ import annotations

from functools import partial

from wallet.gui.viewmodels.badge import BadgeViewModel
from wallet.gui.viewmodels.words import issuer_of
from wallet.gui.views.badge_part import BadgePart, Makers, said
from wallet.gui.widgets.panels import Card
from wallet.gui.widgets.statements import Banner
from wallet.gui.widgets.text import Paragraph, foreign
from wallet.gui.widgets.theme import TextStyle
from wallet.model.badge import BadgePage, Endorsed


class EndorsementsPart(BadgePart):
    """A card for each endorsement; what they say is looked up when this is first looked at."""

    def __init__(self, model: BadgeViewModel) -> None:
        super().__init__(model, self._cards)
        model.endorsed.connect(self._show_endorsements)

    def _cards(self, page: BadgePage) -> Makers:
        # Where somebody endorsed it, cards come as soon as what they say is there.
        if page.report.endorsements:
            self.model.ask_endorsers()
        else:
            words = self.tr("Nobody endorsed this badge in the file that you have.")
            yield partial(self.say_nothing_is_there, words)

    def _show_endorsements(self) -> None:
        self.begin(partial(self._card, endorsed) for endorsed in self.model.endorsements)

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
