"""Asking for one name."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QSize, Signal
from PySide6.QtWidgets import QWidget

from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.inputs import Field
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.panels import column
from wallet.gui.widgets.text import Paragraph
from wallet.gui.widgets.theme import TextStyle


class NameDialog(Overlay):
    """A field for a name.

    Args:
        window: What it lies over.
        title: What the name is for.
        hint: What becomes of it, as a sentence.
        name: The name it has now; may be empty.

    Signals:
        named: The name was given.
    """

    named = Signal(str)

    def __init__(self, window: QWidget, title: str, hint: str, name: str = "") -> None:
        super().__init__(window, title, QSize(440, 260))
        self.field = Field("", self.tr("Name"))
        self.field.setText(name)
        self.field.selectAll()
        self.keep = Button(self.tr("&Save"), look=Look.PRIMARY)
        cancel = Button(self.tr("&Cancel"))
        body = column(margins=QMargins(24, 18, 24, 18), spacing=10)
        body.addWidget(Paragraph(hint, TextStyle.BODY, "text2"))
        body.addWidget(self.field)
        body.addStretch(1)
        self.content.addLayout(body, 1)
        self.add_foot(cancel, self.keep)
        self.first_focus = self.field
        self.field.textChanged.connect(self._show_whether)
        self.field.returnPressed.connect(self._give)
        self.keep.clicked.connect(self._give)
        cancel.clicked.connect(self.close_overlay)
        self._show_whether(name)

    def _show_whether(self, text: str) -> None:
        self.keep.setEnabled(bool(text.strip()))

    def _give(self) -> None:
        name = self.field.text().strip()
        if name:
            self.named.emit(name)
            self.close_overlay()
