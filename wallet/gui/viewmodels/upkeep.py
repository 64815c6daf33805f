"""What is done unasked while the wallet is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from wallet.gui.session import Session
from wallet.gui.viewmodels.checkup import CheckupViewModel
from wallet.operations import bin as bin_
from wallet.operations import indexing, integrity, snapshots
from wallet.operations.wallet import Wallet

LOOK_EVERY_MILLISECONDS = 10 * 60_000


class Upkeep(QObject):
    """The wallet's files are checked, snapshots kept, its index completed, and what lay in the bin for 30 days deleted.

    Args:
        session: The open wallet.
        checkup: Checks its files, once it was unlocked and then every day.

    Signals:
        failed: It could not be done, as a `WalletError`.
    """

    failed = Signal(object)

    def __init__(self, session: Session, checkup: CheckupViewModel) -> None:
        super().__init__()
        self._session = session
        self._checkup = checkup
        self._timer = QTimer(self, interval=LOOK_EVERY_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        session.closed.connect(self._timer.stop)

    def start(self) -> None:
        """Begin, behind what a wallet that was just unlocked shows first."""
        self._session.run(self, bin_.expire_bin, self._tell, self.failed.emit).ended.connect(self.look)
        self._session.run_beside(self, _index, self._tell, self.failed.emit)
        self._timer.start()

    def look(self) -> None:
        """Keep a snapshot if one is due, remember how new the wallet is, then check it; nobody waits for it."""
        folders = self._session.folders

        def keep(wallet: Wallet) -> None:
            snapshots.keep_if_due(wallet)
            integrity.remember(wallet, folders)

        if self._session.is_open:
            self._session.run_beside(self, keep, _ignore, self.failed.emit).ended.connect(self._check)

    def _check(self) -> None:
        if self._session.is_open and self._checkup.is_due:
            self._checkup.check()

    def _tell(self, changed: int) -> None:
        if changed:
            self._session.changed.emit()


def _index(wallet: Wallet) -> int:
    """Read what an older version, or a backup, kept no index of; return how many badges were read."""
    return max(indexing.index(wallet), default=0)


def _ignore(_answer: object) -> None:
    """Be told, and do nothing about it."""
