"""A new wallet made of a backup, at the first start."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from wallet.gui.session import Session
from wallet.gui.tasks import Stream
from wallet.model.backup import Contents, Progress
from wallet.model.errors import WalletError
from wallet.operations import restoring
from wallet.operations.backing_up import BackupFile


class RestoringViewModel(QObject):
    """A backup being restored; the wallet is open in the end.

    Signals:
        progressed: It has come further, as a `Progress`.
        restored: The wallet is there, as `Contents`; it is opened next.
        ended: It is over, well or not, or was cancelled.
        failed: It could not be done, as a `WalletError`; nothing is left behind.
    """

    progressed = Signal(object)
    restored = Signal(object)
    ended = Signal()
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._stream: Stream[Progress] | None = None

    @property
    def running(self) -> bool:
        """Whether work is under way."""
        return self._stream is not None

    def restore(self, path: Path, passphrase: str, new_passphrase: str) -> None:
        """Make a wallet of a backup, and open it with its new passphrase."""
        if self._stream is not None:
            return
        session = self._session
        backup = BackupFile(path, passphrase, session.limits)
        steps = restoring.restore(session.folders, backup, new_passphrase, session.clock)

        def take(step: Progress) -> None:
            if step.contents is None:
                self.progressed.emit(step)
            else:
                self._open(step.contents, new_passphrase)

        self._stream = session.tasks.stream(self, steps, take, self.failed.emit)
        self._stream.ended.connect(self._end)

    def cancel(self) -> None:
        """Stop, and leave nothing behind."""
        if self._stream is not None:
            self._stream.cancel()

    def _open(self, contents: Contents, passphrase: str) -> None:
        self.restored.emit(contents)
        self._session.unlock(passphrase, self._refuse)

    def _refuse(self, error: WalletError) -> None:
        self.failed.emit(error)

    def _end(self) -> None:
        self._stream = None
        self.ended.emit()
