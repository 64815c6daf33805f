"""The evidence of a badge: what it is and where it is; a link is opened only by a click on it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from wallet.gui.viewmodels.badge import BadgeViewModel
from wallet.gui.viewmodels.claim_words import host_of, is_link
from wallet.gui.views.badge_part import BadgePart, Makers, said
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.panels import Card
from wallet.gui.widgets.pills import Pill
from wallet.gui.widgets.text import Paragraph, foreign, plain_tooltip
from wallet.gui.widgets.theme import TextStyle
from wallet.model.badge import BadgePage, Piece


class EvidencePart(BadgePart):
    """A card for each piece of evidence."""

    def __init__(self, model: BadgeViewModel) -> None:
        super().__init__(model, self._cards)

    def _cards(self, page: BadgePage) -> Makers:
        if not page.pieces:
            yield partial(self.say_nothing_is_there, self.tr("The issuer added no evidence."))
        if any(host_of(piece.address) for piece in page.pieces):
            yield self._warn
        for piece in page.pieces:
            yield partial(self._card, piece)

    def _card(self, piece: Piece) -> Card:
        name = piece.name or piece.genre or self.tr("Evidence")
        genre = Pill(foreign(piece.genre, 40)) if piece.genre and piece.name else None
        card = Card(foreign(name, 120), genre)
        for text in (piece.description, piece.narrative):
            if text:
                card.body.addWidget(said(text, name))
        if piece.address:
            self._add_address(card, piece.address, name)
        return card

    def _add_address(self, card: Card, address: str, name: str) -> None:
        card.body.addWidget(said(address, name, TextStyle.SMALL, "text3"))
        host = host_of(address)
        if host:
            link = Button(self.tr("Open at {host}").format(host=foreign(host, 60)), "external-link", Look.LINK)
            link.setToolTip(plain_tooltip(foreign(address)))
            link.setAccessibleName(self.tr("Open {name} at {host}").format(name=foreign(name, 120), host=host))
            link.clicked.connect(partial(_open, address))
            card.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        elif is_link(address):
            words = self.tr("This link is not opened, because it hides where it leads.")
            card.body.addWidget(Paragraph(words, TextStyle.SMALL, "warn"))

    def _warn(self) -> Paragraph:
        words = self.tr("Links open in your browser. Whoever runs the page then sees that you looked at it.")
        return Paragraph(words, TextStyle.SMALL, "text3")


def _open(address: str, _checked: bool = False) -> None:
    QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))
