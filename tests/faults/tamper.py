"""What lies on a disk cut off, changed, swapped or put back: never taken for what was written, always noticed.

A part of a vault that was put back from an older copy is noticed by the check; the whole of an older vault where a
newer generation is remembered.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import TypeAlias

from tests.faults.running import lent, scratch
from tests.faults.scenarios import BACKUP_PASSPHRASE, SCENARIOS
from tests.faults.vault_tampering import (
    NEW_PASSPHRASE,
    aged,
    found,
    in_place_of,
    opened_either_way,
    pages_put_back,
    pages_put_forward,
    sets_put_back,
)
from tests.vault.make_golden import GOLDEN_PASSPHRASE
from tests.vault.test_golden import holds_everything
from wallet.export.backup_file import BackupReader
from wallet.model.errors import WalletError, WrongPassphraseError
from wallet.model.finding import FindingKind
from wallet.model.limits import Limits
from wallet.vault.database import PAGE_BYTES, Connection, _connect
from wallet.vault.slots import Slots
from wallet.vault.vault import Vault

HEADERS = ("vault.hdr", "vault.hdr2")
Attempt: TypeAlias = Callable[[], str]
"""Alters something, and returns what was not noticed of it, or nothing."""
Attempts: TypeAlias = Generator[Attempt, None, None]

_RESTORING = next(scenario for scenario in SCENARIOS if scenario.name == "restore")
_SHARES = 8
_AGES = (1, 2, 3, 5, 8, 12)


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the alterations of one kind.

    Attributes:
        kind: Which.
        seed: What chance begins with.
        flips: How many bits are flipped in one kind of file.
        every: One alteration in so many.
        first: Beginning with which.
        most: At most so many; None for all.
    """

    kind: str
    seed: int
    flips: int
    every: int
    first: int = 0
    most: int | None = None


def main(options: argparse.Namespace) -> int:
    """Tamper in every way, and print for each kind how often nothing was noticed."""
    began, count, wrong = time.monotonic(), 0, 0
    with ProcessPoolExecutor(options.jobs, multiprocessing.get_context("fork")) as pool:
        running = {kind: [pool.submit(attempt_some, part) for part in _parts(kind, options)] for kind in KINDS}
        for kind, parts in running.items():
            done = [outcome for part in parts for outcome in part.result()]
            unnoticed = [outcome for outcome in done if outcome]
            print(
                f"  {kind:26}{len(done):7}, {len(unnoticed)} not noticed, {time.monotonic() - began:.0f} s", flush=True
            )
            print(*(f"    {what}\n" for what in unnoticed[:20]), sep="", end="", flush=True)
            count, wrong = count + len(done), wrong + len(unnoticed)
    share = 100 * (count - wrong) / max(1, count)
    print(f"tamper: {count} alterations, {wrong} not noticed: {share:g} % noticed; {time.monotonic() - began:.0f} s")
    return 1 if wrong else 0


def _parts(kind: str, options: argparse.Namespace) -> list[Part]:
    """Return the parts of a kind that may be done side by side: one, where vaults are made anew for it."""
    shares = 1 if kind in _OF_AGED else _SHARES
    flips = options.flips // 3
    return [Part(kind, options.seed, flips, options.every * shares, options.every * n) for n in range(shares)]


def attempt_some(part: Part) -> list[str]:
    """Make some attempts of a kind, and return for each what was not noticed, or nothing."""
    chance = random.Random(part.seed)  # noqa: S311 (what to change is no secret)
    with closing(KINDS[part.kind](chance, part.flips)) as attempts:
        chosen = islice(attempts, part.first, None, part.every)
        return [attempt() for attempt in islice(chosen, part.most)]


@contextmanager
def _golden() -> Iterator[Path]:
    """Lend a folder with a vault of every kind of row, and a backup of it."""
    with scratch() as folder, lent(_RESTORING, folder) as root:
        yield root


def cut_headers(_chance: random.Random, _flips: int) -> Attempts:
    """Both copies of the header end early, at every place."""
    with _golden() as root:
        content = (root / "vault" / HEADERS[0]).read_bytes()
        for place in range(len(content)):
            yield partial(_headers_refused, root, content[:place], f"cut off at {place}")


