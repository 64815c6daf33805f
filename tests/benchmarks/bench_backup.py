"""Backup, read back, and snapshot of a large wallet; how long others wait meanwhile: `bench backup [BADGES]`.

Goals are held against processor time, which other work on the computer does not change; what passed is said too.
"""

from __future__ import annotations

import hashlib
import resource
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.measuring import goal, seconds
from tests.vault.making import AT, make_badge
from wallet.crypto.wrapping import KdfCost
from wallet.model.backup import SnapshotReason
from wallet.model.badge import BadgeId, BadgeQuery, StoredBadge
from wallet.model.clock import SystemClock
from wallet.model.limits import Limits
from wallet.operations import snapshots
from wallet.operations.backing_up import BackupFile, back_up, rehearse
from wallet.operations.restoring import restore
from wallet.operations.wallet import Wallet
from wallet.settings import Folders
from wallet.vault.vault import Vault

_BADGES = 10_000
_MOST_SECONDS_A_BADGE = 60 / 100_000
_MOST_BLOCKED = 0.05
_PASSPHRASE = "a passphrase for the benchmark"


def main(arguments: list[str]) -> int:
    """Print how long each takes for so many badges, and the longest wait of a list while it is under way."""
    count = int(arguments[0]) if arguments else _BADGES
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        vault = Vault.create(folder / "vault", _PASSPHRASE, AT, KdfCost.floor())
        for start in range(0, count, 500):
            vault.add_all([_badge(number) for number in range(start, min(start + 500, count))])
        wallet = Wallet(vault, folder / "packs", SystemClock(), Limits())
        with vault:
            missed = _measure(wallet, folder, count)
    print(f"largest memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")
    return missed


def _measure(wallet: Wallet, folder: Path, count: int) -> int:
    size = (wallet.vault.folder / "vault.db").stat().st_size
    print(f"{count} badges, {size / 1e6:.0f} MB")
    file = folder / "wallet.age"
    took = _timed("backup, read back", lambda: _drain(back_up(wallet, file, _PASSPHRASE)))
    print(f"    {file.stat().st_size / 1e6:.0f} MB")
    missed = goal("backup under 60 s for 100,000 badges", took < 3 + count * _MOST_SECONDS_A_BADGE)
    backup = BackupFile(file, _PASSPHRASE, Limits())
    _timed("rehearsal", lambda: _drain(rehearse(backup)))
    worst = _longest_wait(
        wallet, lambda: _timed("snapshot, read back", lambda: snapshots.keep(wallet, SnapshotReason.ASKED))
    )
    print(f"    longest wait of a list meanwhile: {worst * 1000:.0f} ms")
    missed |= goal("no list waits longer than 50 ms for a snapshot", worst < _MOST_BLOCKED)
    there = Folders(folder / "restored", folder / "restored-packs", folder / "config")
    _timed("restore", lambda: _drain(restore(there, backup, _PASSPHRASE, SystemClock())))
    return missed


def _timed(what: str, work: Callable[[], None]) -> float:
    """Say how long some work takes, and return its processor time, in seconds."""
    began, used = time.perf_counter(), time.process_time()
    work()
    used = time.process_time() - used
    print(f"{what}: {time.perf_counter() - began:.1f} s, {used:.1f} s of them at work", flush=True)
    return used


def _longest_wait(wallet: Wallet, work: Callable[[], object]) -> float:
    """Return the longest wait of somebody who looks at a list all the time during some work, in seconds."""
    waits, done = [0.0], threading.Event()

    def look() -> None:
        while not done.is_set():
            waits.append(seconds(lambda: wallet.vault.cards(BadgeQuery(), 0, 50)))
            time.sleep(0.005)

    looking = threading.Thread(target=look)
    looking.start()
    work()
    done.set()
    looking.join()
    return max(waits)


def _drain(steps: Iterator[object]) -> None:
    for _ in steps:
        pass


def _badge(number: int) -> StoredBadge:
    made = make_badge(f"Course {number}", issuer=f"Issuer {number % 50}", texts=f"word{number} " * 150, minutes=number)
    document = made.document * 60
    card = replace(made.card, id=BadgeId(hashlib.sha256(document).hexdigest()))
    return replace(made, document=document, card=card)
