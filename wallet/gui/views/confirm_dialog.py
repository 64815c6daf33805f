"""Asking before something that cannot be undone."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.text import Paragraph
from wallet.gui.widgets.theme import TextStyle


class ConfirmDialog(Overlay):
    """Something that cannot be undone is about to be done.

    Args:
        window: What it lies over.
        title: The question.
        text: What would be lost, by name.
        action: What the button says.

    Signals:
        confirmed: It is to be done.
    """

    confirmed = Signal()

    def __init__(self, window: QWidget, title: str, text: str, action: str) -> None:
        super().__init__(window, title, QSize(500, 260))
        self.confirm = Button(action, look=Look.PRIMARY)
        cancel = Button(self.tr("Cancel"))
        body = self.add_body(spacing=10)
        body.addWidget(Paragraph(text, TextStyle.BODY, "text2"))
        body.addStretch(1)
        self.add_foot(cancel, self.confirm)
        self.first_focus = cancel
        cancel.clicked.connect(self.close_overlay)
        self.confirm.clicked.connect(self._confirm)

    def _confirm(self) -> None:
        self.confirmed.emit()
        self.close_overlay()
