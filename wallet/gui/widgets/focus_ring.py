"""One ring around whatever the keyboard is on: 2 px wide, 2 px away, above everything."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from wallet.gui.widgets.theme import tokens_of

REACH = 4
DRAW_THEIR_OWN = (QLineEdit, QAbstractScrollArea)
MOVING_KEYS = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F6})
MOVED = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show})


class FocusRing(QWidget):
    """Follows the keyboard focus inside one window, from the first key that moves it to the next click.

    Args:
        app: The application whose focus is followed.
        window: The window it belongs to.
    """

    def __init__(self, app: QApplication, window: QWidget) -> None:
        super().__init__(window)
        self._chain: list[QWidget] = []
        self._by_key = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app.focusChanged.connect(self._follow)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice keys and clicks, and follow the widget when it, or something it lies in, moves."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._by_key = self._by_key or event.key() in MOVING_KEYS
        elif kind == QEvent.Type.MouseButtonPress:
            self._by_key = False
            self.hide()
        elif kind == QEvent.Type.Show and watched is self.window():
            self.window().windowHandle().installEventFilter(self)
        elif kind in MOVED and watched in self._chain:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens_of(self.palette()).color("focus"), 2.0))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in filter(isValid, self._chain):
            widget.removeEventFilter(self)
        shown = new is not None and self._by_key and not isinstance(new, DRAW_THEIR_OWN)
        self._chain = self._ancestry(new) if new is not None and shown else []
        for widget in self._chain:
            widget.installEventFilter(self)
        self._place()

    def _ancestry(self, widget: QWidget) -> list[QWidget]:
        chain: list[QWidget] = []
        step: QWidget | None = widget
        while step is not None and step is not self.window():
            chain.append(step)
            step = step.parentWidget()
        return chain if step is not None else []

    def _place(self) -> None:
        target = self._chain[0] if self._chain else None
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        area = QRect(target.mapTo(self.window(), QPoint(0, 0)), target.size())
        self.setGeometry(area.adjusted(-REACH, -REACH, REACH, REACH))
        self.raise_()
        self.show()
