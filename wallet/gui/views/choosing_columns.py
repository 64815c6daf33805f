"""Three columns: what to show, what they will see, and how it leaves."""

from __future__ import annotations

from PySide6.QtCore import QMargins
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from wallet.gui.viewmodels.choosing import Choosing
from wallet.gui.viewmodels.leaving import LeavingViewModel
from wallet.gui.views.claim_picker import ClaimPicker
from wallet.gui.views.handing_over import CODE, MARGIN, HandingOver
from wallet.gui.views.preview_column import PreviewColumn
from wallet.gui.widgets.panels import WIDEST, Scroll, column, row
from wallet.gui.widgets.statements import Icon, MessageSlot
from wallet.gui.widgets.text import Paragraph, foreign
from wallet.gui.widgets.theme import TextStyle, scaled

STACKED_BELOW = 1000
LEFT, MIDDLE = 420, 356


class ChoosingColumns(QWidget):
    """The middle of every dialog in which something is put together to leave.

    Args:
        choosing: What can be chosen.
        leaving: What would leave.
        head: What stands above the details to tick.
        window: The window, for what opens over it.
    """

    def __init__(self, choosing: Choosing, leaving: LeavingViewModel, head: QWidget, window: QWidget) -> None:
        super().__init__()
        self._leaving = leaving
        self.messages = MessageSlot()
        self.picker = ClaimPicker(choosing)
        self.preview = PreviewColumn(choosing, leaving)
        self.handing_over = HandingOver(leaving, window)
        self.footnote = Footnote()
        self._left = self._make_left(head)
        page = QWidget()
        self._columns = row(page)
        self._columns.addWidget(self._left, LEFT)
        self._columns.addWidget(self.preview, MIDDLE)
        self._columns.addWidget(self.handing_over)
        column(self).addWidget(Scroll(page))
        leaving.previewed.connect(self._show_counts)
        leaving.saved.connect(self._show_saved)
        leaving.failed.connect(self.messages.show_refusal)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns below each other where there is no room beside."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(STACKED_BELOW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)
        self.handing_over.setMaximumWidth(WIDEST if narrow else CODE + 2 * MARGIN)
        for scrolled in (self._left, self.preview):
            scrolled.setMinimumHeight(scaled(360) if narrow else 0)

    def _make_left(self, head: QWidget) -> QWidget:
        left = QWidget()
        body = column(left, margins=QMargins(24, 14, 16, 0), spacing=8)
        body.addWidget(head)
        body.addWidget(self.messages)
        body.addSpacing(2)
        body.addWidget(Scroll(self.picker), 1)
        return left

    def _show_counts(self) -> None:
        if self._leaving.presentation is not None:
            self.messages.dismiss()
        shown, total = self._leaving.counts()
        words = self.tr("Showing {shown} of {total} details. They can keep a copy. You will find this in {page}.")
        self.footnote.say(words.format(shown=shown, total=total, page=self.tr("Sharing history")))

    def _show_saved(self, name: str) -> None:
        words = self.tr("Saved as {name}. They can keep a copy. You will find this in {page}.")
        self.footnote.say(words.format(name=foreign(name, 80), page=self.tr("Sharing history")))


class Footnote(QWidget):
    """A sentence at the foot of a dialog."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Paragraph("", TextStyle.SMALL, "text2")
        inner = row(self, spacing=10)
        inner.addWidget(Icon("info", "text3", 16))
        inner.addWidget(self.words, 1)

    def say(self, words: str) -> None:
        """Say another sentence."""
        self.words.setText(words)
