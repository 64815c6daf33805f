"""The wallet's window and what stands around it: its lock, second starts, the process that takes this one's place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from wallet.gui.locking.locker import Locker
from wallet.gui.locking.replacing import Resume, leave, replace_process, show_again
from wallet.gui.main_window import MainWindow
from wallet.gui.session import Session
from wallet.gui.single_instance import SingleInstance
from wallet.gui.tasks import Tasks
from wallet.model.clock import SystemClock
from wallet.model.limits import Limits
from wallet.settings import Folders


class WalletProgram(QObject):
    """One wallet, its window, and its lock.

    Args:
        app: The application.
        folders: Where things lie.
        paths: Files to add once the wallet is open.
        instance: What takes the calls of second starts.
    """

    def __init__(self, app: QApplication, folders: Folders, paths: Sequence[Path], instance: SingleInstance) -> None:
        super().__init__()
        self._folders = folders
        self.session = Session(folders, SystemClock(), Limits(), Tasks())
        self.window = MainWindow(app, self.session, paths)
        self.locker = Locker(app, self.session)
        self._instance = instance
        self._instance.called.connect(self.window.take_call)
        app.aboutToQuit.connect(self._instance.close)
        # Who calls while the wallet is being closed is answered by the process that comes next.
        self.session.closed.connect(self._instance.leave)
        self.session.locked.connect(self._make_room)

    def show(self, resume: Resume) -> None:
        """Show the window.

        Args:
            resume: What the process before this one left.
        """
        show_again(self.window, resume)
        if resume.trouble:
            self.window.opening.troubled.emit(resume.trouble)

    def _make_room(self, trouble: str) -> None:
        replace_process(self._folders, leave(self.window, self._instance.descriptor, trouble))
