"""A text that is cut short until its reader asks for all of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.panels import column
from wallet.gui.widgets.text import Paragraph, foreign
from wallet.gui.widgets.theme import TextStyle

FOLDED = 140


class Unfolding(QWidget):
    """Somebody else's text, with a button for the rest where it is long.

    Args:
        text: All of it.
        name: What it is, for those who hear the button.
    """

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self._text = text
        self._name = name
        self._words = Paragraph(foreign(text, FOLDED), TextStyle.SMALL)
        self.more = Button("", look=Look.LINK)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show)
        body = column(self)
        body.addWidget(self._words)
        body.addWidget(self.more)
        self.more.setVisible(len(text) > FOLDED)
        self._name_button()

    def _show(self, whole: bool) -> None:
        self._words.setText(foreign(self._text, None if whole else FOLDED))
        self._name_button()

    def _name_button(self) -> None:
        words = self.tr("Show less") if self.more.isChecked() else self.tr("Show all of it")
        self.more.setText(words)
        self.more.setAccessibleName(f"{words}: {self._name}")
