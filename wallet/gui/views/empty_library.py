"""What the library shows while there is nothing to show."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from wallet.gui.widgets.art import Artwork, paint_artwork
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.inputs import DropZone
from wallet.gui.widgets.panels import column, row
from wallet.gui.widgets.statements import Icon
from wallet.gui.widgets.text import Text, foreign
from wallet.gui.widgets.theme import TextStyle
from wallet.gui.widgets.tiles import Tile

MEDALS = (
    (Artwork("shield", QColor("#6A58DC"), "chart-column"), 60),
    (Artwork("hexagon", QColor("#12858B"), "wind"), 80),
    (Artwork("octagon", QColor("#D48C0C"), "sun"), 60),
)
GAP = 22


class Medals(QWidget):
    """Three medals in a row, to say what belongs here."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for three medals."""
        return QSize(sum(edge for _, edge in MEDALS) + GAP * (len(MEDALS) - 1), max(edge for _, edge in MEDALS))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the medals."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        for art, edge in MEDALS:
            paint_artwork(painter, art, QRectF(left, (self.height() - edge) / 2, edge, edge))
            left += edge + GAP


class EmptyLibrary(DropZone):
    """An empty wallet: drop, choose, paste, or try samples.

    Signals:
        choose_wanted: Files are to be chosen.
        paste_wanted: The clipboard is to be read.
        samples_wanted: Sample badges are to be made.
    """

    choose_wanted = Signal()
    paste_wanted = Signal()
    samples_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(radius=16.0)
        choose = Button(self.tr("&Choose files"), "file-plus", Look.PRIMARY)
        choose.clicked.connect(self.choose_wanted)
        body = column(self, spacing=8)
        body.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        body.addWidget(Medals(), 0, centre)
        body.addSpacing(18)
        body.addWidget(Text(self.tr("Drop your first badge here"), TextStyle.TITLE), 0, centre)
        kinds = self.tr("A badge picture, a JSON or JWT file, or a photo of a badge's QR code.")
        body.addWidget(Text(kinds, TextStyle.BODY, "text2"), 0, centre)
        body.addSpacing(10)
        body.addWidget(choose, 0, centre)
        body.addSpacing(14)
        body.addLayout(self._ways())
        body.addStretch(1)

    def _ways(self) -> QHBoxLayout:
        paste = Tile("clipboard-paste", self.tr("Paste a badge"), self.tr("Text, a file or a picture"))
        samples = Tile("sparkles", self.tr("Try sample badges"), self.tr("Remove them at any time"))
        paste.clicked.connect(self.paste_wanted)
        samples.clicked.connect(self.samples_wanted)
        ways = row(spacing=12)
        ways.addStretch(1)
        ways.addWidget(paste)
        ways.addWidget(samples)
        ways.addStretch(1)
        return ways


class NothingFound(QWidget):
    """A search without a result.

    Signals:
        clear_wanted: All badges are to be shown again.
    """

    clear_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = Text("", TextStyle.TITLE)
        clear = Button(self.tr("Clear filters"))
        clear.clicked.connect(self.clear_wanted)
        body = column(self, spacing=10)
        body.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        body.addWidget(self._title, 0, centre)
        hint = self.tr("Every text of a badge is searched, and your own notes.")
        body.addWidget(Text(hint, TextStyle.BODY, "text2"), 0, centre)
        body.addSpacing(6)
        body.addWidget(clear, 0, centre)
        body.addStretch(3)

    def show_words(self, words: str) -> None:
        """Say what was not found."""
        named = self.tr("No badge matches “{words}”").format(words=foreign(words, 40))
        self._title.setText(named if words else self.tr("No badge here fits these filters"))


class EmptyPlace(QWidget):
    """A collection, or another place, without a badge.

    Signals:
        all_wanted: Every badge of the wallet is to be shown.
    """

    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._hint = Text("", TextStyle.BODY, "text2")
        show = Button(self.tr("Show all badges"), look=Look.PRIMARY)
        show.clicked.connect(self.all_wanted)
        body = column(self, spacing=10)
        body.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        body.addWidget(Icon("folder-open", "text3", 40), 0, centre)
        body.addSpacing(6)
        body.addWidget(Text(self.tr("No badges here yet"), TextStyle.TITLE), 0, centre)
        body.addWidget(self._hint, 0, centre)
        body.addSpacing(6)
        body.addWidget(show, 0, centre)
        body.addStretch(3)

    def show_kind(self, *, fills_itself: bool) -> None:
        """Say how badges come here.

        Args:
            fills_itself: Whether they come by themselves, as into a saved search.
        """
        by_hand = self.tr("Select some among all badges, and choose “Add to collection”.")
        by_itself = self.tr("Badges come here by themselves as soon as they fit.")
        self._hint.setText(by_itself if fills_itself else by_hand)
