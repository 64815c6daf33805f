"""The vault as members of a backup: its rows as JSON, its documents beside them as they came (VAULT.md, promise 5).

Every table is in it but what can be made again from the others, so that a table of a later step is never forgotten.
A member of rows follows the documents that its rows name, so whoever reads them needs to remember only those.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from wallet.model.backup import CONTAINERS, CREDENTIALS, EVIDENCE, ROWS, Contents, Member
from wallet.vault.database import Copying
from wallet.vault.holder_keys import exposed_key
from wallet.vault.vault_key import VaultKey

Row: TypeAlias = dict[str, Any]

READ_AGAIN = frozenset({"facts", "related_achievements", "skills", "badge_skills", "replacements"})
"""What is read out of the badges: whoever makes a backup does not say it for them."""
NOT_DUMPED = frozenset({"vault", "row_set", "thumbnails"}) | READ_AGAIN
"""The vault's own row becomes the manifest; the row set is summed and thumbnails are drawn again.
What `search` keeps is no table of its own."""
DOCUMENTS: Mapping[tuple[str, str], str] = {
    ("bodies", "document"): CREDENTIALS,
    ("bodies", "container"): CONTAINERS,
    ("evidence", "content"): EVIDENCE,
}
"""Columns whose bytes are files of their own, and in which folder."""
TABLES = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'"

_MOST_ROWS = 500
_ENOUGH_BYTES = 4 * 1024 * 1024


def dumped_contents(copying: Copying, made_at: datetime) -> Contents:
    """Return what a backup of the vault as it stands says of itself."""
    ((vault_id, generation),) = copying.rows("SELECT id, generation FROM vault")
    ((schema,),) = copying.rows("PRAGMA user_version")
    ((badges,),) = copying.rows("SELECT count(*) FROM badges WHERE removed_at IS NULL")
    rows = {table: _count(copying, table) for table in _dumped_tables(copying)}
    return Contents(vault_id, generation, schema, made_at, rows, badges)


def dumped_members(copying: Copying, vault_key: VaultKey) -> Iterator[Member]:
    """Yield the members of a backup: for each table, in pieces, the documents that rows name, then the rows.

    The owner's signing keys are in the clear there: whoever takes them encrypts.
    """
    for table in _dumped_tables(copying):
        rows = _rows(copying, table)
        if table == "holder_keys":
            rows = (exposed_key(vault_key, row) for row in rows)
        yield from _Pieces(table).of(rows)


def _dumped_tables(copying: Copying) -> list[str]:
    # In the order in which they were made, so that what refers comes after what it refers to.
    order = {name: place for place, (name,) in enumerate(copying.rows("SELECT name FROM sqlite_schema ORDER BY rowid"))}
    names = [name for (name,) in copying.rows(TABLES) if name not in NOT_DUMPED]
    return sorted(names, key=lambda name: order[name])


def _count(copying: Copying, table: str) -> int:
    ((count,),) = copying.rows(f'SELECT count(*) FROM "{table}"')  # noqa: S608 (a table of ours)
    return int(count)


def _rows(copying: Copying, table: str) -> Iterator[Row]:
    columns = [name for (name,) in copying.rows("SELECT name FROM pragma_table_info(?)", (table,))]
    for values in copying.rows(f'SELECT * FROM "{table}" ORDER BY rowid'):  # noqa: S608 (a table of ours)
        yield dict(zip(columns, values, strict=True))


class _Pieces:
    """Puts the rows of one table into members of a bounded size."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._number = 0
        self._lines: list[str] = []
        self._names: set[str] = set()
        self._size = 0

    def of(self, rows: Iterator[Row]) -> Iterator[Member]:
        for row in rows:
            yield from self._documents(row)
            line = json.dumps(row, separators=(",", ":"), default=_as_base64)
            self._lines.append(line)
            self._size += len(line)
            if len(self._lines) >= _MOST_ROWS or self._size >= _ENOUGH_BYTES:
                yield self._member()
        if self._lines:
            yield self._member()

    def _documents(self, row: Row) -> Iterator[Member]:
        for column, value in row.items():
            folder = DOCUMENTS.get((self._table, column))
            if folder is None or value is None:
                continue
            member = Member(folder + hashlib.sha256(value).hexdigest(), value)
            row[column] = {"member": member.name}
            if member.name not in self._names:
                self._names.add(member.name)
                self._size += len(value)
                yield member

    def _member(self) -> Member:
        content = "".join(f"{line}\n" for line in self._lines).encode()
        self._number += 1
        self._lines, self._names, self._size = [], set(), 0
        return Member(f"{ROWS}{self._table}/{self._number:06}.jsonl", content)


def _as_base64(value: bytes) -> dict[str, str]:
    return {"base64": base64.b64encode(value).decode()}
