"""Settings, Security: the owner's signing keys, and whether they ask before they sign."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from wallet.gui.viewmodels.own_keys import OwnKeysViewModel, use_words
from wallet.gui.views.confirm_dialog import ConfirmDialog
from wallet.gui.views.passphrase_dialog import PassphraseDialog
from wallet.gui.widgets.buttons import Button, IconButton, Look
from wallet.gui.widgets.panels import Card, Line, clear, column
from wallet.gui.widgets.setting_row import SettingRow
from wallet.gui.widgets.text import Paragraph, foreign
from wallet.gui.widgets.theme import TextStyle
from wallet.model.vault_state import HolderKey, KeyUse

LONGEST_NAME = 60


class KeysCard(Card):
    """The owner's signing keys.

    Signals:
        said: Something was done; carries it as a sentence for a toast.
    """

    said = Signal(str)

    def __init__(self, model: OwnKeysViewModel) -> None:
        new = Button(self.tr("New &key"))
        super().__init__(self.tr("Signing keys"), new)
        self.model = model
        self.new = new
        self.asking = Button(self.tr("Turn on"))
        self._asking = SettingRow("lock", self.tr("Ask before signing"), self.asking)
        self.rows: list[SettingRow] = []
        self._keys = column(spacing=4)
        self._fill()
        self._connect()

    def _fill(self) -> None:
        lead = self.tr(
            "They prove that you are the one to whom a badge was issued. Each is for one purpose, such as one issuer's "
            "badges, so that two issuers cannot compare notes. The keys themselves never leave the wallet."
        )
        self.body.addWidget(Paragraph(lead, TextStyle.SMALL, "text2"))
        self.body.addLayout(self._keys)
        self.body.addWidget(Line())
        self.body.addWidget(self._asking)

    def _connect(self) -> None:
        self.new.clicked.connect(self._ask_for_purpose)
        self.asking.clicked.connect(self._ask_for_passphrase)
        self.model.known.connect(self._show)
        self.model.made.connect(self._say_made)
        self.model.asking_changed.connect(self._say_asking)

    def _show(self) -> None:
        clear(self._keys)
        self.rows = [self._row(use) for use in self.model.uses]
        for number, shown in enumerate(self.rows):
            if number:
                self._keys.addWidget(Line())
            self._keys.addWidget(shown)
        if not self.model.uses:
            none = self.tr("There is none yet: one is made when an issuer asks for it, or when you answer a request.")
            self._keys.addWidget(Paragraph(none, TextStyle.SMALL, "text2"))
        on = self.tr("Your passphrase is asked for each time something is signed.")
        off = self.tr("An open wallet signs without asking.")
        self._asking.say(on if self.model.asks else off)
        self.asking.setText(self.tr("Turn off") if self.model.asks else self.tr("Turn on"))
        self.asking.setAccessibleName(self.tr("Ask before signing: {act}").format(act=self.asking.text()))

    def _row(self, use: KeyUse) -> SettingRow:
        name = foreign(use.key.purpose, LONGEST_NAME)
        copy = IconButton("copy", self.tr("Copy the address of the key for {purpose}").format(purpose=name))
        copy.clicked.connect(partial(self._copy, use.key))
        replace = Button(self.tr("Replace"), look=Look.QUIET)
        replace.setAccessibleName(self.tr("Replace the key for {purpose}").format(purpose=name))
        replace.clicked.connect(partial(self._ask_to_replace, use.key))
        title = self.tr("{purpose} ({kind})").format(purpose=name, kind=use.key.key_type)
        shown = SettingRow("key-round", title, *((copy, replace) if use.key.is_newest else (copy,)))
        shown.say(use_words(use))
        return shown

    def _copy(self, key: HolderKey, _checked: bool = False) -> None:
        QGuiApplication.clipboard().setText(key.did)
        self.said.emit(self.tr("The key's address was copied. It can be given to an issuer."))

    def _ask_for_purpose(self) -> None:
        from wallet.gui.views.key_dialog import KeyDialog  # noqa: PLC0415 (loaded when first wanted)

        dialog = KeyDialog(self.window())
        dialog.named.connect(self.model.make)
        self.model.made.connect(dialog.close_overlay)
        self.model.failed.connect(dialog.messages.show_refusal)
        dialog.open()

    def _ask_to_replace(self, key: HolderKey, _checked: bool = False) -> None:
        title = self.tr("Replace the key for {purpose}?").format(purpose=foreign(key.purpose, LONGEST_NAME))
        text = self.tr(
            "A newer key is made and used for this purpose from now on: give its address to the issuer, and have your "
            "badges issued to it. The older one stays in the wallet, because badges bound to it can be shown with no "
            "other. Replace a key when somebody may have had it, or to be recognised no longer."
        )
        dialog = ConfirmDialog(self.window(), title, text, self.tr("&Replace"))
        dialog.confirmed.connect(partial(self.model.replace, key))
        dialog.open()

    def _ask_for_passphrase(self) -> None:
        on = not self.model.asks
        lead = (
            self.tr(
                "From then on, nothing is signed before it was typed: who finds the wallet open cannot answer as you."
            )
            if on
            else self.tr("From then on, an open wallet signs without asking.")
        )
        act = self.tr("Turn on") if on else self.tr("Turn off")
        dialog = PassphraseDialog(self.window(), self.tr("Ask before signing"), lead, act)
        dialog.given.connect(partial(self.model.set_asking, on=on))
        self.model.busy.connect(dialog.show_busy)
        self.model.failed.connect(dialog.refuse)
        self.model.asking_changed.connect(dialog.close_overlay)
        dialog.open()

    def _say_made(self, key: HolderKey) -> None:
        name = foreign(key.purpose, LONGEST_NAME)
        self.said.emit(self.tr("The key for {purpose} was made. Copy its address for the issuer.").format(purpose=name))

    def _say_asking(self, on: bool) -> None:
        asks, signs = self.tr("Your passphrase is asked for from now on."), self.tr("It is asked for no longer.")
        self.said.emit(asks if on else signs)
