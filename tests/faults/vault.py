"""A vault under faults: `python3 packaging/dev.py faults vault [all]`; with `all`, every place and 10,000 bit flips.

For every scenario: killed before each call of the system and at random moments, each call refused with each error, and
a disk that is full at every size. For every file: cut off and changed at one place after the other. For the database:
each page, and random sets of pages, put back from an older copy. Afterwards all that was acknowledged is there, or
words say what to do; exit code 1 where that is not so.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path

from tests.faults.vault_faults import (
    ERRORS,
    full_at,
    killed_after,
    killed_at,
    random_moment,
    ready,
    refused_at,
    steps_of,
)
from tests.faults.vault_scenarios import BACKUP_PASSPHRASE, SCENARIOS, Scenario
from tests.faults.vault_tampering import aged, pages_put_back, pages_put_forward, sets_put_back, unnoticed
from tests.vault.make_golden import GOLDEN_PASSPHRASE
from tests.vault.test_golden import holds_everything
from wallet.export.backup_file import BackupReader
from wallet.model.errors import WalletError
from wallet.model.limits import Limits
from wallet.vault.vault import Vault

PAGE = 4096
_FULL_SIZES = range(0, 400 * 1024, 8 * 1024)
_RESTORING = next(scenario for scenario in SCENARIOS if scenario.name == "restore")


def main(arguments: Sequence[str]) -> int:
    """Print for each scenario and file how often it failed, and how often something was lost."""
    everything = "all" in arguments
    wrong = sum(_say(scenario.name, faults_of(scenario, 200 if everything else 20)) for scenario in SCENARIOS)
    wrong += _say("header cut off", (cut_header(place) for place in range(480)))
    every, flips = (1, 10_000) if everything else (101, 500)
    wrong += _say("backup cut off", cut_backups(every))
    wrong += _say("backup changed", changed_backups(flips))
    wrong += _say("database changed", changed_databases(1 if everything else 4))
    wrong += _say("put back", put_back(1, 2_000) if everything else put_back(2, 100))
    return 1 if wrong else 0


def faults_of(scenario: Scenario, kills: int, every: int = 1, first: int = 1) -> Iterator[str]:
    """Yield for each fault what went wrong with it, or nothing; one in so many faults, beginning with one of them."""
    steps = range(first, steps_of(scenario) + 1, every)
    yield from (f"{what}, killed at call {n}" if (what := killed_at(scenario, n)) else "" for n in steps)
    for error in ERRORS:
        yield from (
            f"{what}, error {error} at call {n}" if (what := refused_at(scenario, n, error)) else "" for n in steps
        )
    for size in _FULL_SIZES[first::every]:
        yield f"{what}, full at {size}" if (what := full_at(scenario, size)) else ""
    for _ in range(kills):
        moment = random_moment(scenario)
        yield f"{what}, killed after {moment} s" if (what := killed_after(scenario, moment)) else ""


def cut_header(place: int) -> str:
    """Cut both copies of the header off; return what is wrong then, or nothing."""
    with ready(_RESTORING) as folder:
        for name in ("vault.hdr", "vault.hdr2"):
            path = folder / "vault" / name
            content = path.read_bytes()
            path.write_bytes(content[:place])
        return _opens_or_says(folder / "vault", f"cut off at {place}", may_open=place >= len(content))


def changed_databases(every: int) -> Iterator[str]:
    """Yield what is wrong with a database of which a page was changed or cut off, or nothing."""
    with ready(_RESTORING) as folder:
        path = folder / "vault" / "vault.db"
        content = path.read_bytes()
        for start in range(0, len(content), every * PAGE):
            place = start + random.randrange(PAGE)  # noqa: S311 (where to change is no secret)
            path.write_bytes(_flipped(content, place))
            yield _opens_or_says(folder / "vault", f"changed at {place}")
            for end in (start, start + 1):
                path.write_bytes(content[:end])
                yield _opens_or_says(folder / "vault", f"cut off at {end}")


def put_back(every: int, sets: int) -> Iterator[str]:
    """Yield which pages, put back from an older copy, were not noticed, or nothing."""
    with aged() as (now, older):
        yield from unnoticed(now, pages_put_back(now, older, every))
        yield from unnoticed(now, pages_put_forward(now, older, every))
        yield from unnoticed(now, sets_put_back(now, older, sets))


def cut_backups(every: int) -> Iterator[str]:
    """Yield what is wrong with a backup that was cut off, or nothing."""
    content = _backup()
    for place in (*range(300), *range(300, len(content), every), len(content) - 1):
        yield "" if _is_refused(content[:place]) else f"taken, cut off at {place}"


def changed_backups(flips: int) -> Iterator[str]:
    """Yield what is wrong with a backup of which one bit was changed, or nothing."""
    content = _backup()
    for _ in range(flips):
        place = random.randrange(len(content))  # noqa: S311 (where to change is no secret)
        yield "" if _is_refused(_flipped(content, place)) else f"taken, changed at {place}"


def _backup() -> bytes:
    with ready(_RESTORING) as folder:
        return (folder / "wallet.age").read_bytes()


def _is_refused(content: bytes) -> bool:
    try:
        for _ in BackupReader(BytesIO(content), BACKUP_PASSPHRASE, Limits()).members():
            pass
    except WalletError:
        return True
    return False


def _opens_or_says(folder: Path, how: str, *, may_open: bool = True) -> str:
    try:
        with Vault.open(folder, GOLDEN_PASSPHRASE) as vault:
            return "" if may_open and holds_everything(vault) else f"it opened, {how}"
    except WalletError:
        return ""


def _flipped(content: bytes, place: int) -> bytes:
    changed = bytearray(content)
    changed[place] ^= 1 << random.randrange(8)  # noqa: S311 (which bit is no secret)
    return bytes(changed)


def _say(name: str, outcomes: Iterable[str]) -> int:
    began, count, wrong = time.monotonic(), 0, list[str]()
    for outcome in outcomes:
        count += 1
        wrong += [outcome] if outcome else []
    print(f"{name:24}{count:7} faults{len(wrong):5} lost or in no words{time.monotonic() - began:8.0f} s", flush=True)
    print(*(f"    {what}" for what in wrong), sep="\n", end="\n" if wrong else "")
    return len(wrong)
