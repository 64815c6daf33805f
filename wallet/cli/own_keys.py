"""`rosette vault keys`: the owner's signing keys."""

from __future__ import annotations

import argparse
from typing import Any

from wallet.cli.exits import Exit
from wallet.cli.output import harmless, json_time, note, say, say_json
from wallet.model.json_types import JsonObject
from wallet.model.vault_state import HolderKey, KeyUse


def add_verb(verbs: Any) -> None:
    """Add the verb to the parser of `rosette vault`."""
    keys = verbs.add_parser("keys", help="list your signing keys, make or replace one").add_subparsers(
        required=True, metavar="ACTION"
    )
    listed = keys.add_parser("list", help="list them, and where each is used")
    listed.set_defaults(command=list_keys)
    made = keys.add_parser("new", help="make one, and print the did:key to give to an issuer")
    made.set_defaults(command=make_key)
    made.add_argument("--purpose", required=True, metavar="NAME", help="what it is for, such as an issuer's name")
    made.add_argument("--type", choices=("Ed25519", "P-256"), default="Ed25519", help="the kind of key (Ed25519)")
    rotated = keys.add_parser("rotate", help="make a newer key for the purpose of one; the older one stays")
    rotated.set_defaults(command=replace_key)
    rotated.add_argument("did", metavar="DID", help="the key, as list prints it")
    for parser in (listed, made, rotated):
        parser.add_argument("--json", action="store_true", help="print one key a line, as JSON")
    asked = keys.add_parser("ask", help="have the passphrase asked for before a key signs, or no longer")
    asked.set_defaults(command=set_asking)
    asked.add_argument("state", choices=("on", "off"))


def list_keys(options: argparse.Namespace) -> int:
    """List the owner's keys, and where each is used."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations.own_keys import key_uses  # noqa: PLC0415

    with open_wallet(options) as wallet:
        uses = key_uses(wallet)
    for use in uses:
        if options.json:
            say_json(_use_json(use))
        else:
            _say_use(use)
    if not uses:
        note("There is no key yet: one is made when it is needed, or by: rosette vault keys new")
    return Exit.DONE


def make_key(options: argparse.Namespace) -> int:
    """Make a key, and print its did:key."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations.own_keys import KEY_TYPES, new_key  # noqa: PLC0415

    with open_wallet(options) as wallet:
        key = new_key(wallet, options.purpose, KEY_TYPES[options.type])
    _say_made(options, key)
    note("Give this to the issuer: a badge issued to it is one that you can prove to be yours.")
    return Exit.DONE


def replace_key(options: argparse.Namespace) -> int:
    """Make a newer key for the purpose of one."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations.own_keys import rotate_key  # noqa: PLC0415

    with open_wallet(options) as wallet:
        key = rotate_key(wallet, options.did)
    _say_made(options, key)
    note("The older key stays, for the badges that were issued to it.")
    return Exit.DONE


def set_asking(options: argparse.Namespace) -> int:
    """Have the passphrase asked for before a key signs, or no longer."""
    from wallet.cli.unlocking import open_wallet, own_passphrase  # noqa: PLC0415 (start-up counts)
    from wallet.operations.own_keys import ask_to_sign  # noqa: PLC0415

    with open_wallet(options) as wallet:
        ask_to_sign(wallet, own_passphrase(options, "Your passphrase: "), on=options.state == "on")
    say("Your passphrase is asked for before a key signs." if options.state == "on" else "Keys sign without asking.")
    return Exit.DONE


def _say_made(options: argparse.Namespace, key: HolderKey) -> None:
    if options.json:
        say_json(_key_json(key))
    else:
        say(key.did)


def _say_use(use: KeyUse) -> None:
    key = use.key
    older = "" if key.is_newest else ", an older one"
    say(f"{key.did}  {key.key_type}, made on {key.made_at:%Y-%m-%d}{older}: {harmless(key.purpose)}")
    say(f"    badges issued to it: {len(use.badges)}; times one of them was shown: {use.shares}")
    for badge in use.badges:
        say(f"    {badge[:12]}")


def _key_json(key: HolderKey) -> JsonObject:
    made = json_time(key.made_at)
    return {"did": key.did, "type": key.key_type, "purpose": key.purpose, "made": made, "newest": key.is_newest}


def _use_json(use: KeyUse) -> JsonObject:
    return {**_key_json(use.key), "badges": list(use.badges), "shares": use.shares}
