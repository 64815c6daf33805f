"""A bug of ours becomes a report that holds nothing private, wherever it shows itself."""

import json
import re
import sys
import threading

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from tests.simulators.real_window import RealWindow
from tests.vault.making import make_badge, make_vault
from wallet.gui.crash import QUEUED, CrashHandler
from wallet.gui.views.crash_dialog import CrashDialog

CLAIM = "Zanzibar-7141"
REPORT = "ValueError\n  session.py:12 lock\nRosette · Python\n"
EVERYWHERE = (
    "OverflowError",
    "ZeroDivisionError",
    "LookupError",
    "AttributeError",
    "MemoryError",
    "NotImplementedError",
    "KeyError",
)


def crash() -> ValueError:
    with pytest.raises(ValueError, match="Zanzibar") as caught:
        int(CLAIM)
    return caught.value


def test_an_error_on_a_thread_is_reported_on_the_windows(qtbot, app, capsys):
    handler = CrashHandler()
    seen: list[object] = []
    handler.crashed.connect(lambda _: seen.append(threading.current_thread()), QUEUED)
    error = crash()
    thread = threading.Thread(target=lambda: handler.take(type(error), error, error.__traceback__))
    with qtbot.waitSignal(handler.crashed):
        thread.start()
    thread.join()
    assert seen == [threading.main_thread()]
    assert CLAIM not in capsys.readouterr().err


def test_who_stops_the_program_makes_no_report(qtbot, app, capsys):
    handler = CrashHandler()
    with qtbot.assertNotEmitted(handler.crashed):
        handler.take(KeyboardInterrupt, KeyboardInterrupt(), None)
    with qtbot.waitSignal(handler.crashed):
        handler.take(MemoryError, None, None)
    assert capsys.readouterr().err.startswith("KeyboardInterrupt\nMemoryError\n")


@pytest.mark.skipif(sys.platform == "win32", reason="waits for the hands as POSIX does")
def test_a_bug_in_the_real_window(tmp_path):
    with make_vault(tmp_path / "vault", "four words") as vault:
        vault.add(make_badge(CLAIM))
    log = (tmp_path / "log").open("wb")
    with log as errors, RealWindow(tmp_path, {}, errors) as window:
        window.do("unlock four words", "open")
        window.do(f"crash {CLAIM}", "crashing")
        (shown,) = json.loads(window.ask("report"))
        window.do(f"crash_beside {CLAIM}", "crashed")
        # One is shown at a time: the first.
        assert json.loads(window.ask("report")) == [shown]
        # And the window goes on.
        window.press_lock()
        window.wait_for_the_next()
    said = (tmp_path / "log").read_text()
    assert shown.startswith("ValueError\n  hands_at_the_window.py:")
    assert " · Qt 6" in shown
    assert shown in said
    # Qt says first where a worker's comes from.
    assert [kind for kind in EVERYWHERE if not re.search(rf"(?:\n|: ){kind}\n  ", said)] == []
    assert CLAIM not in said
    assert "Traceback" not in said
    assert str(tmp_path) not in said


@pytest.fixture
def window(qtbot, app):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    return window


def dialogs(window: QWidget) -> list[CrashDialog]:
    return window.findChildren(CrashDialog)


def test_one_report_is_shown_at_a_time(qtbot, window):
    CrashDialog.show_over(window, REPORT)
    CrashDialog.show_over(window, "another")
    (dialog,) = dialogs(window)
    assert dialog.report.toPlainText() == REPORT
    dialog.close_overlay()
    CrashDialog.show_over(window, "another")
    assert [each.report.toPlainText() for each in dialogs(window) if each.isVisible()] == ["another"]


def test_a_report_is_copied_and_saved(qtbot, window, tmp_path, monkeypatch):
    CrashDialog.show_over(window, REPORT)
    (dialog,) = dialogs(window)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == REPORT
    chosen = iter(["", str(tmp_path / "report.txt"), str(tmp_path / "nowhere" / "report.txt")])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (next(chosen), ""))
    said = []
    for _ in range(3):
        dialog.save.click()
        said.append(dialog.messages.said)
    assert said[0] == ""
    assert said[1] == "The report was saved. report.txt"
    assert said[2].startswith("report.txt was not saved.")
    assert (tmp_path / "report.txt").read_text() == REPORT
