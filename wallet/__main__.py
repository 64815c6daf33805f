"""Picks the face: the window, the check window, or the command line."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from wallet.settings import Folders

_MOST_NEW = 10_000
"""How many objects are made before any are looked through for cycles: starting makes more than Python's 700."""


def main() -> int:
    """Run Rosette; without arguments it opens the window.

    Returns:
        The process's exit code (CLI.md).
    """
    from wallet.cli.main import Windows, run  # noqa: PLC0415 (whoever imports this module may not need it)

    gc.set_threshold(_MOST_NEW)
    code = run(sys.argv[1:], Windows(_open_wallet, _open_check, _scan))
    # What is left goes with the process: nobody need look through it once more.
    gc.freeze()
    return code


def _open_wallet(folders: Folders) -> int:
    from wallet.gui.app import run_wallet  # noqa: PLC0415 (commands run without Qt)

    return run_wallet(folders, ())


def _open_check(paths: Sequence[Path]) -> int:
    from wallet.gui.app import run_check  # noqa: PLC0415 (commands run without Qt)

    return run_check(paths)


def _scan(source: str, say: Callable[[str], None]) -> bytes:
    from wallet.gui.capture.run import scan  # noqa: PLC0415 (commands run without Qt)

    return scan(source, say)


if __name__ == "__main__":
    sys.exit(main())
