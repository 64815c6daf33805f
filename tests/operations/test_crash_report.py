"""A report of a mistake of ours: places, classes and versions, and nothing of what it happened to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from wallet.model.errors import NotSavedError
from wallet.operations.crash_report import report_of, save_report, tell

CLAIM = "the badge of Maya Okafor"


def crash(*, hidden: bool = False) -> ValueError:
    with pytest.raises(ValueError, match="Maya") as caught:
        _raise_with_a_cause(hidden=hidden)
    return caught.value


def _raise_with_a_cause(*, hidden: bool) -> None:
    try:
        dict[str, str]()[CLAIM]
    except KeyError:
        if hidden:
            raise ValueError(CLAIM) from None
        raise ValueError(CLAIM)  # noqa: B904 (what came first is told, too)


def test_places_and_versions_only() -> None:
    report = report_of(crash(), "Qt 6.11")
    lines = report.splitlines()
    assert lines[0] == "ValueError"
    assert lines[1].startswith("  test_crash_report.py:")
    assert "caused by KeyError" in lines
    assert " · Qt 6.11 · " in lines[-1]
    assert "Maya" not in report
    assert "/" not in report


def test_a_cause_that_was_taken_care_of_is_none() -> None:
    assert "KeyError" not in report_of(crash(hidden=True))


def test_a_long_chain_ends() -> None:
    first = error = ValueError(0)
    for number in range(100):
        error.__cause__ = ValueError(number)
        error = error.__cause__
    assert report_of(first).count("ValueError") == 5


def test_who_stops_it_is_told_as_python_does(capsys: pytest.CaptureFixture[str]) -> None:
    tell(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert capsys.readouterr().err.strip() == "KeyboardInterrupt"


def test_it_is_saved_or_words_say_why_not(tmp_path: Path) -> None:
    save_report("ValueError\n", tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text() == "ValueError\n"
    with pytest.raises(NotSavedError, match=r"report\.txt was not saved"):
        save_report("", tmp_path / "nowhere" / "report.txt")


COMMAND = f"""
import sys
from wallet import __main__
from wallet.cli import check

def fail(options):
    raise ValueError({CLAIM!r})

check.check = fail
sys.argv = ["rosette", "check"]
__main__.main()
"""

WORKERS = f"""
from wallet.operations.processes import in_processes

def fail(piece):
    raise ValueError({CLAIM!r})

if __name__ == "__main__":
    print(list(in_processes(fail, [1, 2], 2)))
"""


def test_a_command_reports_no_message() -> None:
    ran = subprocess.run([sys.executable, "-c", COMMAND], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr.startswith("rosette: This is a mistake in Rosette, not in your badges")
    assert "\nValueError\n" in ran.stderr
    assert "Maya" not in ran.stdout + ran.stderr


def test_a_process_that_shares_the_work_reports_none_either(tmp_path: Path) -> None:
    (tmp_path / "workers.py").write_text(WORKERS)
    command = [sys.executable, str(tmp_path / "workers.py")]
    environment = {"PYTHONPATH": str(Path.cwd())}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert "\nValueError\n  processes.py:" in ran.stderr
    assert "A process that shared the work was lost." in ran.stderr
    assert "Maya" not in ran.stdout + ran.stderr
