"""Locks the wallet when its owner has gone, or the computer is about to sleep; clears what it left on the clipboard."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from wallet.gui.locking.idle import IdleWatch
from wallet.gui.locking.system_locks import SystemLocks
from wallet.gui.session import Session
from wallet.gui.widgets.clipboard import clear_if_ours
from wallet.settings import load_settings


class Locker(QObject):
    """Locks a wallet.

    Args:
        app: The application whose owner may go.
        session: The wallet.
    """

    def __init__(self, app: QApplication, session: Session) -> None:
        super().__init__()
        self._config = session.folders.config
        self.idle = IdleWatch(app, session.clock, lambda: session.tasks.busy, self._allowed)
        self.system = SystemLocks()
        session.opened.connect(self.idle.start)
        session.opened.connect(self.system.listen)
        session.closed.connect(self.idle.stop)
        session.closed.connect(clear_if_ours)
        session.locked.connect(self.system.release)
        self.idle.idle.connect(session.lock)
        self.system.locking.connect(session.lock)

    def _allowed(self) -> timedelta:
        """Return how long nobody may touch the wallet: as its owner says now."""
        return timedelta(minutes=load_settings(self._config).lock_after_minutes)
