"""Notices that the owner has dismissed, each in the state that it was in: in another one it is shown again."""

from __future__ import annotations

from datetime import datetime

from wallet.vault.database import Connection
from wallet.vault.times import to_microseconds


def dismiss(connection: Connection, subject: str, state: str, at: datetime) -> None:
    """Keep that a notice was dismissed, in the place of an earlier state of it."""
    connection.execute(
        "INSERT INTO dismissals (subject, state, at) VALUES (?, ?, ?) "
        "ON CONFLICT (subject) DO UPDATE SET state = excluded.state, at = excluded.at",
        (subject, state, to_microseconds(at)),
    )


def recall(connection: Connection, subject: str) -> None:
    """Let a notice be shown again."""
    connection.execute("DELETE FROM dismissals WHERE subject = ?", (subject,))


def list_dismissed(connection: Connection) -> dict[str, str]:
    """Return the state in which each notice was dismissed."""
    return dict(connection.execute("SELECT subject, state FROM dismissals").fetchall())
