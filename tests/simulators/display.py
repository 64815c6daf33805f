"""A display that nobody sees (Xvfb), and what any other program on it can see."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from types import TracebackType

NEEDED = ("Xvfb", "xwininfo")
_READ_CLIPBOARD = """
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication
app = QApplication([])
for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
    print(app.clipboard().text(mode))
"""


def missing() -> list[str]:
    """Return which programs a display needs that are not there."""
    return [name for name in NEEDED if shutil.which(name) is None]


class Display:
    """An X display. Use it in a ``with`` block.

    Attributes:
        environment: The variables that lead a program to it.
    """

    def __init__(self) -> None:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
        self._server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as told:
            self.environment = {"DISPLAY": f":{told.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}

    def __enter__(self) -> Display:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._server:
            self._server.terminate()

    def titles(self) -> bytes:
        """Return the titles of all windows, and what else their properties name."""
        return self._ask("xwininfo", "-root", "-tree")

    def clipboard(self) -> bytes:
        """Return the text on the clipboard, and the marked one, as another program gets them."""
        return self._ask(sys.executable, "-c", _READ_CLIPBOARD)

    def _ask(self, *command: str) -> bytes:
        environment = {**os.environ, **self.environment}
        return subprocess.run(command, env=environment, check=True, capture_output=True, timeout=30).stdout
