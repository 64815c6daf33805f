"""Lists of badges: sorted and paged by the database, through one index each."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from wallet.model.badge import BadgeCard, BadgeId, BadgeQuery, Order
from wallet.model.report import Verdict
from wallet.vault.database import Connection
from wallet.vault.search import search_query
from wallet.vault.times import from_microseconds, to_microseconds

CARD_COLUMNS = (
    "id, name, issuer_id, issuer_name, achievement_type, credits, "
    "valid_from, valid_until, verdict, checked_at, added_at, has_art"
)

_ORDERS = {
    Order.NEWEST: "added_at DESC, id",
    Order.NAME: "name_order, id",
    Order.ISSUER: "issuer_order, name_order, id",
}


def list_cards(connection: Connection, query: BadgeQuery, offset: int, limit: int) -> list[BadgeCard]:
    """Return a page of the badges that a query finds: matches of words by relevance, all others in its order."""
    words = search_query(query.text)
    if query.text.strip() and not words:
        return []
    found, values = _found(words, query.verdict)
    order = "rank, added_at DESC, id" if words else _ORDERS[query.order]
    rows = connection.execute(
        f"SELECT {CARD_COLUMNS} FROM {found} ORDER BY {order} LIMIT ? OFFSET ?",  # noqa: S608 (our own texts alone)
        (*values, limit, offset),
    )
    return [card_of_row(row) for row in rows.fetchall()]


def count_cards(connection: Connection, query: BadgeQuery) -> int:
    """Return how many badges a query finds."""
    words = search_query(query.text)
    if query.text.strip() and not words:
        return 0
    found, values = _found(words, query.verdict)
    return int(connection.execute(f"SELECT count(*) FROM {found}", values).fetchone()[0])  # noqa: S608 (as above)


def _found(words: str, verdict: Verdict | None) -> tuple[str, tuple[str, ...]]:
    table, conditions, values = "badges", ["removed_at IS NULL"], []
    if words:
        table = "(SELECT rowid AS match, rank FROM search WHERE search MATCH ?) JOIN badges ON key = match"
        values.append(words)
    if verdict is not None:
        conditions.append("verdict = ?")
        values.append(verdict.value)
    return f"{table} WHERE {' AND '.join(conditions)}", tuple(values)


def card_of_row(row: Sequence[Any]) -> BadgeCard:
    """Return the card of a row of `CARD_COLUMNS`."""
    return BadgeCard(
        id=BadgeId(row[0]),
        name=row[1],
        issuer_id=row[2],
        issuer_name=row[3],
        achievement_type=row[4],
        credits=row[5],
        valid_from=_moment(row[6]),
        valid_until=_moment(row[7]),
        verdict=Verdict(row[8]),
        checked_at=from_microseconds(row[9]),
        added_at=from_microseconds(row[10]),
        has_art=bool(row[11]),
    )


def row_of_card(card: BadgeCard) -> dict[str, str | int | None]:
    """Return what the database keeps of a card, by column."""
    return {
        "id": card.id,
        "name": card.name,
        "name_order": sorting_text(card.name),
        "issuer_id": card.issuer_id,
        "issuer_name": card.issuer_name,
        "issuer_order": sorting_text(card.issuer_name),
        "achievement_type": card.achievement_type,
        "credits": card.credits,
        "valid_from": None if card.valid_from is None else to_microseconds(card.valid_from),
        "valid_until": None if card.valid_until is None else to_microseconds(card.valid_until),
        "verdict": card.verdict.value,
        "checked_at": to_microseconds(card.checked_at),
        "added_at": to_microseconds(card.added_at),
        "has_art": int(card.has_art),
    }


def sorting_text(text: str) -> str:
    """Return a text by which people sort: without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _moment(number: int | None) -> datetime | None:
    return None if number is None else from_microseconds(number)
