"""What is done unasked while the wallet is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from wallet.gui.session import Session
from wallet.model.finding import Finding
from wallet.operations import bin as bin_
from wallet.operations import integrity, snapshots
from wallet.operations.wallet import Wallet

LOOK_EVERY_MILLISECONDS = 10 * 60_000


class Upkeep(QObject):
    """Files put back from an older copy are noticed, snapshots kept, and what lay in the bin for 30 days deleted.

    Signals:
        found: Some of the wallet's files were put back from an older copy, as a list of `Finding`.
        failed: It could not be done, as a `WalletError`.
    """

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._timer = QTimer(self, interval=LOOK_EVERY_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        session.closed.connect(self._timer.stop)

    def start(self) -> None:
        """Begin, with what a wallet that was just unlocked is looked at for."""
        self._session.run(self, self._find_older, self._tell, self.failed.emit)
        self._session.run(self, bin_.expire_bin, self._tell_expired, self.failed.emit)
        self.look()
        self._timer.start()

    def look(self) -> None:
        """Keep a snapshot if one is due, and remember how new the wallet is; nobody waits for it."""
        folders = self._session.folders

        def keep(wallet: Wallet) -> None:
            snapshots.keep_if_due(wallet)
            integrity.remember(wallet, folders)

        self._session.run_beside(self, keep, _ignore, self.failed.emit)

    def _find_older(self, wallet: Wallet) -> list[Finding]:
        return integrity.older_files(wallet, self._session.folders)

    def _tell(self, findings: list[Finding]) -> None:
        if findings:
            self.found.emit(findings)

    def _tell_expired(self, expired: int) -> None:
        if expired:
            self._session.changed.emit()


def _ignore(_answer: object) -> None:
    """Be told, and do nothing about it."""
