"""`rosette present` and `scan`: what leaves, shown first; and reading a QR code back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wallet.cli.codes import QR_HELP, note_codes
from wallet.cli.exits import Exit
from wallet.cli.library import ID_HELP
from wallet.cli.output import harmless, note, say
from wallet.model.disclosure import DisclosedBadge, Presentation, PresentationRequest
from wallet.model.errors import RefusedError

if TYPE_CHECKING:
    from wallet.model.badge import BadgeId
    from wallet.operations.wallet import Wallet


def add_commands(commands: Any) -> None:
    """Add the commands to the parser."""
    show = commands.add_parser("present", help="show chosen details of badges, as a file or QR code")
    show.set_defaults(command=present)
    show.add_argument("ids", nargs="*", metavar="ID", help=f"{ID_HELP}; with --request, none for all you have")
    show.add_argument("--disclose", nargs="+", default=[], metavar="POINTER", help="details to show, by name too")
    show.add_argument("--request", type=Path, metavar="FILE", help="a checker's request, or a picture of its QR code")
    show.add_argument("--nonce", help="the checker's fresh value")
    show.add_argument("--audience", help="who the checker is")
    show.add_argument("--to", default="", metavar="WHO", help="who gets it, for your sharing history")
    show.add_argument("--out", type=Path, metavar="FILE", help="write the presentation to a file")
    show.add_argument("--qr", type=Path, metavar="FILE.png", help=QR_HELP)
    show.add_argument("--dry-run", action="store_true", help="only say what would be shown")
    scan = commands.add_parser("scan", help="read the QR code in a picture, or one in several parts")
    scan.set_defaults(command=scan_pictures)
    scan.add_argument("pictures", type=Path, nargs="+", metavar="FILE.png", help="pictures, and folders of them")


def present(options: argparse.Namespace) -> int:
    """Say what would be shown, and let it leave."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import library, presenting, sharing  # noqa: PLC0415

    if fault := _usage_fault(options):
        note(f"rosette present: {fault}")
        return Exit.USAGE
    request = PresentationRequest(options.nonce, options.audience) if options.nonce is not None else None
    with open_wallet(options) as wallet:
        ids = [library.find_id(wallet, prefix) for prefix in options.ids]
        if options.request is not None:
            made = _answer(wallet, ids, options)
        else:
            selections = [presenting.selection_of(wallet, badge_id, options.disclose) for badge_id in ids]
            made = presenting.present(wallet, selections, request)
        for badge in made.badges:
            _say_badge(badge)
        if not options.dry_run:
            sharing.record(wallet, made, options.to)
    if not options.dry_run:
        _let_leave(made, options)
    return Exit.DONE


def _usage_fault(options: argparse.Namespace) -> str:
    if (options.nonce is None) != (options.audience is None):
        return "--nonce and --audience go together"
    if options.request is None:
        return "" if options.ids else "name at least one badge"
    if options.nonce is not None:
        return "--request brings its own nonce and audience"
    return "" if options.ids or not options.disclose else "--disclose needs the badges it is about"


def _answer(wallet: Wallet, ids: Sequence[BadgeId], options: argparse.Namespace) -> Presentation:
    """Answer a request with what was chosen, or with the least that it asks for."""
    from wallet.operations import answering, presenting  # noqa: PLC0415 (start-up counts)

    proposal = answering.propose(wallet, answering.read(wallet, options.request), ids)
    for remark in proposal.remarks:
        note(harmless(remark))
    if not options.disclose:
        return answering.answer(wallet, proposal)
    answering_ids = {match.selection.badge for match in proposal.matches}
    chosen = {badge_id: presenting.selection_of(wallet, badge_id, options.disclose) for badge_id in answering_ids}
    return answering.answer(wallet, proposal, chosen)


def scan_pictures(options: argparse.Namespace) -> int:
    """Write what QR codes hold to standard output."""
    from wallet.operations.inputs import scan  # noqa: PLC0415 (start-up counts)

    sys.stdout.buffer.write(scan(options.pictures))
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
            note_codes(options.qr, presenting.save_qr(made, options.qr))
        except RefusedError as error:
            if options.out is None:
                raise
            note(f"No QR code: {error}")
    if options.out is None and options.qr is None:
        say(made.content.decode())
