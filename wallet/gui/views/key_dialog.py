"""A new signing key: what it is for, and of which type."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from wallet.gui.viewmodels.own_keys import TYPES
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.inputs import Field
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.segments import Segmented
from wallet.gui.widgets.statements import MessageSlot
from wallet.gui.widgets.text import Paragraph, Text
from wallet.gui.widgets.theme import TextStyle


class KeyDialog(Overlay):
    """A key that is to be made.

    Signals:
        named: What it is for, and its type, were given.
    """

    named = Signal(str, str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, self.tr("New signing key"), QSize(520, 430))
        self.purpose = Field(self.tr("Such as an issuer's name"), self.tr("What it is for"))
        self.types = Segmented(TYPES, self.tr("Type of key"))
        self.messages = MessageSlot()
        self.make = Button(self.tr("&Make it"), look=Look.PRIMARY)
        self._type = TYPES[0]
        cancel = Button(self.tr("Cancel"))
        self._fill_panel()
        self.add_foot(cancel, self.make)
        self.first_focus = self.purpose
        self.types.choose(0)
        cancel.clicked.connect(self.close_overlay)
        self._connect()
        self._show_whether("")

    def _fill_panel(self) -> None:
        lead = self.tr(
            "Its address can be given to an issuer, who then issues badges to it: only this wallet can show them."
        )
        kind = self.tr("Choose {other} only where the issuer asks for it.").format(other=TYPES[1])
        body = self.add_body(spacing=10)
        body.addWidget(Paragraph(lead, TextStyle.BODY, "text2"))
        body.addSpacing(4)
        body.addWidget(Text(self.tr("What it is for"), TextStyle.SMALL_STRONG))
        body.addWidget(self.purpose)
        body.addSpacing(4)
        body.addWidget(Text(self.tr("Type of key"), TextStyle.SMALL_STRONG))
        body.addWidget(self.types, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(Paragraph(kind, TextStyle.SMALL, "text2"))
        body.addWidget(self.messages)
        body.addStretch(1)

    def _connect(self) -> None:
        self.types.chosen.connect(self._choose_type)
        self.purpose.textChanged.connect(self._show_whether)
        self.purpose.returnPressed.connect(self._make)
        self.make.clicked.connect(self._make)

    def _choose_type(self, number: int) -> None:
        self._type = TYPES[number]

    def _show_whether(self, text: str) -> None:
        self.make.setEnabled(bool(text.strip()))

    def _make(self) -> None:
        if self.make.isEnabled():
            self.messages.dismiss()
            self.named.emit(self.purpose.text().strip(), self._type)
