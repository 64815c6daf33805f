"""Work shared among processes: each takes every n-th handful, and what comes of it comes in the order given."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TypeVar

from wallet.model.errors import WalletError

Given = TypeVar("Given")
Found = TypeVar("Found")
HANDFUL = 8
"""How many pieces of work travel together: enough to hide the cost of the way, few enough to keep the order cheap."""


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
    workers = min(jobs, len(handfuls))
    with ExitStack() as stack:
        pipes = [_start(work, handfuls[first::workers], stack) for first in range(workers)]
        for number in range(len(handfuls)):
            yield from _receive(pipes[number % workers])


def _start(work: Callable[[Given], Found], share: list[Sequence[Given]], stack: ExitStack) -> Connection:
    # A fresh interpreter, on every system: nothing of this process, its locks and its window, comes along.
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(work, share, there), daemon=True)
    process.start()
    there.close()
    stack.callback(here.close)
    stack.callback(_end, process)
    return here


def _serve(work: Callable[[Given], Found], share: list[Sequence[Given]], out: Connection) -> None:
    # Ctrl-C reaches every process of a terminal; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for handful in share:
        out.send([work(piece) for piece in handful])


def _receive(pipe: Connection) -> list[Found]:
    try:
        found: list[Found] = pipe.recv()
    except EOFError as error:
        raise WalletError(
            "A process that shared the work was lost.", "The computer may be short of memory.", "Use fewer jobs."
        ) from error
    return found


def _end(process: BaseProcess) -> None:
    process.terminate()
    process.join()
