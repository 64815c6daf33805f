"""A wallet that nobody can open any more: deleted, to begin anew or to restore a backup."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from wallet.gui.viewmodels.opening import OpeningViewModel
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.inputs import Field
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.statements import MessageSlot
from wallet.gui.widgets.text import Paragraph, Text, foreign
from wallet.gui.widgets.theme import TextStyle


class ForgottenDialog(Overlay):
    """A wallet whose passphrase was forgotten, and which is to be deleted."""

    def __init__(self, window: QWidget, model: OpeningViewModel) -> None:
        super().__init__(window, self.tr("Delete this wallet?"), QSize(540, 380))
        self._model = model
        self.name = Field("", self.tr("Name of the wallet"))
        self.messages = MessageSlot()
        self.delete = Button(self.tr("&Delete for good"), "trash-2", Look.PRIMARY)
        self.leave = Button(self.tr("Cancel"))
        self._fill_panel()
        self.add_foot(self.leave, self.delete)
        self.first_focus = self.leave
        self._connect()
        self._show_whether("")

    def _fill_panel(self) -> None:
        lead = self.tr(
            "Its badges, notes, keys and snapshots are lost for good, whatever the passphrase was. What a backup holds "
            "can be restored afterwards. This cannot be undone."
        )
        asked = self.tr("Type the wallet's name, “{name}”, to delete it")
        body = self.add_body(spacing=10)
        body.addWidget(Paragraph(lead, TextStyle.BODY, "text2"))
        body.addSpacing(4)
        body.addWidget(Text(asked.format(name=foreign(self._model.wallet_name, 60)), TextStyle.SMALL_STRONG))
        body.addWidget(self.name)
        body.addWidget(self.messages)
        body.addStretch(1)

    def _connect(self) -> None:
        self.leave.clicked.connect(self.close_overlay)
        self.name.textChanged.connect(self._show_whether)
        self.name.returnPressed.connect(self._delete)
        self.delete.clicked.connect(self._delete)
        self._model.refused.connect(self._refuse)

    def _show_whether(self, text: str) -> None:
        self.delete.setEnabled(text.strip() == self._model.wallet_name)

    def _delete(self) -> None:
        if self.delete.isEnabled():
            self.messages.dismiss()
            self._model.delete()

    def _refuse(self, why: str) -> None:
        self.messages.show_error(self.tr("Not deleted"), why)
