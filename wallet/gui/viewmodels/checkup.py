"""Whether the wallet's files are as they were left: looked at unasked once it is open, and when its owner asks."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from wallet.gui.session import Session
from wallet.gui.tasks import Task
from wallet.model.errors import LockedError, WalletError
from wallet.model.finding import Finding
from wallet.operations import integrity
from wallet.operations.wallet import Wallet

LOOK_MILLISECONDS = 100
EVERY = timedelta(days=1)


class Reading:
    """What a check has come to: its own thread writes it, and the window's thread reads it.

    Attributes:
        share: How much of it is done, in hundredths.
        findings: What was found so far.
        is_stopped: Whether nobody wants to know any more.
    """

    def __init__(self) -> None:
        self.share = 0
        self.findings: tuple[Finding, ...] = ()
        self.is_stopped = False

    def tell(self, done: int, total: int) -> None:
        """Keep how far the check is; end it where nobody wants to know.

        Raises:
            LockedError: If it was stopped.
        """
        if self.is_stopped:
            raise LockedError("The check was stopped.")
        self.share = done * 100 // total


class CheckupViewModel(QObject):
    """What is known of the wallet's files.

    Signals:
        changed: It is known how far a check is, or what it came to; `share`, `checked_at` and `findings` are of now.
        found: A check found something, as a tuple of `Finding`.
        accepted: The wallet is taken for what it is from now on.
        failed: It could not be done, as a `WalletError`.
    """

    changed = Signal()
    found = Signal(object)
    accepted = Signal()
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._reading: Reading | None = None
        self._task: Task | None = None
        self.checked_at: datetime | None = None
        self.findings: tuple[Finding, ...] = ()
        self._look = QTimer(self, interval=LOOK_MILLISECONDS)
        self._look.timeout.connect(self.changed)
        session.closed.connect(self.cancel)

    @property
    def share(self) -> int | None:
        """How much of the check under way is done, in hundredths; None where none is."""
        return None if self._reading is None else self._reading.share

    @property
    def is_due(self) -> bool:
        """Whether the wallet was not checked since it was unlocked, or not for a day."""
        return self.checked_at is None or self.now() - self.checked_at >= EVERY

    def now(self) -> datetime:
        """Return the reader's time."""
        return self._session.clock.now()

    def check(self) -> None:
        """Read the wallet through, unless that is under way; it may be used meanwhile."""
        if self._reading is not None:
            return
        reading, folders = Reading(), self._session.folders

        def read(wallet: Wallet) -> Reading:
            for finding in integrity.check(wallet, folders, reading.tell):
                reading.findings = (*reading.findings, finding)
            return reading

        self._reading = reading
        self._task = self._session.run_beside(self, read, self._show, self._refuse)
        self._look.start()
        self.changed.emit()

    def cancel(self) -> None:
        """Stop the check under way; what the last one came to stays known."""
        if self._reading is not None and self._task is not None:
            self._reading.is_stopped = True
            self._task.cancel()
            self._rest()

    def accept(self) -> None:
        """Take the wallet for what it is, and check it again."""
        folders = self._session.folders

        def done(_none: None) -> None:
            self.accepted.emit()
            self.check()

        self._session.run(self, lambda wallet: integrity.accept(wallet, folders), done, self.failed.emit)

    def _show(self, reading: Reading) -> None:
        self.checked_at, self.findings = self.now(), reading.findings
        self._rest()
        if self.findings:
            self.found.emit(self.findings)

    def _refuse(self, error: WalletError) -> None:
        self._rest()
        self.failed.emit(error)

    def _rest(self) -> None:
        self._reading = self._task = None
        self._look.stop()
        self.changed.emit()
