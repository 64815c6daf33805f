"""The exact bytes of a presentation, to read and to copy before they leave."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QSize
from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from wallet.gui.viewmodels.leaving import LeavingViewModel
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.panels import Line, column, row
from wallet.gui.widgets.text import ElidedText
from wallet.gui.widgets.theme import TextStyle, font
from wallet.model.disclosure import Presentation


class BytesDialog(Overlay):
    """What leaves, byte for byte.

    Args:
        window: What it lies over.
        leaving: Lets it leave.
        presentation: What would leave.
    """

    def __init__(self, window: QWidget, leaving: LeavingViewModel, presentation: Presentation) -> None:
        super().__init__(window, self.tr("Exact bytes"), QSize(820, 620))
        self.subheading.setText(self.tr("This leaves, and nothing else."))
        self.subheading.show()
        self.source = QPlainTextEdit(presentation.content.decode())
        self.source.setReadOnly(True)
        self.source.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.source.setProperty("source", True)
        self.source.setAccessibleName(self.tr("The exact bytes"))
        self.source.setTabChangesFocus(True)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(font(TextStyle.SMALL).pixelSize())
        self.source.setFont(fixed)
        size = self.tr("{n} bytes of {kind}").format(n=len(presentation.content), kind=presentation.media_type)
        self.copy = Button(self.tr("&Copy"), "copy")
        done = Button(self.tr("&Done"), look=Look.SOFT)
        self.copy.clicked.connect(leaving.copy)
        leaving.copied.connect(self._copy)
        leaving.previewed.connect(self.close_overlay)
        done.clicked.connect(self.close_overlay)
        body = column(margins=QMargins(24, 16, 24, 16))
        body.addWidget(self.source)
        foot = row(margins=QMargins(24, 12, 20, 12), spacing=10)
        foot.addWidget(ElidedText(size, TextStyle.SMALL, "text2"), 1)
        foot.addWidget(self.copy)
        foot.addWidget(done)
        self.content.addLayout(body, 1)
        self.content.addWidget(Line())
        self.content.addLayout(foot)
        self.first_focus = self.source

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.source.toPlainText())
        self.subheading.setText(self.tr("Copied. You will find this in Sharing history."))
