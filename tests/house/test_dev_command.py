"""The development command: what it says where a machine is not ready, and when it makes the environment afresh."""

import importlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.sources import CHECKOUT

MODULES = ("dev", "environment", "installing", "steps", "system_packages", "terminal")


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A checkout that was never set up."""
    shutil.copytree(CHECKOUT / "packaging", tmp_path / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.fixture
def module(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """Import a part of the command as the command itself would."""
    monkeypatch.syspath_prepend(str(fresh / "packaging"))
    for name in MODULES:
        monkeypatch.delitem(sys.modules, name, raising=False)
    return importlib.import_module


def start(folder: Path, *arguments: str, path: str = os.environ.get("PATH", "")) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(folder / "packaging" / "dev.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path})


def test_an_unknown_verb_is_usage(fresh: Path):
    done = start(fresh, "fly")
    assert done.returncode == 2
    assert "There is no verb 'fly'; there are: run, setup, test" in done.stdout


def test_an_older_python_is_told_so_in_one_line(fresh: Path):
    code = "import runpy, sys; sys.version_info = (3, 10, 2); runpy.run_path(sys.argv[1])"
    command = [sys.executable, "-c", code, str(fresh / "packaging" / "dev.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Rosette needs Python 3.11 or newer; this is Python 3.10.")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian's packages are Debian's")
def test_missing_packages_that_cannot_be_installed_end_in_the_line_to_type(fresh: Path, tmp_path: Path):
    programs = {
        "dpkg-query": r"printf 'installed\tlibegl1\t\ninstalled\tlibglib2.0-0t64\tlibglib2.0-0 (= 2.80)\n'",
        "apt-get": "exit 100",
        "sudo": "exit 1",
        "env": 'shift; exec "$@"',
    }
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, line in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    done = start(fresh, "setup", path=str(folder))
    assert done.returncode == 3
    line = next(line for line in done.stdout.splitlines() if "apt-get install -y" in line)
    assert "libgl1 libdbus-1-3" in line
    assert "libegl1" not in line
    assert "libglib2.0-0" not in line
    assert "Traceback" not in done.stdout + done.stderr


class _Setup:
    """Notes what a setup would do in place of doing it."""

    def __init__(self, environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done: list[str] = []
        self.breaks = False
        monkeypatch.setattr(environment.system_packages, "ensure", self.done.append)
        monkeypatch.setattr(environment, "_make_venv", lambda: self._make(environment))
        monkeypatch.setattr(environment.installing, "install_lock", lambda *_: self._install())
        monkeypatch.setattr(environment.installing, "install_project", lambda *_: None)
        monkeypatch.setattr(environment.installing, "try_imports", lambda *_: None)

    def _make(self, environment: ModuleType) -> None:
        self.done.append("afresh")
        environment.python().parent.mkdir(parents=True, exist_ok=True)
        environment.python().touch()

    def _install(self) -> None:
        self.done.append("install")
        if self.breaks:
            raise KeyboardInterrupt


@pytest.fixture
def environment(module: Callable[[str], ModuleType]) -> ModuleType:
    return module("environment")


@pytest.fixture
def setup(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> _Setup:
    return _Setup(environment, monkeypatch)


def test_a_second_start_does_nothing(environment: ModuleType, setup: _Setup):
    environment.ensure("run")
    environment.ensure("run")
    assert setup.done == ["run", "afresh", "install"]


def test_another_purpose_asks_only_for_its_system_packages(environment: ModuleType, setup: _Setup):
    environment.ensure("run")
    environment.ensure("test")
    environment.ensure("run")
    assert setup.done == ["run", "afresh", "install", "test"]


def test_a_changed_lock_is_installed_over(environment: ModuleType, setup: _Setup, fresh: Path):
    environment.ensure("run")
    (fresh / "packaging" / "requirements.txt").write_text("", encoding="utf-8")
    environment.ensure("run")
    assert setup.done == ["run", "afresh", "install", "run", "install"]


@pytest.mark.parametrize("breaks_at", ["first", "update"])
def test_an_interrupted_setup_begins_afresh(environment: ModuleType, setup: _Setup, fresh: Path, breaks_at: str):
    if breaks_at == "update":
        environment.ensure("run")
        (fresh / "packaging" / "requirements.txt").write_text("", encoding="utf-8")
    setup.breaks = True
    with pytest.raises(KeyboardInterrupt):
        environment.ensure("run")
    setup.breaks = False
    setup.done.clear()
    environment.ensure("run")
    assert setup.done == ["run", "afresh", "install"]


def test_an_environment_that_was_copied_from_elsewhere_is_made_afresh(
    environment: ModuleType, setup: _Setup, fresh: Path
):
    environment.ensure("run")
    stamp = fresh / ".venv" / "rosette-setup.json"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "interpreter": "cpython 3.11 in elsewhere"}))
    setup.done.clear()
    environment.ensure("run")
    assert setup.done == ["run", "afresh", "install"]


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("ERROR: [Errno 28] No space left on device", "The disk is full"),
        ("WARNING: NewConnectionError\nERROR: No matching distribution found for x", "Check the network"),
        ("ERROR: No matching distribution found for x", "does not exist for this system"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "Do not trust"),
        ("something else", "its last words are above"),
    ],
)
def test_a_failure_of_pip_is_explained(module, said: str, advice: str):
    installing, terminal = module("installing"), module("terminal")
    with pytest.raises(terminal.Stop, match=advice) as stop:
        installing._demand(1, said.splitlines())
    assert stop.value.code == terminal.UNFINISHED


def test_without_a_display_the_tour_runs(module, monkeypatch: pytest.MonkeyPatch):
    dev = module("dev")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert dev._without_a_window() == ["tour"]
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert dev._without_a_window() == []
