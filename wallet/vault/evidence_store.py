"""Evidence that was gathered for the owner's own badges; it tells where they come from, so it stays in the vault."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from wallet.model.checks import Source
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.vault.database import Connection
from wallet.vault.times import from_microseconds, to_microseconds


def add_evidence(connection: Connection, documents: Sequence[EvidenceDocument]) -> None:
    """Keep documents; one that is kept already gets the newer of both times."""
    connection.executemany(
        "INSERT INTO evidence (kind, id, source, pack, digest, content, fetched) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (kind, id, source, pack, digest) DO UPDATE SET fetched = max(fetched, excluded.fetched)",
        [_row(document) for document in documents],
    )


def list_evidence(connection: Connection) -> list[EvidenceDocument]:
    """Return every document, the newest copies of each first."""
    rows = connection.execute(
        "SELECT id, kind, content, fetched, source, pack FROM evidence ORDER BY kind, id, fetched DESC, key DESC"
    ).fetchall()
    return [
        EvidenceDocument(name, EvidenceKind(kind), content, from_microseconds(fetched), Source(source), pack)
        for name, kind, content, fetched, source, pack in rows
    ]


def _row(document: EvidenceDocument) -> tuple[str | bytes | int, ...]:
    return (
        document.kind.value,
        document.id,
        document.source.value,
        document.pack,
        hashlib.sha256(document.content).digest(),
        document.content,
        to_microseconds(document.fetched),
    )
