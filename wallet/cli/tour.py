"""`rosette tour`: the whole main job on sample badges, in a throw-away wallet."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from wallet.cli.exits import Exit
from wallet.cli.output import harmless, say


def add_commands(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("tour", help="see the whole job on sample badges, without window or network")
    parser.set_defaults(command=tour)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the QR code, files, evidence and reports there")


def tour(options: argparse.Namespace) -> int:
    """Walk, and print each step."""
    from wallet.model.clock import SystemClock  # noqa: PLC0415 (start-up counts)
    from wallet.operations.tour import Tour  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="rosette-tour-") as scratch:
        keep = options.keep.absolute() if options.keep else Path(scratch) / "kept"
        walk = Tour(Path(scratch), keep, SystemClock())
        for number, (title, lines) in enumerate(walk.steps(), start=1):
            say(f"{number}. {title}.")
            for line in lines:
                say(f"   {harmless(line)}")
    if options.keep:
        _say_kept(keep, walk.commands)
    say("The tour is over: every verdict was as it should be, and nothing left this computer.")
    return Exit.DONE


def _say_kept(keep: Path, commands: list[str]) -> None:
    text = "".join(f"{command}\n" for command in commands)
    (keep / "commands.txt").write_text(text, encoding="utf-8")
    say(f"Kept in {keep}. These commands give the same verdicts:")
    for command in commands:
        say(f"   {command}")
