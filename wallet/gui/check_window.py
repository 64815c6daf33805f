"""The window for checking others' badges: no wallet is opened in its process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QModelIndex, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListView, QMainWindow, QWidget

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.checking import ENTRY_ROLE, CheckingViewModel
from wallet.gui.viewmodels.packs import PackOffer
from wallet.gui.views.add_dialog import PATIENCE_MILLISECONDS, choose_files
from wallet.gui.views.check_result import CheckResult
from wallet.gui.views.pack_dialog import PackDialog
from wallet.gui.views.scan_button import SCREEN_KEYS, ScanButton
from wallet.gui.widgets.buttons import Button
from wallet.gui.widgets.clipboard import bytes_in, paths_in
from wallet.gui.widgets.focus_ring import FocusRing
from wallet.gui.widgets.inputs import DropZone
from wallet.gui.widgets.overlay import overlays
from wallet.gui.widgets.panels import WIDEST, Panel, column, row
from wallet.gui.widgets.pills import Pill
from wallet.gui.widgets.progress import ProgressCard
from wallet.gui.widgets.queue_row import QueueRowDelegate
from wallet.gui.widgets.statements import Icon, MessageSlot
from wallet.gui.widgets.text import ElidedText, Paragraph, Text, foreign
from wallet.gui.widgets.theme import TextStyle, scaled

if TYPE_CHECKING:
    from wallet.gui.capture.frames import FrameSource

QUEUE_WIDTH = 296
ZONE_FROM = 1060
QUEUE_FROM = 760
RESULT_WIDTH = 424


class CheckWindow(QMainWindow):
    """Queue, drop zone and result.

    Args:
        app: The application.
        model: The sitting.
    """

    def __init__(self, app: QApplication, model: CheckingViewModel) -> None:
        super().__init__()
        self._model = model
        self.setWindowTitle(self.tr("Check credentials"))
        self.setMinimumSize(800, 600)
        self.setAcceptDrops(True)
        self.queue = QListView()
        self.result = CheckResult()
        self.messages = MessageSlot(QMargins(20, 12, 20, 12))
        self._progress = ProgressCard()
        self._progress.hide()
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MILLISECONDS)
        self._count = Text("", TextStyle.SMALL, "text2")
        no_list = self.tr("No issuer list in use. Drop an evidence pack to use one.")
        self._lists = ElidedText(no_list, TextStyle.SMALL, "text2")
        self._compact = QWidget()
        whole = QWidget()
        body = column(whole)
        body.addWidget(self._make_header())
        body.addWidget(self.messages)
        body.addWidget(self._progress)
        self._left, self._middle = self._make_queue(), self._make_middle()
        self._columns = row()
        for panel in (self._left, self._middle, self.result):
            self._columns.addWidget(panel)
        body.addLayout(self._columns, 1)
        self.setCentralWidget(whole)
        self._ring = FocusRing(app, self)
        self._connect()
        self.resize(1280, 800)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the drop zone, then the queue, where there is little room; the whole window takes drops."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(ZONE_FROM)
        self._middle.setVisible(not narrow)
        self._compact.setVisible(narrow)
        self._left.setVisible(self.width() >= scaled(QUEUE_FROM))
        self.result.setMinimumWidth(0 if narrow else scaled(RESULT_WIDTH))
        self.result.setMaximumWidth(WIDEST if narrow else scaled(RESULT_WIDTH))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files wherever they are dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check what was dropped."""
        event.acceptProposedAction()
        self._model.take(paths_in(event.mimeData()))

    def paste(self) -> None:
        """Check what lies on the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        if paths := paths_in(data):
            self._model.take(paths)
        elif content := bytes_in(data):
            self._model.take_bytes(content)

    def scan_camera(self) -> None:
        """Check what is held before the camera."""
        from wallet.gui.capture.camera import Camera  # noqa: PLC0415 (loaded when first wanted)

        self._scan(Camera())

    def scan_screen(self) -> None:
        """Check what a code on the screen holds."""
        from wallet.gui.capture.screen import Screen  # noqa: PLC0415 (loaded when first wanted)

        self._scan(Screen())

    def _scan(self, source: FrameSource) -> None:
        from wallet.gui.views.scan_dialog import scan_with  # noqa: PLC0415 (loaded when first wanted)

        if not overlays(self):
            scan_with(source, self, self._model.tasks, self._model.new_scan()).found.connect(self._model.take_bytes)

    def show_crash(self, report: str) -> None:
        """Show the report of a bug."""
        from wallet.gui.views.crash_dialog import CrashDialog  # noqa: PLC0415 (loaded when first wanted)

        CrashDialog.show_over(self, report)

    def _make_header(self) -> Panel:
        header = Panel("header")
        inner = row(header, margins=QMargins(22, 11, 20, 12), spacing=12)
        inner.addWidget(Text(self.tr("Check credentials"), TextStyle.TITLE))
        inner.addStretch(1)
        inner.addWidget(Pill(self.tr("Works offline"), Tone.NEUTRAL))
        inner.addWidget(self._lists)
        self._compact.setLayout(self._make_buttons())
        inner.addWidget(self._compact)
        return header

    def _make_queue(self) -> Panel:
        panel = Panel("surface")
        panel.setFixedWidth(scaled(QUEUE_WIDTH))
        self.queue.setModel(self._model.queue)
        self._rows = QueueRowDelegate()
        self.queue.setItemDelegate(self._rows)
        self.queue.setUniformItemSizes(True)
        self.queue.setMouseTracking(True)
        self.queue.setAccessibleName(self.tr("Checked so far"))
        top = row(margins=QMargins(22, 14, 18, 8), spacing=8)
        top.addWidget(Text(self.tr("Today"), TextStyle.SUBTITLE))
        top.addWidget(self._count, 1)
        lines = row(margins=QMargins(10, 0, 10, 0))
        lines.addWidget(self.queue)
        foot = row(margins=QMargins(22, 10, 18, 14), spacing=8)
        foot.addWidget(Icon("lock", "text3", 15))
        foot.addWidget(Text(self.tr("Forgotten when this window closes"), TextStyle.CAPTION, "text2"), 1)
        body = column(panel)
        body.addLayout(top)
        body.addLayout(lines, 1)
        body.addLayout(foot)
        return panel

    def _make_middle(self) -> Panel:
        panel = Panel("column")
        self.zone = DropZone()
        inside = column(self.zone, margins=QMargins(24, 24, 24, 24), spacing=8)
        centre = Qt.AlignmentFlag.AlignHCenter
        inside.addStretch(1)
        inside.addWidget(Icon("file-down", "text2", 40), 0, centre)
        inside.addSpacing(10)
        inside.addWidget(Text(self.tr("Drop a badge here"), TextStyle.TITLE), 0, centre)
        kinds = Paragraph(self.tr("A file, a picture, or a photo of a QR code"), TextStyle.BODY, "text2")
        kinds.setAlignment(centre)
        inside.addWidget(kinds)
        inside.addSpacing(12)
        inside.addLayout(self._make_buttons())
        inside.addStretch(1)
        hint = Text(self.tr("Press Space for the next person."), TextStyle.SMALL, "text2")
        body = column(panel, margins=QMargins(22, 18, 22, 14), spacing=12)
        body.addWidget(Text(self.tr("Show what they gave you"), TextStyle.SUBTITLE))
        body.addWidget(self.zone, 1)
        body.addWidget(hint, 0, centre)
        return panel

    def _make_buttons(self) -> QHBoxLayout:
        browse, paste = Button(self.tr("&Browse"), "folder-open"), Button(self.tr("&Paste"), "clipboard-paste")
        browse.clicked.connect(lambda: self._model.take(choose_files(self, "*.zip")))
        paste.clicked.connect(self.paste)
        scan = ScanButton()
        scan.camera_wanted.connect(self.scan_camera)
        scan.screen_wanted.connect(self.scan_screen)
        buttons = row(spacing=10)
        buttons.addStretch(1)
        buttons.addWidget(browse)
        buttons.addWidget(paste)
        buttons.addWidget(scan)
        buttons.addStretch(1)
        return buttons

    def _connect(self) -> None:
        self.zone.paths_dropped.connect(self._model.take)
        self.zone.bytes_dropped.connect(self._model.take_bytes)
        self.result.next_wanted.connect(self.next_person)
        self._model.checked.connect(self._show_progress)
        self._model.busy.connect(self._show_busy)
        self._progress.cancelled.connect(self._model.cancel)
        self._patience.timeout.connect(self._progress.show)
        self._model.offered.connect(self._offer)
        self._model.adopted.connect(self._show_lists)
        self._model.failed.connect(self.messages.show_refusal)
        self.queue.selectionModel().currentChanged.connect(self._show)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self).activated.connect(self.paste)
        QShortcut(QKeySequence(SCREEN_KEYS), self).activated.connect(self.scan_screen)
        QShortcut(QKeySequence("F6"), self).activated.connect(self._next_region)
        # In the queue Space would only select; everywhere else it comes up here unless a button is pressed with it.
        in_queue = QShortcut(QKeySequence(Qt.Key.Key_Space), self.queue)
        in_queue.setContext(Qt.ShortcutContext.WidgetShortcut)
        in_queue.activated.connect(self.next_person)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the next person on Space."""
        if event.key() == Qt.Key.Key_Space:
            self.next_person()
            return
        super().keyPressEvent(event)

    def next_person(self) -> None:
        """Make room for the next person."""
        self.queue.setCurrentIndex(QModelIndex())
        self.queue.clearSelection()
        self.result.show_nothing()
        self.messages.dismiss()

    def _show_progress(self) -> None:
        self._progress.show_progress(self.tr("Checking"), self._model.done, 0)
        self._count.setText(self.tr("{n} checked").format(n=self._model.queue.rowCount()))

    def _show_busy(self, busy: bool) -> None:
        if busy:
            self._show_progress()
            self._patience.start()
            return
        self._patience.stop()
        self._progress.hide()
        if self._model.done:
            self.queue.setCurrentIndex(QModelIndex())
            self.queue.setCurrentIndex(self._model.queue.index(0))

    def _next_region(self) -> None:
        regions: tuple[QWidget, ...] = (self.queue, self.result.next_person)
        here = next((number for number, region in enumerate(regions) if region.hasFocus()), -1)
        regions[(here + 1) % len(regions)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self, index: QModelIndex) -> None:
        if index.isValid():
            self.result.show_entry(index.data(ENTRY_ROLE), self._model.now())

    def _offer(self, offer: PackOffer) -> None:
        until_closed = self.tr("Badges of these issuers will count as known until this window is closed.")
        dialog = PackDialog(self, offer, until_closed)
        dialog.adopted.connect(lambda: self._model.adopt(offer))
        dialog.open()

    def _show_lists(self) -> None:
        names = ", ".join(foreign(name, 60) for name in self._model.pack_names)
        self._lists.setText(self.tr("Issuer lists: {names}").format(names=names))
