"""Checking somebody else's badges: a queue of what was looked at, newest first; no wallet anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from wallet.gui.tasks import Stream, Tasks
from wallet.gui.viewmodels.packs import PackOffer, is_pack, read_offer
from wallet.gui.viewmodels.verdict_words import banner, together
from wallet.gui.viewmodels.words import Occasion, domain_of
from wallet.model.badge import Field
from wallet.model.clock import Clock
from wallet.model.disclosure import Claim
from wallet.model.limits import Limits
from wallet.model.report import Kind, Policy, Report, Verdict
from wallet.operations import checking, trusting, verifying
from wallet.operations.checking import Seen, SeenBadge
from wallet.operations.scanning import Scan

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
WORDS_ROLE = Qt.ItemDataRole.UserRole + 2
NO_PARENT = QModelIndex()
SUBJECT_IDS = frozenset({"credentialSubject/id", "/sub"})
SUBJECT_NAMES = frozenset({"credentialSubject/name", "profile/name"})
SUBJECT_PICTURES = frozenset({"credentialSubject/image"})

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Part:
    """One badge that was shown.

    Attributes:
        report: What was found; no better than the presentation around it.
        badge: What it says; None where it cannot be read.
    """

    report: Report
    badge: SeenBadge | None

    def facts(self) -> tuple[Field, ...]:
        """Return what the badge says besides its name and issuer, which stand above."""
        if self.badge is None:
            return ()
        above = {self.badge.card.name, self.badge.card.issuer_name}
        claims = (claim for claim in self.badge.claims if claim.pointer and claim.value not in above)
        return tuple(Field(_label(claim), _value(claim)) for claim in claims)

    def occasion(self, now: datetime) -> Occasion:
        """Return what its report is read for."""
        if self.badge is None:
            return Occasion(now, Policy.CHECK)
        return Occasion(now, Policy.CHECK, self.badge.card.valid_from, self.badge.card.valid_until)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was checked.

    Attributes:
        seen: What came of it.
        at: When.
    """

    seen: Seen
    at: datetime

    @property
    def report(self) -> Report:
        """The report of all of it."""
        return self.seen.report

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is shown one by one: the badges inside a presentation, or the badge itself."""
        if self.report.kind is not Kind.PRESENTATION or not self.report.credentials:
            return (Part(self.report, next(iter(self.seen.badges), None)),)
        inner = zip(self.report.credentials, self.seen.badges, strict=True)
        return tuple(Part(together(self.report, report), badge) for report, badge in inner)

    @property
    def worst(self) -> Part:
        """The part that speaks for all of it."""
        return min(self.parts, key=lambda part: list(Verdict).index(part.report.verdict))

    @property
    def title(self) -> str:
        """The first badge's name, or the input's where it could not be read."""
        named = next((part.badge.card.name for part in self.parts if part.badge is not None), "")
        return named or Path(self.report.input).name or self.report.input

    @property
    def subtitle(self) -> str:
        """Who issued it."""
        return next((part.badge.card.issuer_name for part in self.parts if part.badge is not None), "")


class QueueModel(QAbstractListModel):
    """What was checked, newest first."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.entries: list[Entry] = []

    def put(self, entry: Entry) -> None:
        """Put an entry on top."""
        self.beginInsertRows(QModelIndex(), 0, 0)
        self.entries.insert(0, entry)
        self.endInsertRows()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows, in pictures and in words."""
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        words = banner(entry.worst.report, entry.worst.occasion(self._clock.now()))
        if role == WORDS_ROLE:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.title}. {words.title}."
        return entry.title if role == Qt.ItemDataRole.DisplayRole else None


class CheckingViewModel(QObject):
    """One sitting of checking.

    Signals:
        checked: Something was checked; it is on top of the queue.
        offered: An evidence pack asks to be adopted, as a `PackOffer`.
        adopted: A pack was adopted; carries its name.
        busy: A check is under way, or over.
        failed: Something could not be done, as a `WalletError`.
    """

    checked = Signal()
    offered = Signal(object)
    adopted = Signal(str)
    busy = Signal(bool)
    failed = Signal(object)

    def __init__(self, clock: Clock, limits: Limits, tasks: Tasks) -> None:
        super().__init__()
        self._clock = clock
        self._limits = limits
        self._tasks = tasks
        self._stream: Stream[Seen] | None = None
        self._waiting: list[Callable[[], Iterator[Seen]]] = []
        self.queue = QueueModel(clock)
        self.done = 0
        self.packs: tuple[Path, ...] = ()
        self.pack_names: tuple[str, ...] = ()

    def now(self) -> datetime:
        """Return the time of the sitting."""
        return self._clock.now()

    def take(self, paths: Sequence[Path]) -> None:
        """Look at files: evidence packs are offered, all else is checked."""
        packs = [path for path in paths if is_pack(path)]
        for path in packs:
            self._offer(path)
        badges = tuple(path for path in paths if path not in packs)
        if badges:
            self._check(lambda: self._verify_paths(badges))

    def take_bytes(self, data: bytes) -> None:
        """Check what was pasted."""
        name = self.tr("Pasted")
        self._check(lambda: self._verify_bytes(name, data))

    @property
    def tasks(self) -> Tasks:
        """Where work is done."""
        return self._tasks

    def new_scan(self) -> Scan:
        """Return what looks for a badge in codes that are shown."""
        return Scan(self._limits)

    def cancel(self) -> None:
        """Stop after the file under way."""
        self._waiting.clear()
        if self._stream is not None:
            self._stream.cancel()

    def adopt(self, offer: PackOffer) -> None:
        """Lean on a pack until the window closes."""
        self.packs = (*self.packs, offer.path)
        self.pack_names = (*self.pack_names, offer.name)
        self.adopted.emit(offer.name)

    def _offer(self, path: Path) -> None:
        self._tasks.run(self, lambda: read_offer(path, self._limits), self.offered.emit, self.failed.emit)

    def _check(self, reports: Callable[[], Iterator[Seen]]) -> None:
        if self._stream is not None:
            self._waiting.append(reports)
            return
        self.done = 0
        self.busy.emit(True)
        self._run(reports)

    def _run(self, reports: Callable[[], Iterator[Seen]]) -> None:
        self._stream = self._tasks.stream(self, reports(), self._put, self.failed.emit)
        self._stream.ended.connect(self._finish)

    def _verify_paths(self, paths: Sequence[Path]) -> Iterator[Seen]:
        options = verifying.question(self._clock, None, Policy.CHECK)
        yield from checking.see_paths(paths, trusting.packs_evidence(self.packs, self._limits), options)

    def _verify_bytes(self, name: str, data: bytes) -> Iterator[Seen]:
        options = verifying.question(self._clock, None, Policy.CHECK)
        yield checking.see_bytes(name, data, trusting.packs_evidence(self.packs, self._limits), options)

    def _put(self, seen: Seen) -> None:
        self.done += 1
        self.queue.put(Entry(seen, self._clock.now()))
        self.checked.emit()

    def _finish(self) -> None:
        self._stream = None
        if self._waiting:
            self._run(self._waiting.pop(0))
        else:
            self.busy.emit(False)


def _label(claim: Claim) -> str:
    """Return a claim's label for somebody else than the holder, to whom labels speak otherwise."""
    place = "/".join(claim.pointer.split("/")[-2:])
    if place in SUBJECT_IDS:
        return QCoreApplication.translate("Checking", "Issued to")
    if place in SUBJECT_NAMES:
        return QCoreApplication.translate("Checking", "Holder")
    return QCoreApplication.translate("Checking", "Their picture") if place in SUBJECT_PICTURES else claim.label


def _value(claim: Claim) -> str:
    return domain_of(claim.value) if claim.value.startswith("did:") else claim.value
