"""Settings, Security: whether the wallet is whole, what unlocks it, when it locks, its keys, and its end."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QMargins, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from wallet.gui.locking.system_locks import HEARS_THE_SYSTEM
from wallet.gui.viewmodels.checkup import CheckupViewModel
from wallet.gui.viewmodels.dates import long_date
from wallet.gui.viewmodels.own_keys import OwnKeysViewModel
from wallet.gui.viewmodels.security import SecurityViewModel
from wallet.gui.views.checkup_card import CheckupCard
from wallet.gui.views.confirm_dialog import ConfirmDialog
from wallet.gui.views.emergency_card import EmergencyCard
from wallet.gui.views.keys_card import KeysCard
from wallet.gui.views.passphrase_dialog import ChangePassphraseDialog, PassphraseDialog
from wallet.gui.views.recovery_dialog import RecoveryDialog
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.overlay import overlays
from wallet.gui.widgets.panels import Card, Line, column
from wallet.gui.widgets.setting_row import SettingRow
from wallet.gui.widgets.statements import MessageSlot
from wallet.model.errors import WalletError
from wallet.model.vault_state import SlotKind
from wallet.operations.recovering import RecoveryDraft

MINUTES = (1, 2, 5, 10, 15, 30, 60)


class SecurityPage(QWidget):
    """The page of security.

    Args:
        model: The ways to unlock the wallet, and its files.
        checkup: What is known of its files.
        keys: The owner's signing keys.

    Signals:
        said: Something was done; carries it as a sentence for a toast.
    """

    said = Signal(str)

    def __init__(self, model: SecurityViewModel, checkup: CheckupViewModel, keys: OwnKeysViewModel) -> None:
        super().__init__()
        self.model = model
        self.messages = MessageSlot()
        self.checkup = CheckupCard(checkup)
        self.keys = KeysCard(keys)
        self.emergency = EmergencyCard(model)
        self.change = Button(self.tr("C&hange"))
        self.keyring = Button(self.tr("Turn on"))
        self.remove_code = Button(self.tr("Remove"), look=Look.QUIET)
        self.make_code = Button(self.tr("Make one"))
        self.minutes = Button("", look=Look.PLAIN, trailing="chevron-down")
        self._passphrase = SettingRow("key-round", self.tr("Passphrase"), self.change)
        self._keyring = SettingRow("fingerprint-pattern", self.tr("This computer's sign-in"), self.keyring)
        self._code = SettingRow("printer", self.tr("Recovery code"), self.remove_code, self.make_code)
        self._lock = SettingRow("lock", self.tr("Lock when nobody is here"), self.minutes)
        self._fill()
        self._connect()

    def enter(self) -> None:
        """Show how things stand now."""
        self.model.reload()
        self.keys.model.reload()
        self._show_minutes(self.model.lock_after)

    def _fill(self) -> None:
        unlocking = Card(self.tr("Ways to unlock"))
        for number, each in enumerate((self._passphrase, self._keyring, self._code)):
            if number:
                unlocking.body.addWidget(Line())
            unlocking.body.addWidget(each)
        locking = Card(self.tr("Locking"))
        locking.body.addWidget(self._lock)
        told = self.tr("It also locks when the computer sleeps or its screen is locked, and at once with Ctrl+L.")
        untold = self.tr("Time asleep counts. It also locks at once with Ctrl+L.")
        self._lock.say(told if HEARS_THE_SYSTEM else untold)
        self.minutes.setMenu(self._minutes_menu())
        self.minutes.setAccessibleName(self.tr("Lock after"))
        body = column(self, margins=QMargins(0, 4, 0, 24), spacing=16)
        for part in (self.messages, self.checkup, unlocking, locking, self.keys, self.emergency):
            body.addWidget(part)
        body.addStretch(1)

    def _minutes_menu(self) -> QMenu:
        menu = QMenu(self)
        for minutes in MINUTES:
            action = QAction(_minutes_words(minutes), menu)
            action.triggered.connect(lambda _checked=False, minutes=minutes: self.model.set_lock_after(minutes))
            menu.addAction(action)
        return menu

    def _connect(self) -> None:
        self.change.clicked.connect(self._change)
        self.keyring.clicked.connect(self._switch_keyring)
        self.make_code.clicked.connect(self._ask_for_code)
        self.remove_code.clicked.connect(self._ask_to_remove)
        self.model.known.connect(self._show)
        self.model.drafted.connect(self._show_draft)
        for failed in (self.model.failed, self.checkup.model.failed, self.keys.model.failed):
            failed.connect(self._refuse)
        self.keys.said.connect(self.said)
        self.checkup.model.accepted.connect(self._say_accepted)
        self.model.lock_after_changed.connect(self._show_minutes)
        self.model.passphrase_changed.connect(lambda: self.said.emit(self.tr("The passphrase was changed.")))
        self.model.confirmed.connect(lambda: self.said.emit(self.tr("The recovery code opens the wallet from now on.")))

    def _show(self) -> None:
        passphrase, keyring = self.model.slot(SlotKind.PASSPHRASE), self.model.slot(SlotKind.KEYRING)
        memory = passphrase.memory_kib // 1024 if passphrase is not None else 0
        self._passphrase.say(self.tr("Each guess at it takes {n} MiB of memory and half a second.").format(n=memory))
        on, off = self.tr("It opens the wallet, too."), self.tr("It does not open the wallet.")
        self._keyring.say(on if keyring is not None else off)
        self.keyring.setText(self.tr("Turn off") if keyring is not None else self.tr("Turn on"))
        self.keyring.setAccessibleName(self.tr("This computer's sign-in: {act}").format(act=self.keyring.text()))
        self._show_code()

    def _show_code(self) -> None:
        code = self.model.slot(SlotKind.RECOVERY)
        self.remove_code.setVisible(code is not None)
        self.remove_code.setAccessibleName(self.tr("Remove the recovery code"))
        self.make_code.setText(self.tr("Make a new one") if code is not None else self.tr("Make one"))
        self.make_code.setAccessibleName(self.tr("Make a recovery code"))
        if code is None:
            self._code.say(self.tr("There is none: with the passphrase forgotten, only a backup helps."))
        elif code.made_at is not None:
            made = self.tr("It opens the wallet. Made on {date}, as its kit says.")
            self._code.say(made.format(date=long_date(code.made_at)))

    def _show_minutes(self, minutes: int) -> None:
        self.minutes.setText(_minutes_words(minutes))

    def _refuse(self, error: WalletError) -> None:
        if not overlays(self.window()):  # a dialog says it itself
            self.messages.show_refusal(error)

    def _say_accepted(self) -> None:
        self.said.emit(self.tr("The wallet is taken for what it is now."))

    def _change(self) -> None:
        ChangePassphraseDialog(self.window(), self.model).open()

    def _switch_keyring(self) -> None:
        self.messages.dismiss()
        self.model.use_keyring(on=self.model.slot(SlotKind.KEYRING) is None)

    def _ask_for_code(self) -> None:
        lead = self.tr("Type the passphrase once more: who finds an open wallet shall not get a lasting key to it.")
        dialog = PassphraseDialog(self.window(), self.tr("Make a recovery code"), lead, self.tr("&Go on"))
        dialog.given.connect(self.model.draft_code)
        self.model.busy.connect(dialog.show_busy)
        self.model.failed.connect(dialog.refuse)
        dialog.open()

    def _show_draft(self, draft: RecoveryDraft) -> None:
        for asking in self.window().findChildren(PassphraseDialog):
            asking.close_overlay()
        RecoveryDialog(self.window(), self.model, draft).open()

    def _ask_to_remove(self) -> None:
        text = self.tr(
            "The code on your kit opens the wallet no more. With the passphrase forgotten, only a backup helps."
        )
        dialog = ConfirmDialog(self.window(), self.tr("Remove the recovery code?"), text, self.tr("&Remove"))
        dialog.confirmed.connect(self.model.remove_code)
        dialog.open()


def _minutes_words(minutes: int) -> str:
    return tr("After 1 minute") if minutes == 1 else tr("After {n} minutes").format(n=minutes)


def tr(text: str) -> str:
    """Return one of our sentences in the reader's language."""
    return QCoreApplication.translate("Security", text)
