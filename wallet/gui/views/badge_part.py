"""A part of the badge page behind one of its tabs: made when first opened, filled when it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from wallet.gui.viewmodels.badge import BadgeViewModel
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.panels import Card, Scroll, clear, column
from wallet.gui.widgets.text import LONGEST, Paragraph, foreign
from wallet.gui.widgets.theme import TextStyle
from wallet.gui.widgets.unfolding import Unfolding
from wallet.model.badge import BadgePage

Makers: TypeAlias = Iterator[Callable[[], QWidget]]


class BadgePart(Scroll):
    """Cards below each other, about the badge that is shown; some at a time, so that the window answers meanwhile.

    Args:
        model: The badge.
        cards_of: Returns what makes the cards of a badge, one after the other.
        at_once: Most cards that are made at a time.
    """

    def __init__(self, model: BadgeViewModel, cards_of: Callable[[BadgePage], Makers], at_once: int = 8) -> None:
        page = QWidget()
        super().__init__(page)
        self.model = model
        self._cards_of = cards_of
        self._at_once = at_once
        self.cards = column(spacing=11)
        self.more = Button(self.tr("Show more"), look=Look.LINK)
        self.more.clicked.connect(self._show_more)
        self._filled_with: BadgePage | None = None
        self._coming: Makers = iter(())
        self._next: Callable[[], QWidget] | None = None
        self.arrange(page)
        model.shown.connect(self._fill_if_seen)

    def arrange(self, page: QWidget) -> None:
        """Put the cards on the page."""
        body = column(page, margins=QMargins(28, 14, 24, 18))
        body.addLayout(self.cards)
        body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is to be shown of the badge."""
        super().showEvent(event)
        self._fill_if_seen()

    def say_nothing_is_there(self, words: str) -> Card:
        """Return a card that says that the badge has none of these."""
        card = Card()
        card.body.addWidget(Paragraph(words, TextStyle.BODY, "text2"))
        return card

    def _fill_if_seen(self) -> None:
        page = self.model.page
        if page is None or page is self._filled_with or not self.isVisible():
            return
        before, self._filled_with = self._filled_with, page
        self.fill(page)
        if before is None or before.card.id != page.card.id:
            self.verticalScrollBar().setValue(0)

    def fill(self, page: BadgePage) -> None:
        """Show a badge."""
        self.begin(self._cards_of(page))

    def begin(self, cards: Makers) -> None:
        """Show the first of some cards instead of those that there were."""
        clear(self.cards)
        self._coming, self._next = cards, next(cards, None)
        self._show_more()

    def _show_more(self) -> None:
        for _ in range(self._at_once):
            if self._next is None:
                break
            self.cards.addWidget(self._next())
            self._next = next(self._coming, None)
        self.more.setVisible(self._next is not None)


def said(text: str, name: str, style: TextStyle = TextStyle.BODY, tone: str = "text2") -> QWidget:
    """Return a text of the badge, as plain text: 200 characters of it, and more where that is asked for.

    Args:
        text: The text.
        name: What it is, for those who hear the button for more.
        style: Its size and weight.
        tone: The token it is coloured with.
    """
    if len(text) <= LONGEST:
        return Paragraph(foreign(text), style, tone)
    return Unfolding(text, name, style, tone, LONGEST)
