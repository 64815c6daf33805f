"""Work that takes a while: what it is, how far it got, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from wallet.gui.widgets.buttons import Button
from wallet.gui.widgets.panels import Panel, column, row
from wallet.gui.widgets.text import Text
from wallet.gui.widgets.theme import TextStyle, tokens_of


class Bar(QProgressBar):
    """A thin bar; without a known end it is half full and says so by its words alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A thin line."""
        return QSize(120, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint trough and bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("border"))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        share = self.value() / self.maximum() if self.maximum() else 0.5
        painter.setBrush(tokens.color("data"))
        painter.drawRoundedRect(QRectF(0, 0, self.width() * min(1.0, share), self.height()), 4, 4)


class ProgressCard(Panel):
    """A card about work under way.

    Signals:
        cancelled: It is to stop.
    """

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__("card")
        self._title = Text("", TextStyle.STRONG)
        self._count = Text("", TextStyle.SMALL, "text2")
        self._bar = Bar()
        self.cancel = Button(self.tr("&Cancel"))
        self.cancel.clicked.connect(self.cancelled)
        top = row(spacing=8)
        top.addWidget(self._title, 1)
        top.addWidget(self._count)
        foot = row(spacing=12)
        foot.addWidget(self._bar, 1)
        foot.addWidget(self.cancel)
        body = column(self, margins=QMargins(16, 12, 16, 12), spacing=8)
        body.addLayout(top)
        body.addLayout(foot)

    def show_progress(self, title: str, done: int, total: int) -> None:
        """Say how far it got.

        Args:
            title: What is done.
            done: How much of it is finished.
            total: How much there is; 0 where that is not known.
        """
        words = self.tr("{done} of {total}") if total else self.tr("{done} done")
        self._show(title, words.format(done=done, total=total), done, total)

    def show_share(self, title: str, done: int, total: int) -> None:
        """Say which share of it is done, where the numbers themselves say nothing to people."""
        share = min(100, done * 100 // total) if total else 0
        self._show(title, self.tr("{n} %").format(n=share) if total else "", share, 100)

    def _show(self, title: str, count: str, done: int, total: int) -> None:
        self._title.setText(title)
        self._count.setText(count)
        self._bar.setMaximum(max(total, done) if total else 0)
        self._bar.setValue(done)
