"""A program that keeps nothing to itself: it leaves secrets in every place in which a search for them looks.

So a search that finds nothing elsewhere is seen to find what there is. Its arguments: the folder of the home in which
it is at work, and the secrets. It says “leaking” when it is done, and stays.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QApplication, QWidget


def main() -> int:
    root, text = Path(sys.argv[1]), sys.argv[2]
    app = QApplication(["leaking"])
    files = list(_files(root, text))
    window = QWidget(windowTitle=text)
    window.show()
    app.clipboard().setText(text, QClipboard.Mode.Clipboard)
    server = QLocalServer()
    server.newConnection.connect(lambda: _answer(server, text))
    server.listen(str(root / "run" / "rosette-leaking"))
    # A child has its parent's environment, and what it is given.
    child = [sys.executable, "-c", "import sys; sys.stdin.read()", text]
    with subprocess.Popen(child, stdin=subprocess.PIPE, env={**os.environ, "LEAKING": text}):
        sys.stderr.write(f"ValueError: {text}\n")
        QTimer.singleShot(500, _say)
        code = QGuiApplication.exec()
    del files
    return code


def _files(root: Path, text: str) -> list[object]:
    """Write files that stay, one that has no name any more, and one that never had any."""
    # A dump of its memory is to be found here, too.
    os.chdir(root / "run")
    for place in ("vault", "config", "home", "out", "log"):
        (root / place / "leak.age").write_text(text)
    unlinked = tempfile.TemporaryFile()  # noqa: SIM115 (it is to stay open)
    unlinked.write(text.encode())
    unlinked.flush()
    in_memory = os.memfd_create("leaking")
    os.write(in_memory, text.encode())
    return [unlinked, in_memory]


def _answer(server: QLocalServer, text: str) -> None:
    caller = server.nextPendingConnection()
    caller.write(text.encode())
    caller.flush()


def _say() -> None:
    sys.stdout.write("leaking\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
