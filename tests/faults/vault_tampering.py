"""Parts of a vault put back from an older copy of it: pages, logs, headers, whole files."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.vault.make_golden import GOLDEN_PASSPHRASE, fill
from tests.vault.making import AT, make_badge, make_report
from wallet.model.errors import VaultDamagedError, WalletError, WrongPassphraseError
from wallet.model.finding import FindingKind
from wallet.model.report import Verdict
from wallet.vault.database import PAGE_BYTES
from wallet.vault.vault import Vault

NEW_PASSPHRASE = "a newer passphrase"
_FILES = ("vault.db", "vault.hdr", "vault.hdr2")


@contextmanager
def aged(changes: int = 12) -> Iterator[tuple[Path, Path]]:
    """Lend a closed vault, and an older copy of it from before a number of changes of every kind."""
    with TemporaryDirectory(prefix="rosette-tampering-") as folder:
        now, older = Path(folder) / "now", Path(folder) / "older"
        fill(now)
        with Vault.open(now, GOLDEN_PASSPHRASE) as vault:
            vault.add_all([make_badge(f"Old {number}", texts="word " * 900, minutes=number) for number in range(20)])
        shutil.copytree(now, older)
        with Vault.open(now, GOLDEN_PASSPHRASE) as vault:
            _change(vault, changes)
            vault.change_passphrase(GOLDEN_PASSPHRASE, NEW_PASSPHRASE)
        yield now, older


def pages_put_back(now: Path, older: Path, every: int = 1) -> Iterator[tuple[str, bytes]]:
    """Yield the database with each page in turn that differs in the older one, taken from there, and what that is.

    Pages that hold nothing now are left out: nobody reads them, whatever is put there.
    """
    new, old = (_pages(folder / "vault.db") for folder in (now, older))
    for number in differing(new, old)[::every]:
        if not is_free(now, number):
            yield f"page {number + 1} put back", _with(new, old, [number])


def pages_put_forward(now: Path, older: Path, every: int = 1) -> Iterator[tuple[str, bytes]]:
    """Yield the older database with each page in turn taken from the newer one, and what that is."""
    new, old = (_pages(folder / "vault.db") for folder in (now, older))
    for number in differing(new, old)[::every]:
        if not is_free(older, number):
            yield f"page {number + 1} put forward", _with(old, new, [number])


def sets_put_back(now: Path, older: Path, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield the database with random sets of pages from the older one: never all that differ, and never none."""
    new, old = (_pages(folder / "vault.db") for folder in (now, older))
    numbers = [number for number in differing(new, old) if not is_free(now, number)]
    for _ in range(count):
        chosen = random.sample(numbers, random.randint(1, len(numbers) - 1))  # noqa: S311 (which pages is no secret)
        yield f"pages {sorted(chosen)} put back", _with(new, old, chosen)


def differing(new: list[bytes], old: list[bytes]) -> list[int]:
    """Return the places of the pages that both have and that differ."""
    return [number for number, (one, other) in enumerate(zip(new, old, strict=False)) if one != other]


def found(folder: Path, newest: int = 0) -> frozenset[FindingKind]:
    """Return what a vault's check finds; damage where it does not open or end."""
    try:
        with opened_either_way(folder) as vault:
            return frozenset(each.kind for each in [*vault.compare_generations(newest), *vault.check()])
    except VaultDamagedError:
        return frozenset({FindingKind.DAMAGED})


def unnoticed(now: Path, tampered: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """Yield for each database, in the place of a vault's own, what it is where nothing is found, or nothing."""
    for what, content in tampered:
        with in_place_of(now, content) as folder:
            yield "" if found(folder) else what


def is_free(folder: Path, number: int) -> bool:
    """Whether nothing refers to a page: SQLite misses nothing where its bytes are spoilt."""
    pages = _pages(folder / "vault.db")
    spoilt = _with(pages, [bytes(PAGE_BYTES)] * len(pages), [number])
    with in_place_of(folder, spoilt) as copy:
        try:
            with opened_either_way(copy) as vault, vault._database.copying() as copying:
                return list(copying.rows("PRAGMA integrity_check(1)")) == [("ok",)]
        except WalletError:
            return False


@contextmanager
def in_place_of(folder: Path, content: bytes) -> Iterator[Path]:
    """Lend a copy of a vault with another database in the place of its own."""
    with TemporaryDirectory(prefix="rosette-tampered-") as copy:
        for name in _FILES:
            shutil.copyfile(folder / name, Path(copy) / name)
        (Path(copy) / "vault.db").write_bytes(content)
        yield Path(copy)


def opened_either_way(folder: Path) -> Vault:
    """Open a vault with the newer passphrase, or with the older one."""
    try:
        return Vault.open(folder, NEW_PASSPHRASE)
    except WrongPassphraseError:
        return Vault.open(folder, GOLDEN_PASSPHRASE)


def _change(vault: Vault, changes: int) -> None:
    for number in range(changes):
        badge = make_badge(f"Old {number}", texts="word " * 900, minutes=number)
        vault.set_note(badge.card.id, f"a note of day {number}", AT + timedelta(days=number))
        vault.add(make_badge(f"New {number}", texts=f"other {number} " * 500, minutes=100 + number))
        vault.update_report(badge.card, make_report(Verdict.EXPIRED, badge.card.name))
    vault.remove([make_badge("Old 19").card.id], AT)
    vault.empty_bin(AT + timedelta(days=9))
    vault.undo(AT + timedelta(days=9))


def _pages(path: Path) -> list[bytes]:
    content = path.read_bytes()
    return [content[start : start + PAGE_BYTES] for start in range(0, len(content), PAGE_BYTES)]


def _with(pages: list[bytes], others: list[bytes], numbers: Iterable[int]) -> bytes:
    changed = list(pages)
    for number in numbers:
        changed[number] = others[number]
    return b"".join(changed)
