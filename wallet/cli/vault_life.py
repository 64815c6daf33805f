"""`rosette vault status`, `list`, `reencrypt`, `compact`, `delete`: what becomes of the wallet's files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from wallet.cli.exits import Exit
from wallet.cli.output import harmless, json_time, note, say, say_json
from wallet.model.json_types import JsonObject
from wallet.model.vault_state import SlotKind, SlotState, VaultState

_WAYS = {
    SlotKind.PASSPHRASE: "the passphrase",
    SlotKind.KEYRING: "this computer's sign-in",
    SlotKind.RECOVERY: "the recovery code",
    SlotKind.UNKNOWN: "a way of a newer Rosette",
}


def add_verbs(verbs: Any) -> None:
    """Add the verbs to the parser of `rosette vault`."""
    stated = verbs.add_parser("status", help="say what the wallet is, what opens it and what it holds")
    stated.set_defaults(command=status)
    listed = verbs.add_parser("list", help="list the wallets that lie where this one does")
    listed.set_defaults(command=list_wallets)
    for parser in (stated, listed):
        parser.add_argument("--json", action="store_true", help="print it as JSON")
    renewed = verbs.add_parser("reencrypt", help="encrypt the wallet anew: for when somebody saw your passphrase")
    renewed.set_defaults(command=reencrypt)
    renewed.add_argument("--new-passphrase-file", metavar="FILE", help="read the new passphrase from a file")
    verbs.add_parser("compact", help="give back the room of what was deleted").set_defaults(command=compact)
    deleted = verbs.add_parser("delete", help="delete the wallet for good")
    deleted.set_defaults(command=delete)
    deleted.add_argument("--yes", action="store_true", help="do not ask")
    deleted.add_argument("--forgotten", action="store_true", help="without unlocking it, nor saying what is lost")


def status(options: argparse.Namespace) -> int:
    """Say what the wallet is, what opens it and what it holds."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations.vault_life import vault_state  # noqa: PLC0415

    with open_wallet(options) as wallet:
        state = vault_state(wallet)
    if options.json:
        say_json({"folder": str(options.folders.vault), **_state_json(state)})
        return Exit.DONE
    say(f"{options.folders.vault}: {_count(state.badges, 'badge')}.")
    for line in _state_lines(state):
        say(f"    {line}")
    return Exit.DONE


def list_wallets(options: argparse.Namespace) -> int:
    """List the wallets that lie where this one does."""
    from wallet.operations.vault_life import wallets_beside  # noqa: PLC0415 (start-up counts)

    for folder in wallets_beside(options.folders):
        is_this = folder == options.folders.vault
        if options.json:
            say_json({"folder": str(folder), "this": is_this})
        else:
            say(f"{'*' if is_this else ' '} {folder}")
    return Exit.DONE


def reencrypt(options: argparse.Namespace) -> int:
    """Encrypt the wallet anew under another key, with another passphrase."""
    from wallet.cli.unlocking import need_wallet, new_passphrase, passphrase  # noqa: PLC0415 (start-up counts)
    from wallet.model.clock import SystemClock  # noqa: PLC0415
    from wallet.model.limits import Limits  # noqa: PLC0415
    from wallet.operations import vault_life  # noqa: PLC0415
    from wallet.operations.wallet import lock  # noqa: PLC0415

    need_wallet(options)
    old = passphrase(options, "The passphrase that was seen: ")
    new = new_passphrase(options)
    done = vault_life.reencrypt(options.folders, old, new, SystemClock(), Limits())
    lock(done.wallet)
    say("The wallet is encrypted anew. Only the new passphrase opens it.")
    for kind in done.ended:
        say(f"It is no longer opened by {_WAYS[kind]}; set that up again if you want it.")
    if done.snapshots:
        say(f"Deleted, as the old passphrase opened them: {_count(done.snapshots, 'snapshot')}.")
    note("Copies of the wallet's folder from before, and backups, still open with what opened them.")
    return Exit.DONE


