"""Backups: whether one is due; making one, rehearsing with one, and bringing one into the open wallet."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from wallet.gui.session import Session
from wallet.gui.tasks import Stream
from wallet.gui.viewmodels.adding import ResultsModel
from wallet.gui.viewmodels.merge_words import merge_outcome
from wallet.model.backup import BackupState, Contents, MergedRest, MergeResult, Progress
from wallet.operations import backing_up, merging
from wallet.operations.backing_up import BackupFile
from wallet.operations.wallet import Wallet

Step = Progress | MergeResult | MergedRest


class BackupViewModel(QObject):
    """Backups of the open wallet; one piece of work at a time.

    Signals:
        known: Whether one is due is known; `state` is of now.
        progressed: Work has come further, as a `Progress`.
        made: A backup is there, and was read back, as `Contents`.
        rehearsed: A backup was read through, as `Contents`.
        merged: A backup was brought in, as a `MergedRest`; `results` and `lines` have a word on each badge.
        ended: The work is over, well or not, or was cancelled.
        failed: It could not be done, as a `WalletError`.
    """

    known = Signal()
    progressed = Signal(object)
    made = Signal(object)
    rehearsed = Signal(object)
    merged = Signal(object)
    ended = Signal()
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._stream: Stream[Step] | None = None
        self.state: BackupState | None = None
        self.results: list[MergeResult] = []
        self.lines = ResultsModel()
        self.lines.setParent(self)
        session.changed.connect(self.reload)
        session.closed.connect(self.cancel)

    @property
    def running(self) -> bool:
        """Whether work is under way."""
        return self._stream is not None

    def now(self) -> datetime:
        """Return the reader's time."""
        return self._session.clock.now()

    def reload(self) -> None:
        """Find out whether a backup is due."""
        if self._session.is_open:
            self._session.run(self, backing_up.backup_state, self._show, self.failed.emit)

    def back_up(self, path: Path, passphrase: str) -> None:
        """Make a backup; a file of that name is replaced, which its owner was asked about when it was chosen."""
        self._start(lambda wallet: backing_up.back_up(wallet, path, passphrase, replace=True), self._say_made)

    def rehearse(self, path: Path, passphrase: str) -> None:
        """Read a backup through, to be sure of it."""
        backup = BackupFile(path, passphrase, self._session.limits)
        self._start(lambda _wallet: backing_up.rehearse(backup), self._say_rehearsed)

    def merge(self, path: Path, passphrase: str) -> None:
        """Bring what a backup holds into the wallet."""
        backup = BackupFile(path, passphrase, self._session.limits)
        self._start(lambda wallet: merging.merge(wallet, backup), self._say_merged)

    def cancel(self) -> None:
        """Stop; an unfinished backup is removed, and badges that were brought in stay."""
        if self._stream is not None:
            self._stream.cancel()

    def _start(self, items: Callable[[Wallet], Generator[Step, None, None]], done: Callable[[Step], None]) -> None:
        if self._stream is not None:
            return
        self.results = []
        self.lines.clear()

        def drawn(wallet: Wallet) -> Iterator[Step]:
            return items(wallet)

        def take(step: Step) -> None:
            self._take(step, done)

        self._stream = self._session.stream(self, drawn, take, self.failed.emit)
        self._stream.ended.connect(self._end)

    def _take(self, step: Step, done: Callable[[Step], None]) -> None:
        if isinstance(step, MergeResult):
            self.results.append(step)
            self.lines.put(merge_outcome(step))
        elif isinstance(step, MergedRest) or step.contents is not None:
            done(step)
        else:
            self.progressed.emit(step)

    def _say_made(self, step: Step) -> None:
        self.made.emit(_contents(step))
        self.reload()

    def _say_rehearsed(self, step: Step) -> None:
        self.rehearsed.emit(_contents(step))

    def _say_merged(self, step: Step) -> None:
        self.merged.emit(step)
        self._session.changed.emit()

    def _end(self) -> None:
        self._stream = None
        self.ended.emit()

    def _show(self, state: BackupState) -> None:
        self.state = state
        self.known.emit()


def _contents(step: Step) -> Contents | None:
    return step.contents if isinstance(step, Progress) else None
