"""Faults by the thousand: prepared folders, several processes, and what became of it all."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.system_calls import BROKEN
from tests.faults.wallets import cheap
from wallet.model.errors import WalletError

REFUSED = 3
"""What a process ends with that was refused something, in words."""
LOST, CORRUPT, TRACEBACK = "lost", "corrupt", "traceback"

_MOST_SHOWN = 20
_SECONDS_BETWEEN = 10


@dataclass(slots=True)
class Tally:
    """What became of some faults.

    Attributes:
        counts: How often what happened.
        wrong: What went wrong, each beginning with its kind.
    """

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def note(self, outcome: str, where: str) -> None:
        """Count an outcome; an empty one is as it should be."""
        if outcome:
            self.wrong.append(f"{outcome}; {where}")
            self.counts[outcome.partition(":")[0]] += 1

    def add(self, other: Tally) -> None:
        self.counts.update(other.counts)
        self.wrong.extend(other.wrong)


@dataclass(frozen=True, slots=True)
class Task:
    """Some of the faults of one scenario.

    Attributes:
        scenario: Which one, by its place.
        seed: What chance begins with.
        count: How many faults.
        scratch: A folder for whatever is made.
        first: Of those that come one after the other, the first.
    """

    scenario: int
    seed: str
    count: int
    scratch: Path
    first: int = 0

    @property
    def what(self) -> Scenario:
        return SCENARIOS[self.scenario]

    @property
    def chance(self) -> random.Random:
        return random.Random(self.seed)  # noqa: S311 (what to try is no secret)


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Lend a folder, in memory where there is such a place: disks are not what is looked at."""
    memory = Path("/dev/shm")  # noqa: S108 (a folder of one's own in it)
    where = memory if os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="rosette-faults-", dir=where) as folder:
        yield Path(folder)


@contextlib.contextmanager
def lent(scenario: Scenario, scratch: Path) -> Iterator[Path]:
    """Lend a folder in which a scenario is prepared."""
    prepared = scratch / f"{scenario.name} {os.getpid()}"
    with cheap(), tempfile.TemporaryDirectory(dir=scratch) as folder:
        if not prepared.exists():
            prepared.mkdir()
            scenario.prepare(prepared)
        yield Path(shutil.copytree(prepared, Path(folder) / "root"))


def act(scenario: Scenario, root: Path) -> int:
    """Do a scenario, and return what its process is to end with."""
    try:
        scenario.act(root)
    except WalletError as error:
        return REFUSED if str(error).strip() and error.why else BROKEN
    return 0


def judge(scenario: Scenario, root: Path, status: int = 0) -> str:
    """Return what is wrong after a fault, or nothing."""
    if status == BROKEN:
        return f"{TRACEBACK}: where it was done, or no reason was given"
    try:
        return "" if scenario.holds(root) else f"{LOST}: something that was acknowledged"
    except WalletError as error:
        return f"{CORRUPT}: {error}"
    except AssertionError as error:
        return f"{LOST}: {error}"
    except Exception as error:  # noqa: BLE001 (it is what is looked for)
        return f"{TRACEBACK}: {error!r}"


def tasks(seed: int, total: int, size: int, scratch: Path, which: Sequence[int] | None = None) -> list[Task]:
    """Spread so many faults over scenarios, in tasks of at most some size, the scenarios taking turns."""
    places = range(len(SCENARIOS)) if which is None else which
    shares = [total // len(places) + (turn < total % len(places)) for turn in range(len(places))]
    made = [
        Task(place, f"{seed}/{place}/{start}", min(size, share - start), scratch, start)
        for place, share in zip(places, shares, strict=True)
        for start in range(0, share, size)
    ]
    return sorted(made, key=lambda task: (task.first, task.scenario))


def in_processes(
    work: Callable[[Task], Tally], todo: Sequence[Task], jobs: int, unit: str, *, shown: bool = True
) -> Tally:
    """Work on tasks side by side, and say now and then how far it is, and in the end what was wrong."""
    total, began, said = Tally(), time.monotonic(), time.monotonic()
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork")) as pool:
        for done in as_completed([pool.submit(work, task) for task in todo]):
            total.add(done.result())
            if time.monotonic() - said > _SECONDS_BETWEEN:
                said = time.monotonic()
                print(f"  {total.counts[unit]:6} {unit}, {len(total.wrong)} wrong, {said - began:.0f} s", flush=True)
    for what in total.wrong[:_MOST_SHOWN] if shown else ():
        print(f"    {what}")
    return total
