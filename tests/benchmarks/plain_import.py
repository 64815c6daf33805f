"""The same import into an encrypted wallet and into plain SQLite, in turn: what encrypting costs."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from unittest import mock

from tests.benchmarks.bench_import import make_files
from tests.benchmarks.large_library import stored_badges
from tests.benchmarks.measuring import seconds
from tests.vault.making import AT, CHEAP, PASSPHRASE
from wallet.model.badge import Added, StoredBadge
from wallet.model.clock import SystemClock
from wallet.model.limits import Limits
from wallet.operations.importing import import_files
from wallet.operations.wallet import Wallet, own_badges
from wallet.vault import database, row_set
from wallet.vault.database import Connection
from wallet.vault.vault import Vault

_FILES = 400
_STORED = 4_000
_ROUNDS = 3

Compared = dict[str, tuple[list[float], list[float]]]
"""For each kind of import its times, encrypted and plain, in seconds."""


def compare() -> Compared:
    """Import badges both ways, A B A B."""
    compared: Compared = {}
    with tempfile.TemporaryDirectory() as scratch:
        files = Path(scratch) / "badges"
        make_files(files, _FILES)
        badges = list(islice(stored_badges(_STORED), _STORED))
        kinds: dict[str, Callable[[Vault], None]] = {
            f"import of {_FILES} files, verified": lambda vault: _import(vault, files),
            f"{_STORED:,} badges put in, 100 at once": lambda vault: _put_in(vault, badges),
        }
        for what, work in kinds.items():
            pairs = [(_encrypted(work), _plain(work)) for _ in range(_ROUNDS)]
            compared[what] = ([first for first, _ in pairs], [second for _, second in pairs])
    return compared


def _encrypted(work: Callable[[Vault], None]) -> float:
    with (
        tempfile.TemporaryDirectory() as scratch,
        Vault.create(Path(scratch) / "vault", PASSPHRASE, AT, CHEAP) as vault,
    ):
        return seconds(lambda: work(vault))


def _plain(work: Callable[[Vault], None]) -> float:
    """Do the same with a database that is neither encrypted nor has a row set."""
    with contextlib.ExitStack() as patched:
        patched.enter_context(mock.patch.object(database, "_prepare", _prepare_plainly))
        patched.enter_context(mock.patch.object(database, "_authentic", _whatever_comes))
        patched.enter_context(mock.patch.object(row_set, "watch", return_value=None))
        return _encrypted(work)


def _prepare_plainly(connection: Connection, _key: bytes) -> None:
    for statement in database._AFTER_KEY:
        if "cipher" not in statement:
            connection.execute(statement)


@contextlib.contextmanager
def _whatever_comes(_connection: Connection) -> Iterator[None]:
    yield


def _import(vault: Vault, files: Path) -> None:
    wallet = Wallet(vault, files.with_name("packs"), SystemClock(), Limits())
    outcomes = [result.outcome for result in import_files(wallet, [files], own_badges(wallet))]
    assert outcomes == [Added.ADDED] * _FILES


def _put_in(vault: Vault, badges: Sequence[StoredBadge]) -> None:
    for first in range(0, len(badges), 100):
        added = vault.add_all(badges[first : first + 100])
        assert set(added) == {Added.ADDED}
