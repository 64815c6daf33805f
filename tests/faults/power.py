"""Simulated power cuts: each scenario is recorded anew now and then, and the disk rebuilt as it may be after a cut.

With `synchronous = NORMAL` instead of FULL, the same must lose what was acknowledged: else it would find nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest import mock

from tests.faults.disks import Disk, Recorder, cut
from tests.faults.running import CORRUPT, LOST, TRACEBACK, Tally, Task, act, in_processes, judge, lent, scratch, tasks
from tests.faults.scenarios import SCENARIOS
from tests.faults.stories import STORIES
from tests.faults.system_calls import asked
from tests.faults.wallets import cheap
from wallet.vault.database import _connect

CUTS = "cuts"
_DISKS = "disks"
_AT_A_TIME = 100
_CONTROLS = 1_000
_WEAKER = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL")


def main(options: argparse.Namespace) -> int:
    """Cut the power so often, and print what was lost; then the control."""
    began = time.monotonic()
    cuts = run(cut_some, options, options.cuts)
    seconds = time.monotonic() - began
    control = run(cut_some_weaker, options, min(_CONTROLS, options.cuts), _STORIES, shown=False)
    print(f"power: {_said(cuts)}; {seconds:.0f} s")
    print(f"control, the same with synchronous=NORMAL, which must lose some: {_said(control)}")
    return 1 if cuts.wrong or not control.counts[LOST] else 0


_STORIES = [place for place, scenario in enumerate(SCENARIOS) if scenario.name in STORIES]


def run(
    work: Callable[[Task], Tally],
    options: argparse.Namespace,
    cuts: int,
    which: Sequence[int] | None = None,
    *,
    shown: bool = True,
) -> Tally:
    """Cut the power so often in some scenarios, or in all."""
    with scratch() as folder:
        todo = tasks(options.seed, cuts, _AT_A_TIME, folder, which)
        return in_processes(work, todo, options.jobs, CUTS, shown=shown)


def cut_some(task: Task) -> Tally:
    """Record a scenario, and look at some of the disks that there may be after a cut."""
    found, known, chance = Tally(), dict[bytes, str](), task.chance
    with lent(task.what, task.scratch) as root:
        recorder = record(task, root)
        for number in range(task.count):
            at = chance.randint(0, len(recorder.events))
            disk = cut(recorder, at, chance)
            digest = _digest(disk)
            if digest not in known:
                known[digest] = _judged(task, disk, root)
            found.counts[CUTS] += 1
            found.note(known[digest], f"{task.what.name}, cut {number} of seed {task.seed}, {_during(recorder, at)}")
    found.counts[_DISKS] += len(known)
    return found


def cut_some_weaker(task: Task) -> Tally:
    """Do the same where commits are not synced."""
    with mock.patch.object(_connect, "__defaults__", (_WEAKER,)):
        return cut_some(task)


def record(task: Task, root: Path) -> Recorder:
    """Do a scenario, and return what it asked of the disk."""
    recorder = Recorder(root)
    if asked(lambda: act(task.what, root), root, recorder.ask):
        raise RuntimeError(f"{task.what.name} fails without a cut")
    return recorder


def _judged(task: Task, disk: Disk, old_root: Path) -> str:
    with cheap(), tempfile.TemporaryDirectory(dir=task.scratch) as folder:
        disk.write(old_root, Path(folder))
        return judge(task.what, Path(folder))


def _digest(disk: Disk) -> bytes:
    digest = hashlib.blake2b(repr((sorted(disk.folders), disk.said)).encode())
    for path, content in sorted(disk.files.items()):
        digest.update(repr((path, len(content))).encode() + content)
    return digest.digest()


def _during(recorder: Recorder, at: int) -> str:
    if at == len(recorder.events):
        return "after all"
    event = recorder.events[at]
    return f"during call {at}: {event.kind} {event.path.name}"


def _said(found: Tally) -> str:
    counts = found.counts
    return (
        f"{counts[CUTS]} cuts, {counts[_DISKS]} different disks: {counts[LOST]} lost, {counts[CORRUPT]} corrupt, "
        f"{counts[TRACEBACK]} tracebacks"
    )
