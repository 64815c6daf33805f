"""Beside the library: the badge that the keyboard is on, without leaving the list."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from wallet.gui.viewmodels.inspecting import InspectorViewModel
from wallet.gui.widgets.badge_picture import BadgePicture, Monogram
from wallet.gui.widgets.buttons import Button, IconButton, Look
from wallet.gui.widgets.facts import Facts
from wallet.gui.widgets.panels import Panel, Scroll, column, row
from wallet.gui.widgets.statements import Banner
from wallet.gui.widgets.text import ElidedText, Paragraph, foreign
from wallet.gui.widgets.theme import TextStyle, scaled

PICTURE = 96
LABEL_WIDTH = 84
LONGEST = 300


class Inspector(Panel):
    """One badge in short.

    Signals:
        opened: Its page is wanted; carries its id.
        present_wanted: It is to be presented; carries its id in a list.
        left: The inspector is to go.
    """

    opened = Signal(str)
    present_wanted = Signal(object)
    left = Signal()

    def __init__(self, model: InspectorViewModel) -> None:
        super().__init__("inspector")
        self._model = model
        self.setAccessibleName(self.tr("The badge in short"))
        self.close_button = IconButton("x", self.tr("Close the inspector"))
        self.present = Button(self.tr("&Present"), "qr-code", Look.PRIMARY)
        self.open = Button(self.tr("&Open"), "maximize")
        self.name = Paragraph("", TextStyle.SUBTITLE)
        self._picture = BadgePicture(PICTURE)
        self._monogram = Monogram(scaled(18))
        self._issuer = ElidedText("", TextStyle.BODY, "text2")
        self._banner = Banner()
        self._facts = Facts(longest=LONGEST, label_width=LABEL_WIDTH)
        self._nothing = Paragraph(self.tr("Select a badge to see more of it here."), TextStyle.BODY, "text2")
        self._badge = QWidget()
        self._fill()
        self._connect()

    def _fill(self) -> None:
        page = QWidget()
        inner = column(page, margins=QMargins(20, 2, 20, 18))
        inner.addWidget(self._nothing)
        inner.addWidget(self._badge)
        inner.addStretch(1)
        body = column(self._badge, spacing=10)
        body.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addSpacing(8)
        body.addWidget(self.name)
        body.addLayout(self._make_issuer())
        body.addWidget(self._banner)
        body.addWidget(self._facts)
        body.addLayout(self._make_buttons())
        top = row(margins=QMargins(8, 8, 8, 0))
        top.addStretch(1)
        top.addWidget(self.close_button)
        whole = column(self)
        whole.addLayout(top)
        whole.addWidget(Scroll(page), 1)

    def _make_issuer(self) -> QHBoxLayout:
        issuer = row(spacing=8)
        issuer.addWidget(self._monogram)
        issuer.addWidget(self._issuer, 1)
        return issuer

    def _make_buttons(self) -> QHBoxLayout:
        buttons = row(spacing=8)
        for button in (self.present, self.open):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button, 1)
        return buttons

    def _connect(self) -> None:
        self._model.shown.connect(self._show)
        self.close_button.clicked.connect(self.left)
        self.open.clicked.connect(self._open)
        self.present.clicked.connect(self._present)
        self._show()

    def _show(self) -> None:
        card = self._model.card
        self._nothing.setVisible(card is None)
        self._badge.setVisible(card is not None)
        if card is None:
            return
        self._picture.show_badge(card.issuer_name, card.name, self._model.image)
        self.name.setText(foreign(card.name))
        self._monogram.show_issuer(card.issuer_name)
        self._issuer.setText(foreign(card.issuer_name))
        self._banner.show_words(self._model.verdict)
        self._facts.show_fields(self._model.fields)

    def _open(self) -> None:
        if self._model.card is not None:
            self.opened.emit(self._model.card.id)

    def _present(self) -> None:
        if self._model.card is not None:
            self.present_wanted.emit([self._model.card.id])
