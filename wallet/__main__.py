"""Picks the face: the window, the check window, or the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Run Rosette; without arguments it opens the window.

    Returns:
        The process's exit code (CLI.md).
    """
    from wallet.cli.main import run  # noqa: PLC0415 (the sandbox's child must not pay for it)

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
