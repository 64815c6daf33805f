"""A QR code that takes several: it moves from part to part, or stands still where less motion is wished for."""

from __future__ import annotations

import math
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QMargins, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from wallet.gui.widgets.panels import column
from wallet.gui.widgets.qr import WHITE, Modules, QrCode
from wallet.gui.widgets.text import Text
from wallet.gui.widgets.theme import TextStyle

FRAME_MILLISECONDS = 125
SLOW_FRAME_MILLISECONDS = 334  # nothing flashes more than three times a second
MOST_ON_A_SCREEN = 12
MOVES_LESS = "moves_less"
"""The property of the application that says whether its owner wants less to move."""
LANDSCAPE = 1.6


class Code(Protocol):
    """What is shown: one code, or the parts of a moving one."""

    @property
    def count(self) -> int:
        """How many parts it has; 1 where it stands still."""

    def modules(self, number: int) -> Modules:
        """Return the modules of one part, from 1 and without end."""

    def sheet(self, columns: int) -> Modules:
        """Return the modules of all parts side by side."""


class MovingQr(QrCode):
    """A QR code that moves while it is seen, if it takes several.

    Signals:
        changed: It moves now, or stands still.
    """

    changed = Signal()

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self._code: Code | None = None
        self._number = 1
        self._held = False
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._advance)

    @property
    def is_moving(self) -> bool:
        """Whether it goes from part to part."""
        return self._timer.isActive()

    def show_code(self, code: Code | None) -> None:
        """Show a code from its first part on, or none; where less motion is wished for, it waits to be set going."""
        self._code = code
        self._number = 1
        self._held = moves_less(self)
        self.show_modules(code.modules(1) if code is not None else ())
        self._set_going()

    def hold(self, *, still: bool) -> None:
        """Let it stand still, or move on."""
        self._held = still
        self._set_going()

    def showEvent(self, event: QShowEvent) -> None:
        """Move only while it is seen."""
        super().showEvent(event)
        self._set_going()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop."""
        super().hideEvent(event)
        self._timer.stop()

    def _set_going(self) -> None:
        if self._code is not None and self._code.count > 1 and not self._held and self.isVisible():
            self._timer.start(SLOW_FRAME_MILLISECONDS if moves_less(self) else FRAME_MILLISECONDS)
        else:
            self._timer.stop()
        self.changed.emit()

    def _advance(self) -> None:
        if self._code is not None:
            self._number += 1
            self.show_modules(self._code.modules(self._number))


class FullScreenQr(QWidget):
    """A code over the whole screen; any key or a click closes it.

    Where less motion is wished for, the parts of a moving one stand side by side; too many of them for a camera move
    slowly instead.

    Args:
        code: The code.
        words: What to say under it.
    """

    def __init__(self, code: Code, words: str) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("QR code"))
        self.code = MovingQr(600)
        self.code.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._show(code)
        body = column(self, margins=QMargins(24, 24, 24, 24), spacing=16)
        body.addWidget(self.code, 1)
        hint = self.tr("{words} Turn the screen up to full brightness. Press any key to close.").format(words=words)
        body.addWidget(Text(hint.strip(), TextStyle.BODY, "on_white"), 0, Qt.AlignmentFlag.AlignHCenter)

    def _show(self, code: Code) -> None:
        if moves_less(self) and 1 < code.count <= MOST_ON_A_SCREEN:
            self.code.show_modules(code.sheet(math.ceil(math.sqrt(code.count * LANDSCAPE))))
        else:
            self.code.show_code(code)
            self.code.hold(still=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the screen white, whatever the theme."""
        QPainter(self).fillRect(self.rect(), WHITE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close."""
        self.close()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close."""
        self.close()


def moves_less(widget: QWidget) -> bool:
    """Return whether the owner or the system asks that less moves."""
    app = QCoreApplication.instance()
    asked = app is not None and app.property(MOVES_LESS) is True
    return asked or widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animate, None, widget) == 0
