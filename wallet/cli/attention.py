"""`rosette attention`: what needs a look, and what to do about it."""

from __future__ import annotations

import argparse
from typing import Any

from wallet.cli.exits import Exit
from wallet.cli.output import harmless, json_time, note, say, say_json
from wallet.model.attention import Notice
from wallet.model.errors import RefusedError


def add_commands(commands: Any) -> None:
    """Add the commands to the parser."""
    parser = commands.add_parser("attention", help="say what needs a look: badges that end or were withdrawn, backups")
    parser.set_defaults(command=say_attention)
    parser.add_argument("--json", action="store_true", help="print one notice a line")
    parser.add_argument("--all", action="store_true", help="also what was dismissed")
    parser.add_argument("--dismiss", metavar="SUBJECT", help="say one no more until it changes; --json has its subject")


def say_attention(options: argparse.Namespace) -> int:
    """Say what needs attention, or dismiss some of it."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations.attention import attention, dismiss  # noqa: PLC0415
    from wallet.operations.indexing import index  # noqa: PLC0415

    with open_wallet(options) as wallet:
        for _ in index(wallet):
            pass
        found = attention(wallet, options.folders, with_dismissed=options.all)
        if options.dismiss is not None:
            dismiss(wallet, _named(found, options.dismiss))
            return Exit.DONE
    for notice in found:
        _say_json(notice) if options.json else _say(notice)
    if not found:
        note("Nothing needs your attention.")
    return Exit.DONE


def _named(notices: list[Notice], subject: str) -> Notice:
    found = [notice for notice in notices if notice.subject == subject]
    if not found:
        raise RefusedError("There is no such notice.", "", "See rosette attention --json for those that are.")
    return found[0]


def _say(notice: Notice) -> None:
    named = f"{notice.card.id[:12]}  {harmless(notice.card.name)}: " if notice.card is not None else ""
    dismissed = " (dismissed)" if notice.is_dismissed else ""
    say(f"{named}{' '.join(filter(None, (notice.what, notice.why, notice.remedy)))}{dismissed}")


def _say_json(notice: Notice) -> None:
    say_json(
        {
            "matter": notice.matter,
            "subject": notice.subject,
            "id": None if notice.card is None else notice.card.id,
            "name": None if notice.card is None else notice.card.name,
            "what": notice.what,
            "why": notice.why,
            "remedy": notice.remedy,
            "at": json_time(notice.at),
            "count": notice.count,
            "dismissed": notice.is_dismissed,
        }
    )
