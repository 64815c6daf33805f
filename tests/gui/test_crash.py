"""A bug of ours becomes a report that holds nothing private."""

import sys
import threading

from wallet.gui.crash import QUEUED, CrashHandler, report_of


def crash() -> tuple[type[BaseException], BaseException, object]:
    try:
        int("the badge of Maya Okafor")
    except ValueError:
        return sys.exc_info()


def test_a_report_names_places_and_versions_only():
    kind, _error, trace = crash()
    report = report_of(kind, trace)
    assert report.startswith("ValueError\n  test_crash.py:")
    assert "Python 3" in report
    assert "Maya" not in report
    assert "/" not in report.replace("· ", "")


def test_an_error_on_a_thread_is_reported_on_the_windows(qtbot, app, capsys):
    handler, seen = CrashHandler(), []
    handler.crashed.connect(lambda _: seen.append(threading.current_thread()), QUEUED)
    thread = threading.Thread(target=lambda: handler.take(*crash()))
    with qtbot.waitSignal(handler.crashed):
        thread.start()
    thread.join()
    assert "Maya" not in capsys.readouterr().err
