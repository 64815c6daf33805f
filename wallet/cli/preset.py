"""`rosette preset`: selections that the owner keeps under a name, for `rosette present --preset`."""

from __future__ import annotations

import argparse
from typing import Any

from wallet.cli.exits import Exit
from wallet.cli.library import ID_HELP
from wallet.cli.output import harmless, note, say


def add_commands(commands: Any) -> None:
    """Add the commands to the parser."""
    group = commands.add_parser("preset", help="keep what you choose to show, for any badge")
    group.set_defaults(command=list_presets)
    verbs = group.add_subparsers(metavar="VERB")
    verbs.add_parser("list", help="list your own presets").set_defaults(command=list_presets)
    save = verbs.add_parser("save", help="keep a preset, in the place of one of the same name")
    save.set_defaults(command=save_preset)
    save.add_argument("name", metavar="NAME", help="its name")
    save.add_argument("id", metavar="ID", help=f"the badge to choose from: {ID_HELP}")
    save.add_argument("--disclose", nargs="+", required=True, metavar="POINTER", help="details to show, by name too")
    remove = verbs.add_parser("remove", help="forget a preset")
    remove.set_defaults(command=remove_preset)
    remove.add_argument("name", metavar="NAME", help="its name")


def list_presets(options: argparse.Namespace) -> int:
    """List the owner's own presets, and what each shows."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations.presets import own_presets  # noqa: PLC0415

    with open_wallet(options) as wallet:
        found = own_presets(wallet)
    for preset in found:
        say(f"{harmless(preset.name)}: {', '.join(harmless(kind) for kind in sorted(preset.kinds))}")
    if not found:
        note("There is no preset of your own yet: one is kept by: rosette preset save")
    return Exit.DONE


def save_preset(options: argparse.Namespace) -> int:
    """Keep what is chosen of a badge as a preset."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import library, presenting, presets  # noqa: PLC0415

    with open_wallet(options) as wallet:
        chosen = presenting.selection_of(wallet, library.find_id(wallet, options.id), options.disclose)
        preset = presets.save_preset(wallet, options.name, [chosen])
    say(f"Kept: {harmless(preset.name)} shows {', '.join(harmless(kind) for kind in sorted(preset.kinds))}.")
    return Exit.DONE


def remove_preset(options: argparse.Namespace) -> int:
    """Forget one of the owner's own presets."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import presets  # noqa: PLC0415

    with open_wallet(options) as wallet:
        presets.remove_preset(wallet, options.name)
    return Exit.DONE
