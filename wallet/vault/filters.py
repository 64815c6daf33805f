"""What a query asks for, as conditions of SQL: one for each of its filters, over the rows of `badges`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from wallet.model.badge import BadgeQuery
from wallet.model.facets import STANDINGS, WITHIN, Expiry
from wallet.model.naming import folded_name
from wallet.model.query_json import query_from_json
from wallet.vault.database import Connection
from wallet.vault.search import search_query
from wallet.vault.sorting import sorting_text
from wallet.vault.times import to_microseconds

YEAR = "strftime('%Y', valid_from / 1000000, 'unixepoch')"
"""As the index of step 12 has it: no other expression finds it."""
END = "ifnull(valid_until, 9223372036854775807)"
"""Likewise."""
NO_END = 2**63 - 1
_BELOW = """
    WITH RECURSIVE below (id) AS (
        VALUES (?) UNION SELECT collections.id FROM collections JOIN below ON collections.parent = below.id
    )
    SELECT key, query FROM collections WHERE id IN (SELECT id FROM below)
"""


class Clause(NamedTuple):
    """A condition, and the values for its gaps."""

    sql: str
    values: tuple[object, ...] = ()


Clauses = Mapping[str, Clause]
"""A condition for each filter that lets not everything through."""

_IN_LIBRARY = "in_library"
_NOT_REPLACED = "not_replaced"
_SHOWN = {
    _IN_LIBRARY: Clause("removed_at IS NULL"),
    _NOT_REPLACED: Clause("key NOT IN (SELECT badge FROM replacements)"),
}
_LEFT_OUT = {
    _IN_LIBRARY: "SELECT key FROM badges WHERE removed_at IS NOT NULL",
    _NOT_REPLACED: "SELECT badge FROM replacements",
}
"""The same two the other way round: who is left out is few."""


def clauses_of(connection: Connection, query: BadgeQuery, *, is_saved: bool = False) -> Clauses:
    """Return the conditions of a query.

    Args:
        connection: The database, for what collections hold.
        query: The query.
        is_saved: Whether it is a saved search; such a one does not look into others, so that none goes in circles.

    Raises:
        ValueError: If it asks when badges end, and not from when on.
    """
    made = {
        **_SHOWN,
        "text": _matching(query.text),
        "verdict": _any_of("verdict", [query.verdict.value] if query.verdict else []),
        "types": _any_of("achievement_type", query.types),
        "issuers": _any_of("issuer_id", query.issuers),
        "skills": _skilled(query.skills),
        "standings": _any_of(
            "verdict", [verdict.value for verdict in STANDINGS if STANDINGS[verdict] in query.standings]
        ),
        "years": _any_of(YEAR, [f"{year:04}" for year in query.years]),
        "expiry": _ending(query),
        "collection": _collected(connection, query, is_saved=is_saved) if query.collection else None,
        "tags": _tagged(query.tags),
        "is_favourite": Clause("key IN (SELECT badge FROM favourites)") if query.is_favourite else None,
        "has_note": Clause("key IN (SELECT badge FROM notes WHERE note <> '')") if query.has_note else None,
    }
    if query.with_replaced:
        del made[_NOT_REPLACED]
    return {name: clause for name, clause in made.items() if clause is not None}


def where(clauses: Clauses, without: str = "") -> Clause:
    """Return all conditions together, but for one filter's."""
    kept = [clause for name, clause in clauses.items() if name != without]
    return Clause(
        " AND ".join(f"({clause.sql})" for clause in kept), tuple(v for clause in kept for v in clause.values)
    )


def among(column: str, clauses: Clauses, without: str = "") -> Clause:
    """Return the condition that a column names a badge that all conditions hold of, but for one filter's.

    Where nothing but what every list leaves out is asked for, that is looked up, which is little.
    """
    kept = {name: clause for name, clause in clauses.items() if name != without}
    if lets_all_through(kept):
        return Clause(" AND ".join(f"{column} NOT IN ({_LEFT_OUT[name]})" for name in kept))
    found = where(kept)
    return Clause(f"{column} IN (SELECT key FROM badges WHERE {found.sql})", found.values)  # noqa: S608 (our own texts)


def lets_all_through(clauses: Clauses) -> bool:
    """Whether nothing but what every list leaves out is left out."""
    return clauses.keys() <= _LEFT_OUT.keys()


def _any_of(column: str, values: Iterable[object]) -> Clause | None:
    choices = tuple(values)
    return Clause(f"{column} IN ({', '.join('?' * len(choices))})", choices) if choices else None


def _matching(text: str) -> Clause | None:
    if not text.strip():
        return None
    words = search_query(text)
    return Clause("key IN (SELECT rowid FROM search WHERE search MATCH ?)", (words,)) if words else Clause("FALSE")


def _skilled(names: tuple[str, ...]) -> Clause | None:
    folded = _any_of("folded", map(sorting_text, names))
    found = "SELECT badge FROM badge_skills WHERE skill IN (SELECT key FROM skills WHERE"
    return folded and Clause(f"key IN ({found} {folded.sql}))", folded.values)


def _tagged(names: tuple[str, ...]) -> Clause | None:
    folded = _any_of("folded", map(folded_name, names))
    return folded and Clause(f"key IN (SELECT badge FROM tags WHERE {folded.sql})", folded.values)  # noqa: S608 (ours)


def _ending(query: BadgeQuery) -> Clause | None:
    if query.expiry is None:
        return None
    if query.expiry is Expiry.NEVER:
        return Clause(f"{END} = {NO_END}")
    if query.at is None:
        raise ValueError("a query that asks when badges end says from when on")
    now = to_microseconds(query.at)
    if query.expiry is Expiry.EXPIRED:
        return Clause(f"{END} <= ?", (now,))
    return Clause(f"{END} > ? AND {END} <= ?", (now, to_microseconds(query.at + WITHIN[query.expiry])))


def _collected(connection: Connection, query: BadgeQuery, *, is_saved: bool) -> Clause:
    rows = connection.execute(_BELOW, (query.collection,)).fetchall()
    manual = _any_of("collection", [key for key, saved in rows if saved is None])
    found = [Clause(f"key IN (SELECT badge FROM collected WHERE {manual.sql})", manual.values)] if manual else []  # noqa: S608 (ours)
    searches = [] if is_saved else [query_from_json(json.loads(saved)) for _, saved in rows if saved is not None]
    found += [where(clauses_of(connection, replace(search, at=query.at), is_saved=True)) for search in searches]
    conditions = " OR ".join(f"({each.sql})" for each in found)
    return Clause(conditions or "FALSE", tuple(value for each in found for value in each.values))
