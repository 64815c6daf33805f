"""Picks the face: the window, the check window, or the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from wallet.settings import Folders


def main() -> int:
    """Run Rosette; without arguments it opens the window.

    Returns:
        The process's exit code (CLI.md).
    """
    from wallet.cli.main import Windows, run  # noqa: PLC0415 (whoever imports this module may not need it)

    return run(sys.argv[1:], Windows(_open_wallet, _open_check))


def _open_wallet(folders: Folders) -> int:
    from wallet.gui.app import run_wallet  # noqa: PLC0415 (commands run without Qt)

    return run_wallet(folders, ())


def _open_check(paths: Sequence[Path]) -> int:
    from wallet.gui.app import run_check  # noqa: PLC0415 (commands run without Qt)

    return run_check(paths)


if __name__ == "__main__":
    sys.exit(main())
