"""Members of a backup back into rows, in a database that nobody uses yet (`wallet.vault.dump` made them)."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlcipher3 import dbapi2

from wallet.model.backup import ROWS, Member
from wallet.model.badge import BadgeQuery
from wallet.model.change import ChangeKind
from wallet.model.checks import Source
from wallet.model.credential import Carrier
from wallet.model.errors import BackupError
from wallet.model.evidence import EvidenceKind
from wallet.vault.backup_records import last_record
from wallet.vault.badges import list_bin
from wallet.vault.cards import count_cards, list_cards
from wallet.vault.collection_store import list_collections, read_tree
from wallet.vault.collection_tree import is_sound
from wallet.vault.database import Connection, Database
from wallet.vault.dump import DOCUMENTS, NOT_DUMPED, TABLES, Row
from wallet.vault.holder_keys import wrapped_key
from wallet.vault.presets import list_presets
from wallet.vault.shares import list_shares
from wallet.vault.times import from_microseconds
from wallet.vault.vault_key import VaultKey

_UNFIT = (
    *(dbapi2.IntegrityError, dbapi2.DataError, dbapi2.InterfaceError, dbapi2.ProgrammingError),
    *(OverflowError, UnicodeEncodeError),
)
"""How the database, and the module that speaks to it, refuse values that its tables cannot hold."""
_PAGE = 500
_EVERYTHING = BadgeQuery(with_replaced=True)
_MOST_BYTES = 128 * 1024 * 1024
"""What rows may refer to is kept until they come: one member of rows and the largest document, with room to spare."""


class Loader:
    """Puts members into a database, in the order in which they were dumped.

    Args:
        database: One with the schema that the backup was made with.
        vault_key: Wraps the owner's signing keys.
    """

    def __init__(self, database: Database, vault_key: VaultKey) -> None:
        self._database = database
        self._vault_key = vault_key
        self._documents: dict[str, bytes] = {}
        with database.reading() as connection:
            self._columns = _columns(connection)

    def take(self, member: Member) -> None:
        """Put one member in, or remember it for the rows that follow.

        Raises:
            BackupError: If it is not what a dump holds.
            WalletError: If the disk refuses.
        """
        if not member.name.startswith(ROWS):
            self._documents[member.name] = member.data
            if sum(map(len, self._documents.values())) > _MOST_BYTES:
                raise _foreign()
            return
        table = member.name.removeprefix(ROWS).split("/")[0]
        if table not in self._columns:
            raise _foreign()
        with self._database.writing() as connection:
            self._insert(connection, table, [self._row(table, line) for line in member.data.splitlines()])
        self._documents.clear()

    def check(self, rows: Mapping[str, int]) -> None:
        """Check that as many rows are there as the backup says.

        Raises:
            BackupError: If not.
        """
        count = "SELECT count(*) FROM"
        with self._database.reading() as connection:
            found = {table: connection.execute(f'{count} "{table}"').fetchone()[0] for table in self._columns}
        if found != rows:
            raise _foreign()

    def _insert(self, connection: Connection, table: str, rows: list[Row]) -> None:
        columns = self._columns[table]
        if any(row.keys() != columns.keys() for row in rows):
            raise _foreign()
        names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        insert = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608 (names of our own tables)
        try:
            connection.executemany(insert, [tuple(row[name] for name in columns) for row in rows])
        except _UNFIT as error:
            raise _foreign() from error

    def _row(self, table: str, line: bytes) -> Row:
        # Not the strict reader: whatever the database held, it is to hold again.
        try:
            members = json.loads(line)
            row = {name: self._value(table, name, value) for name, value in members.items()}
            return wrapped_key(self._vault_key, row) if table == "holder_keys" else row
        except (ValueError, AttributeError, KeyError, TypeError, RecursionError) as error:
            raise _foreign() from error

    def _value(self, table: str, column: str, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        if (table, column) in DOCUMENTS:
            return self._documents[value["member"]]
        return base64.b64decode(value["base64"], validate=True)


def check_readable(database: Database) -> None:
    """Read all that lists show, so that a wallet made from a stranger's backup opens as any other.

    Args:
        database: One with this program's schema.

    Raises:
        BackupError: If a value in it is none that Rosette writes.
    """
    try:
        with database.reading() as connection:
            _read_all(connection)
    except (ValueError, TypeError, OverflowError) as error:
        raise _foreign() from error


def _read_all(connection: Connection) -> None:
    for query, read in _READ_BY.items():
        for values in connection.execute(query).fetchall():
            read(*values)
    for offset in range(0, count_cards(connection, _EVERYTHING), _PAGE):
        list_cards(connection, _EVERYTHING, offset, _PAGE)
    if not is_sound(read_tree(connection)):
        raise ValueError("collections stand in themselves")
    for read_all in (list_bin, list_shares, list_presets, last_record, list_collections):
        read_all(connection)


_READ_BY: Mapping[str, Callable[..., object]] = {
    "SELECT DISTINCT carrier FROM bodies": Carrier,
    "SELECT DISTINCT kind FROM evidence": EvidenceKind,
    "SELECT DISTINCT source FROM evidence": Source,
    "SELECT DISTINCT fetched FROM evidence": from_microseconds,
    "SELECT DISTINCT kind FROM changes": ChangeKind,
    "SELECT DISTINCT at FROM changes": from_microseconds,
    "SELECT DISTINCT made_at FROM holder_keys": from_microseconds,
    "SELECT DISTINCT CASE WHEN json_valid(report) THEN json_type(report) END FROM reports": ["object"].index,
    "SELECT DISTINCT at FROM dismissals": from_microseconds,
}
"""Words and times that only some page reads later, and what reads them there."""


def _columns(connection: Connection) -> dict[str, dict[str, None]]:
    """Return the names of the columns of each table that a backup may fill, in order."""
    tables = [name for (name,) in connection.execute(TABLES).fetchall() if name not in NOT_DUMPED]
    query = "SELECT name FROM pragma_table_info(?)"
    return {
        table: dict.fromkeys(name for (name,) in connection.execute(query, (table,)).fetchall()) for table in tables
    }


def _foreign() -> BackupError:
    return BackupError(
        "This backup cannot be restored.", "What is in it is not what Rosette keeps.", "Use another copy of it."
    )
