"""The only threads of the program: work off the window's thread, answers back on it.

Work on a wallet runs on one thread of its own, the person waiting first; pictures and checks run beside it.
An error that is fit to show comes back through `failed`. Any other one is a bug of ours: it is left to travel on
to `sys.excepthook`, where the crash report waits for it.

Whoever asks for work is let go of on the window's thread alone, since a Qt object must not die on another one: what
runs on a worker's thread holds nothing any more once its answer has been taken.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from enum import IntEnum
from functools import partial
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRunnable, Qt, QThreadPool, Signal, SignalInstance, Slot
from shiboken6 import isValid

from wallet.model.errors import WalletError

T = TypeVar("T")
Failed = Callable[[WalletError], None]
BESIDE = 2
END = object()


class Urgency(IntEnum):
    """Which work goes first.

    A pool puts what wakes an idle thread in line at 0, whatever it was given: nothing may be above that, or what was
    asked for later would overtake it.

    Source: `QThreadPoolPrivate::tryStart` in https://code.qt.io/cgit/qt/qtbase.git/tree/src/corelib/thread
    """

    LAST = -2
    BACKGROUND = -1
    WAITING = 0


class Task(QObject):
    """One piece of work under way; lives on the window's thread.

    Args:
        owner: On whose behalf; nobody is told anything once it is gone.
        work: What to do; called on a worker's thread.
        done: Told the answer.
        failed: Told the error that is fit to show.

    Signals:
        ended: It is over, well or not, or cancelled.
    """

    ended = Signal()

    def __init__(
        self, owner: QObject, work: Callable[[], object], done: Callable[[object], None], failed: Failed
    ) -> None:
        super().__init__()
        self._owner = owner
        self._work = work
        self._done = done
        self._failed = failed
        self.cancelled = False
        self.goes_on = False

    def cancel(self) -> None:
        """Stop caring: nothing is answered from now on."""
        self.cancelled = True

    def do(self) -> object:
        """Do the work, or its next part; on a worker's thread."""
        return END if self.cancelled else self._work()

    def answer(self, answer: object) -> None:
        """Hand the answer on."""
        if self._is_wanted and answer is not END:
            self._done(answer)

    def refuse(self, error: WalletError) -> None:
        """Hand the error on."""
        if self._is_wanted:
            self._failed(error)

    @property
    def _is_wanted(self) -> bool:
        return not self.cancelled and isValid(self._owner)


class Stream(Task, Generic[T]):
    """Work that answers item by item; other work may come between two items.

    Cancelled, it stops after the item under way, which is done but not answered any more; once its owner is gone, it
    is cancelled. What a generator holds open is closed on the worker's thread.
    """

    def __init__(self, owner: QObject, items: Iterator[T], each: Callable[[T], None], failed: Failed) -> None:
        super().__init__(owner, partial(next, items, END), cast("Callable[[object], None]", each), failed)
        self._items = items

    def do(self) -> object:
        """Draw the next item."""
        if self.cancelled and isinstance(self._items, Generator):
            self._items.close()
        return super().do()

    def answer(self, answer: object) -> None:
        """Hand the item on; the last one is followed by nothing."""
        self.goes_on = answer is not END
        self.cancelled = self.cancelled or not isValid(self._owner)
        super().answer(answer)


class _Job(QRunnable):
    """What runs on a worker's thread for a task: all of it, or the next part of a stream."""

    def __init__(self, task: Task, over: SignalInstance) -> None:
        super().__init__()
        self._over = over
        self.task = task
        self.tell: Callable[[], None] | None = None

    def run(self) -> None:
        """Do the work, and send what came of it to the window's thread."""
        try:
            self.tell = partial(self.task.answer, self.task.do())
        except WalletError as error:
            self.tell = partial(self.task.refuse, error)
        finally:
            self._over.emit(self)

    def let_go(self) -> None:
        """Hold nothing any more; on the window's thread."""
        del self.task, self.tell


class Tasks(QObject):
    """Runs work; one object for the program."""

    _over = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._wallet_thread = QThreadPool(self)
        self._wallet_thread.setMaxThreadCount(1)
        self._beside = QThreadPool(self)
        self._beside.setMaxThreadCount(BESIDE)
        self._running: set[Task] = set()
        self._later: list[Task] = []
        self._over.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def run(self, owner: QObject, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> Task:
        """Do work on the wallet's thread.

        Args:
            owner: On whose behalf; nobody is told anything once it is gone.
            work: What to do; called on that thread.
            done: Told the answer, on the window's thread.
            failed: Told the error that is fit to show, on the window's thread.
        """
        task = Task(owner, work, cast("Callable[[object], None]", done), failed)
        self._start(self._wallet_thread, task, Urgency.WAITING)
        return task

    def run_after_all(self, owner: QObject, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> Task:
        """Do work on the wallet's thread once everything else that was asked for is done, and what follows from it."""
        task = Task(owner, work, cast("Callable[[object], None]", done), failed)
        self._later.append(task)
        self._go_on()
        return task

    def run_beside(self, owner: QObject, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> Task:
        """Do work that changes no wallet, beside the wallet's thread."""
        task = Task(owner, work, cast("Callable[[object], None]", done), failed)
        self._start(self._beside, task, Urgency.WAITING)
        return task

    def stream(self, owner: QObject, items: Iterator[T], each: Callable[[T], None], failed: Failed) -> Stream[T]:
        """Draw items from an iterator on the wallet's thread, one by one, behind everything that somebody waits for."""
        stream = Stream(owner, items, each, failed)
        self._start(self._wallet_thread, stream, Urgency.BACKGROUND)
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
        for task in self._running:
            if isinstance(task, Stream):
                task.cancel()
        while self.busy:
            self._wallet_thread.waitForDone()
            self._beside.waitForDone()
            # Answers alone: no key and no click comes between.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)

    def _start(self, pool: QThreadPool, task: Task, urgency: Urgency) -> None:
        self._running.add(task)
        pool.start(_Job(task, self._over), urgency)

    @Slot(object)
    def _take(self, job: _Job) -> None:
        task, tell = job.task, job.tell
        job.let_go()
        task.goes_on = False
        try:
            if tell is not None:
                tell()
        finally:
            self._end(task)

    def _end(self, task: Task) -> None:
        if task.goes_on:
            self._start(self._wallet_thread, task, Urgency.BACKGROUND)
            return
        self._running.discard(task)
        self._go_on()
        task.ended.emit()

    def _go_on(self) -> None:
        """Start what waits for all else, one after the other."""
        if self._later and not self._running:
            self._start(self._wallet_thread, self._later.pop(0), Urgency.LAST)
