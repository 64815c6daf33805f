"""`rosette scan`: what a QR code holds, be it in pictures, or as a camera, the screen or the clipboard shows it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from wallet.cli.display import need_display
from wallet.cli.exits import Exit
from wallet.cli.output import harmless, note


def add_commands(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("scan", help="read a QR code, or one in several parts")
    parser.set_defaults(command=scan)
    parser.add_argument("pictures", type=Path, nargs="*", metavar="FILE", help="pictures, PDF documents, and folders")
    live = parser.add_mutually_exclusive_group()
    for source, words in (
        ("screen", "look at the screen, until all of a moving code was there"),
        ("camera", "look through the camera, likewise"),
        ("clipboard", "take the picture or text that was copied"),
    ):
        live.add_argument(f"--{source}", dest="source", action="store_const", const=source, help=words)


def scan(options: argparse.Namespace) -> int:
    """Write what QR codes hold to standard output."""
    if bool(options.pictures) == bool(options.source):
        note("rosette scan: name pictures, or one of --screen, --camera and --clipboard")
        return Exit.USAGE
    sys.stdout.buffer.write(_live(options) if options.source else _in_pictures(options.pictures))
    return Exit.DONE


def _in_pictures(pictures: list[Path]) -> bytes:
    from wallet.operations import inputs  # noqa: PLC0415 (start-up counts)

    return inputs.scan(pictures)


def _live(options: argparse.Namespace) -> bytes:
    if options.source != "camera":
        need_display()
    message: bytes = options.windows.scan(options.source, lambda words: note(harmless(words)))
    return message
