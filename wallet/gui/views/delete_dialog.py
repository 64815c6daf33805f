"""Deleting the wallet: what is lost is named, and the passphrase is asked for."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from wallet.gui.viewmodels.security import SecurityViewModel
from wallet.gui.viewmodels.wallet_words import loss_words, safety_words
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.inputs import PassphraseField
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.statements import MessageSlot, Strip
from wallet.gui.widgets.text import Paragraph, Text
from wallet.gui.widgets.theme import TextStyle
from wallet.model.errors import WalletError
from wallet.model.vault_state import VaultState


class DeleteDialog(Overlay):
    """A wallet that is to be deleted.

    Args:
        window: What it lies over.
        model: The wallet's security.
        state: What is in the wallet.
    """

    def __init__(self, window: QWidget, model: SecurityViewModel, state: VaultState) -> None:
        super().__init__(window, self.tr("Delete this wallet?"), QSize(560, 520))
        self._model = model
        self.passphrase = PassphraseField(self.tr("Passphrase of the wallet"))
        self.messages = MessageSlot()
        self.delete = Button(self.tr("&Delete for good"), "trash-2", Look.PRIMARY)
        self.leave = Button(self.tr("Cancel"))
        self._fill_panel(state)
        self.add_foot(self.leave, self.delete)
        self.first_focus = self.leave
        self._connect()
        self._show_whether()

    def _fill_panel(self, state: VaultState) -> None:
        body = self.add_body(spacing=10)
        lead = self.tr("This cannot be undone. Lost with the wallet:")
        body.addWidget(Paragraph(lead, TextStyle.BODY, "text2"))
        self.lost = [Paragraph(f"•  {line}") for line in loss_words(state)]
        for line in self.lost:
            body.addWidget(line)
        self.safety = Strip(safety_words(state))
        body.addWidget(self.safety)
        body.addSpacing(4)
        body.addWidget(Text(self.tr("Type the passphrase of the wallet to delete it"), TextStyle.SMALL_STRONG))
        body.addWidget(self.passphrase)
        body.addWidget(self.messages)
        body.addStretch(1)

    def _connect(self) -> None:
        self.leave.clicked.connect(self.close_overlay)
        self.passphrase.changed.connect(self._show_whether)
        self.passphrase.entered.connect(self._delete)
        self.delete.clicked.connect(self._delete)
        self._model.busy.connect(self._show_busy)
        self._model.failed.connect(self._refuse)

    def _show_whether(self) -> None:
        self.delete.setEnabled(bool(self.passphrase.text()))

    def _show_busy(self, busy: bool) -> None:
        self.passphrase.setEnabled(not busy)
        self.delete.setEnabled(not busy)

    def _delete(self) -> None:
        if self.delete.isEnabled():
            self.messages.dismiss()
            self._model.delete(self.passphrase.text())

    def _refuse(self, error: WalletError) -> None:
        self.messages.show_refusal(error)
        self.passphrase.ask_again()
