"""The private environment in `.venv`: made from the hashed lock, and remade where it no longer fits.

A stamp inside it is written last. No stamp, or one of another Python or folder: the environment is made afresh.
A stamp of another lock: the lock is installed over it. So an interrupted setup heals by starting the command again.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import installing
import system_packages
from terminal import FAILED, UNFINISHED, Stop, say

ROOT = Path(__file__).resolve().parent.parent
_VENV = ROOT / ".venv"
_LOCK = ROOT / "packaging" / "requirements.txt"
_STAMP = _VENV / "rosette-setup.json"


def ensure(purpose: str) -> None:
    """Make the environment and the system packages ready for a purpose: `run` or `test`.

    Raises:
        Stop: Something outside this program prevents it; the text says what to do.
    """
    stamp = _read_stamp()
    wanted = {"interpreter": _interpreter(), "content": _content_digest()}
    fits = stamp.items() >= wanted.items()
    ready = set(stamp["purposes"]) if fits else set()
    if purpose in ready:
        return
    system_packages.ensure(purpose)
    if not fits:
        _install(afresh=stamp.get("interpreter") != wanted["interpreter"])
    _write_stamp({**wanted, "purposes": sorted(ready | {purpose})})


def _install(*, afresh: bool) -> None:
    try:
        _STAMP.unlink(missing_ok=True)
        if afresh:
            _make_venv()
        installing.install_lock(python(), _LOCK)
        installing.install_project(python(), ROOT)
        installing.try_imports(python())
    except OSError as error:
        raise Stop(f"Setup could not write {_VENV}: {error}. Mend that, then start again.", UNFINISHED) from error


def _make_venv() -> None:
    say(f"Making a private Python environment in {_VENV} …")
    # The interpreter below any environment this was started from: that one may be the very folder to clear.
    base = getattr(sys, "_base_executable", None) or sys.executable
    made = subprocess.run([base, "-m", "venv", "--clear", str(_VENV)], capture_output=True, text=True, check=False)
    if made.returncode:
        reason = (made.stdout + made.stderr).strip()
        raise Stop(f"{reason}\nPython could not make the environment in {_VENV}; its reason is above.", UNFINISHED)


def _interpreter() -> str:
    version = ".".join(map(str, sys.version_info[:2]))
    return f"{sys.implementation.name} {version} of {sys.base_prefix} in {_VENV}"


def _content_digest() -> str:
    sources = (_LOCK, ROOT / "pyproject.toml", Path(system_packages.__file__))
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def _read_stamp() -> dict[str, Any]:
    try:
        stamp = json.loads(_STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and python().exists() else {}


def _write_stamp(stamp: dict[str, Any]) -> None:
    unfinished = _STAMP.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    unfinished.replace(_STAMP)


def python() -> Path:
    """The environment's interpreter."""
    return script("python")


def script(name: str) -> Path:
    """A command that the environment holds."""
    return _VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else _VENV / "bin" / name


def become(name: str, arguments: list[str]) -> int:
    """Run a command of the environment in place of this process, so that signals and exit codes are its own."""
    command = [str(script(name)), *arguments]
    if os.name != "nt":  # there, os.execv gives the prompt back while the program still runs
        os.execv(command[0], command)  # noqa: S606 (no shell is wanted)
    return subprocess.run(command, check=False).returncode


def call(name: str, *arguments: str) -> int:
    """Run a command of the environment in the project's folder to its end; returns its exit code."""
    return subprocess.run([script(name), *arguments], check=False, cwd=ROOT).returncode


def write_lock(arguments: list[str]) -> int:
    """Pin all dependencies for every system and Python we support, with hashes and without a host's name."""
    command = ["pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes", "--extra", "dev"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--quiet"]
    command += ["--custom-compile-command", "python3 packaging/dev.py lock"]
    command += ["--output-file", _LOCK.relative_to(ROOT).as_posix(), "pyproject.toml"]
    if call("uv", *command, *arguments):
        say("The lock was not written; the reason is above.")
        return FAILED
    if "://" in _LOCK.read_text(encoding="utf-8"):
        raise Stop(
            "The new lock names a host. Take that line's cause out of the index settings, then lock again.", FAILED
        )
    say(f"Locked in {_LOCK.relative_to(ROOT)}")
    return 0
