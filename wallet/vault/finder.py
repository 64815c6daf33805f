"""Finding badges: by filters and words, beside those that they belong with, and where they need a look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from wallet.model.attention import Trouble
from wallet.model.badge import BadgeId, BadgeQuery
from wallet.model.facets import Facets, Hit
from wallet.model.facts import BadgeFacts
from wallet.model.lineage import Related
from wallet.vault import dismissals, facets, facts, hits, relatives, troubles
from wallet.vault.badges import key_of
from wallet.vault.part import Part


class Finder(Part):
    """The ways through the library of a vault."""

    def facets(self, query: BadgeQuery) -> Facets:
        """Return what a query can be narrowed by; it says from when on, for the ends."""
        with self._database.reading() as connection:
            return facets.facets_of(connection, query)

    def hits(self, text: str, badge_ids: Sequence[BadgeId]) -> dict[BadgeId, tuple[Hit, ...]]:
        """Return for the badges of a page where the words of a search are, by field."""
        with self._database.reading() as connection:
            return hits.hits_of(connection, text, badge_ids)

    def related(self, badge_id: BadgeId) -> list[Related]:
        """Return the badges of the library that belong with one, the latest first.

        Raises:
            RefusedError: If the library does not hold it.
        """
        with self._database.reading() as connection:
            return relatives.list_related(connection, badge_id)

    def troubles(self, at: datetime) -> list[Trouble]:
        """Return each badge that needs attention now, with the worst reason for it."""
        with self._database.reading() as connection:
            return troubles.list_troubles(connection, at)

    def unchecked(self, at: datetime) -> tuple[int, datetime | None]:
        """Return how many badges were last checked too long ago, and when that was for the first of them."""
        with self._database.reading() as connection:
            return troubles.count_unchecked(connection, at)

    def dismissed(self) -> dict[str, str]:
        """Return the state in which each notice was dismissed."""
        with self._database.reading() as connection:
            return dismissals.list_dismissed(connection)

    def dismiss(self, subject: str, state: str, at: datetime) -> None:
        """Show a notice no more as long as it is in a state."""
        with self._database.writing() as connection:
            dismissals.dismiss(connection, subject, state, at)

    def recall(self, subject: str) -> None:
        """Let a notice be shown again."""
        with self._database.writing() as connection:
            dismissals.recall(connection, subject)

    def without_facts(self, limit: int) -> list[BadgeId]:
        """Return badges of the library that were not read for finding them, such as those of an older Rosette."""
        with self._database.reading() as connection:
            return facts.without_facts(connection, limit)

    def set_facts(self, read: Mapping[BadgeId, BadgeFacts]) -> None:
        """Keep what badges are found by; those that have left the library meanwhile are passed over."""
        with self._database.noting() as connection:
            for badge_id, each in read.items():
                if (key := key_of(connection, badge_id)) is not None:
                    facts.write_facts(connection, key, each)
