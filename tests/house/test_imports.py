"""The import contracts hold, and each of them bites when it is broken on purpose."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.sources import CHECKOUT, imported, names, place, python_files

FLOORS = "Imports point down by floor, never up, never sideways"
OFFLINE = "Offline rooms never see the fetcher, nor the network behind it"
# A file, the line that must not stand in it, and the contract that forbids it.
BREACHES = {
    "floors upwards": ("model/breach.py", "import wallet.crypto", FLOORS),
    "floors sideways": ("formats/breach.py", "import wallet.proofs", FLOORS),
    "a room that the plan does not name": ("attic.py", "", FLOORS),
    "faces": ("gui/breach.py", "import wallet.vault", "Faces speak to operations only"),
    "Qt": ("operations/breach.py", "from PySide6.QtCore import QObject", "Qt only in gui"),
    "network": ("protocols/breach.py", "import httpx", "Network only in fetcher.py"),
    "SQL": ("trust/breach.py", "import sqlite3", "SQL only in vault"),
    "offline": ("vault/breach.py", "import wallet.fetcher", OFFLINE),
}


def _broken(folder: Path) -> set[str]:
    """Names of the contracts that a copy of the house breaks."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert re.search(r"Contracts: \d+ kept, \d+ broken", done.stdout), done.stdout + done.stderr
    return set(re.findall(r"^(.*) BROKEN", done.stdout, re.MULTILINE))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(CHECKOUT / "wallet", folder / "wallet", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(CHECKOUT / "pyproject.toml", folder)
    return folder


@pytest.fixture(scope="module")
def broken_before(copy: Path) -> set[str]:
    return _broken(copy)


def test_every_contract_is_kept(broken_before: set[str]) -> None:
    assert not broken_before


@pytest.mark.parametrize("name", BREACHES)
def test_a_breach_breaks_exactly_its_contract(copy: Path, broken_before: set[str], name: str) -> None:
    file, line, contract = BREACHES[name]
    breach = copy / "wallet" / file
    breach.write_text(f'"""A breach, on purpose."""\n\n{line}\n', encoding="utf-8")
    try:
        newly_broken = _broken(copy) - broken_before
    finally:
        breach.unlink()
    assert newly_broken == {contract} - broken_before


def test_every_contract_has_a_breach() -> None:
    text = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    contracts = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    assert {contract["name"] for contract in contracts} == {contract for *_, contract in BREACHES.values()}


# What import-linter cannot see: parts of a package, and the standard library's own door.


def test_view_models_have_no_widget() -> None:
    for path in python_files("wallet/gui/viewmodels"):
        qt = {name for name in imported(path) if name.startswith("PySide6")}
        assert not {name for name in qt if not name.startswith(("PySide6.QtCore", "PySide6.QtGui.QImage"))}, place(path)
        assert not {name for name in imported(path) if name.startswith(("wallet.gui.views", "wallet.gui.widgets"))}


def test_no_other_door_to_the_network() -> None:
    for path in python_files("wallet"):
        doors = ("urllib.request", "http.client", "PySide6.QtNetwork.QNetwork", "PySide6.QtNetwork.QTcp")
        assert not {name for name in imported(path) if name.startswith(doors)}, place(path)


def test_threads_live_in_tasks_alone() -> None:
    threads = {"Thread", "Timer", "ThreadPoolExecutor", "QThread", "QThreadPool", "QRunnable", "start_new_thread"}
    makers = {path.relative_to(CHECKOUT).as_posix() for path in python_files("wallet") if names(path) & threads}
    assert makers <= {"wallet/gui/tasks.py"}


def test_a_screen_draws_and_a_widget_has_no_rule() -> None:
    for path in python_files("wallet/gui/widgets"):
        assert not {name for name in imported(path) if name.startswith("wallet.operations")}, place(path)
