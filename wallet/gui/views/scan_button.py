"""A way to look for a QR code with the camera, or on the screen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from wallet.gui.widgets.buttons import Button, Look

SCREEN_KEYS = "Ctrl+Shift+S"


class ScanButton(Button):
    """A button with a menu of what can look.

    Args:
        look: How it is drawn.

    Signals:
        camera_wanted: The camera is to look.
        screen_wanted: The screen is to be looked at.
    """

    camera_wanted = Signal()
    screen_wanted = Signal()

    def __init__(self, look: Look = Look.PLAIN) -> None:
        super().__init__("", "scan-line", look, trailing="chevron-down")
        self.setText(self.tr("&Scan"))
        self.choices = QMenu(self)
        self.choices.addAction(self.tr("With the &camera")).triggered.connect(self.camera_wanted)
        screen = self.choices.addAction(self.tr("This &screen"))
        screen.setText(f"{screen.text()}\t{SCREEN_KEYS}")
        screen.triggered.connect(self.screen_wanted)
        self.setMenu(self.choices)
