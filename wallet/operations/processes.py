"""Work shared among processes: each takes the next handful when it is free; results come in the order given."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Generic, TypeVar

from wallet.model.errors import WalletError
from wallet.operations.crash_report import tell

Given = TypeVar("Given")
Found = TypeVar("Found")
HANDFUL = 32
"""How many pieces of work travel together: enough to hide the cost of the way, few enough to keep the order cheap."""
_AHEAD = 2
"""How many handfuls a process is asked for at once, so that it need not wait for the next."""


def in_processes(work: Callable[[Given], Found], given: Sequence[Given], jobs: int) -> Iterator[Found]:
    """Do work in several processes.

    Args:
        work: What to do with one piece; it travels to each process, as do the pieces.
        given: The pieces.
        jobs: How many processes.

    Yields:
        The results, in the order of the pieces.

    Raises:
        WalletError: Where a process is lost.
    """
    handfuls = [given[start : start + HANDFUL] for start in range(0, len(given), HANDFUL)]
    with ExitStack() as stack:
        workers = [_Worker(work, handfuls, stack) for _ in range(min(jobs, len(handfuls)))]
        yield from _in_order(workers, len(handfuls))


def _in_order(workers: list[_Worker[Found]], handfuls: int) -> Iterator[Found]:
    """Give each worker another handful as soon as it is through with one: none waits for another."""
    coming = iter(range(handfuls))
    for worker in workers * _AHEAD:
        worker.ask(next(coming, None))
    ready: dict[int, list[Found]] = {}
    for number in range(handfuls):
        while number not in ready:
            for worker in _through(workers):
                ready.update([worker.answer()])
                worker.ask(next(coming, None))
        yield from ready.pop(number)


def _through(workers: list[_Worker[Found]]) -> list[_Worker[Found]]:
    done = wait([worker.pipe for worker in workers])
    return [worker for worker in workers if worker.pipe in done]


class _Worker(Generic[Found]):
    """One process, and the numbers of the handfuls that it was asked for."""

    def __init__(self, work: Callable[[Given], Found], handfuls: list[Sequence[Given]], stack: ExitStack) -> None:
        # A fresh interpreter, on every system: nothing of this process, its locks and its window, comes along.
        context = multiprocessing.get_context("spawn")
        self.pipe, there = context.Pipe()
        self._asked: deque[int] = deque()
        process = context.Process(target=_serve, args=(work, handfuls, there), daemon=True)
        process.start()
        there.close()
        stack.callback(self.pipe.close)
        stack.callback(_end, process)

    def ask(self, number: int | None) -> None:
        """Ask for a handful; for nothing where there are no more."""
        if number is not None:
            self._asked.append(number)
            with _not_lost():
                self.pipe.send(number)

    def answer(self) -> tuple[int, list[Found]]:
        """Return the handful that is done first, and what came of it."""
        with _not_lost():
            found: list[Found] = self.pipe.recv()
        return self._asked.popleft(), found


def _serve(work: Callable[[Given], Found], handfuls: list[Sequence[Given]], pipe: Connection) -> None:
    # Ctrl-C reaches every process of a terminal; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while True:
            pipe.send([work(piece) for piece in handfuls[pipe.recv()]])
    except Exception as error:
        tell(type(error), error, error.__traceback__)
        # Next, multiprocessing would print its message, which may hold a claim.
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (for as long as the process lasts)
        raise


@contextmanager
def _not_lost() -> Iterator[None]:
    try:
        yield
    except (EOFError, ConnectionError) as error:
        raise WalletError(
            "A process that shared the work was lost.", "The computer may be short of memory.", "Use fewer jobs."
        ) from error


def _end(process: BaseProcess) -> None:
    process.terminate()
    process.join()
