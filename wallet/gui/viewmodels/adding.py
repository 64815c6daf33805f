"""Adding badges: files, folders or pasted text, one after the other, each with what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from wallet.gui.session import Session
from wallet.gui.tasks import Stream
from wallet.gui.tone import Tone
from wallet.model.badge import Added, ImportResult
from wallet.operations import importing, samples
from wallet.operations.wallet import Wallet, own_badges

OUTCOME_ROLE = Qt.ItemDataRole.UserRole + 1
NO_PARENT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex

LOOKS = {
    Added.ADDED: ("circle-check", Tone.OK),
    Added.REPLACED: ("refresh-cw", Tone.INFO),
    Added.DUPLICATE: ("copy", Tone.WARN),
    Added.REFUSED: ("circle-alert", Tone.BAD),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the result list."""

    icon: str
    tone: Tone
    title: str
    text: str


class ResultsModel(QAbstractListModel):
    """What became of each input, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.outcomes: list[Outcome] = []

    def put(self, outcome: Outcome) -> None:
        """Add a line."""
        place = len(self.outcomes)
        self.beginInsertRows(QModelIndex(), place, place)
        self.outcomes.append(outcome)
        self.endInsertRows()

    def clear(self) -> None:
        """Remove every line."""
        self.beginResetModel()
        self.outcomes = []
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.outcomes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line, in pictures and in words."""
        outcome = self.outcomes[index.row()]
        if role == OUTCOME_ROLE:
            return outcome
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{outcome.title}. {outcome.text}"
        return outcome.title if role == Qt.ItemDataRole.DisplayRole else None


class AddingViewModel(QObject):
    """An import under way, and what came of it.

    Signals:
        started: An import began.
        progressed: One more input is done.
        finished: The import is over, or was cancelled.
        failed: It could not go on, as a `WalletError`.
    """

    started = Signal()
    progressed = Signal()
    finished = Signal()
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._stream: Stream[ImportResult] | None = None
        self._waiting: list[Callable[[Wallet], Iterator[ImportResult]]] = []
        self.results: list[ImportResult] = []
        self.lines = ResultsModel()
        self.total = 0
        self.of_samples = False
        session.closed.connect(self.cancel)

    @property
    def running(self) -> bool:
        """Whether an import is under way."""
        return self._stream is not None

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Add files, and the files in folders."""
        chosen = tuple(paths)
        self._start(lambda wallet: importing.import_files(wallet, chosen, own_badges(wallet)), len(chosen))

    def add_bytes(self, data: bytes) -> None:
        """Add what was pasted."""
        name = self.tr("Pasted")
        self._start(lambda wallet: iter(importing.import_bytes(wallet, name, data, own_badges(wallet))), 1)

    def add_samples(self) -> None:
        """Add the sample badges."""
        self._start(lambda wallet: iter(samples.add_samples(wallet)), 0)
        self.of_samples = True

    def cancel(self) -> None:
        """Stop after the input under way; what is done stays."""
        self._waiting.clear()
        if self._stream is not None:
            self._stream.cancel()

    def summary(self) -> str:
        """Return what came of it all, in one sentence."""
        counts = {outcome: sum(1 for result in self.results if result.outcome is outcome) for outcome in Added}
        words = {
            Added.ADDED: self.tr("{n} added"),
            Added.REPLACED: self.tr("{n} replaced"),
            Added.DUPLICATE: self.tr("{n} already there"),
            Added.REFUSED: self.tr("{n} not added"),
        }
        return ", ".join(words[outcome].format(n=count) for outcome, count in counts.items() if count)

    def outcome(self, result: ImportResult) -> Outcome:
        """Return one result in words."""
        icon, tone = LOOKS[result.outcome]
        name = Path(result.input).name or result.input
        titles = {
            Added.ADDED: self.tr("{name} added"),
            Added.REPLACED: self.tr("{name} replaced"),
            Added.DUPLICATE: self.tr("You already have {name}"),
            Added.REFUSED: self.tr("{name} was not added"),
        }
        shown = result.badge.name if result.badge is not None and result.badge.name else name
        text = result.reason or (result.badge.issuer_name if result.badge is not None else "")
        return Outcome(icon, tone, titles[result.outcome].format(name=shown), text)

    def _start(self, items: Callable[[Wallet], Iterator[ImportResult]], total: int) -> None:
        if self._stream is not None:
            self._waiting.append(items)
            self.total += total
            return
        self.results, self.total, self.of_samples = [], total, False
        self.lines.clear()
        self.started.emit()
        self._run(items)

    def _run(self, items: Callable[[Wallet], Iterator[ImportResult]]) -> None:
        self._stream = self._session.stream(self, items, self._take, self.failed.emit)
        self._stream.ended.connect(self._finish)

    def _take(self, result: ImportResult) -> None:
        self.results.append(result)
        self.lines.put(self.outcome(result))
        self.progressed.emit()

    def _finish(self) -> None:
        self._stream = None
        self._session.changed.emit()
        if self._waiting:
            self._run(self._waiting.pop(0))
        else:
            self.finished.emit()
