"""Which badges words find, page by page: by relevance, where so few match that ranking them is no wait.

The rank of a match tells how often its words are in all the others, so that ranking takes a second for a million. Of
many matches, those whose names hold the words come first, and the newest first; a page of those is read straight from
the index, whose rows are in the order in which badges came.

Source: https://www.sqlite.org/fts5.html, sections 3.7 (column filters), 3.8 (NOT) and 5.1.1 (the bm25() function).
"""

from __future__ import annotations

from wallet.model.badge import BadgeQuery
from wallet.vault.database import Connection
from wallet.vault.filters import Clause, among, clauses_of
from wallet.vault.search import search_query

MOST_RANKED = 10_000
"""It takes some 10 ms to rank so many."""


def count_matches(connection: Connection, query: BadgeQuery) -> int:
    """Return how many badges hold the words of a query, and are let through by its filters.

    Raises:
        ValueError: As `clauses_of`.
    """
    words = search_query(query.text)
    return _count(connection, _matching(words, _filter(connection, query))) if words else 0


def list_matches(connection: Connection, query: BadgeQuery, offset: int, limit: int) -> list[int]:
    """Return the numbers of a page of the badges that hold the words of a query, and are let through by its filters.

    Raises:
        ValueError: As `clauses_of`.
    """
    words = search_query(query.text)
    if not words:
        return []
    others = _filter(connection, query)
    if _are_few(connection, _matching(words, others)):
        return _page(connection, _matching(words, others), "rank, rowid DESC", offset, limit)
    return _unranked(connection, words, others, offset, limit)


def _unranked(connection: Connection, words: str, others: Clause, offset: int, limit: int) -> list[int]:
    in_name = f"name : ({words})"
    named = _matching(in_name, others)
    page = _page(connection, named, "rowid DESC", offset, limit)
    if len(page) == limit:
        return page
    passed_over = max(0, offset - _count(connection, named))
    elsewhere = _matching(f"({words}) NOT ({in_name})", others)
    return page + _page(connection, elsewhere, "rowid DESC", passed_over, limit - len(page))


def _filter(connection: Connection, query: BadgeQuery) -> Clause:
    # The sign keeps SQLite from asking the index of words for one badge after the other.
    return among("+rowid", clauses_of(connection, query), without="text")


def _matching(words: str, others: Clause) -> Clause:
    return Clause(f"search MATCH ? AND {others.sql or 'TRUE'}", (words, *others.values))


def _are_few(connection: Connection, found: Clause) -> bool:
    query = f"SELECT count(*) FROM (SELECT 1 FROM search WHERE {found.sql} LIMIT ?)"  # noqa: S608 (our own texts)
    ((number,),) = connection.execute(query, (*found.values, MOST_RANKED + 1)).fetchall()
    return int(number) <= MOST_RANKED


def _count(connection: Connection, found: Clause) -> int:
    ((number,),) = connection.execute(f"SELECT count(*) FROM search WHERE {found.sql}", found.values).fetchall()  # noqa: S608 (our own texts)
    return int(number)


def _page(connection: Connection, found: Clause, order: str, offset: int, limit: int) -> list[int]:
    query = f"SELECT rowid FROM search WHERE {found.sql} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608 (our own texts)
    return [key for (key,) in connection.execute(query, (*found.values, limit, offset)).fetchall()]
