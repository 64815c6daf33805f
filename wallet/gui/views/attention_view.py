"""What needs attention: badges that end, were withdrawn or changed, backups, and the wallet's own files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import groupby

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from wallet.gui.viewmodels.attention import AttentionViewModel
from wallet.gui.viewmodels.attention_words import heading, number_words
from wallet.gui.widgets.buttons import Button
from wallet.gui.widgets.notice_row import NoticeRow
from wallet.gui.widgets.panels import Scroll, clear, column
from wallet.gui.widgets.statements import Icon, MessageSlot
from wallet.gui.widgets.text import Paragraph, Text
from wallet.gui.widgets.theme import TextStyle
from wallet.model.attention import Matter, Notice

MARGIN = 24
AT_ONCE = 20
"""Notices laid out at a time: more would hold the window up."""


class AttentionView(QWidget):
    """The page of what needs attention.

    Signals:
        badge_opened: A badge is to be shown; carries its id.
        backup_wanted: A backup is to be made.
        security_wanted: What the wallet's own files need is to be shown.
        dismissed: A notice was dismissed, as a `Notice`.
    """

    badge_opened = Signal(str)
    backup_wanted = Signal()
    security_wanted = Signal()
    dismissed = Signal(object)

    def __init__(self, model: AttentionViewModel) -> None:
        super().__init__()
        self.model = model
        self.messages = MessageSlot()
        self.rows: list[NoticeRow] = []
        self.more = Button("")
        self._most = AT_ONCE
        self._subtitle = Text("", TextStyle.SMALL, "text2")
        self._content = QStackedWidget()
        self._lines = QWidget()
        self._body = column(self._lines, spacing=8)
        self._fill()
        self.more.clicked.connect(self._show_more)
        model.shown.connect(self._show)
        model.failed.connect(self.messages.show_refusal)
        self._show()

    def enter(self) -> None:
        """Show what needs attention now."""
        self._most = AT_ONCE
        self.model.reload()
        self.first_control.setFocus()

    @property
    def first_control(self) -> QWidget:
        """Where the keyboard goes first."""
        return self.rows[0].buttons[0] if self.rows else self

    def _fill(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Needs attention"))
        self._body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._content.addWidget(Scroll(self._lines))
        self._content.addWidget(self._make_empty())
        words = column(spacing=2)
        words.addWidget(Text(self.tr("Needs attention"), TextStyle.HEADLINE))
        words.addWidget(self._subtitle)
        body = column(self, margins=QMargins(MARGIN, 20, MARGIN, MARGIN), spacing=14)
        body.addLayout(words)
        body.addWidget(self.messages)
        body.addWidget(self._content, 1)
        body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)

    def _make_empty(self) -> QWidget:
        page, centre = QWidget(), Qt.AlignmentFlag.AlignHCenter
        body = column(page, spacing=10)
        body.addStretch(2)
        body.addWidget(Icon("circle-check", "ok", 40), 0, centre)
        body.addSpacing(6)
        body.addWidget(Text(self.tr("Nothing needs your attention"), TextStyle.TITLE), 0, centre)
        said = self.tr("Badges that end, were withdrawn or changed show up here, and backups that are due.")
        words = Paragraph(said, TextStyle.BODY, "text2")
        words.setAlignment(centre)
        body.addWidget(words)
        body.addStretch(3)
        return page

    def _show(self) -> None:
        model, here = self.model, self._place_of_keyboard()
        clear(self._body)
        self.rows = []
        self._subtitle.setText(number_words(len(model.notices)) if model.notices else "")
        self._content.setCurrentIndex(0 if model.notices or model.dismissed else 1)
        for matter, notices in groupby(model.notices[: self._most], lambda each: each.matter):
            self._add_group(heading(matter), [self._row(each) for each in notices])
        hidden = model.dismissed[: max(0, self._most - len(model.notices))]
        self._add_group(self.tr("Dismissed"), [self._dismissed_row(each) for each in hidden])
        left = len(model.notices) + len(model.dismissed) - len(self.rows)
        self.more.setText(self.tr("Show more ({n})").format(n=left))
        self.more.setVisible(left > 0)
        if here is not None:
            self._lead_keyboard(here)

    def _place_of_keyboard(self) -> int | None:
        control = QApplication.focusWidget()
        inside = (place for place, each in enumerate(self.rows) if control is not None and each.isAncestorOf(control))
        return next(inside, None)

    def _lead_keyboard(self, place: int) -> None:
        """Lead the keyboard to the notice that stands where it was: lines are made anew whenever anything changes."""
        if not self.rows:
            self.setFocus()
            return
        line = self.rows[min(place, len(self.rows) - 1)]
        line.show()  # what is not shown yet takes no keyboard
        line.buttons[0].setFocus()

    def _show_more(self) -> None:
        self._most += AT_ONCE
        self._show()

    def _add_group(self, title: str, rows: list[NoticeRow]) -> None:
        if not rows:
            return
        if self.rows:
            self._body.addSpacing(10)
        self._body.addWidget(Text(title, TextStyle.SUBTITLE))
        for each in rows:
            self._body.addWidget(each)
        self.rows.extend(rows)

    def _row(self, notice: Notice) -> NoticeRow:
        acts = self._acts(notice)
        line = NoticeRow(self.model.words(notice), tuple(words for words, _ in acts))
        line.acted.connect(lambda place: acts[place][1]())
        line.dismissed.connect(partial(self._dismiss, notice))
        return line

    def _dismissed_row(self, notice: Notice) -> NoticeRow:
        line = NoticeRow(self.model.words(notice), (self.tr("Show again"),), closable=False)
        line.acted.connect(lambda _place: self.model.recall(notice))
        return line

    def _acts(self, notice: Notice) -> tuple[tuple[str, Callable[[], object]], ...]:
        check = (self.tr("Check again"), partial(self.model.check, notice))
        if notice.card is not None:
            return (self.tr("Open"), partial(self.badge_opened.emit, notice.card.id)), check
        return {
            Matter.BACKUP: ((self.tr("Back up now"), self.backup_wanted.emit),),
            Matter.WALLET: ((self.tr("See what to do"), self.security_wanted.emit),),
        }.get(notice.matter, (check,))

    def _dismiss(self, notice: Notice) -> None:
        self.model.dismiss(notice)
        self.dismissed.emit(notice)
