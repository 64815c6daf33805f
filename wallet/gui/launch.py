"""Starting a process of our own beside this one."""

from __future__ import annotations

import sys

from PySide6.QtCore import QProcess


def open_check_window() -> bool:
    """Open the check window in a process of its own, in which no wallet is ever opened.

    Returns:
        Whether it could be started.
    """
    program, arguments = sys.executable, ["check"] if getattr(sys, "frozen", False) else ["-m", "wallet", "check"]
    started, _process = QProcess.startDetached(program, arguments)
    return started
