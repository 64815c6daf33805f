"""Adopting an evidence pack: an act of its own, with its issuers in view."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QSize, Signal
from PySide6.QtWidgets import QWidget

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.dates import long_date
from wallet.gui.viewmodels.packs import PackOffer
from wallet.gui.viewmodels.words import Words
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.panels import Scroll, column, row
from wallet.gui.widgets.statements import Icon, Strip
from wallet.gui.widgets.text import Paragraph, Text, foreign
from wallet.gui.widgets.theme import TextStyle


class PackDialog(Overlay):
    """A pack, the issuers it vouches for, and the question whether to lean on it.

    Args:
        window: What it lies over.
        offer: The pack.
        consequence: What adopting it means, as a sentence.

    Signals:
        adopted: It is to be used.
    """

    adopted = Signal()

    def __init__(self, window: QWidget, offer: PackOffer, consequence: str) -> None:
        super().__init__(window, self.tr("Use this evidence pack?"), QSize(560, 520))
        until = self.tr("“{name}”, valid until {date}")
        self.subheading.setText(until.format(name=foreign(offer.name, 80), date=long_date(offer.expires)))
        self.subheading.show()
        title = self.tr("Unsigned: only if you made it or got it from someone you trust")
        body = column(margins=QMargins(24, 18, 24, 8), spacing=14)
        body.addWidget(Strip(Words("triangle-alert", Tone.WARN, title, consequence)))
        body.addWidget(Text(self.tr("It vouches for {n} issuers").format(n=len(offer.issuers)), TextStyle.STRONG))
        body.addWidget(Scroll(_issuer_list(offer)), 1)
        self.content.addLayout(body, 1)
        cancel, use = Button(self.tr("&Do not use it")), Button(self.tr("&Use it now"), look=Look.PRIMARY)
        cancel.clicked.connect(self.close_overlay)
        use.clicked.connect(self._adopt)
        self.add_foot(cancel, use)

    def _adopt(self) -> None:
        self.adopted.emit()
        self.close_overlay()


def _issuer_list(offer: PackOffer) -> QWidget:
    page = QWidget()
    body = column(page, spacing=8)
    for name in offer.issuers:
        line = row(spacing=10)
        line.addWidget(Icon("award", "text3", 16))
        line.addWidget(Paragraph(foreign(name, 120), TextStyle.BODY), 1)
        body.addLayout(line)
    body.addStretch(1)
    return page
