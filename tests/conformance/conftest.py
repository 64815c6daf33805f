"""Published vectors: read where they lie, never copied here; their absence is said aloud, and fails in CI."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conformance.ledger import Ledger, lines

_HERE = Path(__file__).parent
_CHECKOUT = _HERE.parents[1]
_SHARED = Path(os.environ.get("ROSETTE_SHARED") or _CHECKOUT.parent / "shared")
_CORPUS = _SHARED / "corpus"
_ABSENT = f"no published vectors in {_CORPUS}: set ROSETTE_SHARED to the folder that holds `corpus`"
_LEDGER = Ledger(_CORPUS) if _CORPUS.is_dir() else None
_NOT_PASSED: set[str] = set()
_NOT_RUN = {path.name for path in _HERE.glob("test_*.py")}


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of published vectors, one folder for each publisher."""
    if _CORPUS.is_dir():
        return _CORPUS
    if os.environ.get("CI"):
        pytest.fail(_ABSENT, pytrace=False)
    pytest.skip(_ABSENT)


@pytest.fixture(scope="session")
def ledger(corpus: Path) -> Ledger:
    """The account that the table of the corpus is made of."""
    assert _LEDGER is not None
    return _LEDGER


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Note what each test reads, and how it ends."""
    if _LEDGER is None:
        return (yield)
    _LEDGER.begin(counts=item.get_closest_marker("sweep") is None)
    result = yield
    _LEDGER.end(passed=item.nodeid not in _NOT_PASSED)
    _NOT_RUN.discard(item.path.name)
    return result


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note what failed."""
    if not report.passed:
        _NOT_PASSED.add(report.nodeid)


def pytest_deselected(items: list[pytest.Item]) -> None:
    """Note that the run is not of all tests."""
    _NOT_RUN.update(item.path.name for item in items)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run of all tests of this folder that leaves a file untold, or an explanation idle."""
    if _LEDGER is not None and _is_whole(session.config) and _LEDGER.faults():
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say once, where it is read, that a large part of the suite did not run; or print the table of the corpus.

    `python3 packaging/dev.py test tests/conformance` also lists the explanations, with the files of each.
    """
    if _LEDGER is None:
        terminalreporter.write_sep("!", "conformance NOT RUN", yellow=True, bold=True)
        terminalreporter.write_line(_ABSENT, yellow=True)
    elif _is_whole(config):
        terminalreporter.write_sep("=", "the published files")
        for line in lines(_LEDGER, with_files=any("conformance" in argument for argument in config.args)):
            terminalreporter.write_line(line)


def _is_whole(config: pytest.Config) -> bool:
    return not _NOT_RUN and not any("::" in argument for argument in config.args)
