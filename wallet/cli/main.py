"""The command line: which command is meant, and what becomes of an error (CLI.md)."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wallet import __version__
from wallet.cli.display import need_display
from wallet.cli.exits import Exit
from wallet.model.errors import LockedError, NotSavedError, RefusedError, WalletError
from wallet.settings import Folders, folders, is_portable, portable_folders

if TYPE_CHECKING:
    from wallet.model.diagnosis import Diagnosis

Command = Callable[[argparse.Namespace], int]

_GROUPS = {
    "verify": {"verify"},
    "vault": {"vault"},
    "library": {"import", "list", "show", "check-again", "note", "remove"},
    "organise": {"collection", "tag", "favourite"},
    "attention": {"attention"},
    "present": {"present"},
    "scan": {"scan"},
    "preset": {"preset"},
    "shares": {"shares"},
    "request": {"request"},
    "trust": {"trust"},
    "check": {"check"},
    "tour": {"tour"},
    "bin": {"bin", "undo", "redo"},
    "window": {"open"},
    "backup": {"backup", "rehearse", "restore", "snapshots"},
    "doctor": {"doctor"},
}
"""The modules of `wallet.cli` that each add their commands to the parser, and these commands."""


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows a command may open; given by `__main__`, since one face does not know the other.

    Attributes:
        wallet: Opens the wallet's window, with files to add.
        check: Opens the check window, with files to check.
        scan: Reads the code that the ``camera``, the ``screen`` or the ``clipboard`` shows, and tells how far it is.
        diagnose: Says what the windows' half of the program has to say to `rosette doctor`; without opening one.
    """

    wallet: Callable[[Folders, Sequence[Path]], int]
    check: Callable[[Sequence[Path]], int]
    scan: Callable[[str, Callable[[str], None]], bytes]
    diagnose: Callable[[], Iterable[Diagnosis]]


def run(arguments: Sequence[str], windows: Windows) -> int:
    """Run one command.

    Args:
        arguments: What follows the program's name.
        windows: The windows that it may open.

    Returns:
        The exit code.
    """
    options = _parser(arguments).parse_args(arguments)
    if options.verbose:
        _say_more()
    options.folders = _folders(options)
    options.windows = windows
    command: Command = options.command or _open_window
    try:
        return command(options)
    except KeyboardInterrupt:
        return Exit.CANCELLED
    except BrokenPipeError:
        # The reader of our output has gone: there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.CANCELLED
    except WalletError as error:
        sys.stderr.write(f"rosette: {error}\n")
        return _exit_code(error)


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    parser = _Parser(prog="rosette", description="Keep, verify and present learners' badges, offline and encrypted.")
    parser.set_defaults(command=None)
    parser.add_argument("--version", action="version", version=f"rosette {__version__}")
    _add_globals(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_CommandParser, prog=parser.prog)
    for group in _groups(arguments):
        importlib.import_module(f"wallet.cli.{group}").add_commands(commands)
    return parser


def _groups(arguments: Sequence[str]) -> Iterable[str]:
    """Return the one group whose command comes first; all where options do, or a word that is no command."""
    first = arguments[0] if arguments else ""
    return [group for group, names in _GROUPS.items() if first in names] or _GROUPS


class _Parser(argparse.ArgumentParser):
    """Exits as CLI.md says: usage errors are 1."""

    def error(self, message: str) -> None:  # type: ignore[override] # it exits all the same
        self.print_usage(sys.stderr)
        self.exit(Exit.USAGE, f"{self.prog}: {message}\n")


class _CommandParser(_Parser):
    """Takes the global options after the command too."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        # A default here would undo what was given before the command.
        _add_globals(self, default=argparse.SUPPRESS)


def _add_globals(parser: argparse.ArgumentParser, **default: Any) -> None:
    group = parser.add_argument_group("everywhere")
    group.add_argument("--vault", type=Path, metavar="DIR", help="the wallet's folder", **default)
    group.add_argument("--config", type=Path, metavar="DIR", help="the folder of your settings", **default)
    group.add_argument("--portable", action="store_true", help="keep everything beside the program", **default)
    group.add_argument("--verbose", action="store_true", help="say more on standard error", **default)
    group.add_argument("--passphrase-file", metavar="FILE", help="a file with the passphrase, or -", **default)


def _say_more() -> None:
    import logging  # noqa: PLC0415 (start-up counts; warnings reach standard error without it)

    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)


def _folders(options: argparse.Namespace) -> Folders:
    program = Path(sys.argv[0]).resolve().parent
    if options.portable or is_portable(program):
        return portable_folders(program, options.vault, options.config)
    return folders(os.environ, options.vault, options.config)


def _open_window(options: argparse.Namespace) -> int:
    need_display()
    windows: Windows = options.windows
    return windows.wallet(options.folders, ())


def _exit_code(error: WalletError) -> Exit:
    if isinstance(error, LockedError):
        return Exit.LOCKED
    if isinstance(error, RefusedError | NotSavedError):
        return Exit.REFUSED
    return Exit.UNREADABLE
