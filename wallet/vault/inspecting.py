"""A vault's files as they lie there, looked at without a key and without changing anything."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from wallet.model.diagnosis import Diagnosis, Health
from wallet.model.errors import WalletError
from wallet.model.limits import MIB
from wallet.vault.database import PAGE_BYTES
from wallet.vault.files import DATABASE_NAME, HEADER_NAMES, NEXT_SUFFIX, UNFINISHED_SUFFIX, disk_refusal
from wallet.vault.header_files import stored_headers, vault_exists
from wallet.vault.header_json import HeaderDamagedError, read_header
from wallet.vault.lock import owner_of
from wallet.vault.snapshots import list_snapshots

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_ROOM = 64 * MIB
"""What a disk should have left beyond a copy of the database, which a snapshot and a migration each need."""
_RESTORE = "Go back to a snapshot (rosette snapshots), or restore a backup."


def inspect(folder: Path, at: datetime) -> Iterator[Diagnosis]:
    """Yield how each part of a vault is, as far as can be told without a key.

    Args:
        folder: Its folder; it need not be there.
        at: Now.
    """
    try:
        is_there = vault_exists(folder)
    except WalletError as error:
        yield _refused("wallet.folder", error)
        return
    if not is_there:
        yield _missing(folder)
        return
    for about, step in _STEPS.items():
        yield _looked(about, step, folder)
    yield _looked("wallet.snapshots", lambda folder: _snapshots(folder, at), folder)


def _looked(about: str, step: Callable[[Path], Diagnosis], folder: Path) -> Diagnosis:
    try:
        return step(folder)
    except WalletError as error:
        return _refused(about, error)
    except OSError as error:
        return _refused(about, disk_refusal("That could not be looked into.", error, reading=True))


def _refused(about: str, error: WalletError) -> Diagnosis:
    return Diagnosis(about, Health.BAD, f"{error.what} {error.why}".strip(), error.remedy)


def _missing(folder: Path) -> Diagnosis:
    return Diagnosis(
        "wallet.folder",
        Health.NOTICE,
        f"There is no wallet in {folder}.",
        "Make one (rosette vault create), restore a backup (rosette restore), or name another folder (--vault).",
    )


def _place(folder: Path) -> Diagnosis:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    free = shutil.disk_usage(folder).free
    text = f"The wallet is in {folder}, takes {_size(size)}, and {_size(free)} are free on that disk."
    if not os.access(folder, os.W_OK | os.X_OK):
        return Diagnosis(
            "wallet.folder", Health.BAD, f"{text} Nothing can be saved in it.", "Make the folder and its disk writable."
        )
    if free < _ROOM + _database_size(folder):
        remedy = "Free some space, or move the wallet to another disk."
        return Diagnosis("wallet.folder", Health.NOTICE, f"{text} That is too little for a snapshot.", remedy)
    return Diagnosis("wallet.folder", Health.GOOD, text)


def _permissions(folder: Path) -> Diagnosis:
    paths = [folder, *folder.rglob("*")]
    if os.name == "nt":  # pragma: no cover (runs on Windows alone)
        return Diagnosis("wallet.permissions", Health.GOOD, "Who may read the folder is up to your user profile.")
    if any(path.stat().st_uid != os.getuid() for path in paths):
        return Diagnosis(
            "wallet.permissions",
            Health.BAD,
            "Some of the wallet's files belong to another account.",
            "Open it with that account, or give them to this one (chown).",
        )
    if any(path.stat().st_mode & _OTHERS for path in paths):
        return Diagnosis(
            "wallet.permissions",
            Health.NOTICE,
            "Other accounts may look into the wallet's folder; what they find there is encrypted.",
            f'Shut them out: chmod -R go= "{folder}"',
        )
    return Diagnosis("wallet.permissions", Health.GOOD, "Your account alone may open the folder and its files.")


def _owner(folder: Path) -> Diagnosis:
    owner = owner_of(folder)
    if owner is None:
        return Diagnosis("wallet.owner", Health.GOOD, "No program has the wallet open.")
    who = f"process {owner.process}, {owner.name}" if owner.process else "another program"
    return Diagnosis(
        "wallet.owner", Health.NOTICE, f"The wallet is open in {who}.", "Lock it there before other commands need it."
    )


def _headers(folder: Path) -> Diagnosis:
    found = {name: _header_trouble(folder / name) for name in HEADER_NAMES}
    troubled = {name: trouble for name, trouble in found.items() if trouble}
    said = " ".join(f"“{name}”: {trouble}" for name, trouble in troubled.items())
    if len(troubled) == len(found):
        return Diagnosis("wallet.keys", Health.BAD, f"Neither copy of the key file can be used. {said}", _RESTORE)
    if troubled:
        remedy = "Unlock the wallet once: it is mended from the other copy."
        return Diagnosis("wallet.keys", Health.NOTICE, f"One copy of the key file cannot be used. {said}", remedy)
    first, second = ((folder / name).read_bytes() for name in HEADER_NAMES)
    if first != second:
        remedy = "Unlock the wallet once: the newer one is copied."
        return Diagnosis("wallet.keys", Health.NOTICE, "The two copies of the key file differ.", remedy)
    return Diagnosis("wallet.keys", Health.GOOD, "Both copies of the key file are whole and alike.")


def _header_trouble(path: Path) -> str:
    try:
        read_header(path.read_bytes())
    except FileNotFoundError:
        return "It is missing."
    except (HeaderDamagedError, WalletError) as error:
        return str(error)
    return ""


def _ways(folder: Path) -> Diagnosis:
    header = stored_headers(folder)[0].header
    memory = header.passphrase.cost.memory_kib // 1024
    ways = [f"the passphrase, each guess at which takes {memory} MiB of memory"]
    ways += ["this computer's sign-in"] if header.keyring else []
    ways += ["a recovery code"] if header.recovery else []
    text = f"The wallet is opened by {'; '.join(ways)}."
    if header.recovery is None:
        remedy = "Print a recovery code: rosette vault recovery --kit FILE.pdf"
        return Diagnosis("wallet.ways", Health.NOTICE, f"{text} Who forgets it has lost the wallet.", remedy)
    return Diagnosis("wallet.ways", Health.GOOD, text)


def _database(folder: Path) -> Diagnosis:
    size, log = _database_size(folder), folder / f"{DATABASE_NAME}-wal"
    if size == 0:
        return Diagnosis("wallet.database", Health.BAD, "The wallet's database is missing or empty.", _RESTORE)
    if size % PAGE_BYTES and not log.exists():
        return Diagnosis("wallet.database", Health.BAD, "The end of the wallet's database was cut off.", _RESTORE)
    if (log.exists() or _unfinished(folder)) and owner_of(folder) is None:
        return Diagnosis(
            "wallet.database",
            Health.NOTICE,
            "A program was ended while it worked on the wallet; what it had saved is there.",
            "Unlock the wallet once: what it left is tidied up.",
        )
    return Diagnosis(
        "wallet.database",
        Health.GOOD,
        f"The database takes {_size(size)}; whether every page of it is whole is said by: rosette vault check",
    )


_STEPS: dict[str, Callable[[Path], Diagnosis]] = {
    "wallet.folder": _place,
    "wallet.permissions": _permissions,
    "wallet.owner": _owner,
    "wallet.keys": _headers,
    "wallet.ways": _ways,
    "wallet.database": _database,
}


def _snapshots(folder: Path, at: datetime) -> Diagnosis:
    found = list_snapshots(folder)
    if not found:
        remedy = "Take one: rosette snapshots --take"
        return Diagnosis("wallet.snapshots", Health.NOTICE, "There is no snapshot yet.", remedy)
    size = sum(snapshot.size for snapshot in found)
    age = max(0, (at - found[0].at).days)
    when = "of today" if age < 1 else f"{age} {'day' if age == 1 else 'days'} old"
    return Diagnosis(
        "wallet.snapshots", Health.GOOD, f"Snapshots: {len(found)}, {_size(size)} together; the newest is {when}."
    )


def _unfinished(folder: Path) -> bool:
    return any(path.suffix in {UNFINISHED_SUFFIX, NEXT_SUFFIX} for path in folder.iterdir())


def _database_size(folder: Path) -> int:
    path = folder / DATABASE_NAME
    return path.stat().st_size if path.exists() else 0


def _size(size: int) -> str:
    return f"{size / MIB:.1f} MiB"
