"""The only threads of the program: work off the window's thread, answers back on it.

Work on a wallet runs on one thread of its own, the person waiting first; pictures and checks run beside it.
An error that is fit to show comes back through `failed`. Any other one is a bug of ours: it is left to travel on
to `sys.excepthook`, where the crash report waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from enum import IntEnum
from functools import partial
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

from wallet.model.errors import WalletError

T = TypeVar("T")
Failed = Callable[[WalletError], None]
BESIDE = 2
END = object()


class Urgency(IntEnum):
    """Which work goes first."""

    LAST = 0
    BACKGROUND = 1
    WAITING = 2


class Task(QObject):
    """One piece of work under way; lives on the window's thread.

    Args:
        owner: On whose behalf; nobody is told anything once it is gone.
        done: Told the answer.
        failed: Told the error that is fit to show.

    Signals:
        ended: It is over, well or not, or cancelled.
    """

    ended = Signal()
    answered = Signal(object)
    refused = Signal(object)
    over = Signal()

    def __init__(self, owner: QObject, done: Callable[[object], None], failed: Failed) -> None:
        super().__init__()
        self._owner = owner
        self._done = done
        self._failed = failed
        self.cancelled = False
        for signal, slot in ((self.answered, self._answer), (self.refused, self._refuse), (self.over, self.ended)):
            signal.connect(slot, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Stop caring: nothing is answered from now on, and a stream stops before its next item."""
        self.cancelled = True

    @Slot(object)
    def _answer(self, answer: object) -> None:
        if not self.cancelled and isValid(self._owner):
            self._done(answer)

    @Slot(object)
    def _refuse(self, error: WalletError) -> None:
        if not self.cancelled and isValid(self._owner):
            self._failed(error)


class _Job(QRunnable):
    """What runs on the worker's thread for a task."""

    def __init__(self, task: Task, work: Callable[[], object]) -> None:
        super().__init__()
        self.task = task
        self._work = work

    def run(self) -> None:
        """Do the work, and send what came of it to the window's thread."""
        try:
            if not self.task.cancelled:
                self.task.answered.emit(self._work())
        except WalletError as error:
            self.task.refused.emit(error)
        finally:
            self.task.over.emit()


class Stream(QObject, Generic[T]):
    """Work that answers item by item; other work may come between two items.

    Args:
        owner: On whose behalf; once it is gone, the stream is cancelled.
        run_next: Starts the work on the next item.
        each: Told each item.

    Signals:
        ended: The last item was answered, or the stream was cancelled, failed or crashed.
    """

    ended = Signal()

    def __init__(self, owner: QObject, run_next: Callable[[Stream[T]], Task], each: Callable[[T], None]) -> None:
        super().__init__()
        self._owner = owner
        self._run_next = run_next
        self._each = each
        self._task: Task | None = None
        self.cancelled = False

    def advance(self) -> None:
        """Ask for the next item."""
        task = self._run_next(self)
        self._task = task
        task.ended.connect(lambda: self._end_with(task))

    def take(self, item: object) -> None:
        """Hand one item on, and ask for the next; without a next one the stream ends with the task under way."""
        if item is END:
            return
        self.cancelled = self.cancelled or not isValid(self._owner)
        if not self.cancelled:
            self._each(cast("T", item))
        self.advance()

    def cancel(self) -> None:
        """Stop after the item under way, which is done but not answered any more; what it holds open is closed."""
        self.cancelled = True

    def _end_with(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self.ended.emit()


class Tasks(QObject):
    """Runs work; one object for the program."""

    def __init__(self) -> None:
        super().__init__()
        self._wallet_thread = QThreadPool(self)
        self._wallet_thread.setMaxThreadCount(1)
        self._beside = QThreadPool(self)
        self._beside.setMaxThreadCount(BESIDE)
        self._running: set[Task] = set()
        self._later: list[_Job] = []
        self._streams: set[Stream[Any]] = set()

    def run(self, owner: QObject, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> Task:
        """Do work on the wallet's thread.

        Args:
            owner: On whose behalf; nobody is told anything once it is gone.
            work: What to do; called on that thread.
            done: Told the answer, on the window's thread.
            failed: Told the error that is fit to show, on the window's thread.
        """
        task = Task(owner, cast("Callable[[object], None]", done), failed)
        self._start(self._wallet_thread, _Job(task, work), Urgency.WAITING)
        return task

    def run_after_all(self, owner: QObject, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> Task:
        """Do work on the wallet's thread once everything else that was asked for is done, and what follows from it."""
        task = Task(owner, cast("Callable[[object], None]", done), failed)
        self._later.append(_Job(task, work))
        self._go_on()
        return task

    def run_beside(self, owner: QObject, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> Task:
        """Do work that changes no wallet, beside the wallet's thread."""
        task = Task(owner, cast("Callable[[object], None]", done), failed)
        self._start(self._beside, _Job(task, work))
        return task

    def stream(self, owner: QObject, items: Iterator[T], each: Callable[[T], None], failed: Failed) -> Stream[T]:
        """Draw items from an iterator on the wallet's thread, one by one, behind everything that somebody waits for.

        A generator is closed on that thread where the stream is cancelled, so that it leaves nothing behind.
        """

        def step(stream: Stream[T]) -> object:
            item = END if stream.cancelled else next(items, END)
            if stream.cancelled and isinstance(items, Generator):
                items.close()
                return END
            return item

        def fail(error: WalletError) -> None:
            if isValid(owner):
                failed(error)

        def run_next(stream: Stream[T]) -> Task:
            task = Task(stream, stream.take, fail)
            self._start(self._wallet_thread, _Job(task, partial(step, stream)), Urgency.BACKGROUND)
            return task

        stream = Stream(owner, run_next, each)
        self._streams.add(stream)
        stream.ended.connect(partial(self._streams.discard, stream))
        stream.advance()
        return stream

    def wait_beside(self) -> None:
        """Wait, on the wallet's thread, until what runs beside it is done."""
        self._beside.waitForDone()

    @property
    def busy(self) -> bool:
        """Whether anything that was asked for is not done yet."""
        return bool(self._running or self._later)

    def finish(self) -> None:
        """Wait until everything that was asked for is done; streams stop after the item under way."""
        for stream in self._streams:
            stream.cancel()
        while self.busy:
            self._wallet_thread.waitForDone()
            self._beside.waitForDone()
            # Answers alone: no key and no click comes between.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)

    def _start(self, pool: QThreadPool, job: _Job, urgency: Urgency = Urgency.WAITING) -> None:
        self._running.add(job.task)
        job.task.ended.connect(partial(self._end, job.task))
        pool.start(job, urgency)

    def _end(self, task: Task) -> None:
        self._running.discard(task)
        self._go_on()

    def _go_on(self) -> None:
        """Start what waits for all else, one after the other."""
        if self._later and not self._running:
            self._start(self._wallet_thread, self._later.pop(0), Urgency.LAST)
