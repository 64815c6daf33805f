"""The library: the owner's badges, those in the bin, and what was done to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wallet.model.badge import Added, BadgeCard, BadgeId, BadgeQuery, StoredBadge
from wallet.model.change import BinnedBadge, Change, ChangeKind
from wallet.model.report import Report
from wallet.sandbox.images import RawImage
from wallet.vault import badges, cards, journal, thumbnails
from wallet.vault.database import Connection
from wallet.vault.part import Part


class Library(Part):
    """The badges of a vault."""

    def add(self, badge: StoredBadge) -> Added:
        """Keep a badge.

        Returns:
            DUPLICATE where the library holds it already; then nothing changes. One from the bin comes back as ADDED,
            with its new report and its old note.
        """
        return self.add_all([badge])[0]

    def add_all(self, stored: Sequence[StoredBadge]) -> list[Added]:
        """Keep badges: all of them, or none; the journal notes those that are new.

        Returns:
            For each badge what `add` would return.
        """
        with self._database.writing() as connection:
            return [self._add(connection, badge) for badge in stored]

    def _add(self, connection: Connection, badge: StoredBadge) -> Added:
        added = badges.add_badge(connection, badge)
        if added is Added.ADDED:
            journal.keep_addition(connection, badge.card.added_at, badge.card.id)
        return added

    def get(self, badge_id: BadgeId) -> StoredBadge:
        """Return a badge, its bytes as they came.

        Raises:
            RefusedError: If the library does not hold it.
        """
        with self._database.reading() as connection:
            return badges.get_badge(connection, badge_id)

    def find_id(self, prefix: str) -> BadgeId:
        """Return the one id, in the library or the bin, that begins with a prefix of 8 hex digits or more.

        Raises:
            RefusedError: If the prefix is no such thing, or none or several begin with it.
        """
        with self._database.reading() as connection:
            return badges.find_badge_id(connection, prefix)

    def cards(self, query: BadgeQuery, offset: int, limit: int) -> list[BadgeCard]:
        """Return a page of what a query finds: matches of words by relevance, all others in the query's order."""
        with self._database.reading() as connection:
            return cards.list_cards(connection, query, offset, limit)

    def count(self, query: BadgeQuery) -> int:
        """Return how many badges a query finds."""
        with self._database.reading() as connection:
            return cards.count_cards(connection, query)

    def update_report(self, card: BadgeCard, report: Report) -> None:
        """Keep what a new check of a badge found.

        Raises:
            RefusedError: If the library does not hold the badge.
        """
        with self._database.writing() as connection:
            badges.update_report(connection, card, report)

    def set_note(self, badge_id: BadgeId, note: str, at: datetime) -> None:
        """Keep the owner's note on a badge; the journal notes it.

        Raises:
            RefusedError: If the library does not hold the badge.
        """
        with self._database.writing() as connection:
            before, after = badges.set_note(connection, badge_id, note)
            if before != after:
                journal.keep_change(connection, ChangeKind.NOTE, at, [(badge_id, before, after)])

    def remove(self, badge_ids: Sequence[BadgeId], at: datetime) -> None:
        """Put badges into the bin: all of them, or none; the journal notes it.

        Raises:
            RefusedError: If the library does not hold one of them.
        """
        with self._database.writing() as connection:
            badges.remove_badges(connection, badge_ids, at)
            journal.keep_change(connection, ChangeKind.REMOVAL, at, [(badge_id, "", "") for badge_id in badge_ids])

    def restore(self, badge_ids: Sequence[BadgeId], at: datetime) -> None:
        """Take badges out of the bin, and note it in the journal; those that are not in it stay as they are."""
        with self._database.writing() as connection:
            if returned := badges.restore_badges(connection, badge_ids):
                journal.keep_change(connection, ChangeKind.RETURN, at, [(badge_id, "", "") for badge_id in returned])

    def bin(self) -> list[BinnedBadge]:
        """Return the badges in the bin, the one removed last first."""
        with self._database.reading() as connection:
            return badges.list_bin(connection)

    def undo(self, at: datetime) -> Change | None:
        """Take back the last change that the journal notes; None where there is none of the last 30 days."""
        with self._database.writing() as connection:
            return journal.undo_change(connection, at)

    def redo(self, at: datetime) -> Change | None:
        """Do again what was taken back last; None where nothing was, or the library was changed since."""
        with self._database.writing() as connection:
            return journal.redo_change(connection, at)

    def empty_bin(self, removed_before: datetime) -> int:
        """Delete for good what was put into the bin before a moment, and return how many badges that were."""
        with self._database.writing() as connection:
            emptied = badges.empty_bin(connection, removed_before)
            journal.forget_deleted(connection)
            return emptied

    def thumbnail(self, badge_id: BadgeId, size: int) -> RawImage | None:
        """Return the picture of a badge at a size; None where none is kept."""
        with self._database.reading() as connection:
            return thumbnails.get_thumbnail(connection, badge_id, size)

    def set_thumbnail(self, badge_id: BadgeId, size: int, image: RawImage) -> None:
        """Keep the picture of a badge at a size; where the badge has left the library, nothing is kept."""
        with self._database.writing() as connection:
            thumbnails.set_thumbnail(connection, badge_id, size, image)

    def subjects(self) -> list[tuple[BadgeId, str | None]]:
        """Return the badges of the library that may be bound to a key, with their subject's id; None for tokens."""
        with self._database.reading() as connection:
            return badges.list_subjects(connection)
