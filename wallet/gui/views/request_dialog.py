"""A request that was received: who asks first, then what to show, then the answer."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QSize, Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from wallet.gui.viewmodels.answering import AnsweringViewModel
from wallet.gui.viewmodels.dates import minutes
from wallet.gui.views.add_dialog import PATIENCE_MILLISECONDS
from wallet.gui.views.choosing_columns import ChoosingColumns
from wallet.gui.views.question_page import QuestionPage
from wallet.gui.widgets.announcing import announce
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.panels import Line, column, row
from wallet.gui.widgets.statements import Icon
from wallet.gui.widgets.text import Paragraph, Text, foreign
from wallet.gui.widgets.theme import TextStyle
from wallet.model.errors import WalletError

ASKING = QSize(600, 560)
CHOOSING = QSize(1092, 700)
SECOND = 1_000
CHOOSING_PAGE = 2


class RequestDialog(Overlay):
    """A request, and its answer."""

    def __init__(self, window: QWidget, model: AnsweringViewModel) -> None:
        super().__init__(window, self.tr("Request received"), ASKING)
        self.model = model
        self.question = QuestionPage(model)
        self.again = Button(self.tr("Only what they &ask for"), look=Look.LINK)
        self.other = Button(self.tr("Use an&other badge"), look=Look.LINK)
        self._asker = Paragraph("", TextStyle.STRONG)
        self._purpose = Paragraph("", TextStyle.SMALL, "text2")
        self.columns = ChoosingColumns(model.choosing, model.leaving, self._make_head(), window)
        self.refusal = _Refusal()
        self._waiting = Text("", TextStyle.BODY, "text2")
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MILLISECONDS)
        self._seconds = QTimer(self, interval=SECOND)
        self._pages = QStackedWidget()
        for page in (self._make_waiting(), self.question, self._make_choosing(), self.refusal):
            self._pages.addWidget(page)
        self.content.addWidget(self._pages, 1)
        self.first_focus = self.question.choose
        self._connect()
        self._patience.start()

    def choose(self) -> None:
        """Go on to the details."""
        self.grow_to(CHOOSING)
        self.heading.setText(self.tr("Answer a request"))
        self.subheading.setText(self.tr("Tick what to show. The middle column is exactly what they get."))
        self.subheading.show()
        self._pages.setCurrentIndex(CHOOSING_PAGE)
        self.columns.handing_over.show_to_them.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_waiting(self) -> QWidget:
        page = QWidget()
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column(page).addWidget(self._waiting)
        return page

    def _make_head(self) -> QWidget:
        head = QWidget()
        body = column(head, spacing=3)
        body.addWidget(self._asker)
        body.addWidget(self._purpose)
        ways = row(spacing=18)
        ways.addWidget(self.again)
        ways.addWidget(self.other)
        ways.addStretch(1)
        body.addLayout(ways)
        return head

    def _make_choosing(self) -> QWidget:
        page = QWidget()
        done = Button(self.tr("&Done"), look=Look.SOFT)
        done.clicked.connect(self.close_overlay)
        foot = row(margins=QMargins(24, 12, 20, 12), spacing=10)
        foot.addWidget(self.columns.footnote, 1)
        foot.addWidget(done)
        body = column(page)
        body.addWidget(self.columns, 1)
        body.addWidget(Line())
        body.addLayout(foot)
        return page

    def _connect(self) -> None:
        self._patience.timeout.connect(lambda: self._waiting.setText(self.tr("Looking through your badges…")))
        self._seconds.timeout.connect(self._show_time)
        self.question.chosen.connect(self.choose)
        self.question.declined.connect(self.close_overlay)
        self.refusal.done.clicked.connect(self.close_overlay)
        self.again.clicked.connect(self.model.start_over)
        self.other.clicked.connect(self.model.use_other_badges)
        self.model.alone.connect(self.columns.messages.show_refusal)
        self.model.asked.connect(self._show_question)
        self.model.refused.connect(self._show_refusal)
        self.model.ended.connect(self._show_end)
        self.closed.connect(self.columns.handing_over.close_screen)

    def _show_question(self) -> None:
        question = self.model.question
        if question is None:
            return
        self._patience.stop()
        if self._pages.currentIndex() == CHOOSING_PAGE:
            return  # other badges: what was asked stays the same
        self.question.show_question(question)
        self._asker.setText(self.tr("For {name}").format(name=foreign(question.asker.name, 80)))
        self._purpose.setText(foreign(question.purpose))
        self._purpose.setVisible(bool(question.purpose))
        self._pages.setCurrentIndex(1)
        self.question.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_time()
        self._seconds.start()

    def _show_time(self) -> None:
        seconds = self.model.leaving.seconds_left() or 0
        words = self.tr("It can be answered for {time}").format(time=minutes(seconds))
        self.question.left_over.setText(words)

    def _show_refusal(self, error: WalletError) -> None:
        self._patience.stop()
        self.refusal.say(error, self._who())
        self._pages.setCurrentIndex(3)
        self.refusal.done.setFocus(Qt.FocusReason.OtherFocusReason)

    def _who(self) -> str:
        asker = self.model.asker
        if asker is None:
            return ""
        words = (
            self.tr("From {name}.") if asker.is_proved else self.tr("From {name}. We could not confirm who this is.")
        )
        return words.format(name=foreign(asker.name, 80))

    def _show_end(self) -> None:
        self._seconds.stop()
        what = self.tr("This request has expired.")
        if self._pages.currentIndex() == 1:
            self._show_refusal(WalletError(what, remedy=self.tr("Ask for a new one.")))
            return
        self.columns.handing_over.hold(what)
        announce(self, what)


class _Refusal(QWidget):
    """Why a request cannot be answered."""

    def __init__(self) -> None:
        super().__init__()
        self.done = Button(self.tr("&Close"), look=Look.SOFT)
        self._title = Paragraph("", TextStyle.SUBTITLE)
        self._text = Paragraph("", TextStyle.BODY, "text2")
        self._who = Paragraph("", TextStyle.SMALL, "text2")
        inside = column(margins=QMargins(56, 24, 56, 24), spacing=8)
        inside.addStretch(1)
        inside.addWidget(Icon("circle-alert", "bad", 36), 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addSpacing(6)
        for words in (self._title, self._text, self._who):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inside.addWidget(words)
        inside.addStretch(1)
        foot = row(margins=QMargins(24, 12, 20, 12))
        foot.addStretch(1)
        foot.addWidget(self.done)
        body = column(self)
        body.addLayout(inside, 1)
        body.addWidget(Line())
        body.addLayout(foot)

    def say(self, error: WalletError, who: str) -> None:
        """Say what is wrong, why, what to do, and who asked where that is known."""
        self._who.setText(who)
        self._title.setText(error.what)
        self._text.setText(f"{error.why} {error.remedy}".strip())
        if self.isVisible():
            announce(self, str(error), urgent=True)
