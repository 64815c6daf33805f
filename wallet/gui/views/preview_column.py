"""What they will see, word for word, and what they will not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QWidget

from wallet.gui.viewmodels.choosing import Choosing
from wallet.gui.viewmodels.leaving import LeavingViewModel
from wallet.gui.widgets.panels import Panel, Scroll, clear, column, row
from wallet.gui.widgets.preview_card import PreviewCard
from wallet.gui.widgets.statements import Icon
from wallet.gui.widgets.text import Paragraph, Text, foreign
from wallet.gui.widgets.theme import TextStyle
from wallet.model.badge import BadgeId, Field
from wallet.model.disclosure import DisclosedBadge

NAMED = 3


class PreviewColumn(Panel):
    """The badges as their receiver will see them.

    Args:
        choosing: What can be chosen.
        leaving: What would leave.
    """

    def __init__(self, choosing: Choosing, leaving: LeavingViewModel) -> None:
        super().__init__("column")
        self._choosing, self._leaving = choosing, leaving
        self._cards: dict[BadgeId, PreviewCard] = {}
        self._seen = column(spacing=10)
        self._hidden = _Remark("eye-off", self.tr("Hidden from them"))
        self._told = _Remark("link-2", self.tr("What else can be told"))
        page = QWidget()
        inner = column(page, margins=QMargins(20, 12, 16, 12), spacing=10)
        inner.addWidget(Text(self.tr("What they will see"), TextStyle.OVERLINE, "text2"))
        inner.addLayout(self._seen)
        inner.addWidget(self._hidden)
        inner.addWidget(self._told)
        inner.addStretch(1)
        column(self).addWidget(Scroll(page))
        choosing.loaded.connect(self._begin)
        leaving.previewed.connect(self._show)
        leaving.told.connect(self._tell)

    def _begin(self) -> None:
        clear(self._seen)
        self._cards = {}

    def _show(self) -> None:
        presentation = self._leaving.presentation
        badges = presentation.badges if presentation is not None else ()
        if not badges:
            self._told.say([])
        here = {badge.badge for badge in badges}
        for badge_id, card in self._cards.items():
            card.setVisible(badge_id in here)
        for place, badge in enumerate(badges):
            self._card(badge, place).show_facts(self._facts(badge))
        hidden = [claim.label for badge in badges for claim in badge.hidden]
        self._hidden.say([self._hidden_words(hidden)] if hidden else [])

    def _tell(self) -> None:
        self._told.say([foreign(remark, None) for remark in self._leaving.told_things.remarks])

    def _card(self, badge: DisclosedBadge, place: int) -> PreviewCard:
        known = self._cards.get(badge.badge)
        if known is not None and known.called == (badge.name, badge.issuer):
            return known
        if known is not None:
            known.setParent(None)
            known.deleteLater()
        shown = self._choosing.badge(badge.badge)
        card = PreviewCard(badge.name, badge.issuer, [claim.label for claim in shown.claims])
        card.show_image(self._choosing.image(badge.badge) if badge.whole_only else None)
        self._seen.insertWidget(place, card)
        self._cards[badge.badge] = card
        return card

    def _facts(self, badge: DisclosedBadge) -> list[tuple[int, Field]]:
        places = {claim: place for place, claim in enumerate(self._choosing.badge(badge.badge).claims, 1)}
        dates = self._leaving.dates(badge)
        facts = [(places.get(claim, 0), Field(claim.label, claim.value)) for claim in self._leaving.seen(badge)]
        return facts if dates is None else [(0, dates), *facts]

    def _hidden_words(self, labels: list[str]) -> str:
        named, more = ", ".join(foreign(label, 60) for label in labels[:NAMED]), len(labels) - NAMED
        if more <= 0:
            return named
        one = self.tr("{named} and 1 more detail")
        return (one if more == 1 else self.tr("{named} and {n} more details")).format(named=named, n=more)


class _Remark(Panel):
    """An icon, a title and some sentences; hidden while there is nothing to say."""

    def __init__(self, icon: str, title: str) -> None:
        super().__init__("sunken")
        self._sentences = column(spacing=5)
        inner = row(self, margins=QMargins(12, 10, 12, 11), spacing=11)
        inner.addWidget(Icon(icon, "text3", 17), 0, Qt.AlignmentFlag.AlignTop)
        lines = column(spacing=3)
        lines.addWidget(Text(title, TextStyle.STRONG))
        lines.addLayout(self._sentences)
        inner.addLayout(lines, 1)
        self.hide()

    def say(self, sentences: Sequence[str]) -> None:
        """Say other sentences; none to be hidden."""
        clear(self._sentences)
        for sentence in sentences:
            self._sentences.addWidget(Paragraph(sentence, TextStyle.SMALL, "text2"))
        self.setVisible(bool(sentences))
