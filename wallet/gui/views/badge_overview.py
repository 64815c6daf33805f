"""What matters of a badge: result, what it is about, skills, what its owner made of it; and what was checked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from wallet.gui.viewmodels.badge import BadgeViewModel
from wallet.gui.viewmodels.claim_words import skills_shown
from wallet.gui.viewmodels.language_words import language_words
from wallet.gui.viewmodels.result_words import results
from wallet.gui.views.badge_part import BadgePart, Makers, said
from wallet.gui.views.elements_card import ElementsCard
from wallet.gui.views.note_card import NoteCard
from wallet.gui.views.order_card import OrderCard
from wallet.gui.views.related_card import RelatedCard
from wallet.gui.views.result_card import ResultCard
from wallet.gui.views.verification_card import VerificationCard
from wallet.gui.widgets.buttons import Look
from wallet.gui.widgets.choice import Choice
from wallet.gui.widgets.facts import Facts
from wallet.gui.widgets.flow_layout import FlowLayout
from wallet.gui.widgets.panels import WIDEST, Card, column, row
from wallet.gui.widgets.pills import SkillChip
from wallet.gui.widgets.text import Text
from wallet.gui.widgets.theme import TextStyle, scaled
from wallet.model.badge import BadgePage

CARD_WIDTH = 352
STACKED_BELOW = 800
MOST_CHIPS = 12


class OverviewPart(BadgePart):
    """The first tab: cards about the badge, and the verification beside them.

    Args:
        model: The badge.

    Signals:
        badge_wanted: Another version of the badge is to be shown; carries its id.
    """

    badge_wanted = Signal(object)

    def __init__(self, model: BadgeViewModel) -> None:
        super().__init__(model, self._cards)

    def arrange(self, page: QWidget) -> None:
        """Put the cards on the page, and the verification beside them."""
        model = self.model
        self.verification = VerificationCard()
        self.note = NoteCard()
        self.related = RelatedCard(model.order)
        left = column(spacing=11)
        left.addLayout(self.cards)
        for card in (self.more, self.related, OrderCard(model.order), self.note):
            left.addWidget(card)
        left.addStretch(1)
        self._beside = row(page, margins=QMargins(28, 14, 24, 18), spacing=16)
        self._beside.addLayout(left, 1)
        self._beside.addWidget(self.verification)
        self.verification.check_wanted.connect(model.check_again)
        self.note.changed.connect(model.save_note)
        self.related.badge_wanted.connect(self.badge_wanted)
        model.busy.connect(self.verification.again.setDisabled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the verification above everything else where there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(STACKED_BELOW)
        direction = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        self._beside.setDirection(direction)
        width = WIDEST if narrow else scaled(CARD_WIDTH)
        self.verification.setMaximumWidth(width)
        margins = self._beside.contentsMargins()
        seen = self.viewport().height() - margins.top() - margins.bottom()
        self.verification.setMinimumSize(0 if narrow else width, 0 if narrow else seen)
        top = Qt.AlignmentFlag.AlignTop
        self._beside.setAlignment(self.verification, Qt.AlignmentFlag(0) if narrow else top)

    def fill(self, page: BadgePage) -> None:
        """Show a badge."""
        super().fill(page)
        model = self.model
        self.note.show_note(page.card.id, page.note)
        self.verification.show_result(model.banner(page), model.rows(page), page.report.checks, model.checked)

    def _cards(self, page: BadgePage) -> Makers:
        if page.scores:
            yield partial(ResultCard, self.tr("Result"), results(page.scores))
        if page.description or page.criteria or page.partners:
            yield partial(self._about, page)
        if skills_shown(page):
            yield partial(self._skills, page)
        if page.elements:
            yield partial(ElementsCard, self.tr("EU micro-credential elements"), page.elements)

    def _about(self, page: BadgePage) -> Card:
        card = Card(self.tr("About this badge"), self._languages())
        if page.description:
            card.body.addWidget(said(page.description, self.tr("About this badge")))
        if page.criteria:
            heading = self.tr("What had to be done")
            card.body.addSpacing(4)
            card.body.addWidget(Text(heading, TextStyle.STRONG))
            card.body.addWidget(said(page.criteria, heading))
        if page.partners:
            partners = Facts()
            partners.show_fields(page.partners)
            card.body.addSpacing(4)
            card.body.addWidget(partners)
        return card

    def _languages(self) -> Choice | None:
        """Return a choice of languages where the issuer wrote the badge in several."""
        writing = self.model.writing
        if writing is None or len(writing.languages) < 2:
            return None
        options = [(tag, language_words(tag)) for tag in writing.languages]
        choice = Choice(self.tr("Language of the badge"), options, "languages", Look.QUIET)
        choice.show_value(writing.language)
        choice.chosen.connect(self.model.read_in)
        return choice

    def _skills(self, page: BadgePage) -> Card:
        card = Card(self.tr("Skills"))
        chips = FlowLayout(8)
        for skill in skills_shown(page)[:MOST_CHIPS]:
            chips.add(SkillChip(skill.name, skill.framework))
        card.body.addLayout(chips)
        return card
