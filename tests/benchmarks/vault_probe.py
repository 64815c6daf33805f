"""One measurement of a large vault, in a process of its own: `python -m tests.benchmarks.vault_probe NAME FOLDER`.

Prints its figures as JSON; `bench_vault` starts it and reads them.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest import mock

from tests.benchmarks.large_library import PASSPHRASE, RARE_WORD
from tests.benchmarks.measuring import seconds
from wallet.crypto.wrapping import KdfCost, key_from_passphrase
from wallet.model.backup import SnapshotReason
from wallet.model.badge import BadgeQuery, Order
from wallet.model.clock import SystemClock
from wallet.model.facets import Standing
from wallet.model.limits import Limits
from wallet.model.report import Verdict
from wallet.operations import library, snapshots
from wallet.operations.backing_up import back_up
from wallet.operations.wallet import Wallet, lock, unlock
from wallet.settings import Folders
from wallet.vault.header_files import stored_headers

PAGE = 50
_ROUNDS = 7

SHAPES: Mapping[str, BadgeQuery] = {
    "one letter": BadgeQuery("l"),
    "two letters": BadgeQuery("le"),
    "a very common word": BadgeQuery("learner"),
    "another one": BadgeQuery("university"),
    "the beginning of a word": BadgeQuery("crit"),
    "two words": BadgeQuery("learner criteria"),
    "four words": BadgeQuery("learner course assessment univ"),
    "a rare word": BadgeQuery(RARE_WORD),
    "no such word": BadgeQuery("zzz"),
    "a common word, one verdict": BadgeQuery("learner", verdict=Verdict.EXPIRED),
    "a common word, by standing": BadgeQuery("course", standings=(Standing.VERIFIED,)),
    "a rare word, one verdict": BadgeQuery(RARE_WORD, verdict=Verdict.VERIFIED),
    "no words, by name": BadgeQuery(order=Order.NAME),
    "no words, by issuer, one verdict": BadgeQuery(order=Order.ISSUER, verdict=Verdict.EXPIRED),
    "no words, one verdict": BadgeQuery(verdict=Verdict.EXPIRED),
}


def folders(folder: Path) -> Folders:
    """Return the folders of a wallet whose vault is in one."""
    return Folders(folder, folder.with_name("packs"), folder.with_name("config"))


def derive(folder: Path) -> dict[str, Any]:
    """Measure the key derivation alone."""
    slot = stored_headers(folder)[0].header.passphrase
    times = [seconds(lambda: key_from_passphrase(PASSPHRASE, slot.salt, slot.cost)) for _ in range(5)]
    return {"seconds": statistics.median(times), "memory": slot.cost.memory_kib // 1024}


def search(folder: Path) -> dict[str, Any]:
    """Measure unlocking to the first list, each kind of query, and the memory of the process then."""
    derivations: list[float] = []
    with mock.patch("wallet.vault.slots.key_from_passphrase", _timed(derivations)):
        start = time.perf_counter()
        wallet = unlock(folders(folder), PASSPHRASE, SystemClock(), Limits())
        opened = time.perf_counter() - start
    first = seconds(lambda: _ask(wallet, BadgeQuery()))
    typed = {name: _milliseconds(wallet, query) for name, query in SHAPES.items()}
    memory = resident()
    found = {name: library.count(wallet, query) for name, query in SHAPES.items()}
    lock(wallet)
    return {
        "opened": opened,
        "derived": sum(derivations),
        "first": first,
        "typed": typed,
        "found": found,
        "memory": memory,
    }


def check(folder: Path) -> dict[str, Any]:
    """Measure the row set's check, and the whole check."""
    from wallet.vault import row_set  # noqa: PLC0415 (of this one)

    wallet = unlock(folders(folder), PASSPHRASE, SystemClock(), Limits())
    with wallet.vault._database.copying() as copying:
        used = time.process_time()
        took = seconds(lambda: _sound(row_set.difference(copying.rows)))
        used = time.process_time() - used
    whole = seconds(lambda: _sound(len(list(wallet.vault.check()))))
    lock(wallet)
    return {"seconds": took, "at_work": used, "whole": whole}


def backup(folder: Path) -> dict[str, Any]:
    """Measure a backup, read back and compared."""
    wallet = unlock(folders(folder), PASSPHRASE, SystemClock(), Limits())
    with tempfile.TemporaryDirectory() as scratch:
        file, used = Path(scratch) / "wallet.age", time.process_time()
        took = seconds(lambda: _drain(back_up(wallet, file, PASSPHRASE)))
        used, size = time.process_time() - used, file.stat().st_size
    lock(wallet)
    return {"seconds": took, "at_work": used, "size": size, "memory": resident()}


def window(folder: Path) -> dict[str, Any]:
    """Measure how long a real window stands still: when a wallet opens in it, and while a snapshot is made and kept."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.benchmarks.vault_window import watch  # noqa: PLC0415 (Qt, which the others do without)

    return watch(folders(folder), PASSPHRASE)


def keep_snapshot(wallet: Wallet) -> None:
    """Keep a snapshot as the window does."""
    snapshots.keep(wallet, SnapshotReason.ASKED)


def resident() -> int:
    """Return the memory of this process, in MiB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS:"))


def _timed(seconds_of: list[float]) -> Callable[[str, bytes, KdfCost], bytes]:
    """Return the key derivation itself, which notes how long it takes."""

    def derive(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
        start = time.perf_counter()
        key = key_from_passphrase(passphrase, salt, cost)
        seconds_of.append(time.perf_counter() - start)
        return key

    return derive


def _ask(wallet: Wallet, query: BadgeQuery) -> None:
    """Do what the window does when a letter is typed."""
    library.count(wallet, query)
    library.cards(wallet, query, 0, PAGE)


def _milliseconds(wallet: Wallet, query: BadgeQuery) -> dict[str, float]:
    passed, used = [], []
    for _ in range(_ROUNDS):
        began = time.thread_time()
        passed.append(seconds(lambda: _ask(wallet, query)) * 1000)
        used.append((time.thread_time() - began) * 1000)
    return {
        "first": passed[0],
        "median": statistics.median(passed),
        "least": min(passed),
        "at_work": statistics.median(used),
    }


def _sound(difference: int) -> None:
    assert difference == 0, "the vault is not what was written"


def _drain(steps: Iterator[object]) -> None:
    for _ in steps:
        pass


PROBES: Mapping[str, Callable[[Path], dict[str, Any]]] = {
    probe.__name__: probe for probe in (derive, search, check, backup, window)
}

if __name__ == "__main__":
    print(json.dumps(PROBES[sys.argv[1]](Path(sys.argv[2]))))
