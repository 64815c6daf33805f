"""`rosette request`: a checker asks for badges, as a file or a QR code."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wallet.cli.codes import QR_HELP, note_codes
from wallet.cli.exits import Exit
from wallet.cli.output import note
from wallet.model.clock import SystemClock
from wallet.model.limits import Limits

_FILE = Path("request.json")


def add_commands(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("request", help="ask for badges, as a checker")
    parser.set_defaults(command=request)
    asked = "details to ask for: JSON Pointers, * for every element of a list"
    parser.add_argument("--claims", nargs="+", default=[], metavar="POINTER", help=asked)
    parser.add_argument("--purpose", default="", metavar="TEXT", help="what the answer is for")
    parser.add_argument("--audience", default="", metavar="A", help="who you are, such as employer.example")
    parser.add_argument("--identity", type=Path, metavar="F", help="your private key (a JWK), to prove who you are")
    parser.add_argument("--out", type=Path, default=_FILE, metavar="r.json", help=f"the file to write ({_FILE})")
    parser.add_argument("--qr", type=Path, metavar="FILE.png", help=QR_HELP)


def request(options: argparse.Namespace) -> int:
    """Write a request, and beside it the half that is never shared."""
    from wallet.operations import requesting  # noqa: PLC0415 (start-up counts)

    signer = requesting.read_identity(options.identity, Limits()) if options.identity is not None else None
    wanted = requesting.Wanted(options.claims, options.purpose, options.audience)
    now = SystemClock().now()
    made = requesting.ask(options.out, wanted, now, signer)
    note(f"Wrote {options.out}. What stands beside it, {requesting.secret_path(options.out).name}, is for you alone.")
    if options.qr is not None:
        note_codes(options.qr, requesting.save_request_qr(made, options.qr))
    note("It holds for five minutes.")
    return Exit.DONE
