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
    Order.NEWEST: "added_at DESC, key DESC",
    Order.NAME: "name_order, key",
    Order.ISSUER: "issuer_order, name_order, key",
}


def list_cards(connection: Connection, query: BadgeQuery, offset: int, limit: int) -> list[BadgeCard]:
    """Return a page of the badges that a query finds: matches of words by relevance, all others in its order."""
    if not query.text.strip():
        where, values = _in_library(query.verdict)
        source, order = f"badges WHERE {where}", _ORDERS[query.order]
        page = f"SELECT {CARD_COLUMNS} FROM {source} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608 (our own texts)
    else:
        where, values = _matching(query.text, query.verdict)
        # The page first: the cards of all other matches are then never read.
        page = (
            f"SELECT {CARD_COLUMNS} FROM (SELECT rowid AS match, rank FROM search WHERE {where} "  # noqa: S608 (as above)
            "ORDER BY rank, rowid DESC LIMIT ? OFFSET ?) JOIN badges ON key = match ORDER BY rank, key DESC"
        )
    return [card_of_row(row) for row in connection.execute(page, (*values, limit, offset)).fetchall()]


def count_cards(connection: Connection, query: BadgeQuery) -> int:
    """Return how many badges a query finds."""
    if not query.text.strip():
        table, (where, values) = "badges", _in_library(query.verdict)
    else:
        table, (where, values) = "search", _matching(query.text, query.verdict)
    counted = connection.execute(f"SELECT count(*) FROM {table} WHERE {where}", values)  # noqa: S608 (our own texts)
    return int(counted.fetchone()[0])


def _in_library(verdict: Verdict | None) -> tuple[str, tuple[str, ...]]:
    if verdict is None:
        return "removed_at IS NULL", ()
    return "removed_at IS NULL AND verdict = ?", (verdict.value,)


def _matching(text: str, verdict: Verdict | None) -> tuple[str, tuple[str, ...]]:
    words = search_query(text)
    if not words:
        return "FALSE", ()
    if verdict is None:
        # The bin is small: leaving its badges out costs less than looking every match up.
        return "search MATCH ? AND rowid NOT IN (SELECT key FROM badges WHERE removed_at IS NOT NULL)", (words,)
    where, values = _in_library(verdict)
    return f"search MATCH ? AND rowid IN (SELECT key FROM badges WHERE {where})", (words, *values)  # noqa: S608 (ours)


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
