"""`rosette doctor`: what this computer can do, how the wallet's files are, and what to do about what ails them."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wallet.cli.display import need_display
from wallet.cli.exits import Exit
from wallet.cli.output import harmless, note, say, say_json
from wallet.model.diagnosis import Diagnosis, Health
from wallet.model.errors import RefusedError

_MARKS = {Health.GOOD: "+", Health.NOTICE: "!", Health.BAD: "x"}


def add_commands(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("doctor", help="say what this computer can do, and how the wallet's files are")
    parser.set_defaults(command=doctor)
    parser.add_argument(
        "--unlock", action="store_true", help="unlock the wallet, and look at what is in its files, too"
    )
    parser.add_argument("--json", action="store_true", help="print one finding a line, as JSON")


def doctor(options: argparse.Namespace) -> int:
    """Look at everything, and say each finding as it is found."""
    worst, count = Health.GOOD, 0
    for found in _found(options):
        (_say_json if options.json else _say)(found)
        worst = max(worst, found.health, key=list(Health).index)
        count += found.health is not Health.GOOD
    if not options.json:
        note("Nothing ails it." if worst is Health.GOOD else f"Findings to look at: {count}.")
    return Exit.REFUSED if worst is Health.BAD else Exit.DONE


def _found(options: argparse.Namespace) -> Iterator[Diagnosis]:
    from wallet.model.clock import SystemClock  # noqa: PLC0415 (start-up counts)
    from wallet.model.limits import Limits  # noqa: PLC0415
    from wallet.operations.diagnosing import diagnose  # noqa: PLC0415

    yield from diagnose(options.folders, SystemClock().now(), Limits())
    yield _display()
    yield from _window(options)
    if options.unlock:
        yield from _found_inside(options)


def _found_inside(options: argparse.Namespace) -> Iterator[Diagnosis]:
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations.diagnosing import diagnose_open  # noqa: PLC0415

    with open_wallet(options, warn=False) as wallet:
        yield from diagnose_open(wallet, options.folders)


def _display() -> Diagnosis:
    try:
        need_display()
    except RefusedError as error:
        return Diagnosis("display", Health.NOTICE, error.what, error.remedy)
    return Diagnosis("display", Health.GOOD, "There is a display to open windows on.")


def _window(options: argparse.Namespace) -> Iterator[Diagnosis]:
    try:
        yield from options.windows.diagnose()
    except ImportError as error:
        text = f"Windows cannot be opened, for a library is missing: {error}."
        yield Diagnosis("window", Health.BAD, text, "Install it from your system's packages; commands work without.")


def _say(found: Diagnosis) -> None:
    words = _without_home(f"{found.text} {found.remedy}".strip()).split(" ")
    say(f"{_MARKS[found.health]} {found.about:19} {' '.join(map(harmless, words))}")


def _say_json(found: Diagnosis) -> None:
    said = {"about": found.about, "health": found.health, "text": found.text, "remedy": found.remedy}
    say_json({name: _without_home(text) for name, text in said.items()})


def _without_home(text: str) -> str:
    """Return a text that may be shown to others: a home folder's name is often its owner's."""
    home = os.fspath(Path.home())
    return text if home == os.sep else text.replace(home, "~")
