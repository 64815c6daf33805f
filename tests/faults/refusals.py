"""Each call about a file, of each scenario, refused once with each error: EIO, ENOSPC, EROFS."""

from __future__ import annotations

import argparse
import errno
import time
from collections.abc import Sequence
from pathlib import Path

from tests.faults.running import CORRUPT, LOST, REFUSED, TRACEBACK, Tally, Task, act, in_processes, judge, lent, scratch
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.system_calls import GO_ON, Answer, Call, asked
from tests.faults.wallets import acknowledgements

FAULTS = "faults"
ERRORS = (errno.EIO, errno.ENOSPC, errno.EROFS)
_WORDS, _WENT_ON = "in words", "went on"
_AT_A_TIME = 10


def main(options: argparse.Namespace) -> int:
    """Refuse every call, or one in so many, and print what was lost."""
    began = time.monotonic()
    with scratch() as folder:
        todo = every_call(folder, options.every)
        found = in_processes(refuse_some, todo, options.jobs, FAULTS)
    counts = found.counts
    print(
        f"io: {counts[FAULTS]} refusals of {counts['calls']} calls in {len(SCENARIOS)} scenarios, "
        f"{counts[_WORDS]} told in words, {counts[_WENT_ON]} of no consequence: {counts[LOST]} lost, "
        f"{counts[CORRUPT]} corrupt, {counts[TRACEBACK]} tracebacks; {time.monotonic() - began:.0f} s"
    )
    return 1 if found.wrong else 0


def every_call(folder: Path, every: int = 1, first: int = 1) -> Sequence[Task]:
    """Return tasks for one in so many calls of each scenario."""
    found = [
        Task(place, str(every), _AT_A_TIME, folder, start)
        for place, scenario in enumerate(SCENARIOS)
        for start in range(first, calls_of(scenario, folder) + 1, _AT_A_TIME * every)
    ]
    return sorted(found, key=lambda task: task.first)


def calls_of(scenario: Scenario, folder: Path) -> int:
    """Return how many calls a scenario makes about its files."""
    calls = [0]

    def note(call: Call) -> Answer:
        calls[0] += call.path != acknowledgements(root)
        return GO_ON

    with lent(scenario, folder) as root:
        asked(lambda: act(scenario, root), root, note)
    return calls[0]


def refuse_some(task: Task) -> Tally:
    """Refuse some calls of a scenario, in a run of their own each, with each error."""
    found, every = Tally(), int(task.seed)
    for at in range(task.first, task.first + task.count * every, every):
        outcomes = [_refuse(task, at, error, found) for error in ERRORS]
        if not any(outcomes):
            break
        found.counts["calls"] += 1
    return found


def _refuse(task: Task, at: int, error: int, found: Tally) -> bool:
    """Refuse one call, and return whether there was such a one."""
    refused = list[Call]()
    passed = [0]

    def refuse(call: Call) -> Answer:
        passed[0] += call.path != acknowledgements(root)
        if passed[0] != at or refused:
            return GO_ON
        refused.append(call)
        return Answer(error)

    with lent(task.what, task.scratch) as root:
        status = asked(lambda: act(task.what, root), root, refuse)
        if not refused:
            return False
        where = f"{task.what.name}, call {at}: {errno.errorcode[error]} of {refused[0].kind} {refused[0].path.name}"
        found.counts.update({FAULTS: 1, _WORDS: int(status == REFUSED), _WENT_ON: int(status == 0)})
        found.note(judge(task.what, root, status), where)
    return True
