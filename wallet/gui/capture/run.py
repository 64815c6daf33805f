"""A scan without a window, as the command line asks for it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QLoggingCategory, QTimer
from PySide6.QtGui import QGuiApplication

from wallet.gui.capture.camera import Camera
from wallet.gui.capture.frames import FrameSource
from wallet.gui.capture.live_scan import LiveScan
from wallet.gui.capture.screen import Screen
from wallet.gui.tasks import Tasks
from wallet.gui.widgets.clipboard import bytes_in, paths_in
from wallet.model.checks import Code
from wallet.model.errors import UnreadableError, WalletError
from wallet.model.limits import Limits
from wallet.operations import inputs
from wallet.operations.scanning import Scan

_SOURCES: dict[str, type[FrameSource]] = {"camera": Camera, "screen": Screen}
_LISTEN = 200
"""Milliseconds after which Python hears of Ctrl-C at the latest."""


def scan(source: str, say: Callable[[str], None]) -> bytes:
    """Return the message in the QR code that a camera, the screen or the clipboard shows.

    Args:
        source: ``camera``, ``screen`` or ``clipboard``.
        say: Told how far it is.

    Raises:
        UnreadableError: Where there is none.
        RefusedError: Where the source cannot be used.
        KeyboardInterrupt: Where it was stopped.
    """
    if source == "camera" and sys.platform.startswith("linux") and not _has_display():
        # A camera needs no display, though Qt does.
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    app.setApplicationName("Rosette")
    # It would tell the terminal of every library that it could do faster with.
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")
    return from_clipboard() if source == "clipboard" else watch(_SOURCES[source](), say)


def watch(source: FrameSource, say: Callable[[str], None]) -> bytes:
    """Return the message in the QR code that a source shows; see `scan`."""
    tasks, loop = Tasks(), QEventLoop()
    live = LiveScan(source, tasks, Scan(Limits()))
    answers: list[bytes | WalletError] = []
    for outcome in (live.found, live.failed):
        outcome.connect(answers.append)
        outcome.connect(loop.quit)
    live.progressed.connect(say)
    before = signal.signal(signal.SIGINT, lambda *_: loop.quit())
    listen = QTimer(interval=_LISTEN)
    listen.timeout.connect(lambda: None)
    try:
        listen.start()
        live.start()
        if not answers:
            loop.exec()
    finally:
        signal.signal(signal.SIGINT, before)
        live.stop()
        tasks.finish()
    if not answers:
        raise KeyboardInterrupt
    if isinstance(answers[0], WalletError):
        raise answers[0]
    return answers[0]


def from_clipboard() -> bytes:
    """Return the message in the pictures, the picture or the text on the clipboard.

    Raises:
        UnreadableError: Where there is none.
    """
    data = QGuiApplication.clipboard().mimeData()
    if paths := paths_in(data):
        return inputs.scan(paths)
    content = bytes_in(data)
    if not content:
        raise UnreadableError(Code.NOT_A_BADGE, "There is neither a picture nor a text on the clipboard.")
    return inputs.scan_content("the clipboard", content)


def _has_display() -> bool:
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
