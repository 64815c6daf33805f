"""Lists of badges: sorted and paged by the database, through one index each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from wallet.model.badge import BadgeCard, BadgeId, BadgeQuery, Order
from wallet.model.report import Verdict
from wallet.vault.database import Connection
from wallet.vault.filters import END, clauses_of, where
from wallet.vault.matches import count_matches, list_matches
from wallet.vault.sorting import sorting_text
from wallet.vault.times import from_microseconds, to_microseconds

CARD_COLUMNS = (
    "id, name, issuer_id, issuer_name, achievement_type, credits, "
    "valid_from, valid_until, verdict, checked_at, added_at, has_art, key IN (SELECT badge FROM favourites)"
)
CARD_WIDTH = 13
"""How many columns those are."""

_ORDERS = {
    Order.NEWEST: "added_at DESC, key DESC",
    Order.ISSUED: "valid_from DESC, key DESC",
    Order.NAME: "name_order, key",
    Order.ISSUER: "issuer_order, name_order, key",
    Order.EXPIRY: f"{END}, key",
}


def list_cards(connection: Connection, query: BadgeQuery, offset: int, limit: int) -> list[BadgeCard]:
    """Return a page of the badges that a query finds: matches of words as `list_matches` has them, others in its order.

    Raises:
        ValueError: As `clauses_of`.
    """
    if query.text.strip():
        return _cards(connection, list_matches(connection, query, offset, limit))
    found = where(clauses_of(connection, query))
    page = f"SELECT {CARD_COLUMNS} FROM badges WHERE {found.sql} ORDER BY {_ORDERS[query.order]} LIMIT ? OFFSET ?"  # noqa: S608 (our own texts)
    return [card_of_row(row) for row in connection.execute(page, (*found.values, limit, offset)).fetchall()]


def count_cards(connection: Connection, query: BadgeQuery) -> int:
    """Return how many badges a query finds.

    Raises:
        ValueError: As `clauses_of`.
    """
    if query.text.strip():
        return count_matches(connection, query)
    found = where(clauses_of(connection, query))
    counted = connection.execute(f"SELECT count(*) FROM badges WHERE {found.sql}", found.values)  # noqa: S608 (our own texts)
    return int(counted.fetchone()[0])


def _cards(connection: Connection, keys: Sequence[int]) -> list[BadgeCard]:
    """Return the cards of badges by their numbers, in the same order."""
    numbered = "(SELECT key AS place, value AS number FROM json_each(?))"
    page = f"SELECT {CARD_COLUMNS} FROM {numbered} JOIN badges ON badges.key = number ORDER BY place"  # noqa: S608 (our own texts)
    return [card_of_row(row) for row in connection.execute(page, (json.dumps(keys),)).fetchall()]


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
        is_favourite=bool(row[12]),
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


def _moment(number: int | None) -> datetime | None:
    return None if number is None else from_microseconds(number)
