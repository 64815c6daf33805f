"""How long the window's thread stood still, and how much of that it only waited for a processor that others had."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

_WAITED = Path("/proc/thread-self/schedstat")
"""Its second number: nanoseconds for which this thread could have run, and none of the processors was free.

Source: https://docs.kernel.org/scheduler/sched-stats.html, "/proc/<pid>/schedstat".
"""


@dataclass(frozen=True, slots=True)
class Block:
    """A time in which the window did not answer.

    Attributes:
        passed: How long it was, in seconds.
        own: How long it was without waiting for a processor that others had.
    """

    passed: float = 0.0
    own: float = 0.0


class Watchdog(QObject):
    """Ticks as often as the window's thread lets it; construct it on that thread."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = Block()
        self._timer = QTimer(self, interval=1)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin to watch, with nothing seen."""
        self.longest = Block()
        self._passed, self._waited = time.perf_counter(), waited()
        self._timer.start()

    def stop(self) -> Block:
        """Stop, and return the longest block."""
        self._timer.stop()
        return self.longest

    def _tick(self) -> None:
        passed, others = time.perf_counter(), waited()
        gap = passed - self._passed
        block = Block(gap, max(0.0, gap - (others - self._waited)))
        self.longest = max(self.longest, block, key=lambda each: each.own)
        self._passed, self._waited = passed, others


def waited() -> float:
    """Return how long this thread has waited for a processor in its life, in seconds; 0 where nobody counts that."""
    try:
        return int(_WAITED.read_text().split()[1]) / 1e9
    except OSError:
        return 0.0
