"""A bug of ours becomes a report that holds nothing private."""

import threading

import pytest

from wallet.gui.crash import QUEUED, CrashHandler, report_of


def crash() -> ValueError:
    with pytest.raises(ValueError, match="Maya") as caught:
        int("the badge of Maya Okafor")
    return caught.value


def test_a_report_names_places_and_versions_only():
    error = crash()
    report = report_of(type(error), error.__traceback__)
    assert report.startswith("ValueError\n  test_crash.py:")
    assert "Python 3" in report
    assert "Maya" not in report
    assert "/" not in report.replace("· ", "")


def test_an_error_on_a_thread_is_reported_on_the_windows(qtbot, app, capsys):
    handler = CrashHandler()
    seen: list[object] = []
    handler.crashed.connect(lambda _: seen.append(threading.current_thread()), QUEUED)
    error = crash()
    thread = threading.Thread(target=lambda: handler.take(type(error), error, error.__traceback__))
    with qtbot.waitSignal(handler.crashed):
        thread.start()
    thread.join()
    assert "Maya" not in capsys.readouterr().err
