"""What is shown when Rosette has a bug."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.words import Words
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.panels import column, row
from wallet.gui.widgets.statements import MessageSlot, Strip
from wallet.gui.widgets.text import Paragraph
from wallet.gui.widgets.theme import TextStyle
from wallet.model.errors import NotSavedError
from wallet.operations.crash_report import save_report


class CrashDialog(Overlay):
    """A report to copy or save, and nothing private in it.

    Args:
        window: The window it covers.
        report: What happened.
    """

    def __init__(self, window: QWidget, report: str) -> None:
        super().__init__(window, self.tr("Something went wrong in Rosette"), QSize(640, 460))
        lead = self.tr(
            "This is a mistake in Rosette, not in your badges. Your wallet is saved. You can go on; if it happens "
            "again, send this report to the people who make Rosette. It holds nothing of your badges."
        )
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(self.tr("Report"))
        self.report.setTabChangesFocus(True)
        self.messages = MessageSlot()
        self.copy = Button(self.tr("&Copy the report"), "copy")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        self.save = Button(self.tr("&Save the report…"), "file-down")
        self.save.clicked.connect(self._save)
        close = Button(self.tr("Close"), look=Look.PRIMARY)
        close.clicked.connect(self.close_overlay)
        body = column(margins=QMargins(24, 18, 24, 20), spacing=14)
        body.addWidget(Paragraph(lead, TextStyle.BODY, "text2"))
        body.addWidget(self.report, 1)
        body.addWidget(self.messages)
        buttons = row(spacing=10)
        buttons.addStretch(1)
        for button in (self.copy, self.save, close):
            buttons.addWidget(button)
        body.addLayout(buttons)
        self.content.addLayout(body, 1)
        self.content.setAlignment(Qt.AlignmentFlag.AlignTop)

    @classmethod
    def show_over(cls, window: QWidget, report: str) -> None:
        """Show a report, unless one is shown: what goes wrong once often goes wrong again at once."""
        if not any(dialog.isVisible() for dialog in window.findChildren(cls)):
            cls(window, report).open()

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the report"), "rosette-report.txt", "*.txt")
        if not name:
            return
        try:
            save_report(self.report.toPlainText(), Path(name))
        except NotSavedError as error:
            self.messages.show_refusal(error)
            return
        saved = Words("circle-check", Tone.INFO, self.tr("The report was saved"), Path(name).name)
        self.messages.show_strip(Strip(saved))
