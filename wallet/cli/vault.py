"""`rosette vault`: the life of the wallet's files."""

from __future__ import annotations

import argparse
from typing import Any

from wallet.cli import own_keys, recovery, vault_life
from wallet.cli.exits import Exit
from wallet.cli.output import note, say


def add_commands(commands: Any) -> None:
    """Add the command group to the parser."""
    group = commands.add_parser("vault", help="make the wallet, or change its passphrase")
    verbs = group.add_subparsers(required=True, metavar="VERB")
    verbs.add_parser("create", help="make an empty wallet").set_defaults(command=create)
    vault_life.add_verbs(verbs)
    keyring = verbs.add_parser("keyring", help="let this computer's sign-in open the wallet too, or no longer")
    keyring.set_defaults(command=set_keyring)
    keyring.add_argument("state", choices=("on", "off"))
    whole = verbs.add_parser("check", help="say whether the wallet's files are whole and the newest")
    whole.set_defaults(command=check)
    whole.add_argument("--accept", action="store_true", help="take the wallet for what it is from now on")
    change = verbs.add_parser("passphrase", help="change the passphrase")
    change.set_defaults(command=change_passphrase)
    change.add_argument("--new-passphrase-file", metavar="FILE", help="read the new passphrase from a file")
    recovery.add_options(change)
    recovery.add_verb(verbs)
    own_keys.add_verb(verbs)


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
    note("Nobody can reset its passphrase. Print a code for when you forget it: rosette vault recovery --kit FILE.pdf")
    return Exit.DONE


def check(options: argparse.Namespace) -> int:
    """Say whether the wallet's files are whole, belong together and are the newest; or have it so from now on."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import integrity  # noqa: PLC0415

    with open_wallet(options, warn=False) as wallet:
        if options.accept:
            integrity.accept(wallet, options.folders)
        findings = list(integrity.check(wallet, options.folders))
    for finding in findings:
        say(str(finding))
    if not findings:
        say("Every page, row and index of the wallet is as it was written, and it is the newest that is known here.")
    return Exit.REFUSED if findings else Exit.DONE


def set_keyring(options: argparse.Namespace) -> int:
    """Let the system's keyring open the wallet beside the passphrase, or no longer."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations.wallet import disable_keyring, enable_keyring, keyring_opens  # noqa: PLC0415

    with open_wallet(options) as wallet:
        if options.state == "on":
            enable_keyring(wallet)
        elif keyring_opens(options.folders):
            disable_keyring(wallet)
    does = "opens the wallet too" if options.state == "on" else "does not open the wallet"
    say(f"This computer's sign-in {does}.")
    return Exit.DONE


def change_passphrase(options: argparse.Namespace) -> int:
    """Give the wallet another passphrase."""
    if options.recovery or options.recovery_file is not None:
        return _recover(options)
    from wallet.cli.unlocking import new_passphrase, open_wallet, own_passphrase  # noqa: PLC0415 (start-up counts)
    from wallet.operations import wallet as wallets  # noqa: PLC0415

    with open_wallet(options) as wallet:
        old = own_passphrase(options, "The old passphrase: ")
        wallets.change_passphrase(wallet, old, new_passphrase(options))
    say("The passphrase was changed.")
    return Exit.DONE


def _recover(options: argparse.Namespace) -> int:
    from wallet.cli.unlocking import need_wallet, new_passphrase  # noqa: PLC0415 (start-up counts)

    need_wallet(options)
    code = recovery.typed_code(options)
    recovery.recover(options, code, new_passphrase(options))
    say("The passphrase was changed. The recovery code stays what it is.")
    return Exit.DONE
