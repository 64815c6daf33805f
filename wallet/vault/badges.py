"""One badge in the vault: put in, read back byte for byte, changed, put into the bin and out of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from wallet.model.badge import Added, BadgeCard, BadgeId, StoredBadge
from wallet.model.change import BinnedBadge
from wallet.model.credential import Carrier
from wallet.model.errors import RefusedError, VaultDamagedError
from wallet.model.facts import BadgeFacts
from wallet.model.report import Report
from wallet.model.report_json import report_from_json, report_to_json
from wallet.vault.cards import CARD_COLUMNS, CARD_WIDTH, card_of_row, row_of_card
from wallet.vault.database import Connection
from wallet.vault.facts import settle, write_facts
from wallet.vault.search import searchable
from wallet.vault.times import from_microseconds, to_microseconds

SHORTEST_PREFIX = 8

_HEXADECIMAL = frozenset("0123456789abcdef")


def add_badge(connection: Connection, badge: StoredBadge) -> Added:
    """Put a badge in.

    Returns:
        DUPLICATE where it is in the library already; then nothing changes. One from the bin comes back as ADDED,
        with its new report and its old note.

    Raises:
        ValueError: If its id is not the SHA-256 of its document.
    """
    if hashlib.sha256(badge.document).hexdigest() != badge.card.id:
        raise ValueError("the id of a badge is the SHA-256 of its document")
    found = connection.execute("SELECT key, removed_at FROM badges WHERE id = ?", (badge.card.id,)).fetchone()
    if found is None:
        _insert(connection, badge)
        return Added.ADDED
    key, removed_at = found
    if removed_at is None:
        return Added.DUPLICATE
    connection.execute("UPDATE badges SET removed_at = NULL WHERE key = ?", (key,))
    _update_card(connection, key, badge.card)
    _set_report(connection, key, badge.report)
    _find_by(connection, key, badge.facts)
    return Added.ADDED


def get_badge(connection: Connection, badge_id: BadgeId) -> StoredBadge:
    """Return a badge, its bytes as they came; its search text as the index spells it.

    Raises:
        RefusedError: If the library does not hold it.
        VaultDamagedError: If its bytes or its report are not what was put in.
    """
    row = connection.execute(
        f"SELECT {CARD_COLUMNS}, document, container, carrier, format, report, text, note "  # noqa: S608 (ours)
        "FROM badges JOIN bodies ON bodies.badge = key JOIN reports ON reports.badge = key "
        "JOIN (SELECT badge AS text_of, texts AS text FROM texts) ON text_of = key "
        "LEFT JOIN notes ON notes.badge = key WHERE id = ? AND removed_at IS NULL",
        (badge_id,),
    ).fetchone()
    if row is None:
        raise _absent()
    document, container, carrier, format_name, report, text, note = row[CARD_WIDTH:]
    if hashlib.sha256(document).hexdigest() != badge_id:
        raise _damaged()
    return StoredBadge(
        card=card_of_row(row),
        document=document,
        container=container,
        carrier=Carrier(carrier),
        format=format_name,
        search_text=text,
        report=_report(report),
        note=note or "",
    )


def list_subjects(connection: Connection) -> list[tuple[BadgeId, str | None]]:
    """Return the badges of the library whose subject is a did:key, and those that name no subject, such as tokens."""
    rows = connection.execute(
        "SELECT id, json_extract(report, '$.subject.id') AS subject FROM badges JOIN reports ON badge = badges.key "
        "WHERE removed_at IS NULL AND (subject IS NULL OR subject LIKE 'did:key:%') ORDER BY added_at DESC"
    ).fetchall()
    return [(BadgeId(badge_id), subject) for badge_id, subject in rows]


def find_badge_id(connection: Connection, prefix: str) -> BadgeId:
    """Return the one id, in the library or the bin, that begins with a prefix.

    Raises:
        RefusedError: If it is shorter than 8 hex digits, or no id or more than one begins with it.
    """
    digits = prefix.lower()
    if len(digits) < SHORTEST_PREFIX or not set(digits) <= _HEXADECIMAL:
        raise RefusedError(
            "That is no badge's id.", f"An id has {SHORTEST_PREFIX} to 64 hexadecimal digits.", "See the list for ids."
        )
    rows = connection.execute(
        "SELECT id FROM badges WHERE id >= ? AND id < ? LIMIT 2", (digits, digits + "g")
    ).fetchall()
    if not rows:
        raise _absent()
    if len(rows) > 1:
        raise RefusedError("More than one badge has an id that begins so.", "", "Give more digits of the id.")
    return BadgeId(rows[0][0])


def update_report(connection: Connection, card: BadgeCard, report: Report) -> None:
    """Keep what a new check of a badge found.

    Raises:
        RefusedError: If the library does not hold the badge.
    """
    key = required_key(connection, card.id)
    _update_card(connection, key, card)
    _set_report(connection, key, report)
    settle(connection, [key])


def set_note(connection: Connection, badge_id: BadgeId, note: str) -> tuple[str, str]:
    """Keep the owner's note on a badge; halves of characters, which no keyboard types, are replaced.

    Returns:
        What it said before, and what it says now.

    Raises:
        RefusedError: If the library does not hold the badge.
    """
    whole = note.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    key = required_key(connection, badge_id)
    row = connection.execute("SELECT note FROM notes WHERE badge = ?", (key,)).fetchone()
    _write_note(connection, key, whole)
    return "" if row is None else row[0], whole


def write_note(connection: Connection, badge_id: BadgeId, note: str) -> None:
    """Keep a note that was kept before, also on a badge in the bin."""
    _write_note(connection, any_key_of(connection, badge_id), note)


def remove_badges(connection: Connection, badge_ids: Sequence[BadgeId], at: datetime) -> None:
    """Put badges into the bin.

    Raises:
        RefusedError: If the library does not hold one of them.
    """
    moment = to_microseconds(at)
    keys = [required_key(connection, badge_id) for badge_id in badge_ids]
    connection.executemany("UPDATE badges SET removed_at = ? WHERE key = ?", [(moment, key) for key in keys])
    settle(connection, keys)


def restore_badges(connection: Connection, badge_ids: Sequence[BadgeId]) -> list[BadgeId]:
    """Take badges out of the bin, and return which were in it; others stay as they are."""
    query = "UPDATE badges SET removed_at = NULL WHERE id = ? AND removed_at IS NOT NULL"
    returned = [badge_id for badge_id in badge_ids if connection.execute(query, (badge_id,)).rowcount]
    settle(connection, [required_key(connection, badge_id) for badge_id in returned])
    return returned


def list_bin(connection: Connection) -> list[BinnedBadge]:
    """Return the badges in the bin, the one removed last first."""
    rows = connection.execute(
        f"SELECT {CARD_COLUMNS}, removed_at FROM badges WHERE removed_at IS NOT NULL "  # noqa: S608 (ours)
        "ORDER BY removed_at DESC, key DESC"
    ).fetchall()
    return [BinnedBadge(card_of_row(row), from_microseconds(row[-1])) for row in rows]


def empty_bin(connection: Connection, removed_before: datetime) -> int:
    """Delete for good what has been in the bin since before a moment.

    Returns:
        How many badges that were.
    """
    moment = to_microseconds(removed_before)
    emptied = connection.execute("DELETE FROM badges WHERE removed_at < ?", (moment,)).rowcount
    if emptied:
        # Until parts of it are merged, the index of words still holds those that it has deleted: all are merged now.
        connection.execute("INSERT INTO search (search) VALUES ('optimize')")
    return emptied


def key_of(connection: Connection, badge_id: BadgeId) -> int | None:
    """Return the number under which a badge's parts are kept; None where the library does not hold it."""
    row = connection.execute("SELECT key FROM badges WHERE id = ? AND removed_at IS NULL", (badge_id,)).fetchone()
    return None if row is None else int(row[0])


