"""The sharing history: lines are added, never changed, and stay when a badge is removed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any, TypeAlias

from wallet.model.badge import BadgeId
from wallet.model.disclosure import Trace, TraceKind
from wallet.model.sharing import Share, SharedBadge, SharedClaim, Sighting, Way
from wallet.vault.database import Connection
from wallet.vault.times import from_microseconds, to_microseconds

_Rows: TypeAlias = Mapping[int, Sequence[tuple[Any, ...]]]
"""What belongs to each key, in the order in which it was written."""

_BY_TRACE = (
    "SELECT receiver, audience, at, shared_badges.badge, made_at FROM shared_traces "
    "JOIN shared_badges ON shared_badges.key = shared_traces.badge JOIN shares ON shares.key = share "
    "WHERE shared_traces.digest = ?"
)
_BY_BADGE = (
    "SELECT receiver, audience, at, badge, made_at FROM shared_badges JOIN shares ON shares.key = share "
    "WHERE is_traced = 0 AND badge = ?"
)


def add_share(connection: Connection, share: Share) -> None:
    """Keep a line of the history.

    Of one that is there already, for the same bytes to the same receiver and purpose, only the new ways are kept.
    """
    key = _same_share(connection, share)
    if key is None:
        key = _add_line(connection, share)
        for badge in share.badges:
            _add_badge(connection, key, badge)
    connection.executemany(
        "INSERT OR IGNORE INTO share_ways (share, way) VALUES (?, ?)", [(key, way) for way in share.ways]
    )


def list_shares(connection: Connection) -> list[Share]:
    """Return every line, the newest first."""
    ways = _rows(connection, "SELECT share, way FROM share_ways ORDER BY rowid")
    badges = _badges(connection)
    lines = connection.execute(
        "SELECT key, receiver, at, nonce, audience, digest, media_type, purpose, until, made_at FROM shares "
        "ORDER BY at DESC, key DESC"
    ).fetchall()
    return [
        Share(
            *(receiver, from_microseconds(at), nonce, audience, digest.hex(), media_type),
            tuple(badges.get(key, ())),
            purpose,
            _moment(until),
            _moment(made),
            tuple(Way(way) for (way,) in ways.get(key, ())),
        )
        for key, receiver, at, nonce, audience, digest, media_type, purpose, until, made in lines
    ]


def sightings(connection: Connection, badges: Iterable[SharedBadge]) -> list[Sighting]:
    """Return where the traces of some badges are found in the history, and where those badges left none noted."""
    known = list(badges)
    traces = dict.fromkeys(trace for badge in known for trace in badge.traces or ())
    ids = dict.fromkeys(badge.badge for badge in known)
    by_trace = [_seen(connection, _BY_TRACE, bytes.fromhex(trace.digest), trace) for trace in traces]
    by_badge = [_seen(connection, _BY_BADGE, badge, None) for badge in ids]
    return list(chain.from_iterable([*by_trace, *by_badge]))


def _seen(connection: Connection, query: str, value: bytes | str, trace: Trace | None) -> list[Sighting]:
    return [
        Sighting(receiver or audience, from_microseconds(at), BadgeId(badge), trace, _moment(made))
        for receiver, audience, at, badge, made in connection.execute(query, (value,)).fetchall()
    ]


def _same_share(connection: Connection, share: Share) -> int | None:
    if share.made is None:
        return None
    row = connection.execute(
        "SELECT key FROM shares WHERE digest = ? AND receiver = ? AND purpose = ? AND made_at = ?",
        (bytes.fromhex(share.digest), share.receiver, share.purpose, to_microseconds(share.made)),
    ).fetchone()
    return None if row is None else int(row[0])


def _add_line(connection: Connection, share: Share) -> int | None:
    values = {
        "receiver": share.receiver,
        "at": to_microseconds(share.at),
        "nonce": share.nonce,
        "audience": share.audience,
        "digest": bytes.fromhex(share.digest),
        "media_type": share.media_type,
        "purpose": share.purpose,
        "until": None if share.until is None else to_microseconds(share.until),
        "made_at": None if share.made is None else to_microseconds(share.made),
    }
    return connection.execute(
        "INSERT INTO shares (receiver, at, nonce, audience, digest, media_type, purpose, until, made_at) "
        "VALUES (:receiver, :at, :nonce, :audience, :digest, :media_type, :purpose, :until, :made_at)",
        values,
    ).lastrowid


def _add_badge(connection: Connection, share: int | None, badge: SharedBadge) -> None:
    key = connection.execute(
        "INSERT INTO shared_badges (share, badge, name, is_traced) VALUES (?, ?, ?, ?)",
        (share, badge.badge, badge.name, badge.traces is not None),
    ).lastrowid
    connection.executemany(
        "INSERT INTO shared_claims (badge, pointer, label) VALUES (?, ?, ?)",
        [(key, claim.pointer, claim.label) for claim in badge.claims],
    )
    connection.executemany(
        "INSERT INTO shared_traces (badge, kind, digest) VALUES (?, ?, ?)",
        [(key, trace.kind, bytes.fromhex(trace.digest)) for trace in badge.traces or ()],
    )


def _badges(connection: Connection) -> dict[int, list[SharedBadge]]:
    """Return the badges of every line."""
    claims = _rows(connection, "SELECT badge, pointer, label FROM shared_claims ORDER BY rowid")
    traces = _rows(connection, "SELECT badge, kind, digest FROM shared_traces ORDER BY rowid")
    found: dict[int, list[SharedBadge]] = defaultdict(list)
    for key, share, badge, name, is_traced in connection.execute(
        "SELECT key, share, badge, name, is_traced FROM shared_badges ORDER BY key"
    ).fetchall():
        shown = tuple(SharedClaim(pointer, label) for pointer, label in claims.get(key, ()))
        left = tuple(Trace(TraceKind(kind), digest.hex()) for kind, digest in traces.get(key, ()))
        found[share].append(SharedBadge(BadgeId(badge), name, shown, left if is_traced else None))
    return found


def _rows(connection: Connection, query: str) -> _Rows:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *values in connection.execute(query).fetchall():
        found[key].append(tuple(values))
    return found


def _moment(number: int | None) -> datetime | None:
    return None if number is None else from_microseconds(number)
