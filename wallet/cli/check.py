"""`rosette check`: the check window; no wallet is opened."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wallet.cli.display import need_display


def add_commands(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("check", help="open the window that checks other people's badges")
    parser.set_defaults(command=check)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="what to check at once")


def check(options: argparse.Namespace) -> int:
    """Open the check window."""
    need_display()
    code: int = options.windows.check(options.paths)
    return code
