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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from wallet.model.errors import VaultDamagedError

if TYPE_CHECKING:
    import sqlite3

Value: TypeAlias = str | int | bytes | None
Rows: TypeAlias = Callable[[str], Iterable[Sequence[Any]]]
"""Runs a query and yields what it finds."""

SUM_BYTES = 32

_MODULUS = 1 << (8 * SUM_BYTES)
_TABLES = (
    "SELECT tables.name, columns.name FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns "
    "WHERE tables.schema = 'main' AND tables.type = 'table' AND tables.name NOT LIKE 'sqlite%' "
    "AND tables.name <> 'row_set' ORDER BY tables.name, columns.cid"
)
# Where a table's root lies is not its content: it moves when the database is made smaller.
_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
_WATCHING = "SELECT name FROM sqlite_temp_schema WHERE type = 'trigger'"


class RowDigests:
    """Adds and takes digests of rows, under a key.

    Args:
        key: 32 bytes.
    """

    def __init__(self, key: bytes) -> None:
        self._begun = hashlib.blake2b(key=key, digest_size=SUM_BYTES)

    def added(self, total: bytes, *row: Value) -> bytes:
        """Return a sum, 32 bytes, with a row: the name of its table and its values."""
        return _as_bytes(int.from_bytes(total, "big") + self.digest(row))

    def taken(self, total: bytes, *row: Value) -> bytes:
        """Return a sum, 32 bytes, without a row that is in it."""
        return _as_bytes(int.from_bytes(total, "big") - self.digest(row))

    def digest(self, row: Iterable[Value]) -> int:
        """Return the digest of a row, below 2^256."""
        digest = self._begun.copy()
        digest.update(_message(row))
        return int.from_bytes(digest.digest(), "big")


def watch(connection: sqlite3.Connection) -> None:
    """Let a connection keep the sum from now on, where the database has one."""
    if not is_kept(connection.execute):
        return
    digests = RowDigests(_kept(connection.execute)[0])
    connection.create_function("row_added", -1, digests.added, deterministic=True)
    connection.create_function("row_taken", -1, digests.taken, deterministic=True)
    for table, columns in _columns(connection.execute).items():
        for statement in _triggers(table, columns):
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
    digests = RowDigests(_kept(rows)[0])
    total = sum(digests.digest(("sqlite_schema", *row)) for row in rows(_SCHEMA))
    total += sum(digests.digest(("user_version", *row)) for row in rows("PRAGMA user_version"))
    for table, columns in _columns(rows).items():
        query = f'SELECT {_listed(columns)} FROM "{table}"'  # noqa: S608 (names of our own)
        total += sum(digests.digest((table, *row)) for row in rows(query))
    return total


def _columns(rows: Rows) -> Mapping[str, list[str]]:
    columns: dict[str, list[str]] = {}
    for table, column in rows(_TABLES):
        columns.setdefault(table, []).append(column)
    return columns


def _triggers(table: str, columns: Sequence[str]) -> Iterator[str]:
    old, new = (f"'{table}', {_listed(columns, which)}" for which in ("old.", "new."))
    sums = {
        "INSERT": f"row_added(sum, {new})",
        "DELETE": f"row_taken(sum, {old})",
        "UPDATE": f"row_added(row_taken(sum, {old}), {new})",
    }
    for event, total in sums.items():
        change = f"UPDATE row_set SET sum = {total}"  # noqa: S608 (names of our own)
        yield f'CREATE TEMP TRIGGER "{table} {event}" AFTER {event} ON main."{table}" BEGIN {change}; END'


def _listed(columns: Sequence[str], which: str = "") -> str:
    return ", ".join(f'{which}"{column}"' for column in columns)


def _as_bytes(total: int) -> bytes:
    return (total % _MODULUS).to_bytes(SUM_BYTES, "big")


def _message(row: Iterable[Value]) -> bytes:
    """Return a row's values, each with its type and its length, so that no two rows have the same bytes."""
    parts: list[bytes] = []
    for value in row:
        if isinstance(value, str):
            text = value.encode()
            parts += (b"t%d:" % len(text), text)
        elif isinstance(value, int):
            parts.append(b"i%d:" % value)
        elif isinstance(value, bytes):
            parts += (b"b%d:" % len(value), value)
        else:
            parts.append(b"n")
    return b"".join(parts)
