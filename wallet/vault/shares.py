"""The sharing history: lines are added, never changed, and stay when a badge is removed."""

from __future__ import annotations

from wallet.model.badge import BadgeId
from wallet.model.sharing import Share, SharedBadge, SharedClaim
from wallet.vault.database import Connection
from wallet.vault.times import from_microseconds, to_microseconds


def add_share(connection: Connection, share: Share) -> None:
    """Keep a line of the history."""
    key = connection.execute(
        "INSERT INTO shares (receiver, at, nonce, audience, digest, media_type) VALUES (?, ?, ?, ?, ?, ?)",
        (
            share.receiver,
            to_microseconds(share.at),
            share.nonce,
            share.audience,
            bytes.fromhex(share.digest),
            share.media_type,
        ),
    ).lastrowid
    for badge in share.badges:
        _add_badge(connection, key, badge)


def list_shares(connection: Connection) -> list[Share]:
    """Return every line, the newest first."""
    rows = connection.execute(
        "SELECT key, receiver, at, nonce, audience, digest, media_type FROM shares ORDER BY at DESC, key DESC"
    ).fetchall()
    return [
        Share(receiver, from_microseconds(at), nonce, audience, digest.hex(), media_type, _badges(connection, key))
        for key, receiver, at, nonce, audience, digest, media_type in rows
    ]


def _add_badge(connection: Connection, share: int | None, badge: SharedBadge) -> None:
    key = connection.execute(
        "INSERT INTO shared_badges (share, badge, name) VALUES (?, ?, ?)", (share, badge.badge, badge.name)
    ).lastrowid
    connection.executemany(
        "INSERT INTO shared_claims (badge, pointer, label) VALUES (?, ?, ?)",
        [(key, claim.pointer, claim.label) for claim in badge.claims],
    )


def _badges(connection: Connection, share: int) -> tuple[SharedBadge, ...]:
    rows = connection.execute(
        "SELECT key, badge, name FROM shared_badges WHERE share = ? ORDER BY key", (share,)
    ).fetchall()
    return tuple(SharedBadge(BadgeId(badge), name, _claims(connection, key)) for key, badge, name in rows)


def _claims(connection: Connection, badge: int) -> tuple[SharedClaim, ...]:
    rows = connection.execute("SELECT pointer, label FROM shared_claims WHERE badge = ? ORDER BY rowid", (badge,))
    return tuple(SharedClaim(pointer, label) for pointer, label in rows.fetchall())
