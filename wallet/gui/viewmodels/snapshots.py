"""Snapshots: those there are, one more, and going back to one."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from wallet.gui.session import Session
from wallet.model.backup import Snapshot, SnapshotReason
from wallet.operations import snapshots


class SnapshotsViewModel(QObject):
    """The snapshots of a wallet, which may be open, locked or damaged.

    Signals:
        shown: They were looked for; `snapshots` are of now, the newest first.
        busy: The wallet is being taken back, or that is over.
        failed: Something could not be done, as a `WalletError`.
    """

    shown = Signal()
    busy = Signal(bool)
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.snapshots: list[Snapshot] = []

    def now(self) -> datetime:
        """Return the reader's time."""
        return self._session.clock.now()

    def reload(self) -> None:
        """Look for them."""
        folders = self._session.folders
        self._session.tasks.run_beside(self, lambda: snapshots.snapshots(folders), self._show, self.failed.emit)

    def keep(self) -> None:
        """Keep one now; nobody who reads or writes waits for it."""
        self._session.run_beside(
            self,
            lambda wallet: snapshots.keep(wallet, SnapshotReason.ASKED),
            lambda _none: self.reload(),
            self.failed.emit,
        )

    def return_to(self, snapshot: Snapshot, passphrase: str) -> None:
        """Make the wallet what it was at a snapshot, and open it."""
        task = self._session.return_to(snapshot.name, passphrase, self.failed.emit)
        self.busy.emit(True)
        task.ended.connect(self._rest)

    def _rest(self) -> None:
        self.busy.emit(False)

    def _show(self, found: list[Snapshot]) -> None:
        self.snapshots = found
        self.shown.emit()
