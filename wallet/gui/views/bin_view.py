"""The bin: badges removed, kept for 30 days, and brought back with one act."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QListView, QStackedWidget, QWidget

from wallet.gui.viewmodels.bin import BINNED_ROLE, BinViewModel
from wallet.gui.views.confirm_dialog import ConfirmDialog
from wallet.gui.widgets.binned_row import BinnedRowDelegate
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.panels import Panel, column, row
from wallet.gui.widgets.statements import Icon, MessageSlot
from wallet.gui.widgets.text import Paragraph, Text
from wallet.gui.widgets.theme import TextStyle
from wallet.model.badge import BadgeId

MARGIN = 24


class BinView(QWidget):
    """The page of the bin."""

    def __init__(self, model: BinViewModel) -> None:
        super().__init__()
        self.model = model
        self.list = QListView()
        self.messages = MessageSlot()
        self.restore = Button(self.tr("&Bring back"), "undo-2", Look.PRIMARY)
        self.empty = Button(self.tr("&Empty the bin"), "trash-2")
        self._subtitle = Text("", TextStyle.SMALL, "text2")
        self._content = QStackedWidget()
        self._fill()
        self._connect()

    def enter(self) -> None:
        """Show what is in the bin now."""
        self.model.reload()
        self.list.setFocus()

    def selected_ids(self) -> list[BadgeId]:
        """Return the badges selected, in the order they are shown."""
        rows = sorted(self.list.selectionModel().selectedIndexes(), key=QModelIndex.row)
        return [index.data(BINNED_ROLE).card.id for index in rows]

    def _fill(self) -> None:
        self.list.setModel(self.model.lines)
        self._rows = BinnedRowDelegate()
        self.list.setItemDelegate(self._rows)
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("Badges in the bin"))
        lines = Panel("card")
        column(lines, margins=QMargins(1, 8, 1, 8)).addWidget(self.list)
        for page in (QWidget(), lines, self._make_empty()):
            self._content.addWidget(page)
        body = column(self, margins=QMargins(MARGIN, 20, MARGIN, MARGIN), spacing=14)
        body.addLayout(self._make_header())
        body.addWidget(self.messages)
        body.addWidget(self._content, 1)

    def _make_header(self) -> QHBoxLayout:
        words = column(spacing=2)
        words.addWidget(Text(self.tr("Bin"), TextStyle.HEADLINE))
        words.addWidget(self._subtitle)
        header = row(spacing=12)
        header.addLayout(words, 1)
        header.addWidget(self.empty)
        header.addWidget(self.restore)
        return header

    def _make_empty(self) -> QWidget:
        page = QWidget()
        centre = Qt.AlignmentFlag.AlignHCenter
        body = column(page, spacing=10)
        body.addStretch(2)
        body.addWidget(Icon("trash-2", "text3", 40), 0, centre)
        body.addSpacing(6)
        body.addWidget(Text(self.tr("The bin is empty"), TextStyle.TITLE), 0, centre)
        words = Paragraph(self.tr("Badges that you remove stay here for 30 days."), TextStyle.BODY, "text2")
        words.setAlignment(centre)
        body.addWidget(words)
        body.addStretch(3)
        return page

    def _connect(self) -> None:
        self.model.shown.connect(self._show)
        self.model.failed.connect(self.messages.show_refusal)
        self.restore.clicked.connect(self._restore)
        self.empty.clicked.connect(self._ask)
        self.list.selectionModel().selectionChanged.connect(self._show_selection)
        self.list.activated.connect(lambda _index: self._restore())

    def _show(self) -> None:
        count = self.model.lines.rowCount()
        self._content.setCurrentIndex(1 if count else 2)
        one, many = self.tr("1 badge, kept for 30 days"), self.tr("{n} badges, each kept for 30 days")
        self._subtitle.setText("" if not count else one if count == 1 else many.format(n=count))
        self.empty.setVisible(bool(count))
        self.restore.setVisible(bool(count))
        if count:
            self.list.setCurrentIndex(self.model.lines.index(0))
        self._show_selection()

    def _show_selection(self) -> None:
        self.restore.setEnabled(bool(self.list.selectionModel().selectedIndexes()))

    def _restore(self) -> None:
        self.model.restore(self.selected_ids())

    def _ask(self) -> None:
        count = self.model.lines.rowCount()
        one = self.tr("1 badge is deleted for good. A snapshot is kept before.")
        many = self.tr("{n} badges are deleted for good. A snapshot is kept before.")
        text = one if count == 1 else many.format(n=count)
        dialog = ConfirmDialog(self.window(), self.tr("Empty the bin?"), text, self.tr("&Delete for good"))
        dialog.confirmed.connect(self.model.empty)
        dialog.open()
