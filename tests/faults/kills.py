"""Killed at random instants of each scenario, and sometimes once more while it is opened again."""

from __future__ import annotations

import argparse
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults.running import (
    CORRUPT,
    LOST,
    REFUSED,
    TRACEBACK,
    Tally,
    Task,
    act,
    in_processes,
    judge,
    lent,
    scratch,
    tasks,
)
from tests.faults.scenarios import Scenario
from tests.faults.system_calls import GO_ON, Answer, Call, asked, can_ask, forked
from tests.faults.wallets import acknowledged

CYCLES = "cycles"
_AT_A_TIME = 10
_LONGEST_DELAY = 0.002


def main(options: argparse.Namespace) -> int:
    """Kill so often, and print what was lost."""
    began = time.monotonic()
    with scratch() as folder:
        todo = tasks(options.seed, options.cycles, _AT_A_TIME, folder)
        found = in_processes(kill_some, todo, options.jobs, CYCLES)
    counts = found.counts
    print(
        f"kill: {counts[CYCLES]} cycles, killed at work in {counts['at work']} and again while it was opened in "
        f"{counts['again']}; {counts['acknowledged']} changes acknowledged: {counts[LOST]} lost, "
        f"{counts[CORRUPT]} integrity failures, {counts[TRACEBACK]} tracebacks; {time.monotonic() - began:.0f} s"
    )
    return 1 if found.wrong else 0


def kill_some(task: Task) -> Tally:
    found, chance = Tally(), task.chance
    with lent(task.what, task.scratch) as root:
        began = time.perf_counter()
        calls = _calls(task.what, root)
        seconds = time.perf_counter() - began
    for cycle in range(task.count):
        with lent(task.what, task.scratch) as root:
            status = _killed(task.what, root, chance, (calls, seconds))
            found.counts.update({CYCLES: 1, "at work": int(status == -signal.SIGKILL)})
            if chance.random() < 0.25:
                found.counts["again"] += _killed_after(lambda: task.what.holds(root) - 1, chance.uniform(0, 0.03)) < 0
            found.counts["acknowledged"] += acknowledged(root)
            outcome = f"{TRACEBACK}: refused for no reason" if status == REFUSED else judge(task.what, root, status)
            found.note(outcome, f"{task.what.name}, cycle {cycle} of seed {task.seed}")
    return found


def _calls(scenario: Scenario, root: Path) -> int:
    """Return how often a scenario calls the system about its files; 0 where nobody can see it."""
    calls = [0]

    def count(_call: Call) -> Answer:
        calls[0] += 1
        return GO_ON

    if can_ask():
        asked(lambda: act(scenario, root), root, count)
    else:
        scenario.act(root)
    return calls[0]


def _killed(scenario: Scenario, root: Path, chance: random.Random, span: tuple[int, float]) -> int:
    """Kill a scenario at a random moment, or a random while after a random call of the system."""
    calls, seconds = span
    if not calls or chance.random() < 0.5:
        return _killed_after(lambda: act(scenario, root), chance.uniform(0, seconds))
    at, delay, done = chance.randint(1, calls), chance.uniform(0, _LONGEST_DELAY), [0]

    def kill(_call: Call) -> Answer:
        done[0] += 1
        return Answer(killed_after=delay) if done[0] == at else GO_ON

    return asked(lambda: act(scenario, root), root, kill)


def _killed_after(act_once: Callable[[], int], seconds: float) -> int:
    process = forked(act_once)
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
