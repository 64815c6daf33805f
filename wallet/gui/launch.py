"""Starting a process of our own beside this one, or in its place."""

from __future__ import annotations

import sys
from pathlib import Path

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
    return _start("check")


def open_wallet_window(vault: Path, config: Path) -> bool:
    """Open another wallet in a process of its own, or bring its window to the front where it is open.

    Args:
        vault: The wallet's folder.
        config: The folder of preferences.

    Returns:
        Whether it could be started.
    """
    return _start("--vault", str(vault), "--config", str(config))


def _start(*arguments: str) -> bool:
    program, *all_arguments = own_command(*arguments)
    started, _process = QProcess.startDetached(program, all_arguments)
    return started
