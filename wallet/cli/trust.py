"""`rosette trust`: the evidence packs and issuer lists that this wallet leans on."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wallet.cli.exits import Exit
from wallet.cli.output import harmless, note, say
from wallet.model.limits import Limits


def add_commands(commands: Any) -> None:
    """Add the command group to the parser."""
    group = commands.add_parser("trust", help="choose the issuer lists that the wallet leans on")
    verbs = group.add_subparsers(required=True, metavar="VERB")
    add = verbs.add_parser("add", help="adopt an evidence pack")
    add.set_defaults(command=add_pack)
    add.add_argument("pack", type=Path, metavar="PACK")
    verbs.add_parser("list", help="show the packs adopted").set_defaults(command=list_packs)
    remove = verbs.add_parser("remove", help="lean on a pack no longer")
    remove.set_defaults(command=remove_pack)
    remove.add_argument("name", metavar="NAME")


def add_pack(options: argparse.Namespace) -> int:
    """Adopt an evidence pack, naming whom it vouches for."""
    from wallet.operations.trusting import adopt_pack, show_pack  # noqa: PLC0415 (start-up counts)

    pack = show_pack(options.pack, Limits())
    adopt_pack(options.folders.packs, pack)
    _say_pack(pack)
    note("It is unsigned: keep it only if you made it, or got it from someone you trust.")
    return Exit.DONE


def list_packs(options: argparse.Namespace) -> int:
    """Show the packs adopted."""
    from wallet.operations.trusting import adopted_packs  # noqa: PLC0415 (start-up counts)

    packs = adopted_packs(options.folders.packs, Limits())
    for pack in packs:
        _say_pack(pack)
    if not packs:
        note("No pack is adopted.")
    return Exit.DONE


def remove_pack(options: argparse.Namespace) -> int:
    """Lean on a pack no longer."""
    from wallet.operations.trusting import forget_pack  # noqa: PLC0415 (start-up counts)

    forget_pack(options.folders.packs, options.name)
    say(f"{harmless(options.name)} is no longer used.")
    return Exit.DONE


def _say_pack(pack: Any) -> None:
    say(f"{harmless(pack.name)}, version {pack.version}, until {pack.expires:%Y-%m-%d}:")
    for issuer in pack.issuers:
        say(f"    {harmless(issuer.name)} ({harmless(issuer.id)}, {issuer.level})")
