"""A passing message at the foot of a window, with at most one thing to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from wallet.gui.widgets.announcing import announce
from wallet.gui.widgets.panels import row
from wallet.gui.widgets.text import Text
from wallet.gui.widgets.theme import TextStyle, font, tokens_of

SHOWN_MILLISECONDS = 10_000
ABOVE = 56
SHADOW = 12


class Toast(QWidget):
    """The one toast of a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._text = Text("", TextStyle.MEDIUM, "toast_text")
        self._action = _Action()
        self._do: Callable[[], None] | None = None
        self._action.clicked.connect(self._act)
        inner = row(self, margins=QMargins(18, 10, 12, 10) + QMargins(SHADOW, SHADOW, SHADOW, SHADOW), spacing=20)
        inner.addWidget(self._text)
        inner.addWidget(self._action)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MILLISECONDS)
        self._timer.timeout.connect(self._leave)
        window.installEventFilter(self)
        self.hide()

    def say(self, words: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Show a message for ten seconds, and read it out.

        Args:
            words: The message.
            action: What can be done about it; empty for nothing.
            act: How that is done.
        """
        self._do = act
        self._text.setText(words)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the message's ground with its shadow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        for spread in range(SHADOW, 0, -2):
            painter.setBrush(QColor(0, 0, 0, 9))
            painter.drawRoundedRect(area.adjusted(-spread, -spread + 4, spread, spread), 10 + spread, 10 + spread)
        painter.setBrush(tokens_of(self.palette()).color("toast"))
        painter.drawRoundedRect(area, 10, 10)

    def _act(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()

    def _leave(self) -> None:
        if self._action.hasFocus() or self.underMouse():
            self._timer.start()
            return
        self.hide()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is not None:
            left = (window.width() - self.width()) // 2
            self.move(QPoint(left, window.height() - self.height() - ABOVE + SHADOW))


class _Action(QPushButton):
    def __init__(self) -> None:
        super().__init__()
        self.setFont(font(TextStyle.STRONG))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFlat(True)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(tokens_of(self.palette()).color("toast_action"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
