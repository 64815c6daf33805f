"""What is on the screen: a picture of each screen in turn, several times a second.

Source: https://doc.qt.io/qt-6/qscreen.html#grabWindow
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from wallet.model.errors import RefusedError

_EVERY = 100
"""Milliseconds between two pictures: a moving code shows at most ten parts a second."""


class Screen(QObject):
    """All screens of this computer: a `FrameSource`. What is on one is seen at once, so little patience is needed."""

    seen = Signal(object)
    failed = Signal(object)
    patience = 5.0

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._next = 0
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin to look.

        Raises:
            RefusedError: Where programs may not.
        """
        self._timer.start()
        self._look()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _look(self) -> None:
        screens = QGuiApplication.screens()
        self._next = (self._next + 1) % len(screens)
        image = screens[self._next].grabWindow(0).toImage()
        if image.isNull():
            self.stop()
            self.failed.emit(_forbidden())
        else:
            self.seen.emit(image)


def _forbidden() -> RefusedError:
    return RefusedError(
        "This desktop does not let programs look at the screen.",
        "",
        "Take a screenshot yourself, and read that: rosette scan --clipboard",
    )
