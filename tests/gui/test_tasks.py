"""Work off the window's thread: answered on it, in order, and never to somebody who is gone."""

import sys
import threading
import time
import weakref
from collections.abc import Iterator
from functools import partial
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from wallet.gui.tasks import Task, Tasks
from wallet.model.errors import RefusedError, WalletError


@pytest.fixture
def owner(qapp):
    return QObject()


def test_the_answer_comes_on_the_windows_thread(qtbot, tasks, owner):
    threads: list[object] = []

    def work() -> int:
        threads.append(threading.current_thread())
        return 42

    def done(answer: int) -> None:
        threads.append(answer)
        threads.append(threading.current_thread())

    with qtbot.waitSignal(tasks.run(owner, work, done, pytest.fail).ended):
        pass
    assert threads[0] is not threading.main_thread()
    assert threads[1:] == [42, threading.main_thread()]


def test_an_error_fit_to_show_comes_back(qtbot, tasks, owner):
    def refuse() -> None:
        raise RefusedError("No.", "A rule forbids it.")

    errors: list[WalletError] = []
    with qtbot.waitSignal(tasks.run(owner, refuse, pytest.fail, errors.append).ended):
        pass
    assert [str(error) for error in errors] == ["No. A rule forbids it."]


def test_any_other_error_travels_on(qtbot, tasks, owner, monkeypatch):
    caught = []
    monkeypatch.setattr(sys, "excepthook", lambda *crash: caught.append(crash[0]))
    with qtbot.waitSignal(tasks.run(owner, lambda: 1 / 0, pytest.fail, pytest.fail).ended):
        pass
    qtbot.waitUntil(lambda: caught == [ZeroDivisionError])


def test_what_is_cancelled_is_not_answered(qtbot, tasks, owner):
    gate = threading.Event()
    answers: list[object] = []
    first = tasks.run(owner, gate.wait, answers.append, pytest.fail)
    second = tasks.run(owner, lambda: "never", answers.append, pytest.fail)
    second.cancel()
    with qtbot.waitSignals([first.ended, second.ended]):
        gate.set()
    assert answers == [True]


def test_nobody_who_is_gone_is_told(qtbot, tasks, owner):
    gone = QObject()
    answers: list[object] = []
    task = tasks.run(gone, lambda: "late", answers.append, pytest.fail)
    delete(gone)
    with qtbot.waitSignal(task.ended):
        pass
    assert answers == []


def test_what_a_person_waits_for_is_done_in_the_order_asked_for(qtbot, tasks, owner):
    for _ in range(50):
        order: list[int] = []
        asked = [tasks.run(owner, partial(order.append, n), lambda _: None, pytest.fail) for n in range(4)]
        with qtbot.waitSignals([task.ended for task in asked]):
            pass
        assert order == [0, 1, 2, 3]


def test_a_person_waiting_overtakes_a_stream(qtbot, tasks, owner):
    order: list[object] = []

    def items() -> Iterator[int]:
        yield from range(5)

    def take(number: int) -> None:
        order.append(number)
        if number == 1:
            tasks.run(owner, lambda: "waiting", order.append, pytest.fail)

    with qtbot.waitSignal(tasks.stream(owner, items(), take, pytest.fail).ended):
        pass
    assert order.index("waiting") < order.index(4)
    assert [each for each in order if each != "waiting"] == [0, 1, 2, 3, 4]


def test_a_stream_stops_after_the_item_under_way(qtbot, tasks, owner):
    seen: list[int] = []

    def take(number: int) -> None:
        seen.append(number)
        if number == 2:
            stream.cancel()

    stream = tasks.stream(owner, iter(range(100)), take, pytest.fail)
    with qtbot.waitSignal(stream.ended):
        pass
    assert seen == [0, 1, 2]


def test_a_cancelled_stream_closes_what_it_draws_from_on_its_own_thread(qtbot, tasks, owner):
    drawn_on: list[int] = []
    closed_on: list[int] = []

    def items() -> Iterator[int]:
        try:
            for number in range(100):
                drawn_on.append(threading.get_ident())
                yield number
        finally:
            closed_on.append(threading.get_ident())

    def take(_number: int) -> None:
        stream.cancel()

    stream = tasks.stream(owner, items(), take, pytest.fail)
    with qtbot.waitSignal(stream.ended):
        pass
    assert len(drawn_on) < 100
    assert closed_on == [drawn_on[0]]
    assert closed_on != [threading.get_ident()]


