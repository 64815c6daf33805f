"""Choosing a passphrase: typed twice, and judged as one types."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wallet.gui.viewmodels.passphrase_words import strength
from wallet.gui.widgets.facts import StrengthBar
from wallet.gui.widgets.inputs import PassphraseField
from wallet.gui.widgets.panels import column
from wallet.gui.widgets.statements import MessageSlot
from wallet.gui.widgets.text import Paragraph, Text
from wallet.gui.widgets.theme import TextStyle


class NewPassphrase(QWidget):
    """Two fields for a new passphrase.

    Args:
        label: What it is for; the words above the first field.

    Signals:
        judged: Whether what was typed may be used.
        chosen: A passphrase was typed twice alike; carries it.
    """

    judged = Signal(bool)
    chosen = Signal(str)

    def __init__(self, label: str) -> None:
        super().__init__()
        self.first = PassphraseField(label)
        self.second = PassphraseField(self.tr("The same again: {label}").format(label=label))
        self.messages = MessageSlot()
        self._bar = StrengthBar()
        self._words = Paragraph("", TextStyle.SMALL, "text2")
        body = column(self, spacing=10)
        body.addWidget(Text(label, TextStyle.SMALL_STRONG))
        body.addWidget(self.first)
        body.addWidget(self._bar)
        body.addWidget(self._words)
        body.addSpacing(2)
        body.addWidget(Text(self.tr("The same again"), TextStyle.SMALL_STRONG))
        body.addWidget(self.second)
        body.addWidget(self.messages)
        for field in (self.first, self.second):
            field.changed.connect(self._judge)
            field.entered.connect(self.choose)
        self._judge()

    @property
    def enough(self) -> bool:
        """Whether what was typed first may be used."""
        return strength(self.first.text()).enough

    def forget(self) -> None:
        """Empty the fields."""
        self.first.forget()
        self.second.forget()
        self.messages.dismiss()

    def choose(self) -> None:
        """Take what was typed, where it was typed twice alike."""
        if not self.enough:
            return
        if self.first.text() != self.second.text():
            self.messages.show_error(
                self.tr("The two passphrases differ"), self.tr("Type the same one in both fields.")
            )
            self.second.ask_again()
            return
        self.messages.dismiss()
        self.chosen.emit(self.first.text())

    def _judge(self) -> None:
        judged = strength(self.first.text())
        self._bar.show_strength(judged.share, judged.tone)
        self._words.setText(judged.words)
        self.judged.emit(judged.enough)
