"""What badges are found by, read out of them once; and which of them stands in for another one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from wallet.model.badge import BadgeId
from wallet.model.facts import FACTS_VERSION, BadgeFacts
from wallet.model.lineage import Issue, stand_in
from wallet.model.report import Verdict
from wallet.vault.database import Connection
from wallet.vault.sorting import sorting_text
from wallet.vault.times import from_microseconds

MOST_RELATED = 200
"""Most badges that are looked at for one that belongs with them; people renew a badge some dozen times."""

_ISSUES = (
    "badges.key, issuer_id, credential, facts.achievement, subject, language, "
    "(SELECT json_group_array(achievement) FROM related_achievements WHERE badge = facts.badge), valid_from, verdict "
    "FROM facts JOIN badges ON badges.key = facts.badge"
)
_KIN = f"""
    SELECT {_ISSUES} WHERE removed_at IS NULL AND facts.badge IN (
        SELECT others.badge FROM facts AS own JOIN facts AS others ON others.credential = own.credential
        WHERE own.badge = :badge AND own.credential <> '' AND others.credential <> ''
        UNION
        SELECT others.badge FROM facts AS own
        JOIN facts AS others ON others.achievement = own.achievement AND others.subject = own.subject
        WHERE own.badge = :badge AND own.achievement <> '' AND others.achievement <> ''
        UNION
        SELECT others.badge FROM facts AS own JOIN related_achievements AS named ON named.achievement = own.achievement
        JOIN facts AS others ON others.badge = named.badge AND others.subject = own.subject
        WHERE own.badge = :badge AND own.achievement <> ''
        UNION
        SELECT others.badge FROM facts AS own JOIN related_achievements AS named ON named.badge = own.badge
        JOIN facts AS others ON others.achievement = named.achievement AND others.subject = own.subject
        WHERE own.badge = :badge AND others.achievement <> ''
        LIMIT {MOST_RELATED + 1}
    )
"""  # noqa: S608 (our own texts)


def write_facts(connection: Connection, key: int, facts: BadgeFacts) -> None:
    """Keep what a badge is found by, in the place of what was kept of it."""
    connection.execute(
        "INSERT OR REPLACE INTO facts (badge, version, credential, achievement, subject, language, refreshes) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (key, FACTS_VERSION, facts.credential, facts.achievement, facts.subject, facts.language, int(facts.refreshes)),
    )
    connection.execute("DELETE FROM related_achievements WHERE badge = ?", (key,))
    connection.executemany(
        "INSERT OR IGNORE INTO related_achievements (badge, achievement) VALUES (?, ?)",
        [(key, achievement) for achievement in facts.related],
    )
    _write_skills(connection, key, facts.skills)
    settle(connection, [key])


def without_facts(connection: Connection, limit: int) -> list[BadgeId]:
    """Return badges of the library of which nothing was read yet, or only what an older Rosette read."""
    rows = connection.execute(
        "SELECT id FROM badges LEFT JOIN facts ON badge = badges.key "
        "WHERE removed_at IS NULL AND ifnull(version, 0) < ? LIMIT ?",
        (FACTS_VERSION, limit),
    ).fetchall()
    return [BadgeId(badge_id) for (badge_id,) in rows]


def settle(connection: Connection, keys: Iterable[int]) -> None:
    """Say anew which badge stands in for which, after some of them came, went or were checked."""
    kin = {key: kin_of(connection, key) for key in keys}
    members = {issue.key: issue for issues in kin.values() for issue in issues}
    for key in {*kin, *members}:
        own = members.get(key)
        others = kin[key] if key in kin else kin_of(connection, key)
        _write_stand_in(connection, key, stand_in(own, others) if own else None)


def kin_of(connection: Connection, key: int) -> list[Issue]:
    """Return the badges of the library that may belong with one, itself with them; none where that are too many.

    Those who have as many of one award test something, and compare nothing.
    """
    rows = connection.execute(_KIN, {"badge": key}).fetchall()
    return [_issue(row) for row in rows] if len(rows) <= MOST_RELATED else []


def _issue(row: Sequence[Any]) -> Issue:
    return Issue(
        key=row[0],
        issuer=row[1],
        credential=row[2],
        achievement=row[3],
        subject=row[4],
        language=row[5],
        related=frozenset(json.loads(row[6])),
        issued=None if row[7] is None else from_microseconds(row[7]),
        verdict=Verdict(row[8]),
    )


def _write_stand_in(connection: Connection, key: int, newer: Issue | None) -> None:
    if newer is None:
        connection.execute("DELETE FROM replacements WHERE badge = ?", (key,))
    else:
        connection.execute("INSERT OR REPLACE INTO replacements (badge, by) VALUES (?, ?)", (key, newer.key))


def _write_skills(connection: Connection, key: int, names: Iterable[str]) -> None:
    connection.execute("DELETE FROM badge_skills WHERE badge = ?", (key,))
    for name in names:
        folded = sorting_text(name)
        connection.execute("INSERT OR IGNORE INTO skills (folded, name) VALUES (?, ?)", (folded, name))
        connection.execute(
            "INSERT OR IGNORE INTO badge_skills (badge, skill) SELECT ?, key FROM skills WHERE folded = ?",
            (key, folded),
        )
