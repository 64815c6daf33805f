"""Scanning what a source shows, off the window's thread: a frame that comes while another is looked at is passed by."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from wallet.gui.capture.frames import FrameSource, grey_of
from wallet.gui.tasks import Task, Tasks
from wallet.model.checks import Code
from wallet.model.errors import UnreadableError, WalletError
from wallet.operations.scanning import Progress, Scan


class LiveScan(QObject):
    """Looks at what a source shows until a message is there, it cannot go on, or it is stopped.

    Args:
        source: What shows frames; started and stopped with the scan.
        tasks: Does the looking.
        scan: Looks for the message; it is closed with this.

    Signals:
        progressed: How far it is, in words; when they change.
        found: The message's bytes. It is over.
        failed: Why there will be none, as a WalletError. It is over.
    """

    progressed = Signal(str)
    found = Signal(bytes)
    failed = Signal(object)

    def __init__(self, source: FrameSource, tasks: Tasks, scan: Scan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._tasks = tasks
        self._scan = scan
        self._words = ""
        self._task: Task | None = None
        self._is_over = False
        self._patience = QTimer(self, interval=round(source.patience * 1000), singleShot=True)
        self._patience.timeout.connect(self._give_up)
        source.seen.connect(self._look)
        source.failed.connect(self._fail)

    def start(self) -> None:
        """Begin.

        Raises:
            RefusedError: Where the source cannot show anything.
        """
        self._patience.start()
        self._source.start()

    def stop(self) -> None:
        """End it, and leave no process behind."""
        if self._is_over:
            return
        self._is_over = True
        self._patience.stop()
        self._source.stop()
        if self._task is None:
            self._scan.close()

    def _look(self, image: QImage) -> None:
        if self._task is None and not self._is_over:
            work = partial(_see, self._scan, image)
            self._task = self._tasks.run_beside(self, work, self._saw, self._fail)
            self._task.ended.connect(self._looked)

    def _looked(self) -> None:
        self._task = None
        if self._is_over:
            self._scan.close()

    def _saw(self, progress: Progress) -> None:
        if self._is_over:
            return
        if progress.words != self._words:
            self._words = progress.words
            self._patience.start()
            self.progressed.emit(progress.words)
        if progress.message is not None:
            self.stop()
            self.found.emit(progress.message)

    def _fail(self, error: WalletError) -> None:
        if not self._is_over:
            self.stop()
            self.failed.emit(error)

    def _give_up(self) -> None:
        self._fail(UnreadableError(Code.NOT_A_BADGE, "No QR code could be read.", "", "Make it larger, or brighter."))


def _see(scan: Scan, image: QImage) -> Progress:
    return scan.see(grey_of(image))
