"""`rosette open`: the wallet's window; the one that is open already comes to the front and takes the files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wallet.cli.display import need_display


def add_commands(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("open", help="open the wallet's window and add files")
    parser.set_defaults(command=open_window)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="what to add once the wallet is open")


def open_window(options: argparse.Namespace) -> int:
    """Open the wallet's window."""
    need_display()
    code: int = options.windows.wallet(options.folders, options.paths)
    return code