def cut_one_header(_chance: random.Random, _flips: int) -> Attempts:
    """One copy of the header ends early, at every place: the other one must do."""
    with _golden() as root:
        content = (root / "vault" / HEADERS[0]).read_bytes()
        for place in range(len(content)):
            yield partial(_opens_whole, root, HEADERS[place % 2], content[:place])


def flip_headers(chance: random.Random, flips: int) -> Attempts:
    """The same bit of both copies of the header is another one."""
    with _golden() as root:
        for place, changed in _flipped((root / "vault" / HEADERS[0]).read_bytes(), chance, flips):
            yield partial(_headers_refused, root, changed, f"bit {place} flipped")


def cut_backups(_chance: random.Random, _flips: int) -> Attempts:
    """A backup ends early, at every place."""
    with _golden() as root:
        content = (root / "wallet.age").read_bytes()
        yield from (partial(_is_no_backup, content[:place], f"cut off at {place}") for place in range(len(content)))


def flip_backups(chance: random.Random, flips: int) -> Attempts:
    """One bit of a backup is another one."""
    with _golden() as root:
        for place, changed in _flipped((root / "wallet.age").read_bytes(), chance, flips):
            yield partial(_is_no_backup, changed, f"bit {place} flipped")


def cut_databases(_chance: random.Random, _flips: int) -> Attempts:
    """The database ends early: at the end of each page, and within it."""
    with _golden() as root:
        content = (root / "vault" / "vault.db").read_bytes()
        for end in (start + more for start in range(0, len(content), PAGE_BYTES) for more in (0, 1, 2048)):
            yield partial(_is_noticed, root / "vault", content[:end], f"cut off at {end}")


def flip_databases(chance: random.Random, flips: int) -> Attempts:
    """One bit of the database is another one."""
    with _golden() as root:
        for place, changed in _flipped((root / "vault" / "vault.db").read_bytes(), chance, flips):
            yield partial(_is_noticed, root / "vault", changed, f"bit {place} flipped")


def swap_pages(chance: random.Random, _flips: int) -> Attempts:
    """Each page of the database changes its place with its neighbour, and with one somewhere."""
    with _golden() as root:
        content = (root / "vault" / "vault.db").read_bytes()
        count = len(content) // PAGE_BYTES
        for page in range(count):
            for other in {(page + 1) % count, chance.randrange(count)} - {page}:
                changed = _swapped(content, page, other)
                yield partial(_is_noticed, root / "vault", changed, f"pages {page + 1} and {other + 1} swapped")


def put_pages_back(_chance: random.Random, _flips: int) -> Attempts:
    """Each page that differs is that of an older copy, or all but that one are."""
    with aged() as (now, older):
        for what, changed in chain(pages_put_back(now, older), pages_put_forward(now, older)):
            yield partial(_is_noticed, now, changed, what)


def put_sets_back(_chance: random.Random, _flips: int) -> Attempts:
    """Random sets of pages are those of an older copy."""
    with aged() as (now, older):
        for what, changed in sets_put_back(now, older, 2_000):
            yield partial(_is_noticed, now, changed, what)


def put_rows_back(_chance: random.Random, _flips: int) -> Attempts:
    """Each row that differs is as it was in an older database, as whoever has the key can do."""
    with aged() as (now, older):
        for table, row, values in _older_rows(now, older):
            yield partial(_row_is_noticed, now, table, row, values)


def put_files_back(_chance: random.Random, _flips: int) -> Attempts:
    """Some of the files are those of an older copy; not all of them, and not none."""
    names = ("vault.db", *HEADERS)
    for changes in _AGES:
        with aged(changes) as (now, older):
            for choice in range(1, 7):
                chosen = [name for place, name in enumerate(names) if choice >> place & 1]
                yield partial(_files_are_noticed, now, older, chosen)


def put_vaults_back(_chance: random.Random, _flips: int) -> Attempts:
    """The whole vault is an older one, and the generation of the newest one is remembered."""
    for changes in _AGES:
        with aged(changes) as (now, older):
            with opened_either_way(now) as vault:
                newest = vault.generation
            yield partial(_vault_is_noticed, older, newest)


