"""The badges that belong with one, for its page: renewed, corrected, copied, translated."""

from __future__ import annotations

from wallet.model.badge import BadgeId
from wallet.model.lineage import Issue, Related, Relation, is_newer, relation
from wallet.vault.badges import required_key
from wallet.vault.cards import CARD_COLUMNS, card_of_row
from wallet.vault.database import Connection
from wallet.vault.facts import kin_of

_CARD = f"SELECT {CARD_COLUMNS}, key IN (SELECT badge FROM replacements) FROM badges WHERE key = ?"  # noqa: S608 (ours)


def list_related(connection: Connection, badge_id: BadgeId) -> list[Related]:
    """Return the badges of the library that belong with one, the latest first.

    Raises:
        RefusedError: If the library does not hold it.
    """
    key = required_key(connection, badge_id)
    issues = {issue.key: issue for issue in kin_of(connection, key)}
    own = issues.pop(key, None)
    if own is None:
        return []
    found = [(other, kind) for other in issues.values() if (kind := relation(own, other)) is not None]
    found.sort(key=lambda each: (each[0].issued is not None, each[0].issued, each[0].key), reverse=True)
    return [_related(connection, own, other, kind) for other, kind in found]


def _related(connection: Connection, own: Issue, other: Issue, kind: Relation) -> Related:
    row = connection.execute(_CARD, (other.key,)).fetchone()
    return Related(card_of_row(row), kind, is_newer(other, own), is_shown=not row[-1])