def compact(options: argparse.Namespace) -> int:
    """Give back the room of what was deleted."""
    from wallet.cli.unlocking import need_wallet, unlocked  # noqa: PLC0415 (start-up counts)
    from wallet.model.clock import SystemClock  # noqa: PLC0415
    from wallet.model.limits import Limits  # noqa: PLC0415
    from wallet.operations import vault_life  # noqa: PLC0415
    from wallet.operations.wallet import lock  # noqa: PLC0415

    need_wallet(options)
    done = unlocked(options, lambda chosen: vault_life.compact(options.folders, chosen, SystemClock(), Limits()))
    lock(done.wallet)
    say(f"The wallet takes {_size(done.after)}; it took {_size(done.before)}.")
    return Exit.DONE


def delete(options: argparse.Namespace) -> int:
    """Delete the wallet for good, once it was said what is lost with it."""
    from wallet.cli.unlocking import need_wallet, open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations.vault_life import delete_wallet, vault_state  # noqa: PLC0415

    need_wallet(options)
    if not options.forgotten:
        with open_wallet(options) as wallet:
            state = vault_state(wallet)
        for line in _loss_lines(state):
            note(line)
    if not options.yes and not _is_sure(options):
        note("Nothing was deleted.")
        return Exit.CANCELLED
    delete_wallet(options.folders)
    say(f"Deleted the wallet in {options.folders.vault}.")
    return Exit.DONE


def _is_sure(options: argparse.Namespace) -> bool:
    if not sys.stdin.isatty():
        note("rosette: there is no terminal to ask on. Give --yes.")
        return False
    name: str = options.folders.vault.name
    try:
        return input(f"This cannot be undone. Type the wallet's name, {harmless(name)}, to delete it: ") == name
    except EOFError:
        return False


def _loss_lines(state: VaultState) -> Iterator[str]:
    lost = {"badge": state.badges, "note": state.notes, "signing key": state.keys, "snapshot": state.snapshots}
    yield f"Lost with this wallet: {', '.join(_count(number, what) for what, number in lost.items())}."
    yield _backup_line(state)


def _state_lines(state: VaultState) -> Iterator[str]:
    yield f"In the bin: {state.in_bin}. Signing keys: {state.keys}. Times something was shown: {state.shares}."
    yield f"Opened by: {'; '.join(_way(slot) for slot in state.slots)}."
    if state.asks_to_sign:
        yield "Your passphrase is asked for before a key signs."
    yield _backup_line(state)
    yield f"Snapshots beside it: {state.snapshots}. Its database takes {_size(state.size)}."
    yield (
        f"Wallet number {state.vault_id[:8]}, header version {state.header_version}, tables version {state.schema}; "
        f"changed {state.generation} times, its ways of opening {state.header_generation} times."
    )


def _backup_line(state: VaultState) -> str:
    if state.last_backup is None:
        return "There never was a backup."
    made = f"The last backup is of {state.last_backup.made_at:%Y-%m-%d}: {harmless(state.last_backup.name)}"
    return f"{made}, with {_count(state.last_backup.badges, 'badge')}; {state.unsaved} came after it."


def _way(slot: SlotState) -> str:
    if slot.made_at is not None:
        return f"{_WAYS[slot.kind]} made on {slot.made_at:%Y-%m-%d at %H:%M} UTC"
    guess = f" (each guess takes {slot.memory_kib // 1024} MiB of memory)" if slot.memory_kib else ""
    return f"{_WAYS[slot.kind]}{guess}"


def _state_json(state: VaultState) -> JsonObject:
    last = state.last_backup
    return {
        "vault": state.vault_id,
        "version": state.header_version,
        "min_reader": state.min_reader,
        "schema": state.schema,
        "generation": state.generation,
        "header_generation": state.header_generation,
        "slots": [{"kind": slot.kind, "made": json_time(slot.made_at)} for slot in state.slots],
        "ask_to_sign": state.asks_to_sign,
        "badges": state.badges,
        "in_bin": state.in_bin,
        "notes": state.notes,
        "keys": state.keys,
        "shares": state.shares,
        "snapshots": state.snapshots,
        "bytes": state.size,
        "last_backup": None if last is None else {"made": json_time(last.made_at), "badges": last.badges},
        "unsaved": state.unsaved,
    }


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _size(size: int) -> str:
    return f"{size / 1024**2:.1f} MiB"
