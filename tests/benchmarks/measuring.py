"""Timing in one process, and sentences that say whether a goal was met."""

from __future__ import annotations

import os
import time
from collections.abc import Callable


def pin_to_one_core() -> None:
    """Keep this process, and those it starts, on one core, so that ratios are fair."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def goal(name: str, met: bool) -> int:
    """Say whether a goal was met, and return the exit code of a benchmark that has it."""
    print(f"{'met' if met else 'MISSED'}: {name}")
    return 0 if met else 1
