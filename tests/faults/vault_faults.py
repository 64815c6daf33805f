"""Kills, refusals of the disk and a full one, at every step of a scenario."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from tests.faults.vault_scenarios import Scenario
from wallet.crypto.wrapping import KdfCost
from wallet.model.errors import WalletError

CALLS = ("os.open", "os.fsync", "os.chmod", "os.replace", "os.rename", "os.unlink", "os.mkdir", "shutil.copyfile")
ERRORS = (errno.EIO, errno.ENOSPC, errno.EROFS)
REFUSED = 3
BROKEN = 4


@contextlib.contextmanager
def ready(scenario: Scenario) -> Iterator[Path]:
    """Lend a folder in which a scenario is prepared."""
    with tempfile.TemporaryDirectory(prefix="rosette-faults-") as folder, cheap():
        scenario.prepare(Path(folder))
        yield Path(folder)


@contextlib.contextmanager
def cheap() -> Iterator[None]:
    """Let passphrases cost next to nothing: they are not what is looked at."""
    with (
        mock.patch("wallet.export.backup_file.WORK_FACTOR", 2),
        mock.patch.object(KdfCost, "floor", KdfCost.dangerously_cheap),
        mock.patch.object(KdfCost, "calibrated", KdfCost.dangerously_cheap),
    ):
        yield


def steps_of(scenario: Scenario) -> int:
    """Return how many calls of the system a scenario makes, of those that are looked at."""
    with ready(scenario) as folder:
        count = [0]

        def counted() -> None:
            count[0] += 1

        with _before_each_call(counted):
            scenario.act(folder)
        return count[0]


def killed_at(scenario: Scenario, nth: int) -> str:
    """Do a scenario in a process that is killed right before its n-th call; return what is wrong then, or nothing."""
    calls = [0]

    def kill() -> None:
        calls[0] += 1
        if calls[0] == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    with ready(scenario) as folder:
        status = _in_a_process(lambda: _acted(scenario, folder, kill))
        return _wrong(scenario, folder, status)


def killed_after(scenario: Scenario, seconds: float) -> str:
    """Do a scenario in a process that is killed after a while; return what is wrong then, or nothing."""
    with ready(scenario) as folder:
        status = _in_a_process(lambda: _acted(scenario, folder, lambda: None), seconds)
        return _wrong(scenario, folder, status)


def refused_at(scenario: Scenario, nth: int, error: int) -> str:
    """Do a scenario whose n-th call the system refuses; return what is wrong then, or nothing."""
    calls = [0]

    def refuse() -> None:
        calls[0] += 1
        if calls[0] == nth:
            raise OSError(error, os.strerror(error))

    with ready(scenario) as folder:
        status = _in_a_process(lambda: _acted(scenario, folder, refuse))
        return _wrong(scenario, folder, status)


def full_at(scenario: Scenario, size: int) -> str:
    """Do a scenario on a disk that takes no file larger than so many bytes; return what is wrong then, or nothing."""

    def act() -> int:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return _acted(scenario, folder, lambda: None)

    with ready(scenario) as folder:
        return _wrong(scenario, folder, _in_a_process(act))


def random_moment(scenario: Scenario) -> float:
    """Return a moment within the time that a scenario takes, and a little after, in seconds."""
    with ready(scenario) as folder:
        began = time.perf_counter()
        scenario.act(folder)
        return random.uniform(0, 1.1 * (time.perf_counter() - began))  # noqa: S311 (when to kill is no secret)


def _acted(scenario: Scenario, folder: Path, before_each: Callable[[], None]) -> int:
    try:
        with _before_each_call(before_each):
            scenario.act(folder)
    except WalletError:
        return REFUSED
    return 0


def _wrong(scenario: Scenario, folder: Path, status: int) -> str:
    if status == BROKEN:
        return "a traceback"
    try:
        return "" if scenario.holds(folder) else "something is missing"
    except WalletError as error:
        return f"it does not open again: {error}"


def _in_a_process(act: Callable[[], int], seconds: float | None = None) -> int:
    """Run something in a process of its own, killed after a while; return its exit code, negative where killed."""
    sys.stdout.flush()
    process = os.fork()
    if process == 0:
        code = BROKEN
        try:
            code = act()
        except BaseException:  # noqa: BLE001 (it is what is looked for, and told by the exit code)
            traceback.print_exc()
        finally:
            os._exit(code)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


@contextlib.contextmanager
def _before_each_call(before: Callable[[], None]) -> Iterator[None]:
    with contextlib.ExitStack() as patches:
        for name in CALLS:
            module, _, call = name.partition(".")
            patches.enter_context(mock.patch.object(sys.modules[module], call, _preceded(name, before)))
        yield


def _preceded(name: str, before: Callable[[], None]) -> Callable[..., Any]:
    module, _, call = name.partition(".")
    real = getattr(sys.modules[module], call)

    def preceded(*arguments: Any, **named: Any) -> Any:
        before()
        return real(*arguments, **named)

    return preceded
