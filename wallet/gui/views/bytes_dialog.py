"""The exact bytes of a presentation, to read and to copy before they leave."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from wallet.gui.viewmodels.leaving import LeavingViewModel
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.panels import Line, column, row
from wallet.gui.widgets.segments import Segmented
from wallet.gui.widgets.text import ElidedText
from wallet.gui.widgets.theme import TextStyle, font
from wallet.model.disclosure import Presentation


class BytesDialog(Overlay):
    """What leaves, byte for byte; and what is sealed in it, where only whoever asked can open the seal.

    Args:
        window: What it lies over.
        leaving: Lets it leave.
        presentation: What would leave.
    """

    def __init__(self, window: QWidget, leaving: LeavingViewModel, presentation: Presentation) -> None:
        super().__init__(window, self.tr("Exact bytes"), QSize(820, 620))
        self._presentation = presentation
        self.sides = Segmented((self.tr("As it leaves"), self.tr("What is sealed in it")), self.tr("Which bytes"))
        self.source = QPlainTextEdit()
        self.copy = Button(self.tr("&Copy"), "copy")
        self._dress_source()
        body = column(margins=QMargins(24, 16, 24, 16), spacing=10)
        body.addWidget(self.sides, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self.source)
        self.content.addLayout(body, 1)
        self.content.addWidget(Line())
        self.content.addLayout(self._make_foot())
        self.subheading.show()
        self.sides.setVisible(bool(presentation.sealed))
        self.sides.choose(0)
        self._show_side(0)
        self.first_focus = self.source
        self.sides.chosen.connect(self._show_side)
        self.copy.clicked.connect(leaving.copy)
        leaving.copied.connect(self._copy)
        leaving.previewed.connect(self.close_overlay)

    def _dress_source(self) -> None:
        self.source.setReadOnly(True)
        self.source.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.source.setProperty("source", True)
        self.source.setAccessibleName(self.tr("The exact bytes"))
        self.source.setTabChangesFocus(True)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(font(TextStyle.SMALL).pixelSize())
        self.source.setFont(fixed)

    def _make_foot(self) -> QHBoxLayout:
        presentation = self._presentation
        size = self.tr("{n} bytes of {kind}").format(n=len(presentation.content), kind=presentation.media_type)
        done = Button(self.tr("&Done"), look=Look.SOFT)
        done.clicked.connect(self.close_overlay)
        foot = row(margins=QMargins(24, 12, 20, 12), spacing=10)
        foot.addWidget(ElidedText(size, TextStyle.SMALL, "text2"), 1)
        foot.addWidget(self.copy)
        foot.addWidget(done)
        return foot

    def _show_side(self, number: int) -> None:
        presentation = self._presentation
        parts = presentation.sealed if number else (presentation.content,)
        words = self.tr("This leaves, and nothing else."), self.tr("Only whoever asked can open the seal.")
        self.subheading.setText(words[number])
        self.source.setPlainText("\n\n".join(part.decode() for part in parts))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._presentation.content.decode())
        self.subheading.setText(self.tr("Copied. You will find this in Sharing history."))
