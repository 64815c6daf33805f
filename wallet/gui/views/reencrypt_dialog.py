"""The passphrase was seen: the wallet encrypted anew under another key, with another passphrase."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.security import SecurityViewModel
from wallet.gui.viewmodels.wallet_words import ending_words
from wallet.gui.viewmodels.words import Words
from wallet.gui.views.new_passphrase import NewPassphrase
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.inputs import PassphraseField
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.progress import ProgressCard
from wallet.gui.widgets.statements import MessageSlot, Strip
from wallet.gui.widgets.text import Paragraph, Text
from wallet.gui.widgets.theme import TextStyle
from wallet.model.errors import WalletError


class ReencryptDialog(Overlay):
    """A wallet that is to be encrypted anew."""

    def __init__(self, window: QWidget, model: SecurityViewModel) -> None:
        super().__init__(window, self.tr("My passphrase was seen"), QSize(600, 660))
        self._model = model
        self.old = PassphraseField(self.tr("Passphrase that was seen"))
        self.pair = NewPassphrase(self.tr("New passphrase"))
        self.messages = MessageSlot()
        self.progress = ProgressCard()
        self.progress.cancel.hide()
        self.progress.hide()
        self.go = Button(self.tr("&Encrypt anew"), look=Look.PRIMARY)
        self.leave = Button(self.tr("Cancel"))
        self._fill_panel()
        self.add_foot(self.leave, self.go)
        self.first_focus = self.old.field
        self._connect()
        self._show_whether()

    def _fill_panel(self) -> None:
        lead = self.tr(
            "Everything is written anew under another key, so that a copy of the key file which somebody took is of no "
            "use. Changing the passphrase alone does not do that."
        )
        body = self.add_body(spacing=10)
        body.addWidget(Paragraph(lead, TextStyle.BODY, "text2"))
        body.addWidget(Strip(self._ending()))
        body.addWidget(Text(self.tr("Passphrase that was seen"), TextStyle.SMALL_STRONG))
        body.addWidget(self.old)
        body.addSpacing(4)
        body.addWidget(self.pair)
        body.addWidget(self.messages)
        body.addWidget(self.progress)
        body.addStretch(1)

    def _ending(self) -> Words:
        kept = self.tr("Copies of the wallet's folder and backups from before still open with what opened them.")
        state = self._model.state
        ended = ending_words(state) if state is not None else ""
        return Words("info", Tone.INFO, self.tr("What this ends"), f"{ended} {kept}".strip())

    def _connect(self) -> None:
        self.leave.clicked.connect(self.close_overlay)
        self.old.entered.connect(self.pair.first.field.setFocus)
        self.old.changed.connect(self._show_whether)
        self.pair.judged.connect(self._show_whether)
        self.pair.chosen.connect(self._reencrypt)
        self.go.clicked.connect(self.pair.choose)
        self._model.busy.connect(self._show_busy)
        self._model.failed.connect(self._refuse)

    def _reencrypt(self, new: str) -> None:
        if self.go.isEnabled():
            self.messages.dismiss()
            self._model.reencrypt(self.old.text(), new)

    def _show_whether(self) -> None:
        self.go.setEnabled(bool(self.old.text()) and self.pair.enough)

    def _show_busy(self, busy: bool) -> None:
        title = self.tr("Writing everything anew. Leave Rosette open until it is done.")
        self.progress.show_share(title, 0, 0)
        self.progress.setVisible(busy)
        for part in (self.old, self.pair, self.leave):
            part.setEnabled(not busy)
        self.go.setEnabled(not busy)

    def _refuse(self, error: WalletError) -> None:
        self.messages.show_refusal(error)
        self.old.ask_again()
