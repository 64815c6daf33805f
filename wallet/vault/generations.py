"""Generations: numbers that only grow, by which an older file shows beside newer ones (VAULT.md, promise 2).

The database counts its changes. The header counts how often it was written, and holds a floor: the database's count at
that time, which a crash can leave behind but never ahead. The database, in turn, notes the newest header. So either of
the two that was put back alone is older than what the other says of it. Both together are as good as they were, and are
told only by whoever remembers a newer count outside the folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wallet.vault.database import Connection, Database

if TYPE_CHECKING:
    from wallet.vault.header import Header


@dataclass(frozen=True, slots=True)
class Generations:
    """What a database says of what was.

    Attributes:
        database: How often it was changed.
        header: The newest header that it was used with.
    """

    database: int = 0
    header: int = 0


def read_generations(connection: Connection) -> Generations:
    """Return what a database says."""
    query = "SELECT generation, coalesce(header_generation, 0) FROM vault"
    return Generations(*connection.execute(query).fetchone())


def note_header(database: Database, header: Header) -> None:
    """Note a header in the database, where it is newer than any that it was used with.

    Raises:
        WalletError: If the disk refuses.
    """
    with database.noting() as connection:
        connection.execute(
            "UPDATE vault SET header_generation = ? WHERE coalesce(header_generation, -1) < ?",
            (header.generation, header.generation),
        )


def take_for_newest(connection: Connection, header: Header, newest: int) -> None:
    """Let a database and a header be the newest from now on, whatever was before.

    Args:
        connection: Of the database.
        header: The header.
        newest: The newest generation of the database that anybody remembers.
    """
    connection.execute(
        "UPDATE vault SET header_generation = ?, generation = max(generation, ?, ?)",
        (header.generation, header.floor, newest),
    )
