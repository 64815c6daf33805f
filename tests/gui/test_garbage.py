"""Cycles are found on the window's thread, and on no other one."""

import gc
import threading
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject

from wallet.gui.garbage import GarbageCollector


class Cycle(QObject):
    """Refers to itself, and notes on which thread it died."""

    died_on: ClassVar[list[threading.Thread]] = []

    def __init__(self) -> None:
        super().__init__()
        self.itself = self

    def __del__(self) -> None:
        self.died_on.append(threading.current_thread())


@pytest.fixture
def thresholds():
    """Python's thresholds, low enough to be reached; what was set before is set again."""
    before, enabled = gc.get_threshold(), gc.isenabled()
    gc.set_threshold(100, 2, 2)
    gc.enable()
    yield
    gc.set_threshold(*before)
    (gc.enable if enabled else gc.disable)()


def test_a_cycle_dies_on_the_windows_thread(qtbot, tasks, thresholds):
    owner = QObject()
    Cycle.died_on.clear()
    collector = GarbageCollector(owner)
    Cycle()
    made: list[list[object]] = []
    task = tasks.run(owner, lambda: made.extend([[]] for _ in range(10_000)), lambda _: None, pytest.fail)
    with qtbot.waitSignal(task.ended):
        pass
    assert Cycle.died_on == []
    qtbot.waitUntil(lambda: Cycle.died_on == [threading.main_thread()])
    assert collector.parent() is owner
