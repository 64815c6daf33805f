"""Adding badges: drop, choose or paste, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMargins, QSize, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListView, QWidget

from wallet.gui.viewmodels.adding import AddingViewModel
from wallet.gui.views.scan_button import ScanButton
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.inputs import DropZone
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.panels import Line, column, row
from wallet.gui.widgets.progress import ProgressCard
from wallet.gui.widgets.result_row import ResultRowDelegate
from wallet.gui.widgets.statements import Icon, MessageSlot
from wallet.gui.widgets.text import Paragraph, Text
from wallet.gui.widgets.theme import TextStyle

BADGE_FILES = "*.json *.jsonld *.jwt *.sd-jwt *.vc *.png *.jpg *.jpeg *.svg *.txt"
PATIENCE_MILLISECONDS = 300  # what is over sooner needs no progress bar


class AddDialog(Overlay):
    """Badges on their way in.

    Signals:
        paste_wanted: The clipboard is to be read.
        paths_wanted: Files were chosen or dropped, as a tuple of `Path`.
        bytes_wanted: A picture or a text was dropped, as bytes.
        camera_wanted: The camera is to look for a code.
        screen_wanted: A code is to be looked for on the screen.
    """

    camera_wanted = Signal()
    screen_wanted = Signal()
    paste_wanted = Signal()
    paths_wanted = Signal(object)
    bytes_wanted = Signal(bytes)

    def __init__(self, window: QWidget, model: AddingViewModel) -> None:
        super().__init__(window, self.tr("Add badges"), QSize(680, 540))
        self._model = model
        self.messages = MessageSlot()
        self._progress = ProgressCard()
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MILLISECONDS)
        self._patience.timeout.connect(self._show_progress)
        self._patience.start()
        self.results = QListView()
        self._rows = ResultRowDelegate()
        self._summary = Paragraph("", TextStyle.SMALL, "text2")
        self._fill_panel()
        self._connect()
        self._show_progress()

    def _fill_panel(self) -> None:
        zone = DropZone()
        zone.paths_dropped.connect(self.paths_wanted)
        zone.bytes_dropped.connect(self.bytes_wanted)
        zone.setLayout(self._make_ways())
        self.results.setModel(self._model.lines)
        self.results.setItemDelegate(self._rows)
        self.results.setUniformItemSizes(True)
        self.results.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.results.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.results.setAccessibleName(self.tr("What became of each"))
        body = column(margins=QMargins(24, 18, 24, 0), spacing=14)
        body.addWidget(zone)
        body.addWidget(self._progress)
        body.addWidget(self.messages)
        body.addWidget(self.results, 1)
        self.content.addLayout(body, 1)
        self.content.addWidget(Line())
        self.content.addLayout(self._make_foot())

    def _make_ways(self) -> QHBoxLayout:
        choose = Button(self.tr("&Choose files"), "folder-open")
        paste = Button(self.tr("&Paste"), "clipboard-paste")
        scan = ScanButton()
        scan.camera_wanted.connect(self.camera_wanted)
        scan.screen_wanted.connect(self.screen_wanted)
        choose.clicked.connect(self._choose)
        paste.clicked.connect(self.paste_wanted)
        words = column(spacing=2)
        words.addWidget(Text(self.tr("Drop badges here"), TextStyle.STRONG))
        kinds = self.tr("Pictures, JSON, JWT or folders of them, requests, and backups")
        words.addWidget(Paragraph(kinds, TextStyle.SMALL, "text2"))
        ways = row(margins=QMargins(20, 20, 20, 20), spacing=12)
        ways.addWidget(Icon("file-down", "text2", 24))
        ways.addLayout(words, 1)
        ways.addWidget(choose)
        ways.addWidget(paste)
        ways.addWidget(scan)
        return ways

    def _make_foot(self) -> QHBoxLayout:
        done = Button(self.tr("&Done"), look=Look.SOFT)
        done.clicked.connect(self.close_overlay)
        foot = row(margins=QMargins(24, 12, 20, 12), spacing=10)
        foot.addWidget(self._summary, 1)
        foot.addWidget(done)
        return foot

    def _connect(self) -> None:
        self._progress.cancelled.connect(self._model.cancel)
        self._model.progressed.connect(self._show_progress)
        self._model.started.connect(self._patience.start)
        self._model.finished.connect(self._show_progress)
        self._model.failed.connect(self.messages.show_refusal)

    def _choose(self) -> None:
        self.paths_wanted.emit(choose_files(self, "*.age"))

    def _show_progress(self) -> None:
        running = self._model.running
        self._progress.setVisible(running and not self._patience.isActive())
        self._progress.show_progress(self.tr("Adding badges"), len(self._model.results), self._model.total)
        self._summary.setText("" if running else self._model.summary())


def choose_files(parent: QWidget, more: str = "") -> Sequence[Path]:
    """Let the user choose badge files; none where the choice was cancelled.

    Args:
        parent: The window the choice belongs to.
        more: Further patterns to offer, such as ``*.zip``.
    """
    kinds = parent.tr("Badges ({patterns});;All files (*)").format(patterns=f"{BADGE_FILES} {more}".strip())
    names, _ = QFileDialog.getOpenFileNames(parent, parent.tr("Choose badges"), "", kinds)
    return tuple(Path(name) for name in names)
