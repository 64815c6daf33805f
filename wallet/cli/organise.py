"""`rosette collection`, `tag`, `favourite`: badges put in order."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any

from wallet.cli.exits import Exit
from wallet.cli.filters import add_filters, query_of
from wallet.cli.library import ID_HELP
from wallet.cli.output import harmless, note, say, say_json, say_list
from wallet.model.badge import BadgeId
from wallet.model.collection import Collection, Colour
from wallet.model.query_json import query_to_json

_NAME_HELP = "its name; Jobs/Acme is the one called Acme in the one called Jobs"


def add_commands(commands: Any) -> None:
    """Add the commands to the parser."""
    _add_collection(commands.add_parser("collection", help="put badges into collections, and save searches"))
    _add_tag(commands.add_parser("tag", help="put words of your own on badges"))
    chosen = commands.add_parser("favourite", help="make badges your favourites")
    chosen.set_defaults(command=set_favourites)
    chosen.add_argument("ids", nargs="+", metavar="ID", help=ID_HELP)
    chosen.add_argument("--off", action="store_true", help="they are favourites no more")


def _add_collection(group: argparse.ArgumentParser) -> None:
    group.set_defaults(command=list_collections, json=False)
    verbs = group.add_subparsers(metavar="VERB")
    listed = _verb(verbs, "list", list_collections, "list the collections, each before those in it")
    listed.add_argument("--json", action="store_true", help="print one collection a line")
    new = _verb(verbs, "new", new_collection, "make a collection")
    smart = _verb(verbs, "smart", new_search, "save a search as a collection")
    for made in (new, smart):
        made.add_argument("name", metavar="NAME", help="what to call it")
        made.add_argument("--in", dest="parent", metavar="NAME", help="the collection that it stands in")
        made.add_argument("--colour", type=Colour, choices=tuple(Colour), default=Colour.NONE, help="what marks it")
    add_filters(smart)
    for name, verb, words in (("add", add, "put badges into one"), ("remove", take_out, "take badges out of one")):
        filled = _verb(verbs, name, verb, words)
        filled.add_argument("name", metavar="NAME", help=_NAME_HELP)
        filled.add_argument("ids", nargs="+", metavar="ID", help=ID_HELP)
    renamed = _verb(verbs, "rename", rename, "call one otherwise")
    renamed.add_argument("name", metavar="NAME", help=_NAME_HELP)
    renamed.add_argument("new", metavar="NEW", help="its new name")
    moved = _verb(verbs, "move", move, "put one into another one, or to the top")
    moved.add_argument("name", metavar="NAME", help=_NAME_HELP)
    moved.add_argument("--in", dest="parent", metavar="NAME", help="where to; without it, to the top")
    moved.add_argument("--place", type=int, default=0, metavar="N", help="before which of those there; 0 for the first")
    deleted = _verb(verbs, "delete", delete, "delete one; its badges stay in the wallet")
    deleted.add_argument("name", metavar="NAME", help=_NAME_HELP)


def _add_tag(group: argparse.ArgumentParser) -> None:
    group.set_defaults(command=list_tags, json=False)
    verbs = group.add_subparsers(metavar="VERB")
    listed = _verb(verbs, "list", list_tags, "list the tags, and on how many badges each is")
    listed.add_argument("--json", action="store_true", help="print one tag a line")
    for name, verb, words in (("add", tag, "put a tag on badges"), ("remove", untag, "take a tag off badges")):
        put = _verb(verbs, name, verb, words)
        put.add_argument("name", metavar="TAG", help="the tag; case does not count")
        put.add_argument("ids", nargs="+", metavar="ID", help=ID_HELP)
    renamed = _verb(verbs, "rename", rename_tag, "call a tag otherwise; two of one name become one")
    renamed.add_argument("name", metavar="TAG", help="the tag")
    renamed.add_argument("new", metavar="NEW", help="its new name")
    deleted = _verb(verbs, "delete", delete_tag, "take a tag off all badges")
    deleted.add_argument("name", metavar="TAG", help="the tag")


def _verb(verbs: Any, name: str, command: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=words)
    parser.set_defaults(command=command)
    return parser


def list_collections(options: argparse.Namespace) -> int:
    """List the collections, each before those in it."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import collecting  # noqa: PLC0415

    with open_wallet(options) as wallet:
        found, counts = collecting.collections(wallet), collecting.counts(wallet)
    depths: dict[str | None, int] = {None: -1}
    for each in found:
        depths[each.id] = depths[each.parent] + 1
        if options.json:
            _say_json(each, counts[each.id])
        else:
            kind = "  (a saved search)" if each.is_smart else ""
            say(f"{'    ' * depths[each.id]}{harmless(each.name)}: {counts[each.id]}{kind}")
    if not found:
        note("There is no collection yet: one is made by: rosette collection new")
    return Exit.DONE


def new_collection(options: argparse.Namespace) -> int:
    """Make a collection that badges are put into."""
    return _make(options, lambda _wallet: None)


def new_search(options: argparse.Namespace) -> int:
    """Save a search as a collection."""
    return _make(options, lambda wallet: query_of(options, wallet))


