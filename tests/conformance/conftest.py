"""Published vectors: read where they lie, never copied here; their absence is said aloud, and fails in CI."""

import os
from pathlib import Path

import pytest

_CHECKOUT = Path(__file__).resolve().parents[2]
_SHARED = Path(os.environ.get("ROSETTE_SHARED") or _CHECKOUT.parent / "shared")
_CORPUS = _SHARED / "corpus"
_ABSENT = f"no published vectors in {_CORPUS}: set ROSETTE_SHARED to the folder that holds `corpus`"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of published vectors, one folder for each publisher."""
    if _CORPUS.is_dir():
        return _CORPUS
    if os.environ.get("CI"):
        pytest.fail(_ABSENT, pytrace=False)
    pytest.skip(_ABSENT)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once, where it is read, that a large part of the suite did not run."""
    if not _CORPUS.is_dir():
        terminalreporter.write_sep("!", "conformance NOT RUN", yellow=True, bold=True)
        terminalreporter.write_line(_ABSENT, yellow=True)