def any_key_of(connection: Connection, badge_id: BadgeId) -> int:
    """Return the number under which the parts of a badge are kept that is in the library, or in the bin."""
    return int(connection.execute("SELECT key FROM badges WHERE id = ?", (badge_id,)).fetchone()[0])


def required_key(connection: Connection, badge_id: BadgeId) -> int:
    """Return the number under which a badge's parts are kept.

    Raises:
        RefusedError: If the library does not hold it.
    """
    key = key_of(connection, badge_id)
    if key is None:
        raise _absent()
    return key


def _insert(connection: Connection, badge: StoredBadge) -> None:
    card = row_of_card(badge.card)
    columns, marks = ", ".join(card), ", ".join(f":{name}" for name in card)
    inserted = connection.execute(f"INSERT INTO badges ({columns}) VALUES ({marks}) RETURNING key", card)  # noqa: S608 (ours)
    key = int(inserted.fetchone()[0])
    connection.execute(
        "INSERT INTO bodies (badge, document, container, carrier, format) VALUES (?, ?, ?, ?, ?)",
        (key, badge.document, badge.container, badge.carrier.value, badge.format),
    )
    connection.execute(
        "INSERT INTO reports (badge, report, is_renewed) VALUES (?, ?, ?)",
        (key, _report_text(badge.report), int(badge.report.has_newer_version)),
    )
    names = (searchable(badge.card.name), searchable(badge.card.issuer_name))
    connection.execute(
        "INSERT INTO texts (badge, name, issuer, texts, note) VALUES (?, ?, ?, ?, ?)",
        (key, *names, searchable(badge.search_text), ""),
    )
    if badge.note:
        _write_note(connection, key, badge.note)
    _find_by(connection, key, badge.facts)


