"""What a list can be narrowed by: for each filter its choices, counted under all the others, through one index each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from wallet.model.badge import BadgeQuery
from wallet.model.facets import MOST_SKILLS, STANDINGS, WITHIN, Expiry, Facets, FacetValue, Standing
from wallet.model.report import Verdict
from wallet.vault.collection_store import read_tree
from wallet.vault.collection_tree import searching, walked
from wallet.vault.database import Connection
from wallet.vault.filters import END, NO_END, YEAR, Clause, Clauses, among, clauses_of, lets_all_through, where
from wallet.vault.sorting import sorting_text
from wallet.vault.times import to_microseconds

_Counted: TypeAlias = tuple[str, str, int]
"""A choice, what it is called, and how many badges it leaves."""
_FOUND = "key, achievement_type, issuer_id, issuer_name, verdict, valid_from, valid_until"
_INSIDE = """
    WITH RECURSIVE inside (root, id) AS (
        SELECT id, id FROM collections
        UNION SELECT inside.root, collections.id FROM collections JOIN inside ON collections.parent = inside.id
    ), held (root, badge) AS (
        SELECT DISTINCT root, badge FROM inside JOIN collections ON collections.id = inside.id
        JOIN collected ON collected.collection = collections.key
    )
"""


def facets_of(connection: Connection, query: BadgeQuery) -> Facets:
    """Return what a query can be narrowed by.

    Args:
        connection: The database.
        query: The query; it says from when on, for the ends.

    Raises:
        ValueError: If it does not.
    """
    clauses = clauses_of(connection, query)
    asked = _Asked(clauses, is_found=_find(connection, clauses))
    total = _count(connection, asked.rows("total"))
    return Facets(
        total=total,
        types=_frequent(_grouped(connection, asked, "types", "achievement_type")),
        issuers=_issuers(connection, asked),
        skills=_skills(connection, asked),
        standings=_standings(_grouped(connection, asked, "standings", "verdict")),
        years=tuple(reversed(_values(_grouped(connection, asked, "years", YEAR)))),
        expiries=_expiries(connection, asked, query),
        collections=_collections(connection, query),
        tags=_tags(connection, asked),
        favourites=_beside(connection, asked, "is_favourite", "favourites WHERE TRUE"),
        noted=_beside(connection, asked, "has_note", "notes WHERE note <> ''"),
        replaced=0 if query.with_replaced else _count(connection, asked.rows("not_replaced")) - total,
    )


def counts_of(connection: Connection, query: BadgeQuery) -> dict[str, int]:
    """Return how many of the badges that a query finds each collection holds, with those inside it."""
    tree = read_tree(connection)
    held = among("badge", clauses_of(connection, query), "collection")
    rows = connection.execute(
        f"{_INSIDE} SELECT root, count(*) FROM held WHERE {held.sql or 'TRUE'} GROUP BY root",  # noqa: S608 (ours)
        held.values,
    ).fetchall()
    found: dict[str, int] = dict(rows)
    for identifier in searching(tree):
        asked = _Asked(clauses_of(connection, replace(query, collection=identifier)), is_found=False)
        found[identifier] = _count(connection, asked.rows("total"))
    return {identifier: found.get(identifier, 0) for identifier in walked(tree)}


def _find(connection: Connection, clauses: Clauses) -> bool:
    """Keep in memory what is found by filters, so that it is not looked for once more for each choice.

    Returns:
        Whether that was done: a list of everything has an index for each.
    """
    if lets_all_through(clauses):
        return False
    found = where(clauses)
    connection.execute("DROP TABLE IF EXISTS temp.found")
    connection.execute(
        f"CREATE TEMP TABLE found AS SELECT {_FOUND} FROM badges WHERE {found.sql}",  # noqa: S608 (our own texts)
        found.values,
    )
    return True


class _Asked(NamedTuple):
    """The conditions of a query, and whether the badges that all of them hold of are kept in memory."""

    clauses: Clauses
    is_found: bool

    def rows(self, name: str) -> Clause:
        """Return the badges to count for a filter's choices: a table, and its condition."""
        if self.is_found and name not in self.clauses:
            return Clause("temp.found WHERE TRUE")
        found = where(self.clauses, name)
        return Clause(f"badges WHERE {found.sql or 'TRUE'}", found.values)

    def badges(self, name: str) -> Clause:
        """Return the condition that a column `badge` names one of these."""
        if self.is_found and name not in self.clauses:
            return Clause("badge IN (SELECT key FROM temp.found)")
        found = among("badge", self.clauses, name)
        return Clause(found.sql or "TRUE", found.values)


