"""Puts a fresh process in the place of this one, so that no key and no claim stays in memory (VAULT.md, promise 6).

Linux and macOS: `execve` gives the process a new memory; its number, its place among its parent's children and the
socket that second starts call stay. Windows has no such call: the fresh process is started, and this one ends.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import MutableMapping
from dataclasses import asdict, dataclass
from typing import NoReturn

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QWidget

from wallet.gui.launch import own_command
from wallet.settings import Folders

VARIABLE = "ROSETTE_RESUME"


@dataclass(frozen=True, slots=True)
class Resume:
    """What a window leaves to the one that takes its place. It says nothing about the wallet's content.

    Attributes:
        geometry: Place and size, as `QWidget.saveGeometry` in base 64; empty for the usual ones.
        active: Whether it had the keyboard; one that had not does not take it.
        minimised: Whether it was out of sight.
        desk: The descriptor of the socket that second starts call; -1 where there is none.
        trouble: Why the wallet did not close as it should have; empty where it did.
    """

    geometry: str = ""
    active: bool = True
    minimised: bool = False
    desk: int = -1
    trouble: str = ""


def resumed(environment: MutableMapping[str, str]) -> Resume | None:
    """Return what the process before this one left, and take it out of the environment; None after a usual start."""
    left = environment.pop(VARIABLE, "")
    return Resume(**json.loads(left)) if left else None


def replace_process(folders: Folders, resume: Resume) -> NoReturn:
    """Start anew in the place of this process; nothing of its memory is left.

    Args:
        folders: Where things lie.
        resume: What the fresh process continues.
    """
    command = own_command("--vault", str(folders.vault), "--config", str(folders.config))
    os.environ[VARIABLE] = json.dumps(asdict(resume))
    try:
        _replace(command, resume)
    except OSError as error:
        sys.stderr.write(f"rosette: could not be started again after locking: {error.strerror}\n")
    finally:
        # Whatever refused: a process that knew the key is not to stay.
        os._exit(os.EX_OSERR if sys.platform != "win32" else 1)


if sys.platform == "win32":

    def _replace(command: list[str], _resume: Resume) -> None:
        subprocess.Popen(command)  # noqa: S603 (this program)
        os._exit(0)

else:

    def _replace(command: list[str], resume: Resume) -> None:
        if resume.desk >= 0:
            os.set_inheritable(resume.desk, True)
        os.execv(command[0], command)  # noqa: S606 (this program)


def leave(window: QWidget, desk: int, trouble: str) -> Resume:
    """Return what a window leaves to the next.

    Args:
        window: The window, still on the screen.
        desk: The descriptor of the socket that second starts call; -1 for none.
        trouble: Why the wallet did not close as it should have; empty where it did.
    """
    geometry = base64.b64encode(window.saveGeometry().data()).decode()
    return Resume(geometry, window.isActiveWindow(), window.isMinimized(), desk, trouble)


def show_again(window: QWidget, resume: Resume) -> None:
    """Show a window where and as the one before it was."""
    window.restoreGeometry(QByteArray.fromBase64(resume.geometry.encode()))
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not resume.active)
    if resume.minimised:
        window.showMinimized()
    else:
        window.show()
