"""What is shown when Rosette has a bug."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.panels import column, row
from wallet.gui.widgets.text import Paragraph
from wallet.gui.widgets.theme import TextStyle


class CrashDialog(Overlay):
    """A report to copy, and nothing private in it.

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
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("Report"))
        text.setTabChangesFocus(True)
        copy = Button(self.tr("&Copy the report"), "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        close = Button(self.tr("Close"), look=Look.PRIMARY)
        close.clicked.connect(self.close_overlay)
        body = column(margins=QMargins(24, 18, 24, 20), spacing=14)
        body.addWidget(Paragraph(lead, TextStyle.BODY, "text2"))
        body.addWidget(text, 1)
        buttons = row(spacing=10)
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(close)
        body.addLayout(buttons)
        self.content.addLayout(body, 1)
        self.content.setAlignment(Qt.AlignmentFlag.AlignTop)
