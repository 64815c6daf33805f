"""Starting a process of our own beside this one, or in its place."""

from __future__ import annotations

import sys

from PySide6.QtCore import QProcess


def own_command(*arguments: str) -> list[str]:
    """Return the command line that starts this program, with other arguments."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "wallet"]
    return [*program, *arguments]


def open_check_window() -> bool:
    """Open the check window in a process of its own, in which no wallet is ever opened.

    Returns:
        Whether it could be started.
    """
    program, *arguments = own_command("check")
    started, _process = QProcess.startDetached(program, arguments)
    return started
