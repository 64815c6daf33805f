"""The badge page: what a badge says at the left, what was checked at the right."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPlainTextEdit, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.badge import BadgeViewModel
from wallet.gui.viewmodels.dates import long_date
from wallet.gui.viewmodels.result_words import Result, results
from wallet.gui.views.note_card import NoteCard
from wallet.gui.views.verification_card import VerificationCard
from wallet.gui.widgets.badge_picture import BadgePicture, Monogram
from wallet.gui.widgets.buttons import Button, IconButton, Look
from wallet.gui.widgets.facts import Facts, ScoreBar
from wallet.gui.widgets.flow_layout import FlowLayout
from wallet.gui.widgets.panels import WIDEST, Card, Line, Scroll, clear, column, row
from wallet.gui.widgets.pills import Pill, SkillChip
from wallet.gui.widgets.statements import MessageSlot
from wallet.gui.widgets.text import ElidedText, Paragraph, Text, foreign
from wallet.gui.widgets.theme import TextStyle, font, scaled
from wallet.model.badge import BadgeCard, BadgePage

PICTURE = 104
CARD_WIDTH = 352
LONG_TEXT = 4_000
STACKED_BELOW = 700


class BadgeHeader(QWidget):
    """Picture, kind, name, issuer and date of a badge.

    Signals:
        present_wanted: The badge is to be presented.
    """

    present_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.picture = BadgePicture(PICTURE)
        self._pills = FlowLayout(8)
        self._name = Paragraph("", TextStyle.HEADLINE)
        self._monogram = Monogram(scaled(20))
        self._issuer = ElidedText("", TextStyle.MEDIUM)
        self._awarded = Text("", TextStyle.BODY, "text3")
        self.present = Button(self.tr("&Present"), "qr-code", Look.PRIMARY)
        self.present.clicked.connect(self.present_wanted)
        inner = row(self, margins=QMargins(4, 0, 0, 0), spacing=26)
        inner.addWidget(self.picture)
        inner.addLayout(self._words(), 1)
        inner.addWidget(self.present, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_card(self, card: BadgeCard) -> None:
        """Show a badge."""
        clear(self._pills)
        for text, tone in ((card.achievement_type, Tone.ACCENT), (card.credits, Tone.NEUTRAL)):
            if text:
                self._pills.add(Pill(foreign(text, 40), tone))
        self._name.setText(foreign(card.name))
        self._monogram.show_issuer(card.issuer_name)
        self._issuer.setText(foreign(card.issuer_name))
        date = long_date(card.valid_from) if card.valid_from is not None else ""
        self._awarded.setText(self.tr("awarded {date}").format(date=date) if date else "")

    def _words(self) -> QVBoxLayout:
        issuer = row(spacing=8)
        issuer.addWidget(self._monogram)
        issuer.addWidget(self._issuer)
        issuer.addWidget(self._awarded)
        issuer.addStretch(1)
        words = column(spacing=6)
        words.addStretch(1)
        words.addLayout(self._pills)
        words.addWidget(self._name)
        words.addLayout(issuer)
        words.addStretch(1)
        return words


class BadgeView(QWidget):
    """A badge's own page.

    Signals:
        left: The library is to be shown again.
        present_wanted: The badge is to be presented.
        remove_wanted: The badge is to go to the bin.
    """

    left = Signal()
    present_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, model: BadgeViewModel) -> None:
        super().__init__()
        self._model = model
        self.header = BadgeHeader()
        self.messages = MessageSlot()
        self.verification = VerificationCard()
        self.note = NoteCard()
        self.tabs = QTabBar()
        self._pages = QStackedWidget()
        self._cards = column(spacing=11)
        self._facts = Facts(longest=LONG_TEXT)
        self._source = QPlainTextEdit()
        self._fill()
        self._connect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the verification above everything else where there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(STACKED_BELOW)
        direction = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        self._overview.setDirection(direction)
        width = WIDEST if narrow else scaled(CARD_WIDTH)
        self.verification.setMaximumWidth(width)
        self.verification.setMinimumWidth(0 if narrow else width)

    def _fill(self) -> None:
        body = column(self)
        top = column(margins=QMargins(24, 10, 24, 0), spacing=12)
        top.addLayout(self._make_bar())
        top.addWidget(self.header)
        top.addWidget(self.messages)
        top.addLayout(self._make_tabs())
        body.addLayout(top)
        body.addWidget(Line())
        for page in (self._make_overview(), self._make_details(), self._make_source()):
            self._pages.addWidget(page)
        body.addWidget(self._pages, 1)

    def _make_bar(self) -> QHBoxLayout:
        back = Button(self.tr("Badges"), "chevron-left", Look.QUIET)
        back.clicked.connect(self.left)
        remove = IconButton("trash-2", self.tr("Remove this badge"))
        remove.clicked.connect(self.remove_wanted)
        bar = row(margins=QMargins(-6, 0, 0, 0))
        bar.addWidget(back)
        bar.addStretch(1)
        bar.addWidget(remove)
        return bar

    def _make_tabs(self) -> QHBoxLayout:
        self.tabs.setFont(font(TextStyle.MEDIUM))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Parts of this page"))
        for label in (self.tr("Overview"), self.tr("All details"), self.tr("Source")):
            self.tabs.addTab(label)
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        line = row()
        line.addWidget(self.tabs)
        line.addStretch(1)
        return line

    def _make_overview(self) -> Scroll:
        page = QWidget()
        self._overview = row(page, margins=QMargins(28, 14, 24, 18), spacing=16)
        left = column(spacing=0)
        left.addLayout(self._cards)
        left.addSpacing(self._cards.spacing())
        left.addWidget(self.note)
        left.addStretch(1)
        self._overview.addLayout(left, 1)
        self._overview.addWidget(self.verification)
        return Scroll(page)

    def _make_details(self) -> Scroll:
        page = QWidget()
        inner = column(page, margins=QMargins(28, 14, 24, 18))
        card = Card(self.tr("Everything this badge says"))
        card.body.addWidget(self._facts)
        inner.addWidget(card)
        inner.addStretch(1)
        return Scroll(page)

    def _make_source(self) -> QWidget:
        page = QWidget()
        self._source.setReadOnly(True)
        self._source.setProperty("source", True)
        self._source.setAccessibleName(self.tr("The document as it came"))
        self._source.setTabChangesFocus(True)
        inner = column(page, margins=QMargins(28, 14, 24, 18))
        inner.addWidget(self._source)
        return page

    def _connect(self) -> None:
        self.header.present_wanted.connect(self.present_wanted)
        self.verification.check_wanted.connect(self._model.check_again)
        self.note.changed.connect(self._model.save_note)
        self._model.shown.connect(self._show)
        self._model.pictured.connect(self._show_picture)
        self._model.busy.connect(self._show_busy)
        self._model.failed.connect(self.messages.show_refusal)

    def _show(self) -> None:
        page = self._model.page
        if page is None:
            return
        self.messages.dismiss()
        self.header.show_card(page.card)
        self._show_picture()
        self._show_cards(page)
        self._facts.show_fields(page.details)
        self._source.setPlainText(page.source)
        self.note.show_note(page.note)
        model = self._model
        self.verification.show_result(model.banner(page), model.rows(page), page.report.checks, model.checked)

    def _show_picture(self) -> None:
        page = self._model.page
        if page is not None:
            self.header.picture.show_badge(page.card.issuer_name, page.card.name, self._model.image)

    def _show_busy(self, busy: bool) -> None:
        self.verification.again.setEnabled(not busy)

    def _show_cards(self, page: BadgePage) -> None:
        clear(self._cards)
        if page.results:
            self._cards.addWidget(self._result_card(page))
        if page.description or page.criteria:
            self._cards.addWidget(self._about_card(page))
        if page.skills:
            self._cards.addWidget(self._skills_card(page))
        if page.evidence:
            card = Card(self.tr("Evidence"))
            facts = Facts()
            facts.show_fields(page.evidence)
            card.body.addWidget(facts)
            self._cards.addWidget(card)

    def _result_card(self, page: BadgePage) -> Card:
        heading = self.tr("Result")
        card = Card(heading)
        for result in results(page.results):
            card.body.addLayout(_result_row(result, heading))
            if result.share is not None:
                card.body.addWidget(ScoreBar(result.share, result.mark))
        return card

    def _about_card(self, page: BadgePage) -> Card:
        card = Card(self.tr("About this badge"))
        if page.description:
            card.body.addWidget(Paragraph(foreign(page.description, LONG_TEXT), TextStyle.BODY, "text2"))
        if page.criteria:
            card.body.addSpacing(4)
            card.body.addWidget(Text(self.tr("What had to be done"), TextStyle.STRONG))
            card.body.addWidget(Paragraph(foreign(page.criteria, LONG_TEXT), TextStyle.BODY, "text2"))
        return card

    def _skills_card(self, page: BadgePage) -> Card:
        card = Card(self.tr("Skills"))
        chips = FlowLayout(8)
        for skill in page.skills:
            chips.add(SkillChip(skill.name, skill.framework))
        card.body.addLayout(chips)
        return card


def _result_row(result: Result, heading: str) -> QHBoxLayout:
    line = row(spacing=10)
    line.addWidget(Text(foreign(result.value, 60), TextStyle.TITLE))
    line.addWidget(Text(foreign(result.note, 60), TextStyle.SMALL, "text2"), 1, Qt.AlignmentFlag.AlignVCenter)
    if result.label != heading:
        line.addWidget(Text(foreign(result.label, 80), TextStyle.SMALL, "text3"), 0, Qt.AlignmentFlag.AlignVCenter)
    return line
