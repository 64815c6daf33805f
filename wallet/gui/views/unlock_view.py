"""Unlocking the wallet, or checking somebody's badge without unlocking."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.opening import OpeningViewModel
from wallet.gui.viewmodels.wallets import WalletsViewModel
from wallet.gui.viewmodels.words import Words
from wallet.gui.views.wallets_menu import WalletsButton
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.inputs import PassphraseField
from wallet.gui.widgets.panels import Line, Panel, column, row
from wallet.gui.widgets.sidebar import Mark
from wallet.gui.widgets.statements import Icon, MessageSlot, Strip
from wallet.gui.widgets.text import Paragraph, Text
from wallet.gui.widgets.theme import TextStyle, scaled

WIDTH = 420


class UnlockView(QWidget):
    """The locked wallet.

    Signals:
        check_wanted: The check window is wanted.
        recovery_wanted: The passphrase was forgotten, and there is a recovery code.
        deletion_wanted: The passphrase was forgotten, there is no recovery code, and the wallet is to be deleted.
        snapshots_wanted: The wallet is damaged, and is to go back to a snapshot; carries the passphrase typed.
    """

    check_wanted = Signal()
    recovery_wanted = Signal()
    deletion_wanted = Signal()
    snapshots_wanted = Signal(str)

    def __init__(self, model: OpeningViewModel, wallets: WalletsViewModel) -> None:
        super().__init__()
        self._model = model
        self._wallets = wallets
        self.facts = Paragraph("", TextStyle.SMALL, "text2")
        self.another = WalletsButton(wallets, Look.LINK)
        self.passphrase = PassphraseField(self.tr("Passphrase"))
        self.unlock = Button(self.tr("&Unlock"), "lock-open", Look.PRIMARY)
        self._keyring = Button(self.tr("Use this computer's &sign-in"), "fingerprint-pattern", Look.LINK)
        self._check = Button(self.tr("&Check someone's credential without unlocking"), "scan-line")
        self._forgotten = Button(self.tr("&Forgot the passphrase?"), look=Look.LINK)
        self.messages = MessageSlot()
        self._fill()
        self._connect()
        self._show_closed()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin anew: an empty field, with the keyboard in it."""
        super().showEvent(event)
        self.passphrase.forget()
        self.messages.dismiss()
        self._show_facts()
        self._keyring.setVisible(self._model.keyring_opens)
        self.passphrase.field.setFocus()

    def _fill(self) -> None:
        card = Panel("raised")
        card.setFixedWidth(scaled(WIDTH))
        inner = column(card, margins=QMargins(28, 26, 28, 26), spacing=10)
        self._add_ways_in(inner)
        inner.addSpacing(2)
        inner.addWidget(Line())
        inner.addSpacing(2)
        inner.addWidget(self._check)
        inner.addLayout(_centred(self._forgotten, self.another))
        for button in (self.unlock, self._check):
            button.setSizePolicy(self.passphrase.sizePolicy().horizontalPolicy(), button.sizePolicy().verticalPolicy())
        body = column(self, margins=QMargins(16, 16, 16, 20))
        body.addStretch(1)
        # A row, not an alignment: only so does the card's height follow from its own width.
        body.addLayout(_centred(card))
        body.addStretch(1)
        body.addLayout(_footnote(self.tr("The passphrase never leaves this computer. Nobody can reset it for you.")))

    def _add_ways_in(self, inner: QVBoxLayout) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        self.facts.setAlignment(centre)
        inner.addWidget(Mark(64), 0, centre)
        inner.addWidget(Text(self.tr("Unlock your wallet"), TextStyle.TITLE), 0, centre)
        inner.addWidget(self.facts)
        inner.addSpacing(4)
        inner.addWidget(Text(self.tr("Passphrase"), TextStyle.SMALL_STRONG))
        inner.addWidget(self.passphrase)
        inner.addWidget(self.messages)
        inner.addWidget(self.unlock)
        inner.addWidget(self._keyring, 0, centre)

    def _connect(self) -> None:
        self.unlock.clicked.connect(self._unlock)
        self.passphrase.entered.connect(self._unlock)
        self._keyring.clicked.connect(self._model.unlock_with_keyring)
        self._check.clicked.connect(self.check_wanted)
        self._forgotten.clicked.connect(self._help)
        self._model.busy.connect(self._show_busy)
        self._model.closed.connect(self._show_closed)
        self._model.refused.connect(self._refuse)
        self._model.damaged.connect(self._offer_snapshots)
        self._model.troubled.connect(self._say_trouble)
        self._wallets.failed.connect(self.messages.show_refusal)

    def _show_facts(self) -> None:
        said = self._model.facts()
        self.facts.setText(said)
        self.facts.setVisible(bool(said))

    def _unlock(self) -> None:
        if self.passphrase.text() and self.unlock.isEnabled():
            self.messages.dismiss()
            self._model.unlock(self.passphrase.text())

    def _show_busy(self, busy: bool) -> None:
        self.unlock.setEnabled(not busy)
        self.unlock.setText(self.tr("Unlocking…") if busy else self.tr("&Unlock"))

    def _show_closed(self) -> None:
        closing = self._model.is_closing
        for part in (self.passphrase, self._keyring, self.unlock):
            part.setEnabled(not closing)
        self.unlock.setText(self.tr("Locking…") if closing else self.tr("&Unlock"))
        self.passphrase.field.setFocus()
        self._show_facts()

    def _say_trouble(self, why: str) -> None:
        self.messages.show_error(self.tr("The wallet did not close cleanly"), why)

    def _help(self) -> None:
        if self._model.recovery_opens:
            self.recovery_wanted.emit()
            return
        text = self.tr(
            "Nobody can reset the passphrase, and this wallet has no recovery code. If you have a backup, it opens "
            "with its own passphrase, once this wallet, which nobody can open, has made room for it."
        )
        words = Words("key-round", Tone.INFO, self.tr("Only a backup helps"), text)
        strip = Strip(words, self.tr("Delete it…"))
        strip.acted.connect(self.deletion_wanted)
        self.messages.show_strip(strip)

    def _offer_snapshots(self, why: str) -> None:
        words = Words("circle-alert", Tone.BAD, self.tr("The wallet is damaged"), why)
        strip = Strip(words, self.tr("Go back to a snapshot"))
        strip.acted.connect(lambda: self.snapshots_wanted.emit(self.passphrase.text()))
        self.messages.show_strip(strip)

    def _refuse(self, why: str) -> None:
        self.messages.show_error(self.tr("Not unlocked"), why)
        self.passphrase.ask_again()


def _centred(*parts: QWidget) -> QHBoxLayout:
    line = row(spacing=20)
    line.addStretch(1)
    for part in parts:
        line.addWidget(part)
    line.addStretch(1)
    return line


def _footnote(words: str) -> QHBoxLayout:
    line = row(spacing=8)
    line.addStretch(1)
    line.addWidget(Icon("info", "text3", 15))
    line.addWidget(Text(words, TextStyle.SMALL, "text2"))
    line.addStretch(1)
    return line
