"""One thing that needs attention: what, why, and buttons for what can be done."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt, Signal

from wallet.gui.viewmodels.words import Words
from wallet.gui.widgets.buttons import Button, IconButton, Look
from wallet.gui.widgets.panels import Panel, column, row
from wallet.gui.widgets.statements import Icon
from wallet.gui.widgets.text import Paragraph, foreign
from wallet.gui.widgets.theme import TextStyle


class NoticeRow(Panel):
    """One notice.

    Args:
        words: What it says; its title may be the name of a badge.
        actions: What can be done, in words, the most useful first.

    Signals:
        acted: One of the actions was pressed; carries its place among them.
        dismissed: The notice is not to be shown any more.
    """

    acted = Signal(int)
    dismissed = Signal()

    def __init__(self, words: Words, actions: tuple[str, ...], *, closable: bool = True) -> None:
        super().__init__("card")
        title = foreign(words.title)
        inner = row(self, margins=QMargins(16, 11, 10, 11), spacing=12)
        inner.addWidget(Icon(words.icon, words.tone, 20), 0, Qt.AlignmentFlag.AlignVCenter)
        lines = column(spacing=2)
        lines.addWidget(Paragraph(title, TextStyle.STRONG))
        lines.addWidget(Paragraph(words.text, TextStyle.SMALL, "text2"))
        inner.addLayout(lines, 1)
        self.buttons = tuple(Button(each, look=Look.LINK) for each in actions)
        for place, button in enumerate(self.buttons):
            button.setAccessibleName(f"{actions[place]}: {title}")
            button.clicked.connect(lambda _checked=False, place=place: self.acted.emit(place))
            inner.addWidget(button)
        if closable:
            self.close_button = IconButton("x", self.tr("Dismiss"))
            self.close_button.setAccessibleName(f"{self.tr('Dismiss')}: {title}")
            self.close_button.clicked.connect(self.dismissed)
            inner.addWidget(self.close_button)
        self.setAccessibleName(f"{title}. {words.text}")
