"""What a check came to: verdict, badge, and every check in words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from wallet.gui.viewmodels.check_words import rows
from wallet.gui.viewmodels.checking import Entry
from wallet.gui.viewmodels.verdict_words import banner
from wallet.gui.viewmodels.words import Occasion, Words
from wallet.gui.views.verification_card import TechnicalDetails
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.inputs import Stepper
from wallet.gui.widgets.panels import Panel, Scroll, clear, column
from wallet.gui.widgets.preview_card import PreviewCard
from wallet.gui.widgets.statements import Banner, CheckRows, Icon
from wallet.gui.widgets.text import Paragraph, Text
from wallet.gui.widgets.theme import TextStyle
from wallet.model.report import Kind, Report


class CheckResult(Panel):
    """The result of one check, or a word that there is none yet.

    Signals:
        next_wanted: The next person is there.
    """

    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("surface")
        self._entry: Entry | None = None
        self._now: datetime | None = None
        self._banner = Banner()
        self._rows = CheckRows()
        self._details = TechnicalDetails()
        self._switch = column()
        self._badge = column()
        self.next_person = Button(self.tr("&Next person"), "arrow-right", Look.PRIMARY)
        self.next_person.clicked.connect(self.next_wanted)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_empty())
        self._pages.addWidget(self._make_result())
        column(self).addWidget(self._pages)

    def show_entry(self, entry: Entry, now: datetime) -> None:
        """Show what a check came to."""
        self._entry, self._now = entry, now
        self._make_switch(entry)
        self._show_part(0)
        self._pages.setCurrentIndex(1)

    def show_nothing(self) -> None:
        """Wait for the next person."""
        self._entry = None
        self._pages.setCurrentIndex(0)

    def _make_empty(self) -> QWidget:
        page = QWidget()
        body = column(page, margins=QMargins(32, 32, 32, 32), spacing=8)
        centre = Qt.AlignmentFlag.AlignHCenter
        body.addStretch(2)
        body.addWidget(Icon("shield", "text3", 40), 0, centre)
        body.addSpacing(6)
        body.addWidget(Text(self.tr("Ready for the next person"), TextStyle.SUBTITLE), 0, centre)
        hint = Paragraph(self.tr("The result appears here in under a second."), TextStyle.SMALL, "text2")
        hint.setAlignment(centre)
        body.addWidget(hint)
        body.addStretch(3)
        return page

    def _make_result(self) -> QWidget:
        page = QWidget()
        body = column(page, margins=QMargins(20, 14, 20, 14), spacing=14)
        body.addLayout(self._switch)
        body.addWidget(self._banner)
        body.addLayout(self._badge)
        body.addWidget(self._rows)
        body.addWidget(self._details)
        body.addStretch(1)
        self.next_person.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        whole = QWidget()
        outer = column(whole)
        outer.addWidget(Scroll(page), 1)
        foot = column(margins=QMargins(20, 10, 20, 16))
        foot.addWidget(self.next_person)
        outer.addLayout(foot)
        return whole

    def _make_switch(self, entry: Entry) -> None:
        clear(self._switch)
        if len(entry.parts) > 1:
            switch = Stepper(len(entry.parts), self.tr("Badge {n} of {total}"))
            switch.stepped.connect(self._show_part)
            self._switch.addWidget(switch)

    def _show_part(self, number: int) -> None:
        if self._entry is None or self._now is None:
            return
        part = self._entry.parts[number]
        occasion = part.occasion(self._now)
        self._banner.show_words(banner(part.report, occasion))
        self._rows.show_rows(_all_rows(self._entry.report, part.report, occasion))
        self._details.show_checks(part.report.checks)
        clear(self._badge)
        if part.badge is not None:
            card, facts = part.badge.card, part.facts()
            seen = PreviewCard(card.name, card.issuer_name, [fact.label for fact in facts])
            seen.show_image(None)
            seen.show_facts(list(enumerate(facts)))
            self._badge.addWidget(seen)


def _all_rows(whole: Report, part: Report, occasion: Occasion) -> tuple[Words, ...]:
    """Return the rows of a badge, and of the presentation around it where there is one."""
    if whole.kind is not Kind.PRESENTATION:
        return rows(part, occasion)
    of_badge, around = rows(part, occasion), rows(whole, occasion)
    said = {words.title for words in of_badge}
    return (*of_badge[:-1], *(words for words in around if words.title not in said), of_badge[-1])