def _find_by(connection: Connection, key: int, facts: BadgeFacts | None) -> None:
    if facts is None:
        settle(connection, [key])
    else:
        write_facts(connection, key, facts)


def _write_note(connection: Connection, key: int, note: str) -> None:
    connection.execute("INSERT OR REPLACE INTO notes (badge, note) VALUES (?, ?)", (key, note))
    connection.execute("UPDATE texts SET note = ? WHERE badge = ?", (searchable(note), key))


def _update_card(connection: Connection, key: int, card: BadgeCard) -> None:
    row = row_of_card(card)
    # When a badge came does not change with a check.
    columns = [name for name in row if name not in {"id", "added_at"}]
    assignments = ", ".join(f"{name} = :{name}" for name in columns)
    connection.execute(f"UPDATE badges SET {assignments} WHERE id = :id", row)  # noqa: S608 (ours)
    names = (searchable(card.name), searchable(card.issuer_name))
    connection.execute(
        "UPDATE texts SET name = ?, issuer = ? WHERE badge = ? AND (name, issuer) IS NOT (?, ?)", (*names, key, *names)
    )


def _set_report(connection: Connection, key: int, report: Report) -> None:
    connection.execute(
        "UPDATE reports SET report = ?, is_renewed = ? WHERE badge = ?",
        (_report_text(report), int(report.has_newer_version), key),
    )


def _report_text(report: Report) -> str:
    # Escaped: the name of an input may be no Unicode, and a database takes nothing else.
    return json.dumps(report_to_json(report), separators=(",", ":"))


def _report(text: str) -> Report:
    try:
        return report_from_json(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise _damaged() from error


def _absent() -> RefusedError:
    return RefusedError("There is no such badge in the library.", "", "See the list for those that are, or the bin.")


def _damaged() -> VaultDamagedError:
    return VaultDamagedError(
        "A badge in the wallet is damaged.", "Its bytes are not what was put in.", "Restore a backup that holds it."
    )
