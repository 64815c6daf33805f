"""Settings, Security: what is seldom needed: a passphrase that was seen, room on the disk, the end of the wallet."""

from __future__ import annotations

from wallet.gui.viewmodels.security import SecurityViewModel
from wallet.gui.viewmodels.wallet_words import size
from wallet.gui.views.passphrase_dialog import PassphraseDialog
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.panels import Card, Line
from wallet.gui.widgets.setting_row import SettingRow


class EmergencyCard(Card):
    """What becomes of the wallet's files."""

    def __init__(self, model: SecurityViewModel) -> None:
        super().__init__(self.tr("If something happened"))
        self.model = model
        self.reencrypt = Button(self.tr("&Encrypt anew…"))
        self.compact = Button(self.tr("&Make smaller…"))
        self.delete = Button(self.tr("&Delete…"), look=Look.QUIET)
        self._seen = SettingRow("eye", self.tr("My passphrase was seen"), self.reencrypt)
        self._room = SettingRow("hard-drive", self.tr("Room on the disk"), self.compact)
        self._end = SettingRow("trash-2", self.tr("Delete this wallet"), self.delete)
        for number, each in enumerate((self._seen, self._room, self._end)):
            if number:
                self.body.addWidget(Line())
            self.body.addWidget(each)
        self._seen.say(self.tr("Everything is written anew under another key, and a new passphrase opens it."))
        self._end.say(self.tr("Its badges, notes, keys and snapshots, for good. You are asked before."))
        self._connect()

    def _connect(self) -> None:
        self.reencrypt.clicked.connect(self._ask_to_reencrypt)
        self.compact.clicked.connect(self._ask_to_compact)
        self.delete.clicked.connect(self._ask_to_delete)
        self.model.known.connect(self._show)

    def _show(self) -> None:
        state = self.model.state
        if state is not None:
            self._room.say(self.tr("Its database takes {size}.").format(size=size(state.size)))

    def _ask_to_reencrypt(self) -> None:
        from wallet.gui.views.reencrypt_dialog import ReencryptDialog  # noqa: PLC0415 (loaded when first wanted)

        ReencryptDialog(self.window(), self.model).open()

    def _ask_to_compact(self) -> None:
        lead = self.tr(
            "What was deleted for good still takes room until the wallet is written anew. It is closed for that "
            "moment, and opened again."
        )
        dialog = PassphraseDialog(self.window(), self.tr("Make the wallet smaller"), lead, self.tr("&Go on"))
        dialog.given.connect(self.model.compact)
        self.model.busy.connect(dialog.show_busy)
        self.model.failed.connect(dialog.refuse)
        dialog.open()

    def _ask_to_delete(self) -> None:
        from wallet.gui.views.delete_dialog import DeleteDialog  # noqa: PLC0415 (loaded when first wanted)

        if self.model.state is not None:
            DeleteDialog(self.window(), self.model, self.model.state).open()
