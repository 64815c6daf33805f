"""Unlocking with the recovery code, and a passphrase in place of the one forgotten."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from wallet.gui.viewmodels.opening import OpeningViewModel
from wallet.gui.views.new_passphrase import NewPassphrase
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.inputs import Field
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.panels import row
from wallet.gui.widgets.statements import MessageSlot
from wallet.gui.widgets.text import Paragraph, Text
from wallet.gui.widgets.theme import TextStyle

KIT_FILES = "*.png *.jpg *.jpeg *.webp *.gif *.pdf"


class RecoverDialog(Overlay):
    """The passphrase was forgotten, and there is a recovery code."""

    def __init__(self, window: QWidget, model: OpeningViewModel) -> None:
        super().__init__(window, self.tr("Unlock with the recovery code"), QSize(580, 560))
        self._model = model
        self.code = Field("XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX", self.tr("Recovery code"))
        self.code.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.picture = Button(self.tr("&Read its picture"), "image", Look.LINK)
        self.camera = Button(self.tr("Use the &camera"), "scan-line", Look.LINK)
        self.pair = NewPassphrase(self.tr("New passphrase"))
        self.messages = MessageSlot()
        self.unlock = Button(self.tr("&Unlock"), "lock-open", Look.PRIMARY)
        cancel = Button(self.tr("Cancel"))
        body = self.add_body(spacing=10)
        lead = self.tr("It is on the kit that you printed. Capital letters and spaces do not matter.")
        body.addWidget(Paragraph(lead, TextStyle.BODY, "text2"))
        body.addWidget(Text(self.tr("Recovery code"), TextStyle.SMALL_STRONG))
        body.addWidget(self.code)
        ways = row(spacing=16)
        ways.addWidget(self.picture)
        ways.addWidget(self.camera)
        ways.addStretch(1)
        body.addLayout(ways)
        body.addSpacing(4)
        body.addWidget(self.pair)
        body.addWidget(self.messages)
        body.addStretch(1)
        self.add_foot(cancel, self.unlock)
        self.first_focus = self.code
        cancel.clicked.connect(self.close_overlay)
        self._connect()
        self._show_whether()

    def _connect(self) -> None:
        self.code.textChanged.connect(self._show_whether)
        self.code.returnPressed.connect(self.pair.first.field.setFocus)
        self.pair.judged.connect(self._show_whether)
        self.pair.chosen.connect(self._recover)
        self.unlock.clicked.connect(self.pair.choose)
        self.picture.clicked.connect(self._choose_picture)
        self.camera.clicked.connect(self._scan)
        self._model.code_read.connect(self._take_code)
        self._model.code_unread.connect(self.messages.show_refusal)
        self._model.busy.connect(self._show_busy)
        self._model.refused.connect(self._refuse)

    def _recover(self, new_passphrase: str) -> None:
        if self.unlock.isEnabled():
            self.messages.dismiss()
            self._model.recover(self.code.text(), new_passphrase)

    def _choose_picture(self) -> None:
        kinds = self.tr("Pictures and PDF ({patterns});;All files (*)").format(patterns=KIT_FILES)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a picture of the kit"), "", kinds)
        if name:
            self.messages.dismiss()
            self._model.read_kit(Path(name))

    def _scan(self) -> None:
        from wallet.gui.capture.camera import Camera  # noqa: PLC0415 (loaded when first wanted)
        from wallet.gui.views.scan_dialog import scan_with  # noqa: PLC0415 (as above)

        dialog = scan_with(Camera(), self.window(), self._model.tasks, self._model.new_kit_scan())
        dialog.found.connect(lambda message: self._take_code(message.decode()))

    def _take_code(self, code: str) -> None:
        self.messages.dismiss()
        self.code.setText(code)
        self.pair.first.field.setFocus()

    def _show_whether(self) -> None:
        self.unlock.setEnabled(bool(self.code.text().strip()) and self.pair.enough)

    def _show_busy(self, busy: bool) -> None:
        self.unlock.setText(self.tr("Unlocking…") if busy else self.tr("&Unlock"))
        self.unlock.setEnabled(not busy)

    def _refuse(self, why: str) -> None:
        self.messages.show_error(self.tr("Not unlocked"), why)
        self.code.selectAll()
        self.code.setFocus()
