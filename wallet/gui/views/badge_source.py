"""The document as it came: to read, to copy, and to save; never taken for anything but text."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QShowEvent, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from wallet.gui.viewmodels.badge import BadgeViewModel
from wallet.gui.widgets.announcing import announce
from wallet.gui.widgets.buttons import Button
from wallet.gui.widgets.panels import column, row
from wallet.gui.widgets.text import ISOLATES, Paragraph, foreign
from wallet.gui.widgets.theme import TextStyle, font
from wallet.model.badge import BadgePage

SHOWN = 20_000
"""Characters that are laid out; a badge that holds a picture has millions."""


class SourcePart(QWidget):
    """The document of the badge that is shown.

    Args:
        model: The badge.
    """

    def __init__(self, model: BadgeViewModel) -> None:
        super().__init__()
        self._model = model
        self._filled_with: BadgePage | None = None
        self.text = QPlainTextEdit()
        self.copy = Button(self.tr("&Copy"), "copy")
        self.save = Button(self.tr("Save the &file"), "download")
        self._about = Paragraph("", TextStyle.SMALL, "text2")
        self._dress()
        inner = column(self, margins=QMargins(28, 14, 24, 18), spacing=10)
        inner.addLayout(self._make_bar())
        inner.addWidget(self.text, 1)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(model.ask_name)
        model.shown.connect(self._fill_if_seen)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the document."""
        super().showEvent(event)
        self._fill_if_seen()

    def _dress(self) -> None:
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(font(TextStyle.SMALL).pixelSize())
        self.text.setFont(fixed)
        self.text.setReadOnly(True)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.text.setProperty("source", True)
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.text.setAccessibleName(self.tr("The document as it came"))
        self.text.setTabChangesFocus(True)

    def _make_bar(self) -> QHBoxLayout:
        bar = row(spacing=10)
        bar.addWidget(self._about, 1, Qt.AlignmentFlag.AlignVCenter)
        bar.addWidget(self.copy)
        bar.addWidget(self.save)
        return bar

    def _fill_if_seen(self) -> None:
        page = self._model.page
        if page is None or page is self._filled_with or not self.isVisible():
            return
        self._filled_with = page
        self.text.setPlainText(foreign(page.source, SHOWN).strip(ISOLATES))
        size = len(page.source)
        if size > SHOWN:
            words = self.tr("The first {shown} of {all} characters. The file has all of them.")
            self._about.setText(words.format(shown=SHOWN, all=size))
        else:
            self._about.setText(self.tr("The document as it came. What cannot be seen is shown by its number."))

    def _copy(self) -> None:
        page = self._model.page
        if page is not None:
            QGuiApplication.clipboard().setText(page.source)
            self._about.setText(self.tr("Copied."))
            announce(self, self.tr("Copied."))
