"""Fields, drop zones and steps."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from wallet.gui.widgets.buttons import IconButton
from wallet.gui.widgets.clipboard import bytes_in, paths_in
from wallet.gui.widgets.panels import row
from wallet.gui.widgets.statements import Icon
from wallet.gui.widgets.text import Text, plain_tooltip
from wallet.gui.widgets.theme import TextStyle, font, scaled, tokens_of


class Field(QLineEdit):
    """A line to type in."""

    def __init__(self, placeholder: str = "", name: str = "") -> None:
        super().__init__()
        self.setFont(font(TextStyle.BODY))
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setMinimumHeight(scaled(36))


class SearchField(Field):
    """A field with a magnifier, and the keys that lead to it while it is empty.

    Args:
        placeholder: What can be searched for.
        keys: The keys that lead here, such as ``Ctrl F``.
    """

    def __init__(self, placeholder: str, keys: str) -> None:
        super().__init__(placeholder)
        self._magnifier = Icon("search", "text3", 18)
        self._magnifier.setParent(self)
        self._keys = KeyHint(keys)
        self._keys.setParent(self)
        self.setClearButtonEnabled(False)
        self.textChanged.connect(lambda text: self._keys.setVisible(not text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep magnifier and keys in their places."""
        super().resizeEvent(event)
        left = QRect(QPoint(12, 0), self._magnifier.size())
        right = QRect(QPoint(0, 0), self._keys.sizeHint())
        right.moveRight(self.width() - 8)
        leading, trailing = left.width() + 6, right.width()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setTextMargins(*((trailing, 0, leading, 0) if mirrored else (leading, 0, trailing, 0)))
        for widget, place in ((self._magnifier, left), (self._keys, right)):
            place.moveTop((self.height() - place.height()) // 2)
            widget.setGeometry(self.style().visualRect(self.layoutDirection(), self.rect(), place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape empty the field."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


class KeyHint(Text):
    """The keys for something, drawn as a key."""

    def __init__(self, keys: str) -> None:
        super().__init__(keys, TextStyle.CAPTION, "text2")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setContentsMargins(7, 1, 7, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the key under its words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens_of(self.palette()).color("border"), 1.0))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.end()
        super().paintEvent(event)


class PassphraseField(QWidget):
    """A field that hides what is typed until asked to show it.

    Signals:
        changed: The text changed.
        entered: Return was pressed.
    """

    changed = Signal(str)
    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field = Field("", name)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self._eye = IconButton("eye", self.tr("Show the passphrase"))
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._reveal)
        inner = row(self, spacing=4)
        inner.addWidget(self.field, 1)
        inner.addWidget(self._eye)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self.changed)
        self.field.returnPressed.connect(self.entered)

    def text(self) -> str:
        """Return what was typed."""
        return self.field.text()

    def forget(self) -> None:
        """Empty the field, and hide what is typed next."""
        self.field.clear()
        self._eye.setChecked(False)

    def ask_again(self) -> None:
        """Let it be typed anew: all of it selected, with the keyboard in it."""
        self.setEnabled(True)
        self.field.selectAll()
        self.field.setFocus()

    def _reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.field.setEchoMode(mode)
        self._eye.set_icon_name("eye-off" if shown else "eye")
        name = self.tr("Hide the passphrase") if shown else self.tr("Show the passphrase")
        self._eye.setToolTip(plain_tooltip(name))
        self._eye.setAccessibleName(name)


class DropZone(QFrame):
    """A dashed area that takes files and text.

    Signals:
        paths_dropped: Files or folders were dropped, as a tuple of `Path`.
        bytes_dropped: A picture or a text was dropped, as bytes.
    """

    paths_dropped = Signal(object)
    bytes_dropped = Signal(bytes)

    def __init__(self, radius: float = 14.0) -> None:
        super().__init__()
        self._radius = radius
        self._hot = False
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what can be read."""
        if event.mimeData().hasUrls() or event.mimeData().hasText() or event.mimeData().hasImage():
            self._set_hot(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Calm down."""
        self._set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        self._set_hot(False)
        event.acceptProposedAction()
        paths = paths_in(event.mimeData())
        if paths:
            self.paths_dropped.emit(paths)
        elif content := bytes_in(event.mimeData()):
            self.bytes_dropped.emit(content)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint surface and dashes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        pen = QPen(tokens.color("accent" if self._hot else "border_strong"), 2.0)
        pen.setDashPattern([4.0, 2.5])
        painter.setPen(pen)
        painter.setBrush(tokens.color("accent_soft" if self._hot else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), self._radius, self._radius)

    def _set_hot(self, hot: bool) -> None:
        self._hot = hot
        self.update()


class Stepper(QWidget):
    """Goes through a number of things one by one.

    Args:
        total: How many there are.
        words: What to say of each, with ``{n}`` and ``{total}``.

    Signals:
        stepped: Another one is wanted; carries its number, from 0.
    """

    stepped = Signal(int)

    def __init__(self, total: int, words: str) -> None:
        super().__init__()
        self._total, self._words, self._here = total, words, 0
        self._label = Text("", TextStyle.STRONG)
        self.back = IconButton("chevron-left", self.tr("The one before"))
        self.forth = IconButton("chevron-right", self.tr("The next one"))
        self.back.clicked.connect(lambda: self._go(-1))
        self.forth.clicked.connect(lambda: self._go(1))
        inner = row(self, spacing=4)
        inner.addWidget(self._label, 1)
        inner.addWidget(self.back)
        inner.addWidget(self.forth)
        self._show()

    def _go(self, step: int) -> None:
        self._here += step
        self._show()
        self.stepped.emit(self._here)

    def _show(self) -> None:
        self._label.setText(self._words.format(n=self._here + 1, total=self._total))
        self.back.setEnabled(self._here > 0)
        self.forth.setEnabled(self._here < self._total - 1)
