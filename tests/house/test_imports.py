"""The import contracts hold, and each of them bites when it is broken on purpose."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import CHECKOUT, imported, names, place, python_files

# For each contract: a file, what it must not import, and the line that would do so.
BREACHES = {
    "floors upwards": ("model/breach.py", "import wallet.crypto", "Imports point down"),
    "floors sideways": ("formats/breach.py", "import wallet.proofs", "Imports point down"),
    "a room that the plan does not name": ("attic.py", "", "Imports point down"),
    "faces": ("gui/breach.py", "import wallet.vault", "Faces speak to operations only"),
    "Qt": ("operations/breach.py", "from PySide6.QtCore import QObject", "Qt only in gui"),
    "network": ("protocols/breach.py", "import httpx", "Network only in fetcher.py"),
    "SQL": ("trust/breach.py", "import sqlite3", "SQL only in vault"),
    "offline": ("vault/breach.py", "import wallet.fetcher", "Offline rooms never see the fetcher"),
}
FETCHER = '"""The only door to the network."""\n\nimport httpx\n'


def _lint_imports(folder: Path) -> str:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(CHECKOUT / "wallet", tmp_path / "wallet", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    (tmp_path / "wallet" / "fetcher.py").write_text(FETCHER, encoding="utf-8")
    return tmp_path


def test_an_untouched_copy_keeps_every_contract(copy: Path) -> None:
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken", _lint_imports(copy))


@pytest.mark.parametrize("name", BREACHES)
def test_a_breach_breaks_exactly_its_contract(copy: Path, name: str) -> None:
    file, line, contract = BREACHES[name]
    (copy / "wallet" / file).write_text(f'"""A breach, on purpose."""\n\n{line}\n', encoding="utf-8")
    broken = re.findall(r"^(.*) BROKEN", _lint_imports(copy), re.MULTILINE)
    assert len(broken) == 1
    assert broken[0].startswith(contract)


def test_every_contract_has_a_breach() -> None:
    text = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    names = set(re.findall(r'^name = "(.*)"$', text.partition("[tool.importlinter]")[2], re.MULTILINE))
    covered = {name for name in names for *_, start in BREACHES.values() if name.startswith(start)}
    assert covered == names


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
