"""The one place that catches everything else: a bug of ours becomes a report without anything private in it."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, qVersion

from wallet.operations.crash_report import report_of

if TYPE_CHECKING:
    from sys import UnraisableHookArgs


class CrashHandler(QObject):
    """Takes what nobody expected, on whatever thread it happened.

    Signals:
        crashed: A bug of ours showed itself; carries the report.
    """

    crashed = Signal(str)

    def install(self) -> None:
        """Become the place where unexpected errors end: Python's own would print their messages."""
        sys.excepthook = self.take
        threading.excepthook = self._take_from_thread
        sys.unraisablehook = self._take_unraisable

    def take(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Take one error."""
        if error is None:
            # Python had no memory left to make one.
            error = kind()
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = report_of(error, f"Qt {qVersion()}")
        sys.stderr.write(report)
        self.crashed.emit(report)

    def _take_from_thread(self, happened: threading.ExceptHookArgs) -> None:
        """Take what ended a thread that is not Qt's."""
        self.take(happened.exc_type, happened.exc_value, happened.exc_traceback)

    def _take_unraisable(self, happened: UnraisableHookArgs) -> None:
        """Take what was raised where nothing can be, such as while an object dies."""
        self.take(happened.exc_type, happened.exc_value, happened.exc_traceback)


QUEUED = Qt.ConnectionType.QueuedConnection
"""How to connect to `crashed`: an error may come from any thread."""
