"""A dialog inside its window: scrim, panel, and the keyboard kept in it until it closes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from wallet.gui.widgets.buttons import Button, IconButton
from wallet.gui.widgets.panels import Line, Scroll, column, row
from wallet.gui.widgets.text import Paragraph, Text
from wallet.gui.widgets.theme import TextStyle, text_scale, tokens_of

MARGIN = 48
SHADOW = 40
RADIUS = 16.0


class Overlay(QWidget):
    """A dialog over a window's content. Escape closes it; focus goes back to where it was.

    Args:
        window: The window it covers.
        title: What it is about.
        size: The size it would like to have.

    Signals:
        closed: It is gone.
    """

    closed = Signal()

    def __init__(self, window: QWidget, title: str, size: QSize) -> None:
        super().__init__(window)
        self._wanted = size
        self._opener = QApplication.focusWidget()
        self._panel = QWidget(self)
        self.first_focus: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.heading = Text(title, TextStyle.TITLE)
        self.subheading = Paragraph("", TextStyle.BODY, "text2")
        self.subheading.hide()
        self.content = column(self._panel)
        self.content.addLayout(self._top())
        self.content.addWidget(Line())
        self.setAccessibleName(title)
        window.installEventFilter(self)

    def grow_to(self, size: QSize) -> None:
        """Ask for another size."""
        self._wanted = size
        self._fill()

    def add_body(self, spacing: int) -> QVBoxLayout:
        """Add a page that scrolls, and return what it is filled through."""
        page = QWidget()
        body = column(page, margins=QMargins(24, 18, 24, 18), spacing=spacing)
        self.content.addWidget(Scroll(page), 1)
        return body

    def add_foot(self, *buttons: Button) -> None:
        """Add the foot: a line, and buttons at the trailing end."""
        foot = row(margins=QMargins(24, 12, 20, 12), spacing=10)
        foot.addStretch(1)
        for button in buttons:
            foot.addWidget(button)
        self.content.addWidget(Line())
        self.content.addLayout(foot)

    def open(self) -> None:
        """Show the dialog."""
        self._fill()
        self.show()
        self.raise_()
        (self.first_focus or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def close_overlay(self) -> None:
        """Close the dialog."""
        window = self.parentWidget()
        if window is not None:
            window.removeEventFilter(self)
        self.hide()
        if self._opener is not None and isValid(self._opener) and self._opener.isVisible():
            self._opener.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window whatever its size."""
        if event.type() == QEvent.Type.Resize:
            self._fill()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape, and let no key through to the window below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_overlay()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let no press through to the window below."""
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 (Qt's name)
        """Keep the keyboard inside the dialog."""
        step: QWidget | None = QApplication.focusWidget() or self
        start = step
        while step is not None:
            step = step.nextInFocusChain() if next else step.previousInFocusChain()
            if step is start:
                return False
            if step is not None and self._takes_focus(step):
                step.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
                self._show_whole(step)
                return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint scrim, shadow and panel."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        panel = QRectF(self._panel.geometry())
        tokens = tokens_of(self.palette())
        if panel.adjusted(RADIUS, RADIUS, -RADIUS, -RADIUS).contains(QRectF(event.rect())):
            painter.fillRect(event.rect(), tokens.color("raised"))
            return
        painter.fillRect(self.rect(), QColor(10, 12, 18, 110))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 4))
        for spread in range(SHADOW, 0, -2):
            shade = panel.adjusted(-spread, -spread + 14, spread, spread + 6)
            painter.drawRoundedRect(shade, RADIUS + spread, RADIUS + spread)
        painter.setPen(tokens.color("border"))
        painter.setBrush(tokens.color("raised"))
        painter.drawRoundedRect(panel.adjusted(-0.5, -0.5, 0.5, 0.5), RADIUS, RADIUS)

    def _show_whole(self, widget: QWidget) -> None:
        """Scroll to where the keyboard is."""
        for area in self.findChildren(QScrollArea):
            if area.isAncestorOf(widget):
                area.ensureWidgetVisible(widget)

    def _takes_focus(self, widget: QWidget) -> bool:
        tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        reachable = widget.isEnabled() and widget.isVisible() and self.isAncestorOf(widget)
        return tab and reachable and widget.focusProxy() is None

    def _top(self) -> QHBoxLayout:
        close = IconButton("x", self.tr("Close"))
        close.clicked.connect(self.close_overlay)
        words = column(spacing=2)
        words.addWidget(self.heading)
        words.addWidget(self.subheading)
        top = row(margins=QMargins(24, 18, 18, 14), spacing=16)
        top.addLayout(words, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        return top

    def _fill(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self.setGeometry(window.rect())
        room = window.rect().size() - QSize(2 * MARGIN, 2 * MARGIN)
        size = (self._wanted * text_scale()).boundedTo(room)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        self._panel.setGeometry(place)


def overlays(window: QWidget) -> list[Overlay]:
    """Return the dialogs that lie over a window now."""
    return [overlay for overlay in window.findChildren(Overlay) if overlay.isVisible()]
