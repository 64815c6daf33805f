"""`rosette present`: what leaves, shown first."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wallet.cli.codes import QR_HELP, note_codes
from wallet.cli.exits import Exit
from wallet.cli.library import ID_HELP
from wallet.cli.output import harmless, note, say
from wallet.model.disclosure import DisclosedBadge, Presentation, PresentationRequest, Selection
from wallet.model.sharing import Receiver, Way

if TYPE_CHECKING:
    from wallet.model.badge import BadgeId
    from wallet.operations.forms import Form
    from wallet.operations.wallet import Wallet


_FORMS = ("sd-jwt", "vp", "png", "svg", "pdf")


def add_commands(commands: Any) -> None:
    """Add the commands to the parser."""
    show = commands.add_parser("present", help="show chosen details of badges, as a file or QR code")
    show.set_defaults(command=present)
    show.add_argument("ids", nargs="*", metavar="ID", help=f"{ID_HELP}; with --request, none for all you have")
    show.add_argument("--disclose", nargs="+", default=[], metavar="POINTER", help="details to show, by name too")
    show.add_argument("--preset", metavar="NAME", help="minimum, job, everything, or one of your own")
    show.add_argument("--request", type=Path, metavar="FILE", help="a checker's request, or a picture of its QR code")
    show.add_argument("--nonce", help="the checker's fresh value")
    show.add_argument("--audience", help="who the checker is")
    show.add_argument("--to", default="", metavar="WHO", help="who gets it, for your sharing history")
    show.add_argument("--purpose", default="", metavar="TEXT", help="what for, for your sharing history")
    show.add_argument("--until", type=end_of_day, metavar="DATE", help="last day of a copy (30 days from now)")
    show.add_argument("--as", dest="form", choices=_FORMS, help="the form of the file; else its ending picks it")
    show.add_argument("--out", type=Path, metavar="FILE", help="write the presentation to a file")
    show.add_argument("--qr", type=Path, metavar="FILE.png", help=QR_HELP)
    show.add_argument("--force", action="store_true", help="write over files that are there")
    show.add_argument("--dry-run", action="store_true", help="only say what would be shown")


def end_of_day(text: str) -> datetime:
    """Read a day, and return its last second, in UTC.

    Raises:
        ArgumentTypeError: Where it is none.
    """
    try:
        return datetime.combine(date.fromisoformat(text), time(23, 59, 59), UTC)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is not a day such as 2026-12-24") from error


def present(options: argparse.Namespace) -> int:
    """Say what would be shown and what can be told from it, and let it leave."""
    from wallet.cli.unlocking import may_sign, open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations.remarks import remarks  # noqa: PLC0415

    if fault := _usage_fault(options):
        note(f"rosette present: {fault}")
        return Exit.USAGE
    receiver = Receiver(options.to, options.purpose)
    with open_wallet(options) as wallet:
        with may_sign(options, wallet):
            made = _made(wallet, options)
        form = _form(made, options)
        for badge in made.badges:
            _say_badge(badge)
        for remark in remarks(wallet, made, receiver):
            note(harmless(remark))
        if not options.dry_run:
            _let_leave(wallet, made, receiver, form, options)
    return Exit.DONE


def _usage_fault(options: argparse.Namespace) -> str:
    is_answer = options.request is not None or options.nonce is not None
    if (options.nonce is None) != (options.audience is None):
        return "--nonce and --audience go together"
    if options.form is not None and options.out is None:
        return "--as needs --out"
    if is_answer and options.until is not None:
        return "--until is for a copy: an answer is for now"
    if options.request is None:
        return "" if options.ids else "name at least one badge"
    if options.nonce is not None:
        return "--request brings its own nonce and audience"
    is_chosen = options.disclose or options.preset is not None
    return "--disclose and --preset need the badges they are about" if is_chosen and not options.ids else ""


def _made(wallet: Wallet, options: argparse.Namespace) -> Presentation:
    from wallet.operations import library, presenting  # noqa: PLC0415 (start-up counts)

    ids = [library.find_id(wallet, prefix) for prefix in options.ids]
    if options.request is not None:
        return _answer(wallet, ids, options)
    request = PresentationRequest(options.nonce, options.audience) if options.nonce is not None else None
    return presenting.present(wallet, [_chosen(wallet, each, options) for each in ids], request, options.until)


def _answer(wallet: Wallet, ids: Sequence[BadgeId], options: argparse.Namespace) -> Presentation:
    """Answer a request with what was chosen, or with the least that it asks for."""
    from wallet.operations import answering  # noqa: PLC0415 (start-up counts)

    proposal = answering.propose(wallet, answering.read(wallet, options.request), ids)
    for remark in proposal.remarks:
        note(harmless(remark))
    if not options.disclose and options.preset is None:
        return answering.answer(wallet, proposal)
    answering_ids = {match.selection.badge for match in proposal.matches}
    return answering.answer(wallet, proposal, {each: _chosen(wallet, each, options) for each in answering_ids})


def _chosen(wallet: Wallet, badge_id: BadgeId, options: argparse.Namespace) -> Selection:
    """Return the details named, and those of the preset named."""
    from wallet.operations import presenting, presets  # noqa: PLC0415 (start-up counts)

    named = presenting.selection_of(wallet, badge_id, options.disclose)
    if options.preset is None:
        return named
    preset = presenting.preset(wallet, badge_id, presets.find_preset(wallet, options.preset))
    return Selection(badge_id, named.pointers | preset.pointers)


def _say_badge(badge: DisclosedBadge) -> None:
    note(f"{harmless(badge.name)}{' (can only be shown whole)' if badge.whole_only else ''}")
    for claim in badge.shown:
        note(f"    shows {harmless(claim.label)}: {harmless(claim.value)}")
    if badge.hidden:
        note(f"    keeps back: {', '.join(harmless(claim.label) for claim in badge.hidden)}")


def _let_leave(wallet: Wallet, made: Presentation, receiver: Receiver, form: Form, options: argparse.Namespace) -> None:
    from wallet.operations import leaving  # noqa: PLC0415 (start-up counts)

    out, qr = (path and leaving.Target(path, options.force) for path in (options.out, options.qr))
    if out is not None:
        leaving.check_free(out)
    if qr is not None and out is not None and leaving.codes_needed(wallet, made) is None:
        note("No QR code: it is too much for that. The file holds it.")
    elif qr is not None:
        note_codes(qr.path, leaving.save_codes(wallet, made, receiver, qr))
    if out is not None:
        leaving.save(wallet, made, receiver, out, form)
        note(f"Wrote {out.path}.")
    if qr is None and out is None:
        say(leaving.leave(wallet, made, receiver, Way.OUTPUT).decode())


def _form(made: Presentation, options: argparse.Namespace) -> Form:
    """Return the form that is asked for; refused before anything is said to leave where it is not possible."""
    from wallet.operations import forms  # noqa: PLC0415 (start-up counts)

    if options.out is None:
        return forms.Form.NATURAL
    form = forms.Form(options.form) if options.form else forms.form_for(options.out)
    forms.check_possible(made, form)
    return form