def _count(connection: Connection, rows: Clause) -> int:
    query = f"SELECT count(*) FROM {rows.sql}"  # noqa: S608 (our own texts)
    return int(connection.execute(query, rows.values).fetchone()[0])


def _grouped(connection: Connection, asked: _Asked, name: str, value: str) -> list[_Counted]:
    rows = asked.rows(name)
    query = f"SELECT {value}, {value}, count(*) FROM {rows.sql} GROUP BY 1"  # noqa: S608 (our own texts)
    return connection.execute(query, rows.values).fetchall()


def _issuers(connection: Connection, asked: _Asked) -> tuple[FacetValue, ...]:
    """Count issuers by identifier; the name that most badges give one is theirs, a short identifier is none."""
    found = asked.rows("issuers")
    query = f"SELECT issuer_id, issuer_name, count(*) FROM {found.sql} GROUP BY 1, 2"  # noqa: S608 (our own texts)
    rows: list[_Counted] = connection.execute(query, found.values).fetchall()
    totals, names = Counter[str](), dict[str, tuple[bool, int, str]]()
    for issuer, name, count in rows:
        totals[issuer] += count
        names[issuer] = max(names.get(issuer, (False, 0, "")), (name.partition("…")[0] not in issuer, count, name))
    return _frequent((issuer, names[issuer][2], count) for issuer, count in totals.items())


def _values(counted: Iterable[_Counted]) -> list[FacetValue]:
    return [FacetValue(value, label, count) for value, label, count in counted if value]


def _frequent(counted: Iterable[_Counted]) -> tuple[FacetValue, ...]:
    return tuple(sorted(_values(counted), key=lambda each: (-each.count, sorting_text(each.label), each.value)))


def _standings(counted: Iterable[_Counted]) -> tuple[FacetValue, ...]:
    totals = Counter[Standing]()
    for value, _, count in counted:
        totals[STANDINGS[Verdict(value)]] += count
    return tuple(FacetValue(standing, standing, totals[standing]) for standing in Standing if totals[standing])


def _expiries(connection: Connection, asked: _Asked, query: BadgeQuery) -> tuple[FacetValue, ...]:
    if query.at is None:
        raise ValueError("facets say how many badges end, and from when on")
    found, now = asked.rows("expiry"), to_microseconds(query.at)
    bounds = {Expiry.EXPIRED: (-NO_END, now)}
    bounds |= {expiry: (now, to_microseconds(query.at + ahead)) for expiry, ahead in WITHIN.items()}
    bounds[Expiry.NEVER] = (NO_END - 1, NO_END)
    sums = ", ".join("sum(number) FILTER (WHERE ends > ? AND ends <= ?)" for _ in bounds)
    counts = connection.execute(
        f"SELECT {sums} FROM (SELECT {END} AS ends, count(*) AS number FROM {found.sql} GROUP BY 1)",  # noqa: S608 (ours)
        (*(bound for pair in bounds.values() for bound in pair), *found.values),
    ).fetchone()
    return tuple(FacetValue(expiry, expiry, count) for expiry, count in zip(bounds, counts, strict=True) if count)


def _skills(connection: Connection, asked: _Asked) -> tuple[FacetValue, ...]:
    found = asked.badges("skills")
    rows = connection.execute(
        "SELECT name, name, number FROM (SELECT skill, count(*) AS number FROM badge_skills "  # noqa: S608 (our own texts)
        f"WHERE {found.sql} GROUP BY skill ORDER BY number DESC, skill LIMIT ?) JOIN skills ON key = skill",
        (*found.values, MOST_SKILLS),
    ).fetchall()
    return _frequent(rows)


def _collections(connection: Connection, query: BadgeQuery) -> tuple[FacetValue, ...]:
    tree, counts = read_tree(connection), counts_of(connection, query)
    return tuple(FacetValue(each, tree[each].name, count) for each, count in counts.items() if count)


def _tags(connection: Connection, asked: _Asked) -> tuple[FacetValue, ...]:
    found = asked.badges("tags")
    rows = connection.execute(
        f"SELECT min(name), min(name), count(*) FROM tags WHERE {found.sql} GROUP BY folded",  # noqa: S608 (ours)
        found.values,
    ).fetchall()
    return _frequent(rows)


def _beside(connection: Connection, asked: _Asked, name: str, table: str) -> int:
    found = asked.badges(name)
    query = f"SELECT count(*) FROM {table} AND {found.sql}"  # noqa: S608 (our own texts)
    return int(connection.execute(query, found.values).fetchone()[0])
