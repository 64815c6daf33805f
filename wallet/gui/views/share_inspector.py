"""Beside the sharing history: one line in full, or what a receiver knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QWidget

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.dates import long_date, when
from wallet.gui.viewmodels.sharing import SharingViewModel
from wallet.gui.viewmodels.sharing_words import receiver_words, way_words
from wallet.gui.viewmodels.words import Words
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.facts import Facts
from wallet.gui.widgets.panels import Line, Panel, Scroll, clear, column
from wallet.gui.widgets.statements import Strip
from wallet.gui.widgets.text import Paragraph, foreign
from wallet.gui.widgets.theme import TextStyle
from wallet.model.badge import Field
from wallet.model.sharing import Known, Share, SharedClaim
from wallet.operations.remarks import in_words

LABEL_WIDTH = 92


class ShareInspector(Panel):
    """What is known about a line of the history, or a receiver.

    Signals:
        receiver_wanted: What a receiver knows is wanted; carries who that is.
    """

    receiver_wanted = Signal(str)

    def __init__(self, model: SharingViewModel) -> None:
        super().__init__("inspector")
        self._model = model
        self._share: Share | None = None
        self._inside = column(margins=QMargins(20, 22, 18, 18), spacing=8)
        self._linked = column(spacing=8)
        page = QWidget()
        page.setLayout(self._inside)
        column(self).addWidget(Scroll(page))
        model.linked.connect(self._show_links)

    def show_share(self, share: Share) -> None:
        """Show one line in full."""
        self._begin(foreign(receiver_words(share.to), 120), "")
        self._share = share
        self._inside.addWidget(_facts(self._share_fields(share)))
        for badge in share.badges:
            self._add_badge(badge.name, badge.claims)
        self._end()
        if share.to:
            self._add_question(share.to)
        self._model.look_for_links(share.to)

    def show_known(self, known: Known) -> None:
        """Show what a receiver knows, over all that left to them."""
        name = receiver_words(known.to)
        self._begin(self.tr("What does {name} know about me?").format(name=foreign(name, 80)), self._sum(known))
        self._share = None
        self._inside.addWidget(_facts(self._known_fields(known)))
        for badge in known.badges:
            self._add_badge(badge.name, badge.claims)
        self._end()
        self._show_links()

    def _begin(self, title: str, text: str) -> None:
        clear(self._inside)
        self._linked = column(spacing=8)
        self._inside.addWidget(Paragraph(title, TextStyle.SUBTITLE))
        if text:
            self._inside.addWidget(Paragraph(text, TextStyle.SMALL, "text2"))
        self._inside.addSpacing(4)

    def _end(self) -> None:
        self._inside.addSpacing(4)
        self._inside.addLayout(self._linked)
        self._inside.addStretch(1)

    def _add_question(self, receiver: str) -> None:
        ask = Button(self.tr("What do they know about me?"), look=Look.LINK)
        ask.clicked.connect(lambda: self.receiver_wanted.emit(receiver))
        self._inside.insertWidget(1, ask)

    def _add_badge(self, name: str, claims: Sequence[SharedClaim]) -> None:
        self._inside.addSpacing(4)
        self._inside.addWidget(Line())
        self._inside.addSpacing(4)
        self._inside.addWidget(Paragraph(foreign(name), TextStyle.STRONG))
        labels = ", ".join(dict.fromkeys(foreign(claim.label, 60) for claim in claims))
        self._inside.addWidget(Paragraph(labels, TextStyle.SMALL, "text2"))

    def _share_fields(self, share: Share) -> Iterable[Field]:
        yield Field(self.tr("Left"), when(share.at, self._model.now()))
        yield Field(self.tr("How"), way_words(share.ways))
        yield Field(self.tr("What for"), share.purpose)
        yield Field(self.tr("Asked as"), share.audience)
        yield Field(self.tr("Meant until"), long_date(share.until) if share.until is not None else "")

    def _known_fields(self, known: Known) -> Iterable[Field]:
        yield Field(self.tr("First"), when(known.first, self._model.now()))
        yield Field(self.tr("Last"), when(known.last, self._model.now()))
        yield Field(self.tr("What for"), ", ".join(known.purposes))
        yield Field(self.tr("Asked as"), ", ".join(known.audiences))

    def _sum(self, known: Known) -> str:
        badges, details = len(known.badges), sum(len(badge.claims) for badge in known.badges)
        one, many = self.tr("{details} details of 1 badge"), self.tr("{details} details of {badges} badges")
        text = (one if badges == 1 else many).format(details=details, badges=badges)
        if known.to:
            return text
        return self.tr("{text}, in hands that you did not name").format(text=text)

    def _show_links(self) -> None:
        clear(self._linked)
        ids = {badge.badge for badge in self._share.badges} if self._share is not None else None
        found = in_words(link for link in self._model.links if ids is None or link.badge in ids)
        if found:
            self._linked.addWidget(Strip(Words("link-2", Tone.INFO, self.tr("Who could compare notes"), _lines(found))))


def _facts(fields: Iterable[Field]) -> Facts:
    facts = Facts(longest=None, label_width=LABEL_WIDTH)
    facts.show_fields(field for field in fields if field.value)
    return facts


def _lines(sentences: Iterable[str]) -> str:
    return "\n".join(foreign(sentence, None) for sentence in sentences)