def _make(options: argparse.Namespace, query: Callable[[Any], Any]) -> int:
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import collecting  # noqa: PLC0415

    with open_wallet(options) as wallet:
        parent = collecting.find(wallet, options.parent).id if options.parent else None
        made = collecting.new(wallet, options.name, options.colour, parent, query(wallet))
    say(f"Made: {harmless(made.name)}")
    return Exit.DONE


def add(options: argparse.Namespace) -> int:
    """Put badges into a collection."""
    from wallet.operations import collecting  # noqa: PLC0415 (start-up counts)

    return _with_badges(options, lambda wallet, ids: collecting.add(wallet, _found(options, wallet).id, ids), "Put in")


def take_out(options: argparse.Namespace) -> int:
    """Take badges out of a collection."""
    from wallet.operations import collecting  # noqa: PLC0415 (start-up counts)

    return _with_badges(
        options, lambda wallet, ids: collecting.take_out(wallet, _found(options, wallet).id, ids), "Taken out"
    )


def rename(options: argparse.Namespace) -> int:
    """Call a collection otherwise."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import collecting  # noqa: PLC0415

    with open_wallet(options) as wallet:
        collecting.rename(wallet, _found(options, wallet).id, options.new)
    return Exit.DONE


def move(options: argparse.Namespace) -> int:
    """Put a collection into another one, or to the top."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import collecting  # noqa: PLC0415

    with open_wallet(options) as wallet:
        parent = collecting.find(wallet, options.parent).id if options.parent else None
        collecting.move(wallet, _found(options, wallet).id, parent, options.place)
    return Exit.DONE


def delete(options: argparse.Namespace) -> int:
    """Delete a collection; its badges stay in the wallet."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import collecting  # noqa: PLC0415

    with open_wallet(options) as wallet:
        gone = _found(options, wallet)
        collecting.delete(wallet, gone.id)
    say(f"Deleted: {harmless(gone.name)}. Take it back with: rosette undo")
    return Exit.DONE


def list_tags(options: argparse.Namespace) -> int:
    """List the tags, and on how many badges each is."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import tagging  # noqa: PLC0415

    with open_wallet(options) as wallet:
        found = tagging.tags(wallet)
    say_list(
        [({"tag": each.name, "badges": each.count}, f"{harmless(each.name)}: {each.count}") for each in found],
        "There is no tag yet: one is put on badges by: rosette tag add",
        as_json=options.json,
    )
    return Exit.DONE


def tag(options: argparse.Namespace) -> int:
    """Put a tag on badges."""
    from wallet.operations import tagging  # noqa: PLC0415 (start-up counts)

    return _with_badges(options, lambda wallet, ids: tagging.tag(wallet, ids, options.name), "Tagged")


def untag(options: argparse.Namespace) -> int:
    """Take a tag off badges."""
    from wallet.operations import tagging  # noqa: PLC0415 (start-up counts)

    return _with_badges(options, lambda wallet, ids: tagging.untag(wallet, ids, options.name), "Taken off")


def rename_tag(options: argparse.Namespace) -> int:
    """Call a tag otherwise."""
    from wallet.operations import tagging  # noqa: PLC0415 (start-up counts)

    return _with_wallet(options, lambda wallet: tagging.rename_tag(wallet, options.name, options.new), "Renamed on")


def delete_tag(options: argparse.Namespace) -> int:
    """Take a tag off all badges."""
    from wallet.operations import tagging  # noqa: PLC0415 (start-up counts)

    return _with_wallet(options, lambda wallet: tagging.remove_tag(wallet, options.name), "Taken off")


def set_favourites(options: argparse.Namespace) -> int:
    """Make badges favourites, or such no more."""
    from wallet.operations import tagging  # noqa: PLC0415 (start-up counts)

    done = "Favourites no more" if options.off else "Favourites now"
    return _with_badges(options, lambda wallet, ids: tagging.set_favourites(wallet, ids, are=not options.off), done)


def _with_badges(options: argparse.Namespace, change: Callable[[Any, Sequence[BadgeId]], int], done: str) -> int:
    from wallet.operations import library  # noqa: PLC0415 (start-up counts)

    def with_ids(wallet: Any) -> int:
        return change(wallet, list(dict.fromkeys(library.find_id(wallet, prefix) for prefix in options.ids)))

    return _with_wallet(options, with_ids, done)


def _with_wallet(options: argparse.Namespace, change: Callable[[Any], int], done: str) -> int:
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)

    with open_wallet(options) as wallet:
        count = change(wallet)
    say(f"{done}: {count} {'badge' if count == 1 else 'badges'}.")
    return Exit.DONE


def _found(options: argparse.Namespace, wallet: Any) -> Collection:
    from wallet.operations.collecting import find  # noqa: PLC0415 (start-up counts)

    return find(wallet, options.name)


def _say_json(collection: Collection, count: int) -> None:
    say_json(
        {
            "id": collection.id,
            "name": collection.name,
            "colour": collection.colour,
            "parent": collection.parent,
            "search": None if collection.query is None else query_to_json(collection.query),
            "badges": count,
        }
    )
