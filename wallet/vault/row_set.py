"""The row set: one sum over every row of the database, by which a part that was put back from an older copy shows.

SQLCipher seals each page on its own, and an older page still bears its seal. So a digest of each row, under a key, is
added up modulo 2^256, and the sum is kept in a row of its own: what is added, changed or taken changes the sum in the
same statement, at a cost that does not depend on how much there is. Reading all rows through gives the sum anew.

Why this is enough. Digests are keyed BLAKE2b, a pseudorandom function; the key and the sum lie in the encrypted
database and stay the same when the vault gets another key. Whoever moves encrypted pages about therefore neither knows
a digest nor sees a sum, and only chooses among rows that once were there. Two different sets of them have one sum only
where a combination of unknown digests, each times how often it counts, happens to be 0: for one set that is tried, that
has a chance of 2^-256 times the largest power of two in all those counts. The attacks on sums of unkeyed digests need
the digests, and the nonce of Clarke and others hides a sum that is seen. The row that counts the generation is one of
the rows, so an old sum agrees with nothing but all the rows of that time: a whole older database, which its generation
gives away (`wallet.vault.generations`).

The keeping cannot be forgotten: triggers of the one connection that writes do it, for every table that there is, and
they are made anew after each change of the schema. What there was of a difference before such a change stays one. The
index of step 2 has no digests: SQLite's own check compares it with the rows it was made of.

Sources: Bellare and Micciancio, "A New Paradigm for Collision-Free Hashing" (AdHash), EUROCRYPT 1997; Clarke, Devadas,
van Dijk, Gassend and Suh, "Incremental Multiset Hash Functions" (MSet-Add-Hash), ASIACRYPT 2003; RFC 7693 (BLAKE2b);
https://www.sqlite.org/lang_createtrigger.html; https://www.sqlite.org/pragma.html#pragma_recursive_triggers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from wallet.model.errors import VaultDamagedError

if TYPE_CHECKING:
    import sqlite3

Rows: TypeAlias = Callable[[str], Iterable[Sequence[Any]]]
"""Runs a query and yields what it finds."""
Table: TypeAlias = tuple[str, list[str]]
"""Its name and those of its columns."""

SUM_BYTES = 32

_MODULUS = 1 << (8 * SUM_BYTES)
_COLUMNS = (
    "SELECT tables.name, columns.name FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns "
    "WHERE tables.schema = 'main' AND tables.type = 'table' AND tables.name NOT LIKE 'sqlite%' "
    "AND tables.name <> 'row_set' ORDER BY tables.name, columns.cid"
)
# Where a table's root lies is not its content: it moves when the database is made smaller.
_OF_SCHEMA: tuple[Table, ...] = (
    ("sqlite_schema", ["type", "name", "tbl_name", "sql"]),
    ("pragma_user_version", ["user_version"]),
)
_WATCHING = "SELECT name FROM sqlite_temp_schema WHERE type = 'trigger'"


class RowDigests:
    """Adds and takes digests of rows, under a key.

    Args:
        key: 32 bytes.
    """

    def __init__(self, key: bytes) -> None:
        self._begun = hashlib.blake2b(key=key, digest_size=SUM_BYTES)

    def added(self, total: bytes, row: bytes) -> bytes:
        """Return a sum, 32 bytes, with a row."""
        return _as_bytes(int.from_bytes(total, "big") + self.digest(row))

    def taken(self, total: bytes, row: bytes) -> bytes:
        """Return a sum, 32 bytes, without a row that is in it."""
        return _as_bytes(int.from_bytes(total, "big") - self.digest(row))

    def digest(self, row: bytes) -> int:
        """Return the digest of a row, below 2^256."""
        digest = self._begun.copy()
        digest.update(row)
        return int.from_bytes(digest.digest(), "big")


def watch(connection: sqlite3.Connection) -> None:
    """Let a connection keep the sum from now on, where the database has one."""
    if not is_kept(connection.execute):
        return
    digests = RowDigests(_kept(connection.execute)[0])
    connection.create_function("row_added", 2, digests.added, deterministic=True)
    connection.create_function("row_taken", 2, digests.taken, deterministic=True)
    for table in _tables(connection.execute):
        for statement in _triggers(table):
            connection.execute(statement)


def unwatch(connection: sqlite3.Connection) -> None:
    """Let a connection change tables themselves; `recount` afterwards."""
    for (name,) in connection.execute(_WATCHING).fetchall():
        connection.execute(f'DROP TRIGGER temp."{name}"')


def recount(connection: sqlite3.Connection, difference: int) -> None:
    """Keep the sum of what is there now, or as far from it as it was before."""
    if is_kept(connection.execute):
        total = _counted(connection.execute) + difference
        connection.execute("UPDATE row_set SET sum = ?", (_as_bytes(total),))


def difference(rows: Rows) -> int:
    """Return by how much the sum that is kept differs from that of the rows: 0 where they are those that were written.

    Raises:
        VaultDamagedError: If the sum is gone.
    """
    if not is_kept(rows):
        return 0
    return (int.from_bytes(_kept(rows)[1], "big") - _counted(rows)) % _MODULUS


def is_kept(rows: Rows) -> bool:
    """Whether a database has a sum: that of an older Rosette has none."""
    return next(iter(rows("SELECT 1 FROM sqlite_schema WHERE name = 'row_set'")), None) is not None


def _kept(rows: Rows) -> tuple[bytes, bytes]:
    kept = next(iter(rows("SELECT key, sum FROM row_set")), None)
    if kept is None:
        raise VaultDamagedError(
            "The wallet's database is damaged.",
            "What tells whether its rows belong together is gone.",
            "Go back to a snapshot (rosette snapshots), or restore a backup.",
        )
    return kept[0], kept[1]


def _counted(rows: Rows) -> int:
    digest = RowDigests(_kept(rows)[0]).digest
    queries = (f"SELECT {_row(table)} FROM {table[0]}" for table in (*_OF_SCHEMA, *_tables(rows)))  # noqa: S608 (ours)
    return sum(digest(row) for query in queries for (row,) in rows(query))


def _tables(rows: Rows) -> list[Table]:
    tables: dict[str, list[str]] = {}
    for table, column in rows(_COLUMNS):
        tables.setdefault(table, []).append(column)
    return list(tables.items())


def _triggers(table: Table) -> Iterator[str]:
    old, new = _row(table, "old."), _row(table, "new.")
    sums = {
        "INSERT": f"row_added(sum, {new})",
        "DELETE": f"row_taken(sum, {old})",
        "UPDATE": f"row_added(row_taken(sum, {old}), {new})",
    }
    for event, total in sums.items():
        change = f"UPDATE row_set SET sum = {total}"  # noqa: S608 (names of our own)
        yield f'CREATE TEMP TRIGGER "{table[0]} {event}" AFTER {event} ON main.{table[0]} BEGIN {change}; END'


def _row(table: Table, which: str = "") -> str:
    """Return an expression for a row as bytes: its table, and each value behind its length, so that no two are alike.

    Of which type a value is, its column says; only that it is none is said here.
    """
    name, columns = table
    values = (f'{which}"{column}"' for column in columns)
    parts = " || ".join(f"coalesce(octet_length({value}) || ':' || {value}, 'n')" for value in values)
    return f"CAST('{name}:' || {parts} AS BLOB)"


def _as_bytes(total: int) -> bytes:
    return (total % _MODULUS).to_bytes(SUM_BYTES, "big")
