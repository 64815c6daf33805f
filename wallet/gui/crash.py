"""The one place that catches everything else: a bug of ours becomes a report without anything private in it."""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion

from wallet import __version__


class CrashHandler(QObject):
    """Takes what nobody expected, on whatever thread it happened.

    Signals:
        crashed: A bug of ours showed itself; carries the report.
    """

    crashed = Signal(str)

    def install(self) -> None:
        """Become the place where unexpected errors end."""
        sys.excepthook = self.take

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take one error."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = report_of(kind, trace)
        sys.stderr.write(report)
        self.crashed.emit(report)


def report_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return what happened as file names, line numbers and versions: no message, no value, no path of a person.

    Args:
        kind: The error's class; its message may hold a claim of a badge and is left out.
        trace: Where it happened.
    """
    frames = traceback.extract_tb(trace)
    where = "\n".join(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    versions = f"Rosette {__version__} · Python {platform.python_version()} · Qt {qVersion()} · {platform.system()}"
    return f"{kind.__name__}\n{where}\n{versions}\n"


QUEUED = Qt.ConnectionType.QueuedConnection
"""How to connect to `crashed`: an error may come from any thread."""
