"""`rosette import`, `list`, `show`, `check-again`, `note`, `remove` and `undo`: the library."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from wallet.cli.exits import Exit
from wallet.cli.filters import add_filters, query_of
from wallet.cli.output import harmless, json_time, note, say, say_json, say_report, title
from wallet.cli.verify import add_question
from wallet.model.badge import Added, BadgeCard, BadgeQuery, ImportResult
from wallet.model.json_types import JsonObject

ID_HELP = "a badge's id as in the list, or 8 digits or more of it"
_PAGE = 500


def add_commands(commands: Any) -> None:
    """Add the commands to the parser."""
    add = _command(commands, "import", import_badges, "collect badges from files and folders")
    add.add_argument("paths", nargs="+", metavar="PATH|URL", help="a file, a folder, or a link, which is fetched")
    add.add_argument("--json", action="store_true", help="print one result a line")
    add_question(add)
    found = _command(commands, "list", list_badges, "list or search the badges")
    add_filters(found)
    found.add_argument("--json", action="store_true", help="print one badge a line")
    show = _command(commands, "show", show_badge, "show one badge")
    show.add_argument("id", metavar="ID", help=ID_HELP)
    show.add_argument("--json", action="store_true", help="print the badge itself, for --disclose to point into")
    again = _command(commands, "check-again", check_again, "verify badges once more, such as with a list trusted since")
    again.add_argument("ids", nargs="*", metavar="ID", help=f"{ID_HELP}; none for all")
    noted = _command(commands, "note", set_note, "keep a note on a badge")
    noted.add_argument("id", metavar="ID", help=ID_HELP)
    noted.add_argument("text", metavar="TEXT", help='the note; "" takes it away')
    removed = _command(commands, "remove", remove, "move badges to the bin")
    removed.add_argument("ids", nargs="+", metavar="ID", help=ID_HELP)


def _command(
    commands: Any,
    name: str,
    command: Callable[[argparse.Namespace], int],
    words: str,
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words)
    parser.set_defaults(command=command)
    return parser


def import_badges(options: argparse.Namespace) -> int:
    """Collect badges; one line each."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)

    refused = False
    with open_wallet(options) as wallet:
        for result in _imported(options, wallet):
            refused = refused or result.outcome is Added.REFUSED
            _say_import(result, as_json=options.json)
    return Exit.UNREADABLE if refused else Exit.DONE


def list_badges(options: argparse.Namespace) -> int:
    """List the badges that a query finds."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations.indexing import index  # noqa: PLC0415

    none = True
    with open_wallet(options) as wallet:
        for _ in index(wallet):
            pass
        for card in _cards(wallet, query_of(options, wallet)):
            none = False
            if options.json:
                say_json(_card_json(card))
            else:
                _say_card(card)
    if none:
        note("No badge was found.")
    return Exit.DONE


def show_badge(options: argparse.Namespace) -> int:
    """Show one badge: its claims, the owner's note and the last report."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import library  # noqa: PLC0415

    with open_wallet(options) as wallet:
        badge_id = library.find_id(wallet, options.id)
        if options.json:
            say_json(library.shown(wallet, badge_id))
            return Exit.DONE
        page = library.page(wallet, badge_id)
    say(harmless(page.card.name))
    for field in page.details:
        say(f"    {harmless(field.label)}: {harmless(field.value)}")
    if page.note:
        say(f"    Note: {harmless(page.note)}")
    say(f"    Checked: {page.report.at:%Y-%m-%d}; once more with: rosette check-again {page.card.id[:12]}")
    say_report(page.report)
    return Exit.DONE


def check_again(options: argparse.Namespace) -> int:
    """Verify badges of the wallet once more, keep the reports, and say what they come to now."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import library  # noqa: PLC0415

    with open_wallet(options) as wallet:
        for card in library.check_each(wallet, [library.find_id(wallet, prefix) for prefix in options.ids]):
            _say_card(card)
    return Exit.DONE


def set_note(options: argparse.Namespace) -> int:
    """Keep a note on a badge."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import library  # noqa: PLC0415

    with open_wallet(options) as wallet:
        library.set_note(wallet, library.find_id(wallet, options.id), options.text)
    return Exit.DONE


def remove(options: argparse.Namespace) -> int:
    """Move badges to the bin."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import library  # noqa: PLC0415

    with open_wallet(options) as wallet:
        ids = list(dict.fromkeys(library.find_id(wallet, prefix) for prefix in options.ids))
        library.remove(wallet, ids)
    say(f"Moved to the bin: {len(ids)}. Take it back with: rosette undo")
    return Exit.DONE


def _imported(options: argparse.Namespace, wallet: Any) -> Iterator[ImportResult]:
    from wallet.operations.importing import import_files, import_url  # noqa: PLC0415 (start-up counts)
    from wallet.operations.trusting import packs_evidence  # noqa: PLC0415
    from wallet.operations.wallet import own_badges  # noqa: PLC0415

    asked = own_badges(wallet, options.at)
    evidence = packs_evidence(options.evidence, asked.limits) if options.evidence else None
    for path in options.paths:
        if path.startswith("https://"):
            yield from import_url(wallet, path, asked)
        else:
            yield from import_files(wallet, [Path(path)], asked, evidence)


def _say_import(result: ImportResult, *, as_json: bool) -> None:
    verdict = result.badge.verdict if result.badge else None
    if as_json:
        badge_id = result.badge.id if result.badge else None
        say_json(
            {
                "input": result.input,
                "outcome": result.outcome,
                "reason": result.reason,
                "id": badge_id,
                "verdict": verdict,
            }
        )
    else:
        words = f"{title(verdict)}. {result.reason}" if verdict else result.reason
        say(f"{result.outcome:10} {harmless(result.input)}: {words.rstrip()}")


def _cards(wallet: Any, query: BadgeQuery) -> Iterator[BadgeCard]:
    from wallet.operations.library import cards  # noqa: PLC0415 (start-up counts)

    offset = 0
    while page := cards(wallet, query, offset, _PAGE):
        yield from page
        offset += len(page)


def _say_card(card: BadgeCard) -> None:
    said = f"{title(card.verdict)} on {card.checked_at:%Y-%m-%d}"
    say(f"{card.id[:12]}  {said}: {harmless(card.name)} ({harmless(card.issuer_name)})")


def _card_json(card: BadgeCard) -> JsonObject:
    return {
        "id": card.id,
        "name": card.name,
        "issuer": {"id": card.issuer_id, "name": card.issuer_name},
        "validFrom": json_time(card.valid_from),
        "validUntil": json_time(card.valid_until),
        "verdict": card.verdict,
        "checked": json_time(card.checked_at),
        "added": json_time(card.added_at),
        "favourite": card.is_favourite,
    }
