"""Whether a vault's files belong together and are the newest: each part that was put back, and what to do then.

Nothing is changed or refused because of what is found here: the owner's badges stay readable, and the owner decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from wallet.model.errors import VaultDamagedError
from wallet.model.finding import Finding, FindingKind
from wallet.vault import row_set
from wallet.vault.database import Copying, Database
from wallet.vault.generations import Generations
from wallet.vault.slots import Slots

# Leaves of the index with words on them that no entry leads to: FTS5's own check follows the entries that there are.
# How the numbers of leaves are put together, and that the third and fourth byte of a leaf tell where its list of words
# begins: https://sqlite.org/src/file?name=ext/fts5/fts5_index.c, "FTS5 index data structures".
_LOST_LEAVES = """
    SELECT id >> 37, id & 0x7fffffff FROM search_data
    WHERE id >= 1 << 37 AND (id >> 31) & 63 = 0 AND hex(substr(block, 3, 2)) < printf('%04X', length(block))
    EXCEPT SELECT segid, pgno >> 1 FROM search_idx
"""
Told: TypeAlias = Callable[[int, int], None]
"""Is told how much of a check is done, of how much in all; what it raises ends the check."""

_TABLES = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'"
_ROWS_AT_ONCE = 1_000
_ROWS, _SEALS, _PLACES, _ALL = 60, 75, 90, 100
"""Which share of a check is over behind each part: rows, seals of pages, their places, the index of words."""
_OR_ACCEPT = "or accept the wallet as it is (rosette vault check --accept)."

DAMAGED = Finding(
    FindingKind.DAMAGED,
    "The wallet's database is damaged.",
    "A part of it is not what was written.",
    "Go back to a snapshot (rosette snapshots), or restore a backup.",
)
MIXED = Finding(
    FindingKind.MIXED,
    "Parts of the wallet's database do not belong together.",
    "A part was put back from an older copy, or changed by something other than Rosette.",
    f"Go back to a snapshot (rosette snapshots), restore a backup, {_OR_ACCEPT}",
)
INDEX = Finding(
    FindingKind.INDEX,
    "What the wallet's search finds is not what its badges say.",
    "A part of its index was put back from an older copy; the badges themselves are whole.",
    "Have it made anew (rosette vault check --accept).",
)
OLDER_DATABASE = Finding(
    FindingKind.OLDER_DATABASE,
    "The wallet's database is older than its key file.",
    "“vault.db” was put back from an older copy: what came after that is not in it.",
    f"Put the newer file back, restore a backup, {_OR_ACCEPT}",
)
OLDER_KEY_FILE = Finding(
    FindingKind.OLDER_KEY_FILE,
    "The wallet's key file is older than its database.",
    "“vault.hdr” was put back from an older copy: a passphrase that was changed since then may open the wallet again.",
    f"Change the passphrase, {_OR_ACCEPT}",
)
OLDER_WALLET = Finding(
    FindingKind.OLDER_WALLET,
    "This wallet is older than the one that was last open on this computer.",
    "Its folder was put back from an older copy: what came after that is not in it.",
    f"Put the newer folder back, restore a backup, {_OR_ACCEPT}",
)
REPAIRED_KEY_FILE = Finding(
    FindingKind.REPAIRED_KEY_FILE,
    "One of the two copies of the wallet's key file was an older one, or damaged.",
    "It was put back from somewhere, or the computer stopped while it was written.",
    "It was written anew from the other one: there is nothing to do.",
)


def compare_generations(said: Generations, slots: Slots, newest: int) -> Iterator[Finding]:
    """Yield which of a vault's files are older than something says.

    Args:
        said: What the database says.
        slots: What its header says.
        newest: The newest generation of the database that is remembered elsewhere; 0 where none is.
    """
    if said.database < slots.header.floor:
        yield OLDER_DATABASE
    elif said.database < newest:
        yield OLDER_WALLET
    if slots.header.generation < said.header:
        yield OLDER_KEY_FILE
    elif slots.was_repaired:
        yield REPAIRED_KEY_FILE


def check_database(database: Database, told: Told = lambda _done, _total: None) -> Iterator[Finding]:
    """Read a database through, and yield what does not belong together or is not what was written.

    Nobody waits for it but, for its last part, those who write.

    Args:
        database: The database.
        told: Is told how far it is.

    Raises:
        LockedError: If the database is closed on the way.
        WalletError: If the disk refuses.
    """
    try:
        database.settle()
        with database.copying() as copying:
            progress = _Progress(copying, told)
            if row_set.difference(progress.rows):
                yield MIXED
            progress.end_part(_ROWS)
            if not _is_whole(copying, progress):
                yield DAMAGED
                return
            reaches_all = next(copying.rows(_LOST_LEAVES), None) is None
    except VaultDamagedError:
        yield DAMAGED
        return
    if not (reaches_all and _finds_what_there_is(database)):
        yield INDEX
    told(_ALL, _ALL)


def accept(database: Database) -> None:
    """Take the rows that there are for those that belong together, and make the indexes of them anew.

    Raises:
        VaultDamagedError: If it cannot be read.
        WalletError: If the disk refuses.
    """
    with database.writing() as connection:
        connection.execute("REINDEX")
        connection.execute("INSERT INTO search (search) VALUES ('rebuild')")
        row_set.recount(connection, 0)


class _Progress:
    """How far a check is, as a share of what it usually takes.

    Args:
        copying: What is checked.
        told: Is told.
    """

    def __init__(self, copying: Copying, told: Told) -> None:
        self._copying = copying
        self._told = told
        self._read = 0
        tables = [name for (name,) in copying.rows(_TABLES)]
        self._total = sum(next(copying.rows(f'SELECT count(*) FROM "{table}"'))[0] for table in tables)  # noqa: S608 (ours)

    def rows(self, query: str) -> Iterable[Sequence[Any]]:
        """Yield what a query finds, and tell on the way."""
        for row in self._copying.rows(query):
            yield row
            self._read += 1
            if self._read % _ROWS_AT_ONCE == 0:
                self._told(min(_ROWS, _ROWS * self._read // (self._total or 1)), _ALL)

    def end_part(self, share: int) -> None:
        """Tell that all of a part is done."""
        self._told(share, _ALL)


def _is_whole(copying: Copying, progress: _Progress) -> bool:
    """Whether the seal of each page is right, and SQLite finds each page, row and entry of an index in its place.

    Source: https://www.sqlite.org/pragma.html#pragma_integrity_check.
    """
    if next(copying.rows("PRAGMA cipher_integrity_check"), None) is not None:
        return False
    progress.end_part(_SEALS)
    is_in_place = list(copying.rows("PRAGMA integrity_check(1)")) == [("ok",)]
    progress.end_part(_PLACES)
    return is_in_place


def _finds_what_there_is(database: Database) -> bool:
    try:
        database.check_search()
    except VaultDamagedError:
        return False
    return True
