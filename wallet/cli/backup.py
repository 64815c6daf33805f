"""`rosette backup`, `rehearse`, `restore`, `snapshots`: that nothing is lost."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from wallet.cli.exits import Exit
from wallet.cli.output import harmless, json_time, note, say, say_json
from wallet.model.backup import Contents, Merged, MergedRest, MergeResult, Progress, Snapshot, SnapshotReason, Stage
from wallet.model.json_types import JsonObject

_DOING = {
    Stage.WRITING: "Writing",
    Stage.CHECKING: "Reading back, comparing every hash",
    Stage.RESTORING: "Restoring",
    Stage.MERGING: "Merging",
}
_WHY = {
    SnapshotReason.SCHEDULE: "taken by itself",
    SnapshotReason.ASKED: "asked for",
    SnapshotReason.REMOVAL: "before badges were removed",
    SnapshotReason.RESTORE: "before something was restored",
    SnapshotReason.MIGRATION: "before the wallet was brought to a newer version",
}


def add_commands(commands: Any) -> None:
    """Add the commands to the parser."""
    backup = commands.add_parser("backup", help="make an encrypted backup, and read it back")
    backup.set_defaults(command=make_backup)
    backup.add_argument("--replace", action="store_true", help="replace a file of that name, once the new one is whole")
    rehearse = commands.add_parser("rehearse", help="open a backup and compare every hash, without restoring it")
    rehearse.set_defaults(command=rehearse_backup)
    restore = commands.add_parser("restore", help="make a new wallet from a backup")
    restore.set_defaults(command=restore_backup)
    restore.add_argument("--into", action="store_true", help="bring what is missing into the wallet that is there")
    for parser in (backup, rehearse, restore):
        parser.add_argument("file", type=Path, metavar="FILE", help="the backup")
        parser.add_argument(
            "--backup-passphrase-file", metavar="FILE", help="a file with the backup's passphrase, or -"
        )
        parser.add_argument("--json", action="store_true", help="print what is in it, or became of it, as JSON Lines")
    snapshots = commands.add_parser("snapshots", help="list the wallet's own snapshots, take one, or go back to one")
    snapshots.set_defaults(command=list_snapshots)
    snapshots.add_argument("--json", action="store_true", help="print one snapshot a line")
    which = snapshots.add_mutually_exclusive_group()
    which.add_argument("--take", action="store_true", help="take one now")
    which.add_argument("--return-to", metavar="NAME", help="make the wallet what it was; what it is now is kept too")


def make_backup(options: argparse.Namespace) -> int:
    """Make a backup."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations.backing_up import back_up  # noqa: PLC0415

    with open_wallet(options) as wallet:
        chosen = _backup_passphrase(options, "A passphrase for the backup: ")
        if options.backup_passphrase_file is None and _backup_passphrase(options, "Once more: ") != chosen:
            note("rosette: the two passphrases differ; no backup was made.")
            return Exit.USAGE
        contents = _contents(back_up(wallet, options.file, chosen, replace=options.replace))
        _say_contents(options, contents, wallet.clock.now())
    note("It opens with this passphrase alone: keep it where the backup is not.")
    return Exit.DONE


def rehearse_backup(options: argparse.Namespace) -> int:
    """Open a backup and compare every hash."""
    from wallet.model.clock import SystemClock  # noqa: PLC0415 (start-up counts)
    from wallet.operations.backing_up import rehearse  # noqa: PLC0415

    _say_contents(options, _contents(rehearse(_backup(options))), SystemClock().now())
    return Exit.DONE


def restore_backup(options: argparse.Namespace) -> int:
    """Make a new wallet from a backup, or merge it into the one that is there."""
    return _merge(options) if options.into else _restore(options)


def list_snapshots(options: argparse.Namespace) -> int:
    """List the wallet's own snapshots, take one, or go back to one."""
    from wallet.cli.unlocking import open_wallet, passphrase  # noqa: PLC0415 (start-up counts)
    from wallet.model.clock import SystemClock  # noqa: PLC0415
    from wallet.operations import snapshots  # noqa: PLC0415

    if options.take:
        with open_wallet(options) as wallet:
            snapshots.keep(wallet, SnapshotReason.ASKED)
    if options.return_to:
        snapshots.return_to(options.folders, passphrase(options), options.return_to, SystemClock())
        say("The wallet is what it was. What it was until now is a snapshot, too.")
        return Exit.DONE
    for snapshot in snapshots.snapshots(options.folders):
        if options.json:
            say_json(_snapshot_json(snapshot))
        else:
            say(f"{snapshot.at:%Y-%m-%d %H:%M} UTC  {snapshot.name}  {_WHY[snapshot.reason]}")
    return Exit.DONE


