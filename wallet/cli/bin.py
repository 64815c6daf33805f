"""`rosette undo`, `redo`, `bin`: changes taken back, and what was removed."""

from __future__ import annotations

import argparse
from typing import Any

from wallet.cli.exits import Exit
from wallet.cli.library import ID_HELP
from wallet.cli.output import harmless, json_time, note, say, say_list
from wallet.model.change import KEPT_FOR, Change, ChangeKind

_CHANGED = {
    ChangeKind.ADDITION: "the adding of",
    ChangeKind.REMOVAL: "the removal of",
    ChangeKind.RETURN: "the return from the bin of",
    ChangeKind.NOTE: "the note on",
    ChangeKind.FAVOURITE: "the choice as favourites of",
    ChangeKind.TAGS: "the tags of",
    ChangeKind.COLLECTED: "the collections of",
}
_WITHOUT_BADGES = {
    ChangeKind.COLLECTIONS: "the change of a collection",
    ChangeKind.PRESETS: "the change of a preset",
}


def add_commands(commands: Any) -> None:
    """Add the commands to the parser."""
    commands.add_parser("undo", help="take back the last change of the library").set_defaults(command=undo)
    commands.add_parser("redo", help="do again what was taken back last").set_defaults(command=redo)
    group = commands.add_parser("bin", help="show what was removed, bring it back, or delete it for good")
    verbs = group.add_subparsers(required=True, metavar="VERB")
    listed = verbs.add_parser("list", help=f"show what is in it; badges stay there for {KEPT_FOR.days} days")
    listed.set_defaults(command=list_bin)
    listed.add_argument("--json", action="store_true", help="print one badge a line")
    restored = verbs.add_parser("restore", help="bring badges back")
    restored.set_defaults(command=restore)
    restored.add_argument("ids", nargs="+", metavar="ID", help=ID_HELP)
    verbs.add_parser("empty", help="delete for good what is in it").set_defaults(command=empty)


def undo(options: argparse.Namespace) -> int:
    """Take back the last change of the library."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import bin as bins  # noqa: PLC0415

    with open_wallet(options) as wallet:
        _say_change("Taken back", bins.undo(wallet), "There is nothing to take back.")
    return Exit.DONE


def redo(options: argparse.Namespace) -> int:
    """Do again what was taken back last."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import bin as bins  # noqa: PLC0415

    with open_wallet(options) as wallet:
        _say_change("Done again", bins.redo(wallet), "There is nothing to do again.")
    return Exit.DONE


def list_bin(options: argparse.Namespace) -> int:
    """Show what is in the bin."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import bin as bins  # noqa: PLC0415

    with open_wallet(options) as wallet:
        binned = bins.binned(wallet)
    entries = [
        (
            {"id": each.card.id, "name": each.card.name, "removed": json_time(each.removed_at)},
            f"{each.card.id[:12]}  removed on {each.removed_at:%Y-%m-%d}: {harmless(each.card.name)}",
        )
        for each in binned
    ]
    say_list(entries, "The bin is empty.", as_json=options.json)
    return Exit.DONE


def restore(options: argparse.Namespace) -> int:
    """Bring badges back from the bin."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import bin as bins  # noqa: PLC0415
    from wallet.operations import library  # noqa: PLC0415

    with open_wallet(options) as wallet:
        ids = list(dict.fromkeys(library.find_id(wallet, prefix) for prefix in options.ids))
        there = {each.card.id for each in bins.binned(wallet)}
        library.restore(wallet, ids)
    say(f"Brought back: {len(there.intersection(ids))}.")
    return Exit.DONE


def empty(options: argparse.Namespace) -> int:
    """Delete for good what is in the bin."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import bin as bins  # noqa: PLC0415

    with open_wallet(options) as wallet:
        emptied = bins.empty_bin(wallet)
    say(f"Deleted for good: {emptied}.")
    if emptied:
        note("The wallet's own snapshots hold them for some time yet: see rosette snapshots")
    return Exit.DONE


def _say_change(done: str, change: Change | None, nothing: str) -> None:
    if change is None:
        say(nothing)
        return
    said = f"“{harmless(change.subject)}”: " if change.subject else ""
    say(f"{done}: {said}{_changed(change)}, made on {change.at:%Y-%m-%d %H:%M} UTC.")


def _changed(change: Change) -> str:
    if change.kind in _WITHOUT_BADGES:
        return _WITHOUT_BADGES[change.kind]
    badges = f"{len(change.badges)} {'badge' if len(change.badges) == 1 else 'badges'}"
    return f"{_CHANGED[change.kind]} {badges}"
