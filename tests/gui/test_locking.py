"""When the wallet locks itself, what it finishes first, and what it leaves to the process that takes its place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.conftest import PASSPHRASE
from tests.simulators.world import COURSE, TERM, World
from wallet.gui.locking.idle import IdleWatch
from wallet.gui.locking.locker import Locker
from wallet.gui.locking.replacing import VARIABLE, Resume, leave, resumed, show_again
from wallet.gui.main_window import MainWindow
from wallet.gui.viewmodels.adding import AddingViewModel
from wallet.gui.views.add_dialog import AddDialog
from wallet.gui.views.unlock_view import UnlockView
from wallet.model.badge import BadgeQuery
from wallet.model.errors import WalletError
from wallet.operations import integrity, library

NO_KEY = Qt.KeyboardModifier.NoModifier


def a_key() -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, NO_KEY)


def a_move() -> QMouseEvent:
    button = Qt.MouseButton.NoButton
    return QMouseEvent(QEvent.Type.MouseMove, QPointF(1, 1), QPointF(1, 1), button, button, NO_KEY)


@pytest.fixture
def watch(app, clock):
    watch = IdleWatch(app, clock, lambda: False, lambda: timedelta(minutes=5))
    watch.start()
    yield watch
    watch.stop()


@pytest.fixture
def window(qtbot, app, session):
    window = MainWindow(app, session)
    qtbot.addWidget(window)
    window.show()
    return window


def test_five_minutes_without_a_touch_are_idle(qtbot, watch, clock):
    clock.forward(minutes=4, seconds=59)
    with qtbot.assertNotEmitted(watch.idle):
        watch.look()
    clock.forward(seconds=1)
    with qtbot.waitSignal(watch.idle):
        watch.look()
    with qtbot.assertNotEmitted(watch.idle, wait=50):
        watch._timer.setInterval(10)


@pytest.mark.parametrize("touch", [a_key, a_move])
def test_every_touch_begins_anew(qtbot, app, watch, clock, touch):
    clock.forward(minutes=4)
    QApplication.sendEvent(QObject(), touch())
    clock.forward(minutes=4)
    with qtbot.assertNotEmitted(watch.idle):
        watch.look()
    clock.forward(minutes=1)
    with qtbot.waitSignal(watch.idle):
        watch.look()


def test_without_a_touch_the_same_time_is_idle(qtbot, app, watch, clock):
    clock.forward(minutes=4)
    QApplication.sendEvent(QObject(), QEvent(QEvent.Type.Timer))
    clock.forward(minutes=4)
    with qtbot.waitSignal(watch.idle):
        watch.look()


def test_a_clock_that_is_put_back_does_not_help(qtbot, watch, clock, monkeypatch):
    clock.forward(hours=-2)
    later = time.monotonic() + 301
    monkeypatch.setattr("wallet.gui.locking.idle.time.monotonic", lambda: later)
    with qtbot.waitSignal(watch.idle):
        watch.look()


def test_idle_waits_for_what_is_under_way(qtbot, app, session, clock, tasks):
    locker = Locker(app, session)
    locker.idle.start()
    owner = QObject()
    session.run(owner, lambda _: time.sleep(0.3), lambda _: None, pytest.fail)
    clock.forward(minutes=5)
    locker.idle.look()
    assert session.is_open
    qtbot.waitUntil(lambda: not tasks.busy)
    with qtbot.waitSignal(session.locked):
        locker.idle.look()
    assert not session.is_open


def test_the_owner_says_after_how_long(qtbot, app, session, clock):
    locker = Locker(app, session)
    locker.idle.start()
    session.folders.config.mkdir()
    (session.folders.config / "settings.json").write_text('{"lock_after_minutes": 15}')
    clock.forward(minutes=14)
    locker.idle.look()
    assert session.is_open
    (session.folders.config / "settings.json").write_text('{"lock_after_minutes": 10}')
    with qtbot.waitSignal(session.locked):
        locker.idle.look()


def test_the_door_waits_until_all_is_finished(qtbot, window, session):
    done: list[None] = []
    owner = QObject()
    session.run(owner, lambda _: time.sleep(0.3), done.append, pytest.fail)
    with qtbot.waitSignal(session.locked) as locked:
        session.lock()
        door = window.centralWidget()
        assert isinstance(door, UnlockView)
        assert not door.passphrase.isEnabled()
        assert not window.acceptDrops()
    assert locked.args == [""]
    assert done == [None]
    assert door.passphrase.isEnabled()
    assert window.acceptDrops()


def test_an_import_stops_between_two_badges(qtbot, new_session, tmp_path):
    world, files = World(), tmp_path / "files"
    files.mkdir()
    for number in range(20):
        badge = world.issuer.badge(replace(COURSE, name=f"Course {number}"), world.holder.did, TERM)
        (files / f"{number}.json").write_bytes(world.issuer.sign_embedded(badge, TERM.signed))
    with qtbot.waitSignal(new_session.opened, timeout=20_000):
        new_session.create(PASSPHRASE, pytest.fail)
    adding = AddingViewModel(new_session)
    adding.failed.connect(pytest.fail)
    with qtbot.waitSignal(adding.progressed, timeout=20_000):
        adding.add_paths([files])
    with qtbot.waitSignal(new_session.locked, timeout=20_000):
        new_session.lock()
    assert not adding.running
    told = len(adding.results)
    assert 0 < told < 20
    with qtbot.waitSignal(new_session.opened, timeout=20_000):
        new_session.unlock(PASSPHRASE, pytest.fail)
    kept = library.count(new_session._wallet, BadgeQuery())
    assert kept in {told, told + 1}  # the badge under way was finished, and not told of any more
    new_session.close()


def test_the_lock_key_works_in_dialogs_and_in_every_window(qtbot, window, session):
    window._enter()
    window.show_add_dialog()
    (dialog,) = window.findChildren(AddDialog)
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget()))
    with qtbot.waitSignal(session.locked):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(session.opened, timeout=20_000):
        session.unlock(PASSPHRASE, pytest.fail)
    screen = QWidget()
    qtbot.addWidget(screen)
    screen.showFullScreen()
    qtbot.waitUntil(screen.isActiveWindow)
    with qtbot.waitSignal(session.locked):
        qtbot.keyClick(screen, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.windowTitle() == "Rosette"


def test_what_went_wrong_is_handed_on(qtbot, window, session, monkeypatch):
    def refuse(wallet):
        wallet.vault.close()
        raise WalletError("The disk is full.")

    monkeypatch.setattr(integrity, "lock", refuse)
    with qtbot.waitSignal(session.locked) as locked:
        session.lock()
    assert locked.args == ["The disk is full."]


def test_the_end_of_the_program_is_not_a_lock(qtbot, session):
    with qtbot.assertNotEmitted(session.locked, wait=100):
        session.close()
    assert not session.is_open


def test_a_window_is_where_the_one_before_was(qtbot, app):
    window, follower = QWidget(), QWidget()
    qtbot.addWidget(window)
    qtbot.addWidget(follower)
    window.setGeometry(40, 60, 500, 400)
    window.show()
    left = leave(window, 7, "Why not.")
    assert (left.desk, left.trouble, left.minimised) == (7, "Why not.", False)
    show_again(follower, left)
    assert follower.geometry() == window.geometry()
    assert follower.isVisible()
    window.showMinimized()
    follower.hide()
    show_again(follower, leave(window, -1, ""))
    assert follower.isMinimized()


def test_what_is_left_is_read_once():
    environment = {VARIABLE: '{"geometry": "", "active": false, "minimised": true, "desk": 3, "trouble": ""}'}
    assert resumed(environment) == Resume("", active=False, minimised=True, desk=3)
    assert environment == {}
    assert resumed(environment) is None


def test_a_process_that_cannot_be_replaced_ends():
    lines = (
        "import sys",
        "from pathlib import Path",
        "from wallet.gui.locking.replacing import Resume, replace_process",
        "from wallet.settings import Folders",
        "sys.executable = '/nowhere'",
        "replace_process(Folders(Path('v'), Path('p'), Path('c')), Resume())",
    )
    ran = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=False)
    assert ran.returncode == os.EX_OSERR
    assert ran.stderr == "rosette: could not be started again after locking: No such file or directory\n"


CLIPBOARD = """
import sys
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QWidget
from wallet.gui.widgets.clipboard import clear_if_ours
app = QApplication([])
clipboard = app.clipboard()
if sys.argv[1] == "copy":
    clipboard.setText("theirs")
    print("copied", flush=True)
    app.exec()
clear_if_ours()
print("of another:", clipboard.text())
clipboard.setText("ours")
clipboard.setText("marked", QClipboard.Mode.Selection)
print("before:", clipboard.text(), clipboard.text(QClipboard.Mode.Selection))
clear_if_ours()
print("after:", clipboard.text() + clipboard.text(QClipboard.Mode.Selection))
"""


@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="needs a display with a clipboard of its own")
def test_the_clipboard_is_cleared_where_it_is_ours(tmp_path):
    script = tmp_path / "clipboard.py"
    script.write_text(CLIPBOARD)
    both = f'"{sys.executable}" "{script}" copy & sleep 2; "{sys.executable}" "{script}" look; kill $!'
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb"}
    ran = subprocess.run(
        ["xvfb-run", "-a", "sh", "-c", both], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.stdout.splitlines() == ["copied", "of another: theirs", "before: ours marked", "after: "]


def test_unlocking_after_a_lock(qtbot, window, session):
    with qtbot.waitSignal(session.locked):
        session.lock()
    with qtbot.waitSignal(session.opened, timeout=20_000):
        session.unlock(PASSPHRASE, pytest.fail)
    assert session.is_open
