"""`rosette present` and `scan`: what leaves, shown first; and reading a QR code back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from wallet.cli.exits import Exit
from wallet.cli.library import ID_HELP
from wallet.cli.output import harmless, note, say
from wallet.model.disclosure import DisclosedBadge, Presentation, PresentationRequest
from wallet.model.errors import WalletError


def add_commands(commands: Any) -> None:
    """Add the commands to the parser."""
    show = commands.add_parser("present", help="show chosen details of badges, as a file or QR code")
    show.set_defaults(command=present)
    show.add_argument("ids", nargs="+", metavar="ID", help=ID_HELP)
    show.add_argument("--disclose", nargs="+", default=[], metavar="POINTER", help="details to show, by name too")
    show.add_argument("--nonce", help="the checker's fresh value")
    show.add_argument("--audience", help="who the checker is")
    show.add_argument("--out", type=Path, metavar="FILE", help="write the presentation to a file")
    show.add_argument("--qr", type=Path, metavar="FILE.png", help="write it as a QR code")
    show.add_argument("--dry-run", action="store_true", help="only say what would be shown")
    scan = commands.add_parser("scan", help="read the QR code in a picture")
    scan.set_defaults(command=scan_picture)
    scan.add_argument("picture", type=Path, metavar="FILE.png", help="the picture")


def present(options: argparse.Namespace) -> int:
    """Say what would be shown, and let it leave."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import library, presenting  # noqa: PLC0415

    if (options.nonce is None) != (options.audience is None):
        note("rosette present: --nonce and --audience go together")
        return Exit.USAGE
    request = PresentationRequest(options.nonce, options.audience) if options.nonce is not None else None
    with open_wallet(options) as wallet:
        ids = [library.find_id(wallet, prefix) for prefix in options.ids]
        selections = [presenting.selection_of(wallet, badge_id, options.disclose) for badge_id in ids]
        made = presenting.present(wallet, selections, request)
    for badge in made.badges:
        _say_badge(badge)
    if not options.dry_run:
        _let_leave(made, options)
    return Exit.DONE


def scan_picture(options: argparse.Namespace) -> int:
    """Write what a QR code holds to standard output."""
    from wallet.operations.inputs import read_qr  # noqa: PLC0415 (start-up counts)

    sys.stdout.buffer.write(read_qr(options.picture))
    return Exit.DONE


def _say_badge(badge: DisclosedBadge) -> None:
    note(f"{harmless(badge.name)}{' (can only be shown whole)' if badge.whole_only else ''}")
    for claim in badge.shown:
        note(f"    shows {harmless(claim.label)}: {harmless(claim.value)}")
    if badge.hidden:
        note(f"    keeps back: {', '.join(harmless(claim.label) for claim in badge.hidden)}")


def _let_leave(made: Presentation, options: argparse.Namespace) -> None:
    from wallet.operations import presenting  # noqa: PLC0415 (start-up counts)

    if options.out is not None:
        presenting.save(made, options.out)
        note(f"Wrote {options.out}.")
    if options.qr is not None:
        try:
            presenting.save_qr(made, options.qr)
        except WalletError as error:
            if options.out is None:
                raise
            note(f"No QR code: {error}")
        else:
            note(f"Wrote {options.qr}.")
    if options.out is None and options.qr is None:
        say(made.content.decode())
