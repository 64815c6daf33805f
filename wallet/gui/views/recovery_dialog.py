"""A recovery code: shown once, printed, and in force only after two groups of it were typed back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.security import SecurityViewModel
from wallet.gui.viewmodels.words import Words
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.inputs import Field
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.panels import Panel, column, row
from wallet.gui.widgets.statements import MessageSlot, Strip
from wallet.gui.widgets.text import Paragraph, Text, foreign
from wallet.gui.widgets.theme import TextStyle
from wallet.model.errors import WalletError
from wallet.operations.recovering import RecoveryDraft


class RecoveryDialog(Overlay):
    """A recovery code that is to be written down or printed, and typed back.

    Args:
        window: What it lies over.
        model: The wallet's security.
        draft: The code.
    """

    def __init__(self, window: QWidget, model: SecurityViewModel, draft: RecoveryDraft) -> None:
        super().__init__(window, self.tr("Your recovery code"), QSize(620, 500))
        self._model = model
        self._draft = draft
        self.messages = MessageSlot()
        self.kit = Button(self.tr("Save the &kit to print"), "printer")
        self.groups = {number: self._group_field(number) for number in draft.asked}
        self.confirm = Button(self.tr("&Use this code"), look=Look.PRIMARY)
        self._cancel = Button(self.tr("Cancel"))
        self._fill_panel()
        self._connect()
        self._show_whether()
        self.first_focus = self.kit

    def _group_field(self, number: int) -> Field:
        field = Field(self.tr("Group {n}").format(n=number))
        field.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        return field

    def _fill_panel(self) -> None:
        lead = self.tr(
            "It opens the wallet when the passphrase is forgotten. It is shown this once. Print the kit, or write the "
            "code down, and keep it where nobody else looks. An older code opens the wallet no more."
        )
        body = self.add_body(spacing=12)
        body.addWidget(Paragraph(lead, TextStyle.BODY, "text2"))
        body.addWidget(self._make_code())
        body.addWidget(Text(self.tr("To be sure that you have it, type two of its groups"), TextStyle.SMALL_STRONG))
        fields = row(spacing=12)
        for field in self.groups.values():
            fields.addWidget(field, 1)
        body.addLayout(fields)
        body.addWidget(self.messages)
        body.addStretch(1)
        self.add_foot(self._cancel, self.confirm)

    def _make_code(self) -> Panel:
        panel = Panel("sunken")
        body = column(panel, margins=QMargins(18, 14, 18, 14), spacing=10)
        code = Paragraph("  ".join(self._draft.code.groups), TextStyle.TITLE)
        code.setAccessibleName(self.tr("Recovery code: {code}").format(code=self._draft.code.text))
        # Digits and letters of a code read from left to right in every language.
        code.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        body.addWidget(code)
        buttons = row(spacing=10)
        buttons.addWidget(self.kit)
        buttons.addStretch(1)
        body.addLayout(buttons)
        return panel

    def _connect(self) -> None:
        self.kit.clicked.connect(self._save)
        self._cancel.clicked.connect(self.close_overlay)
        self.confirm.clicked.connect(self._confirm)
        for field in self.groups.values():
            field.textChanged.connect(self._show_whether)
            field.returnPressed.connect(self._confirm)
        self._model.kit_saved.connect(self._show_saved)
        self._model.confirmed.connect(self.close_overlay)
        self._model.failed.connect(self._refuse)

    def _save(self) -> None:
        kinds = self.tr("PDF ({pattern})").format(pattern="*.pdf")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the kit"), "rosette-recovery-kit.pdf", kinds)
        if name:
            self._model.save_kit(self._draft, Path(name))

    def _show_saved(self, name: str) -> None:
        text = self.tr("Print it, then delete the file: whoever has it opens the wallet.")
        title = self.tr("{name} was saved").format(name=foreign(name, 60))
        self.messages.show_strip(Strip(Words("printer", Tone.INFO, title, text)))
        next(iter(self.groups.values())).setFocus()

    def _show_whether(self) -> None:
        self.confirm.setEnabled(all(field.text().strip() for field in self.groups.values()))

    def _confirm(self) -> None:
        if self.confirm.isEnabled():
            typed = {number: field.text() for number, field in self.groups.items()}
            self._model.confirm_code(self._draft, typed)

    def _refuse(self, error: WalletError) -> None:
        self.messages.show_refusal(error)
