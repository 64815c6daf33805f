"""Who asks, for what and how much, before anything is chosen."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.answering import AnsweringViewModel, Asker, Question
from wallet.gui.viewmodels.choosing import Shown
from wallet.gui.viewmodels.verdict_words import card_status
from wallet.gui.viewmodels.words import Words
from wallet.gui.widgets.badge_picture import BadgePicture
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.panels import Line, Panel, Scroll, clear, column, row
from wallet.gui.widgets.statements import Icon, Strip
from wallet.gui.widgets.text import Paragraph, Text, foreign
from wallet.gui.widgets.theme import TextStyle
from wallet.model.disclosure import Hiding

PICTURE = 36
STATUS_ICON = 16


class QuestionPage(QWidget):
    """A request in words, and the two ways on.

    Signals:
        chosen: Details are to be chosen.
        declined: It is not to be answered.
    """

    chosen = Signal()
    declined = Signal()

    def __init__(self, model: AnsweringViewModel) -> None:
        super().__init__()
        self._model = model
        self.choose = Button(self.tr("&Choose details"), look=Look.PRIMARY)
        self.refuse = Button(self.tr("&Refuse"))
        self.left_over = Paragraph("", TextStyle.SMALL, "text2")
        self._inside = column(margins=QMargins(24, 18, 24, 18), spacing=12)
        page = QWidget()
        page.setLayout(self._inside)
        body = column(self)
        body.addWidget(Scroll(page), 1)
        body.addWidget(Line())
        body.addLayout(self._make_foot())
        self.choose.clicked.connect(self.chosen)
        self.refuse.clicked.connect(self.declined)

    def show_question(self, question: Question) -> None:
        """Show what is asked."""
        clear(self._inside)
        title = self.tr("{name} asks for 1 detail") if question.details == 1 else self.tr("{name} asks for {n} details")
        shown = title.format(name=foreign(question.asker.name, 80), n=question.details)
        self._inside.addWidget(Paragraph(shown, TextStyle.SUBTITLE))
        self._inside.addWidget(Strip(self._who(question.asker)))
        self._inside.addWidget(self._purpose(question.purpose))
        for sentence in question.beyond:
            self._inside.addWidget(Strip(Words("triangle-alert", Tone.WARN, foreign(sentence, None))))
        self._inside.addSpacing(4)
        self._inside.addWidget(Text(self.tr("The least that answers it"), TextStyle.OVERLINE, "text2"))
        for badge in self._model.choosing.badges:
            self._inside.addWidget(self._badge(badge))
        self._inside.addStretch(1)

    def _who(self, asker: Asker) -> Words:
        if not asker.is_proved:
            text = self.tr("Anybody could have written this name. Answer only if you know where the request is from.")
            return Words("shield-question-mark", Tone.WARN, self.tr("We could not confirm who this is."), text)
        text = self.tr("It calls itself {name}, which nobody confirmed.").format(name=foreign(asker.own_name, 80))
        title = self.tr("Signed by {name}").format(name=foreign(asker.name, 80))
        return Words("key-round", Tone.NEUTRAL, title, text if asker.own_name else "")

    def _purpose(self, purpose: str) -> QWidget:
        box = Panel("sunken")
        inner = row(box, margins=QMargins(14, 10, 12, 11), spacing=11)
        said = self.tr("It says: {purpose}").format(purpose=foreign(purpose, None))
        words = said if purpose else self.tr("It does not say what for.")
        inner.addWidget(Icon("info", "text3", 18), 0, Qt.AlignmentFlag.AlignTop)
        inner.addWidget(Paragraph(words, TextStyle.BODY), 1)
        return box

    def _badge(self, badge: Shown) -> QWidget:
        card = Panel("card")
        picture = BadgePicture(PICTURE)
        picture.show_badge(badge.card.issuer_name, badge.card.name, self._model.choosing.image(badge.card.id))
        words = column(spacing=2)
        words.addWidget(Paragraph(foreign(badge.card.name), TextStyle.STRONG))
        words.addWidget(Paragraph(self._details(badge), TextStyle.SMALL, "text2"))
        words.addLayout(_status(card_status(badge.card, self._model.now())))
        inner = row(card, margins=QMargins(14, 11, 14, 12), spacing=12)
        inner.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(words, 1)
        return card

    def _details(self, badge: Shown) -> str:
        if badge.whole_only:
            return self.tr("All {n} details: this badge can only be shown whole.").format(n=len(badge.claims))
        asked = badge.asked or frozenset()
        shown = (each for each in badge.claims if each.hiding is not Hiding.CHOOSABLE or each.pointer in asked)
        return ", ".join(foreign(each.label, 60) for each in shown)

    def _make_foot(self) -> QHBoxLayout:
        foot = row(margins=QMargins(24, 12, 20, 12), spacing=10)
        foot.addWidget(Icon("clock", "text3", 16))
        foot.addWidget(self.left_over, 1)
        foot.addWidget(self.refuse)
        foot.addWidget(self.choose)
        return foot


def _status(words: Words) -> QHBoxLayout:
    """Return what the badge's last check came to."""
    line = row(spacing=7)
    line.addWidget(Icon(words.icon, words.tone, STATUS_ICON))
    line.addWidget(Text(words.title, TextStyle.SMALL_MEDIUM, words.tone), 1)
    return line
