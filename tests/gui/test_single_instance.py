"""A second start hands over its files, and gives up in words where nobody answers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from tests.gui.conftest import places
from wallet.gui import single_instance
from wallet.gui.single_instance import SingleInstance, first_or_heard
from wallet.model.errors import RefusedError

SECOND = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from wallet.gui.single_instance import first_or_heard
from wallet.settings import Folders
app = QApplication([])
root = Path(sys.argv[1])
folders = Folders(root / "vault", root / "packs", root / "config")
print(first_or_heard(folders, [Path(name) for name in sys.argv[2:]]) is None)
print("XDG_ACTIVATION_TOKEN" in os.environ)
"""


@pytest.fixture
def folders(tmp_path, monkeypatch):
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "")
    return places(tmp_path)


@pytest.fixture
def first(app, folders):
    first = SingleInstance(folders)
    first.listen()
    yield first
    first.close()


def second(folders, *names: str, **environment: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SECOND, str(folders.vault.parent), *names]
    return subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True)


def answer(qtbot, process: subprocess.Popen[str]) -> list[str]:
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
    return process.communicate()[0].split()


def test_a_second_start_hands_over_its_files(qtbot, first, folders):
    with qtbot.waitSignal(first.called, timeout=20_000) as called:
        process = second(folders, "badge one.json", "/elsewhere/ü.png", XDG_ACTIVATION_TOKEN="leave-7")
    assert called.args == [(Path.cwd() / "badge one.json", Path("/elsewhere/ü.png"))]
    assert answer(qtbot, process) == ["True", "False"]
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "leave-7"
    qtbot.waitUntil(lambda: not first._callers)


def test_the_same_user_alone_can_call(first):
    (socket,) = (Path(os.environ["XDG_RUNTIME_DIR"])).iterdir()
    assert socket.stat().st_mode & 0o077 == 0


def test_each_wallet_has_its_own_window(first, tmp_path):
    other = first_or_heard(places(tmp_path / "another"), ())
    assert other is not None
    other.close()


def test_whoever_is_first_takes_the_place_of_one_that_was_killed(qtbot, app, folders):
    gone = QLocalServer()
    gone.listen(single_instance._name(folders))
    first = SingleInstance(folders)
    first.listen()
    with qtbot.waitSignal(first.called, timeout=20_000):
        process = second(folders)
    assert answer(qtbot, process)[0] == "True"
    first.close()
    assert list(Path(os.environ["XDG_RUNTIME_DIR"]).iterdir()) == []


@pytest.mark.parametrize("line", [b"\n", b"{}}\n", b'["paths"]\n', b"\xff\n", b'{"paths": 1' + b"0" * 5_000 + b"}\n"])
def test_what_is_no_call_is_not_answered(qtbot, first, folders, line):
    caller = QLocalSocket()
    caller.connectToServer(single_instance._name(folders))
    with qtbot.assertNotEmitted(first.called), qtbot.waitSignal(caller.disconnected):
        caller.write(line)
    assert bytes(caller.readAll().data()) == b""


def test_a_window_that_does_not_answer_is_told_of(app, first, folders, monkeypatch):
    monkeypatch.setattr(single_instance, "PATIENCE_SECONDS", 0.3)
    with pytest.raises(RefusedError, match="does not answer"):
        first_or_heard(folders, ())


def test_who_leaves_answers_no_more_and_whoever_comes_does(qtbot, first, folders):
    first.leave()
    process = second(folders, "badge.json")
    qtbot.waitUntil(lambda: any(caller.canReadLine() for caller in first._callers), timeout=20_000)
    with qtbot.assertNotEmitted(first.called, wait=300):
        first._listen_to_all()
    assert process.poll() is None
    successor = SingleInstance(folders)
    first.close()
    successor.listen()
    with qtbot.waitSignal(successor.called, timeout=20_000) as called:
        for caller in tuple(first._callers):
            caller.abort()
    assert called.args == [(Path.cwd() / "badge.json",)]
    assert answer(qtbot, process)[0] == "True"
    successor.close()


TOGETHER = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from wallet.gui.single_instance import first_or_heard
from wallet.settings import Folders
app = QApplication([])
root = Path(sys.argv[1])
(root / f"ready-{sys.argv[2]}").touch()
while not (root / "go").exists():
    time.sleep(0.0005)
first = first_or_heard(Folders(root / "vault", root / "packs", root / "config"), [Path("/" + sys.argv[2])])
if first is None:
    print("heard")
    sys.exit()
calls = []
first.called.connect(calls.extend)
first.called.connect(lambda _paths: len(calls) == int(sys.argv[3]) and app.quit())
QTimer.singleShot(15_000, app.quit)
app.exec()
first.close()
print("first", *sorted(path.name for path in calls))
"""


def test_of_starts_at_the_same_time_one_is_the_first_and_hears_the_others(qtbot, folders):
    others = 3
    root = folders.vault.parent
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", TOGETHER, str(root), str(number), str(others)], stdout=subprocess.PIPE, text=True
        )
        for number in range(others + 1)
    ]
    qtbot.waitUntil(lambda: len(list(root.glob("ready-*"))) == others + 1, timeout=30_000)
    (root / "go").touch()
    said = [start.communicate(timeout=30)[0].split() for start in starts]
    (number,) = (number for number, words in enumerate(said) if words[0] == "first")
    assert said[number][1:] == [str(other) for other in range(others + 1) if other != number]
    assert said.count(["heard"]) == others


def test_a_start_waits_its_turn_and_says_where_that_does_not_come(app, folders, monkeypatch):
    monkeypatch.setattr(single_instance, "PATIENCE_SECONDS", 0.3)
    turn = QLockFile(f"{single_instance._name(folders)}.lock")
    assert turn.lock()
    with pytest.raises(RefusedError, match="does not answer"):
        first_or_heard(folders, ())
    turn.unlock()