KINDS: dict[str, Callable[[random.Random, int], Attempts]] = {
    "header cut off": cut_headers,
    "one header cut off": cut_one_header,
    "header, one bit flipped": flip_headers,
    "database cut off": cut_databases,
    "database, one bit flipped": flip_databases,
    "pages swapped": swap_pages,
    "page put back": put_pages_back,
    "set of pages put back": put_sets_back,
    "row put back": put_rows_back,
    "file put back": put_files_back,
    "whole vault put back": put_vaults_back,
    "backup, one bit flipped": flip_backups,
    "backup cut off": cut_backups,
}
_OF_AGED = frozenset(kind for kind in KINDS if kind.endswith("put back"))


def _files_are_noticed(now: Path, older: Path, names: list[str]) -> str:
    with tempfile.TemporaryDirectory(dir=now.parent) as folder:
        mixed = Path(shutil.copytree(now, Path(folder) / "mixed"))
        for name in names:
            shutil.copyfile(older / name, mixed / name)
        return "" if found(mixed) else f"{names} put back"


def _vault_is_noticed(older: Path, newest: int) -> str:
    return "" if FindingKind.OLDER_WALLET in found(older, newest) else f"a vault older than {newest}"


def _row_is_noticed(now: Path, table: str, row: int, values: tuple[object, ...]) -> str:
    with in_place_of(now, (now / "vault.db").read_bytes()) as folder:
        _put_row(folder, table, row, values)
        return "" if found(folder) else f"row {row} of {table} put back"


def _older_rows(now: Path, older: Path) -> Iterator[tuple[str, int, tuple[object, ...]]]:
    with closing(_plainly(now)) as new, closing(_plainly(older)) as old:
        for table in _tables(old):
            query = f"SELECT rowid, * FROM {table}"  # noqa: S608 (names of our own)
            rows = {row[0]: row[1:] for row in new.execute(query)}
            for row, *values in old.execute(query):
                if rows.get(row) != tuple(values):
                    yield table, row, tuple(values)


def _tables(connection: Connection) -> list[str]:
    query = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'"
    return [name for (name,) in connection.execute(query) if name != "row_set" and not name.startswith("search_")]


def _put_row(folder: Path, table: str, row: int, values: tuple[object, ...]) -> None:
    with closing(_plainly(folder)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        columns = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
        connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))  # noqa: S608 (names of our own)
        names = ", ".join(columns)
        connection.execute(
            f"INSERT OR REPLACE INTO {table} (rowid, {names}) VALUES (?{', ?' * len(columns)})",  # noqa: S608 (as above)
            (row, *values),
        )
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()


def _plainly(folder: Path) -> Connection:
    """Open a database as whoever has the key and another program would."""
    try:
        slots = Slots.open(folder, NEW_PASSPHRASE)
    except WrongPassphraseError:
        slots = Slots.open(folder, GOLDEN_PASSPHRASE)
    return _connect(folder / "vault.db", slots.key.for_database())


def _flipped(content: bytes, chance: random.Random, count: int) -> Iterator[tuple[int, bytes]]:
    for _ in range(count):
        place, changed = chance.randrange(8 * len(content)), bytearray(content)
        changed[place // 8] ^= 1 << place % 8
        yield place, bytes(changed)


def _swapped(content: bytes, page: int, other: int) -> bytes:
    pages = [content[start : start + PAGE_BYTES] for start in range(0, len(content), PAGE_BYTES)]
    pages[page], pages[other] = pages[other], pages[page]
    return b"".join(pages)


def _headers_refused(root: Path, content: bytes, how: str) -> str:
    for name in HEADERS:
        (root / "vault" / name).write_bytes(content)
    try:
        Vault.open(root / "vault", GOLDEN_PASSPHRASE).close()
    except WalletError:
        return ""
    return f"it opened, {how}"


def _opens_whole(root: Path, name: str, content: bytes) -> str:
    (root / "vault" / name).write_bytes(content)
    try:
        with Vault.open(root / "vault", GOLDEN_PASSPHRASE) as vault:
            return "" if holds_everything(vault) else f"something is missing, {name} cut off"
    except WalletError as error:
        return f"{error}, {name} cut off at {len(content)}"


def _is_noticed(vault: Path, content: bytes, how: str) -> str:
    with in_place_of(vault, content) as folder:
        return "" if found(folder) else f"nothing was found, {how}"


def _is_no_backup(content: bytes, how: str) -> str:
    try:
        for _ in BackupReader(BytesIO(content), BACKUP_PASSPHRASE, Limits()).members():
            pass
    except WalletError:
        return ""
    return f"it was taken, {how}"
