"""What a change of form must not change: how many rows there are, and every byte that came from outside."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from wallet.model.errors import VaultDamagedError
from wallet.vault.database import Copying
from wallet.vault.dump import DOCUMENTS, TABLES


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What two databases are compared by.

    Attributes:
        rows: How many rows each table has.
        documents: For each column of documents, one digest over the sorted digests of all of them.
    """

    rows: Mapping[str, int]
    documents: Mapping[tuple[str, str], bytes]

    @classmethod
    def of(cls, copying: Copying) -> Fingerprint:
        """Read a database through.

        Raises:
            WalletError: If the disk refuses, or what is read is not what was written.
        """
        tables = [name for (name,) in copying.rows(TABLES)]
        count = "SELECT count(*) FROM"
        rows = {table: next(copying.rows(f'{count} "{table}"'))[0] for table in tables}
        documents = {place: _digest(copying, *place) for place in DOCUMENTS if place[0] in tables}
        return cls(rows, documents)

    def kept_by(self, other: Fingerprint) -> bool:
        """Whether all that is here is there too; `other` may have more tables."""
        rows = {table: other.rows.get(table) for table in self.rows}
        return rows == self.rows and other.documents == self.documents


def check_copy(copying: Copying) -> None:
    """Check the seal of each page of a database.

    Raises:
        VaultDamagedError: If one does not match.

    Source: https://www.zetetic.net/sqlcipher/sqlcipher-api/#cipher_integrity_check.
    """
    if next(copying.rows("PRAGMA cipher_integrity_check"), None) is not None:
        raise VaultDamagedError("A copy of the wallet's database is damaged.", "A part of it is not what was written.")


def _digest(copying: Copying, table: str, column: str) -> bytes:
    query = f'SELECT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'  # noqa: S608 (names of our own)
    digests = sorted(hashlib.sha256(document).digest() for (document,) in copying.rows(query))
    return hashlib.sha256(b"".join(digests)).digest()
