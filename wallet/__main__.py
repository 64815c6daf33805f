"""Picks the face: the window, the check window, or the command line."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wallet.settings import Folders

if TYPE_CHECKING:
    from types import TracebackType

    from wallet.model.diagnosis import Diagnosis

_MOST_NEW = 10_000
"""How many objects are made before any are looked through for cycles: starting makes more than Python's 700."""


def main() -> int:
    """Run Rosette; without arguments it opens the window.

    Returns:
        The process's exit code (CLI.md).
    """
    from wallet.cli.main import Windows, run  # noqa: PLC0415 (whoever imports this module may not need it)

    leave_no_core()
    sys.excepthook = _tell_of_crash
    gc.set_threshold(_MOST_NEW)
    code = run(sys.argv[1:], Windows(_open_wallet, _open_check, _scan, _diagnose))
    # What is left goes with the process: nobody need look through it once more.
    gc.freeze()
    return code


def _tell_of_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say where a mistake of ours is; Python's own words could hold a claim (VAULT.md, promise 7)."""
    from wallet.operations.crash_report import tell  # noqa: PLC0415 (seldom needed)

    tell(kind, error, trace)


def leave_no_core() -> None:
    """See to it that a crash writes no memory to the disk (VAULT.md, promise 7).

    One byte, not none: with none, Linux still hands the memory to a program named in ``core_pattern``; with one byte
    it does not. The process stays dumpable otherwise (``PR_SET_DUMPABLE``): desktops' portals refuse to open a file
    dialog for one that is not (https://github.com/flatpak/xdg-desktop-portal/issues/785).

    Source: core(5); do_coredump in https://github.com/torvalds/linux/blob/master/fs/coredump.c
    """
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 (Windows has none, and no core dumps)

        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        most = 1 if hard == resource.RLIM_INFINITY else min(1, hard)
        resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def _open_wallet(folders: Folders, paths: Sequence[Path]) -> int:
    from wallet.gui.app import run_wallet  # noqa: PLC0415 (commands run without Qt)

    return run_wallet(folders, paths)


def _open_check(paths: Sequence[Path]) -> int:
    from wallet.gui.app import run_check  # noqa: PLC0415 (commands run without Qt)

    return run_check(paths)


def _scan(source: str, say: Callable[[str], None]) -> bytes:
    from wallet.gui.capture.run import scan  # noqa: PLC0415 (commands run without Qt)

    return scan(source, say)


def _diagnose() -> Iterable[Diagnosis]:
    from wallet.gui.diagnosing import diagnose_window  # noqa: PLC0415 (commands run without Qt)

    return diagnose_window()


if __name__ == "__main__":
    sys.exit(main())
