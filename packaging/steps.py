"""The steps of `test`, the benchmarks and the screenshots: each a program of the environment."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import environment
from terminal import FAILED, say

_STATIC = {
    "lint": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "imports": ["lint-imports", "--no-logo"],
}
_COUNTERPARTIES = environment.ROOT / "tests" / "counterparties"
# What would let a test reach the screen, the keyring, the folders or the vault of whoever runs it.
_PERSONAL = ("DBUS_", "DISPLAY", "ROSETTE_VAULT", "WAYLAND_DISPLAY", "XDG_")


def check_everything(pytest_arguments: list[str]) -> int:
    """Run every step, also after one failed; pytest comes last, so its closing line does too."""
    install_counterparties()
    failed = [name for name, command in _STATIC.items() if not _passes(name, command)]
    say("— tests")
    if _run_pytest(pytest_arguments):
        failed.append("tests")
    if failed:
        say(f"Failed: {', '.join(failed)}")
    return FAILED if failed else 0


def _passes(name: str, command: list[str]) -> bool:
    say(f"— {name}")
    began = time.monotonic()
    exit_code = environment.call(*command)
    say(f"  {name}: {'failed' if exit_code else 'passed'} after {time.monotonic() - began:.1f} s\n")
    return exit_code == 0


def _run_pytest(arguments: list[str], *, watched_by: tuple[str, ...] = (), **variables: str) -> int:
    """Run pytest with a home folder of its own; tests of the keyring start their own message bus."""
    with tempfile.TemporaryDirectory(prefix="rosette-test-", ignore_cleanup_errors=True) as home:
        own = {name: value for name, value in os.environ.items() if not name.startswith(_PERSONAL)}
        own |= {"QT_QPA_PLATFORM": "offscreen", "HOME": home, "XDG_RUNTIME_DIR": home, **variables}
        command = [str(environment.python()), "-m", *watched_by, "pytest", *arguments]
        return subprocess.run(command, check=False, cwd=environment.ROOT, env=own).returncode


def measure_coverage(pytest_arguments: list[str]) -> int:
    """Run the vault's tests, and print which lines and branches of it they, or a child of theirs, came by."""
    with tempfile.TemporaryDirectory(prefix="rosette-coverage-") as folder:
        data = str(Path(folder) / "coverage")
        watch = ("coverage", "run", "-m")
        failed = _run_pytest(["tests/vault", *pytest_arguments], watched_by=watch, COVERAGE_FILE=data)
        if failed:
            return FAILED
        for command in (["combine", "--quiet"], ["report"]):
            failed = failed or environment.call("coverage", *command, f"--data-file={data}")
        return FAILED if failed else 0


def install_counterparties() -> bool:
    """Install the published Node libraries that tests hold ours against, as locked; returns whether they are there.

    Without Node or a registry, the tests that ask them are skipped, and say so.
    """
    npm = shutil.which("npm")
    if npm is None or not shutil.which("node"):
        say("node and npm are not installed: tests against libraries of others are left out.")
        return False
    if _is_newer(_COUNTERPARTIES / "node_modules" / ".package-lock.json", _COUNTERPARTIES / "package-lock.json"):
        return True
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--fetch-retries=1"]
    if subprocess.run(command, check=False, cwd=_COUNTERPARTIES).returncode:
        say("npm could not install the libraries of others: tests against them are left out.")
        return False
    return True


def _is_newer(made: Path, source: Path) -> bool:
    return made.is_file() and made.stat().st_mtime >= source.stat().st_mtime


def run_benchmarks(arguments: list[str]) -> int:
    """Run every `tests/benchmarks/bench_*.py`, or the named one."""
    if not shutil.which("node") or not shutil.which("npm"):
        say("node and npm are not installed: comparisons with peers are left out (apt-get install nodejs npm).")
    return environment.call("python", "-m", "tests.benchmarks", *arguments)


def draw_screenshots(folder: str) -> int:
    """Draw the screens into a folder, under a virtual display where there is none."""
    command = [str(environment.python()), "-m", "tests.screenshots", str(Path(folder).absolute())]
    variables = dict(os.environ)
    if sys.platform.startswith("linux"):
        command = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1600x1200x24", *command]
        variables["QT_QPA_PLATFORM"] = "xcb"  # under Wayland, Qt would draw past the virtual display
    return subprocess.run(command, check=False, cwd=environment.ROOT, env=variables).returncode
