"""A text that is cut short until its reader asks for all of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.panels import column
from wallet.gui.widgets.text import Paragraph, foreign
from wallet.gui.widgets.theme import TextStyle

FOLDED = 140
WHOLE = 10_000
"""Most characters laid out at once: what is longer is no text for people, and would hold the window up."""

LONGEST_NAME = 80


class Unfolding(QWidget):
    """Somebody else's text, with a button for the rest where it is long.

    Args:
        text: All of it.
        name: What it is, for those who hear the button.
        style: Its size and weight.
        tone: The token it is coloured with.
        folded: How many characters are shown at first.
    """

    def __init__(
        self, text: str, name: str, style: TextStyle = TextStyle.SMALL, tone: str = "text", folded: int = FOLDED
    ) -> None:
        super().__init__()
        self._text = text
        self._name = foreign(name, LONGEST_NAME)
        self._folded = folded
        self._words = Paragraph(foreign(text, folded), style, tone)
        self.more = Button("", look=Look.LINK)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show)
        body = column(self)
        body.addWidget(self._words)
        body.addWidget(self.more)
        self.more.setVisible(len(text) > folded)
        self._name_button()

    def _show(self, whole: bool) -> None:
        self._words.setText(foreign(self._text, WHOLE if whole else self._folded))
        self._name_button()

    def _name_button(self) -> None:
        words = self.tr("Show less") if self.more.isChecked() else self.tr("Show all of it")
        self.more.setText(words)
        self.more.setAccessibleName(f"{words}: {self._name}")
