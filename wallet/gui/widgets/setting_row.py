"""One setting: what it is, how it stands, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QWidget

from wallet.gui.widgets.buttons import Button
from wallet.gui.widgets.panels import column, row
from wallet.gui.widgets.statements import Icon
from wallet.gui.widgets.text import Paragraph
from wallet.gui.widgets.theme import TextStyle


class SettingRow(QWidget):
    """One setting.

    Args:
        icon: The name of its icon.
        title: What it is.
        buttons: What can be done about it.
    """

    def __init__(self, icon: str, title: str, *buttons: Button) -> None:
        super().__init__()
        self._text = Paragraph("", TextStyle.SMALL, "text2")
        inner = row(self, margins=QMargins(0, 6, 0, 6), spacing=14)
        inner.addWidget(Icon(icon, "text2", 20))
        words = column(spacing=2)
        words.addWidget(Paragraph(title, TextStyle.STRONG))
        words.addWidget(self._text)
        inner.addLayout(words, 1)
        for button in buttons:
            inner.addWidget(button)

    @property
    def said(self) -> str:
        """How it stands, as it is said now."""
        return self._text.text()

    def say(self, text: str) -> None:
        """Say how it stands."""
        self._text.setText(text)
