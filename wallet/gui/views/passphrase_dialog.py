"""Asking for the wallet's passphrase, and giving it another one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from wallet.gui.viewmodels.security import SecurityViewModel
from wallet.gui.views.new_passphrase import NewPassphrase
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.inputs import PassphraseField
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.statements import MessageSlot
from wallet.gui.widgets.text import Paragraph, Text
from wallet.gui.widgets.theme import TextStyle
from wallet.model.errors import WalletError


class PassphraseDialog(Overlay):
    """The wallet's passphrase is needed for something.

    Args:
        window: What it lies over.
        title: What it is needed for.
        lead: What becomes of it, as a sentence or two.
        action: What the button says.

    Signals:
        given: It was typed; carries it.
    """

    given = Signal(str)

    def __init__(self, window: QWidget, title: str, lead: str, action: str) -> None:
        super().__init__(window, title, QSize(520, 370))
        self.passphrase = PassphraseField(self.tr("Passphrase of the wallet"))
        self.messages = MessageSlot()
        self.give = Button(action, look=Look.PRIMARY)
        cancel = Button(self.tr("Cancel"))
        body = self.add_body(spacing=10)
        body.addWidget(Paragraph(lead, TextStyle.BODY, "text2"))
        body.addSpacing(4)
        body.addWidget(Text(self.tr("Passphrase of the wallet"), TextStyle.SMALL_STRONG))
        body.addWidget(self.passphrase)
        body.addWidget(self.messages)
        body.addStretch(1)
        self.add_foot(cancel, self.give)
        self.first_focus = self.passphrase.field
        self.give.setEnabled(False)
        cancel.clicked.connect(self.close_overlay)
        self.passphrase.changed.connect(lambda text: self.give.setEnabled(bool(text)))
        self.passphrase.entered.connect(self._give)
        self.give.clicked.connect(self._give)

    def show_busy(self, busy: bool) -> None:
        """Show that the passphrase is being tried."""
        self.give.setEnabled(not busy and bool(self.passphrase.text()))
        self.passphrase.setEnabled(not busy)

    def refuse(self, error: WalletError) -> None:
        """Say why it could not be done."""
        self.messages.show_refusal(error)
        self.passphrase.ask_again()

    def _give(self) -> None:
        if self.give.isEnabled():
            self.messages.dismiss()
            self.given.emit(self.passphrase.text())


class ChangePassphraseDialog(Overlay):
    """Another passphrase for the wallet."""

    def __init__(self, window: QWidget, model: SecurityViewModel) -> None:
        super().__init__(window, self.tr("Change the passphrase"), QSize(560, 540))
        self._model = model
        self.old = PassphraseField(self.tr("Passphrase now"))
        self.pair = NewPassphrase(self.tr("New passphrase"))
        self.messages = MessageSlot()
        self.change = Button(self.tr("C&hange"), look=Look.PRIMARY)
        cancel = Button(self.tr("Cancel"))
        body = self.add_body(spacing=10)
        lead = self.tr("Backups made before still open with their own passphrases.")
        body.addWidget(Paragraph(lead, TextStyle.BODY, "text2"))
        body.addWidget(Text(self.tr("Passphrase now"), TextStyle.SMALL_STRONG))
        body.addWidget(self.old)
        body.addSpacing(4)
        body.addWidget(self.pair)
        body.addWidget(self.messages)
        body.addStretch(1)
        self.add_foot(cancel, self.change)
        self.first_focus = self.old.field
        cancel.clicked.connect(self.close_overlay)
        self._connect()
        self._show_whether()

    def _connect(self) -> None:
        self.old.entered.connect(self.pair.first.field.setFocus)
        self.old.changed.connect(self._show_whether)
        self.pair.judged.connect(self._show_whether)
        self.pair.chosen.connect(self._change)
        self.change.clicked.connect(self.pair.choose)
        self._model.busy.connect(self._show_busy)
        self._model.failed.connect(self._refuse)
        self._model.passphrase_changed.connect(self.close_overlay)

    def _change(self, new: str) -> None:
        if self.change.isEnabled():
            self.messages.dismiss()
            self._model.change_passphrase(self.old.text(), new)

    def _show_whether(self) -> None:
        self.change.setEnabled(bool(self.old.text()) and self.pair.enough)

    def _show_busy(self, busy: bool) -> None:
        self.change.setText(self.tr("Changing…") if busy else self.tr("C&hange"))
        self.change.setEnabled(not busy)

    def _refuse(self, error: WalletError) -> None:
        self.messages.show_refusal(error)
        self.old.ask_again()
