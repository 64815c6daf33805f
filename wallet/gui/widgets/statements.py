"""Statements in colour: the banner of a verdict, the rows under it, and strips with a message."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.words import Words
from wallet.gui.widgets.announcing import announce
from wallet.gui.widgets.buttons import Button, IconButton, Look
from wallet.gui.widgets.icons import icon_pixmap
from wallet.gui.widgets.panels import clear, column, row
from wallet.gui.widgets.text import Paragraph
from wallet.gui.widgets.theme import TextStyle, scaled, tokens_of
from wallet.model.errors import WalletError


class Icon(QWidget):
    """An icon of fixed size in the colour of a token.

    Args:
        name: The icon's name.
        color: The token it is tinted with.
        size: Its edge, in pixels.
    """

    def __init__(self, name: str, color: str, size: int = 18) -> None:
        super().__init__()
        self._name, self._color, self._edge = name, color, scaled(size)
        self.setFixedSize(self._edge, self._edge)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, color: str) -> None:
        """Show another icon."""
        self._name, self._color = name, color
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        color = tokens_of(self.palette()).color(self._color)
        pixmap = icon_pixmap(self._name, color, self._edge, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 0, pixmap)


class Tinted(QWidget):
    """A surface in the soft fill of a tone."""

    def __init__(self, tone: Tone = Tone.NEUTRAL, radius: float = 10.0) -> None:
        super().__init__()
        self.tone = tone
        self._radius = radius

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens_of(self.palette()).soft(self.tone))
        painter.drawRoundedRect(QRectF(self.rect()), self._radius, self._radius)


class Banner(Tinted):
    """What a check came to: icon, title and one sentence, on the colour of the verdict."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("circle-dashed", Tone.NEUTRAL, 28)
        self._title = Paragraph("", TextStyle.SUBTITLE)
        self._text = Paragraph("", TextStyle.SMALL, "text2")
        inner = row(self, margins=QMargins(16, 12, 16, 13), spacing=14)
        inner.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        words = column(spacing=2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        inner.addLayout(words, 1)

    def show_words(self, words: Words) -> None:
        """Show a verdict."""
        self.tone = words.tone
        self._icon.show_icon(words.icon, words.tone)
        self._title.setText(words.title)
        self._title.set_tone("text" if words.tone is Tone.NEUTRAL else words.tone)
        self._text.setText(words.text)
        self._text.setVisible(bool(words.text))
        self.setAccessibleName(f"{words.title}. {words.text}")
        if self.isVisible():
            announce(self, self.accessibleName(), urgent=words.tone is Tone.BAD)
        self.update()


class CheckRow(QWidget):
    """One thing that was checked: icon, statement, and why."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        inner = row(self, spacing=10)
        inner.addWidget(Icon(words.icon, words.tone, 19), 0, Qt.AlignmentFlag.AlignTop)
        lines = column(spacing=1)
        lines.addWidget(Paragraph(words.title, TextStyle.MEDIUM))
        if words.text:
            lines.addWidget(Paragraph(words.text, TextStyle.SMALL, "text2"))
        inner.addLayout(lines, 1)
        self.setAccessibleName(f"{words.title}. {words.text}")


class CheckRows(QWidget):
    """All rows of a report."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = column(self, spacing=12)

    def show_rows(self, rows: tuple[Words, ...]) -> None:
        """Show other rows."""
        clear(self._rows)
        for words in rows:
            self._rows.addWidget(CheckRow(words))


class Strip(Tinted):
    """A message with a title, a sentence, and at most one thing to do about it.

    Signals:
        acted: Its action was pressed.
        dismissed: It was closed.
    """

    acted = Signal()
    dismissed = Signal()

    def __init__(self, words: Words, action: str = "", *, closable: bool = False) -> None:
        super().__init__(words.tone)
        inner = row(self, margins=QMargins(14, 10, 10, 10), spacing=11)
        inner.addWidget(Icon(words.icon, words.tone, 18), 0, Qt.AlignmentFlag.AlignTop)
        self._title = Paragraph(words.title, TextStyle.STRONG)
        self._text = Paragraph("", TextStyle.SMALL, "text2")
        lines = column(spacing=2)
        lines.addWidget(self._title)
        lines.addWidget(self._text)
        inner.addLayout(lines, 1)
        if action:
            button = Button(action, look=Look.LINK)
            button.clicked.connect(self.acted)
            inner.addWidget(button)
        if closable:
            close = IconButton("x", self.tr("Dismiss"))
            close.clicked.connect(self.dismissed)
            inner.addWidget(close)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.say(words.text)

    @property
    def words(self) -> str:
        """What it says, title and sentence."""
        return f"{self._title.text()}. {self._text.text()}".strip()

    def say(self, text: str) -> None:
        """Say another sentence under the same title."""
        self._text.setText(text)
        self._text.setVisible(bool(text))


class MessageSlot(QWidget):
    """A place for one strip at a time; takes no room while it is empty.

    Args:
        margins: Room around the strip; None for none.
    """

    def __init__(self, margins: QMargins | None = None) -> None:
        super().__init__()
        self.strip: Strip | None = None
        self._inner = column(self, margins=margins)
        self.hide()

    @property
    def said(self) -> str:
        """What is said now; empty where nothing is."""
        return self.strip.words if self.strip is not None else ""

    def show_error(self, title: str, text: str = "") -> None:
        """Say what went wrong."""
        self.show_strip(Strip(Words("circle-alert", Tone.BAD, title, text), closable=True))

    def show_refusal(self, error: WalletError) -> None:
        """Say what could not be done, why, and what to do."""
        self.show_error(error.what, f"{error.why} {error.remedy}".strip())

    def show_strip(self, strip: Strip) -> None:
        """Show a strip instead of the one there was."""
        clear(self._inner)
        self.strip = strip
        strip.dismissed.connect(self.dismiss)
        self._inner.addWidget(strip)
        self.show()

    def dismiss(self) -> None:
        """Show nothing."""
        self.strip = None
        clear(self._inner)
        self.hide()


class NoticeSlot(MessageSlot):
    """A place for one notice, which does not come back once it was dismissed.

    Signals:
        acted: What it proposes is to be done.
    """

    acted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._dismissed = False

    def offer(self, words: Words, action: str) -> None:
        """Show a notice, unless one was dismissed before."""
        if self._dismissed:
            return
        strip = Strip(words, action, closable=True)
        strip.acted.connect(self.acted)
        strip.dismissed.connect(self._remember)
        self.show_strip(strip)

    def _remember(self) -> None:
        self._dismissed = True