def test_a_stream_that_fails_ends(qtbot, tasks, owner):
    def items() -> Iterator[int]:
        yield 1
        raise RefusedError("No more.")

    seen: list[int] = []
    errors: list[WalletError] = []
    stream = tasks.stream(owner, items(), seen.append, errors.append)
    with qtbot.waitSignal(stream.ended):
        pass
    assert (seen, [str(error) for error in errors]) == ([1], ["No more."])


def test_a_stream_that_crashes_ends(qtbot, tasks, owner, monkeypatch):
    caught = []
    monkeypatch.setattr(sys, "excepthook", lambda *crash: caught.append(crash[0]))

    def items() -> Iterator[int]:
        yield 1
        yield 1 // 0

    seen: list[int] = []
    with qtbot.waitSignal(tasks.stream(owner, items(), seen.append, pytest.fail).ended):
        pass
    qtbot.waitUntil(lambda: caught == [ZeroDivisionError])
    assert seen == [1]


def test_what_comes_last_waits_for_all_else(qtbot, tasks, owner):
    gate, order = threading.Event(), []
    tasks.run_beside(owner, lambda: gate.wait() and order.append("beside"), lambda _: None, pytest.fail)
    tasks.run(owner, lambda: order.append("waiting"), lambda _: None, pytest.fail)
    tasks.run_after_all(owner, lambda: order.append("last"), lambda _: None, pytest.fail)
    last = tasks.run_after_all(owner, lambda: order.append("behind it"), lambda _: None, pytest.fail)
    with qtbot.waitSignal(last.ended):
        gate.set()
    assert order[-2:] == ["last", "behind it"]
    assert set(order) == {"beside", "waiting", "last", "behind it"}
    assert not tasks.busy


def begun(qtbot, tasks, owner) -> list[str]:
    """Begin a stream that holds something open, and that nothing stops of its own accord."""
    seen: list[str] = []

    def items() -> Iterator[str]:
        try:
            while True:
                time.sleep(0.01)
                yield "an item"
        finally:
            seen.append("closed")

    tasks.stream(owner, items(), seen.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(seen))
    return seen


def test_what_comes_last_waits_until_a_stream_without_an_owner_has_let_go(qtbot, tasks):
    owner = QObject()
    seen = begun(qtbot, tasks, owner)
    last = tasks.run_after_all(tasks, lambda: seen.append("last"), lambda _: None, pytest.fail)
    with qtbot.waitSignal(last.ended):
        delete(owner)
    assert seen[-2:] == ["closed", "last"]


def test_the_end_waits_until_streams_have_let_go(qtbot, tasks, owner):
    seen = begun(qtbot, tasks, owner)
    tasks.finish()
    assert seen[-1] == "closed"
    assert not tasks.busy


class Holder(QObject):
    """Somebody who asks for work, and notes on which thread it died."""

    died_on: ClassVar[list[threading.Thread]] = []

    def __del__(self) -> None:
        self.died_on.append(threading.current_thread())

    def ask(self, tasks: Tasks, gate: threading.Event) -> Task:
        return tasks.run(self, partial(self._work, gate), self._show, self._refuse)

    def _work(self, gate: threading.Event) -> bool:
        return gate.wait()

    def _refuse(self, error: WalletError) -> None:
        raise error

    def _show(self, answer: object) -> None:
        raise AssertionError(answer)


def test_who_asked_is_let_go_of_on_the_windows_thread(qtbot, tasks):
    Holder.died_on.clear()
    for _ in range(50):
        gate, holder = threading.Event(), Holder()
        task = holder.ask(tasks, gate)
        task.cancel()
        del holder
        with qtbot.waitSignal(task.ended):
            gate.set()
        del task
    qtbot.waitUntil(lambda: len(Holder.died_on) == 50)
    assert set(Holder.died_on) == {threading.main_thread()}


def test_nothing_is_left_of_a_task_or_a_stream(qtbot, tasks, owner):
    task = tasks.run(owner, lambda: None, lambda _: None, pytest.fail)
    stream = tasks.stream(owner, iter(range(3)), lambda _: None, pytest.fail)
    left = [weakref.ref(task), weakref.ref(stream)]
    with qtbot.waitSignals([task.ended, stream.ended]):
        pass
    del task, stream
    assert [each() for each in left] == [None, None]
