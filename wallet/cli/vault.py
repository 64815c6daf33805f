"""`rosette vault`: the life of the wallet's files."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from wallet.cli.exits import Exit
from wallet.cli.output import note, say
from wallet.model.badge import BadgeQuery


def add_commands(commands: Any) -> None:
    """Add the command group to the parser."""
    group = commands.add_parser("vault", help="make the wallet, or change its passphrase")
    verbs = group.add_subparsers(required=True, metavar="VERB")
    verbs.add_parser("create", help="make an empty wallet").set_defaults(command=create)
    verbs.add_parser("status", help="say where the wallet is and what it holds").set_defaults(command=status)
    keyring = verbs.add_parser("keyring", help="let this computer's sign-in open the wallet too, or no longer")
    keyring.set_defaults(command=set_keyring)
    keyring.add_argument("state", choices=("on", "off"))
    change = verbs.add_parser("passphrase", help="change the passphrase")
    change.set_defaults(command=change_passphrase)
    change.add_argument("--new-passphrase-file", metavar="FILE", help="read the new passphrase from a file")


def create(options: argparse.Namespace) -> int:
    """Make an empty wallet."""
    from wallet.cli.unlocking import passphrase  # noqa: PLC0415 (start-up counts)
    from wallet.model.clock import SystemClock  # noqa: PLC0415
    from wallet.model.limits import Limits  # noqa: PLC0415
    from wallet.operations.wallet import create_wallet, lock  # noqa: PLC0415

    chosen = passphrase(options, "Choose a passphrase: ")
    if options.passphrase_file is None and passphrase(options, "Once more: ") != chosen:
        note("rosette: the two passphrases differ; no wallet was made.")
        return Exit.USAGE
    lock(create_wallet(options.folders, chosen, SystemClock(), Limits()))
    say(f"Made a wallet in {options.folders.vault}.")
    note("Nobody can reset its passphrase for you: keep it safe.")
    return Exit.DONE


def status(options: argparse.Namespace) -> int:
    """Say where the wallet is and what it holds."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations.library import count  # noqa: PLC0415

    with open_wallet(options) as wallet:
        badges = count(wallet, BadgeQuery())
    say(f"{options.folders.vault}: {badges} {'badge' if badges == 1 else 'badges'}.")
    return Exit.DONE


def set_keyring(options: argparse.Namespace) -> int:
    """Let the system's keyring open the wallet beside the passphrase, or no longer."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations.wallet import disable_keyring, enable_keyring, keyring_opens  # noqa: PLC0415

    with open_wallet(options) as wallet:
        if options.state == "on":
            enable_keyring(wallet)
        elif keyring_opens(options.folders):
            disable_keyring(wallet)
    say("This computer's sign-in opens the wallet too." if options.state == "on" else "Only the passphrase opens it.")
    return Exit.DONE


def change_passphrase(options: argparse.Namespace) -> int:
    """Give the wallet another passphrase."""
    from wallet.cli.unlocking import open_wallet, passphrase  # noqa: PLC0415 (start-up counts)
    from wallet.operations import wallet as wallets  # noqa: PLC0415

    with open_wallet(options) as wallet:
        old = passphrase(options, "The old passphrase: ")
        named = argparse.Namespace(passphrase_file=options.new_passphrase_file)
        new = passphrase(named, "A new passphrase: ", "--new-passphrase-file")
        if options.new_passphrase_file is None and passphrase(named, "Once more: ") != new:
            sys.stderr.write("rosette: the two passphrases differ; nothing was changed.\n")
            return Exit.USAGE
        wallets.change_passphrase(wallet, old, new)
    say("The passphrase was changed.")
    return Exit.DONE