def _restore(options: argparse.Namespace) -> int:
    from wallet.cli.unlocking import passphrase  # noqa: PLC0415 (start-up counts)
    from wallet.model.clock import SystemClock  # noqa: PLC0415
    from wallet.operations.restoring import restore  # noqa: PLC0415

    clock, backup = SystemClock(), _backup(options)
    chosen = passphrase(options, "A passphrase for the new wallet: ")
    if options.passphrase_file is None and passphrase(options, "Once more: ") != chosen:
        note("rosette: the two passphrases differ; no wallet was made.")
        return Exit.USAGE
    contents = _contents(restore(options.folders, backup, chosen, clock))
    note(f"Made a wallet in {options.folders.vault}.")
    _say_contents(options, contents, clock.now())
    return Exit.DONE


def _merge(options: argparse.Namespace) -> int:
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations.merging import merge  # noqa: PLC0415

    refused = False
    with open_wallet(options) as wallet:
        for step in merge(wallet, _backup(options)):
            if isinstance(step, Progress):
                _show(step)
            elif isinstance(step, MergeResult):
                refused = refused or step.outcome is Merged.REFUSED
                _say_merged(options, step)
            else:
                _say_rest(options, step)
    return Exit.UNREADABLE if refused else Exit.DONE


def _backup(options: argparse.Namespace) -> Any:
    from wallet.model.limits import Limits  # noqa: PLC0415 (start-up counts)
    from wallet.operations.backing_up import BackupFile  # noqa: PLC0415

    return BackupFile(options.file, _backup_passphrase(options, "The backup's passphrase: "), Limits())


def _backup_passphrase(options: argparse.Namespace, question: str) -> str:
    from wallet.cli.unlocking import passphrase  # noqa: PLC0415 (start-up counts)

    named = argparse.Namespace(passphrase_file=options.backup_passphrase_file)
    return passphrase(named, question, "--backup-passphrase-file")


def _contents(steps: Iterable[Progress]) -> Contents:
    contents = None
    for step in steps:
        contents = step.contents
        _show(step)
    if contents is None:
        raise ValueError("the last step always has them")
    return contents


def _show(step: Progress) -> None:
    """Show how far work is, on a terminal alone."""
    if sys.stderr.isatty():
        share = f"{100 * step.done // step.total} %" if step.total else ""
        end = "\n" if step.contents else ""
        sys.stderr.write(f"\r\x1b[K{_DOING[step.stage]} {share}{end}")


def _say_contents(options: argparse.Namespace, contents: Contents, now: datetime) -> None:
    if options.json:
        say_json(_contents_json(contents))
        return
    badges = f"{contents.badges} {'badge' if contents.badges == 1 else 'badges'}"
    made = f"{contents.made_at:%Y-%m-%d %H:%M} UTC, {_age(contents.made_at, now)}"
    say(f"{options.file}: opens, holds {badges}, all hashes right. It was made on {made}.")


def _age(made_at: datetime, now: datetime) -> str:
    days = (now - made_at).days
    return "today" if days < 1 else f"{days} {'day' if days == 1 else 'days'} ago"


def _contents_json(contents: Contents) -> JsonObject:
    return {
        "vault": contents.vault_id,
        "made": json_time(contents.made_at),
        "badges": contents.badges,
        "generation": contents.generation,
        "schema": contents.schema,
        "rows": dict(contents.rows),
    }


def _say_merged(options: argparse.Namespace, result: MergeResult) -> None:
    if options.json:
        badge_id = result.badge.id if result.badge else None
        say_json({"name": result.name, "outcome": result.outcome, "reason": result.reason, "id": badge_id})
    else:
        say(f"{result.outcome:10} {harmless(result.name)}: {result.reason}".rstrip(": "))


def _say_rest(options: argparse.Namespace, rest: MergedRest) -> None:
    if options.json:
        came: JsonObject = {"keys": rest.keys, "shares": rest.shares, "presets": rest.presets}
        order: JsonObject = {"collections": rest.collections, "tags": rest.tagged, "favourites": rest.favourites}
        say_json({**came, **order, "in_bin": rest.in_bin, "packs": rest.packs})
        return
    say(f"Also came: signing keys {rest.keys}, lines of the sharing history {rest.shares}, presets {rest.presets}.")
    if rest.collections or rest.tagged or rest.favourites:
        say(f"And: collections {rest.collections}, tags on badges {rest.tagged}, favourites {rest.favourites}.")
    if rest.in_bin:
        say(f"Left out, as they lay in the bin: {rest.in_bin}.")
    if rest.packs:
        say(f"Issuer lists left out: {rest.packs}. Adopt them yourself: rosette trust add")


def _snapshot_json(snapshot: Snapshot) -> JsonObject:
    return {"name": snapshot.name, "at": json_time(snapshot.at), "reason": snapshot.reason, "size": snapshot.size}
