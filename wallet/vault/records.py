"""What is kept beside the badges: evidence, the sharing history, the owner's presets, which backups were made."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from wallet.model.backup import BackupRecord
from wallet.model.disclosure import OwnPreset
from wallet.model.evidence import EvidenceDocument
from wallet.model.sharing import Share, SharedBadge, Sighting
from wallet.vault import backup_records, evidence_store, journal, presets, shares
from wallet.vault.part import Part


class Records(Part):
    """The records of a vault."""

    def add_evidence(self, documents: Sequence[EvidenceDocument]) -> None:
        """Keep documents to verify with: all of them, or none."""
        with self._database.writing() as connection:
            evidence_store.add_evidence(connection, documents)

    def evidence(self) -> list[EvidenceDocument]:
        """Return every document kept to verify with, the newest copies of each first."""
        with self._database.reading() as connection:
            return evidence_store.list_evidence(connection)

    def add_share(self, share: Share) -> None:
        """Keep a line of the sharing history; it stays when its badges are removed.

        Of one that is there already, for the same bytes to the same receiver and purpose, only the new ways are kept.
        """
        with self._database.writing() as connection:
            shares.add_share(connection, share)

    def shares(self) -> list[Share]:
        """Return the sharing history, the newest line first."""
        with self._database.reading() as connection:
            return shares.list_shares(connection)

    def sightings(self, shared: Sequence[SharedBadge]) -> list[Sighting]:
        """Return where the sharing history holds traces of some badges, or the badges without their traces."""
        with self._database.reading() as connection:
            return shares.sightings(connection, shared)

    def change_presets(self, gone: Collection[str], come: Sequence[OwnPreset], at: datetime) -> None:
        """Keep presets of the owner's in the place of others, and of those of the same names; the journal notes it.

        Args:
            gone: The names of those that give way.
            come: The presets to keep.
            at: The time.
        """
        with self._database.writing() as connection:
            names = {*gone, *(preset.name for preset in come)}
            before = [preset for preset in presets.list_presets(connection) if preset.name in names]
            if set(before) != set(come):
                presets.put_presets(connection, before, come)
                journal.keep_preset_change(connection, at, before, come)

    def presets(self) -> list[OwnPreset]:
        """Return the owner's presets, by name."""
        with self._database.reading() as connection:
            return presets.list_presets(connection)

    def add_backup(self, record: BackupRecord) -> None:
        """Note that a backup was made, and read back."""
        with self._database.writing() as connection:
            backup_records.add_record(connection, record)

    def last_backup(self) -> BackupRecord | None:
        """Return the newest backup; None where there never was one."""
        with self._database.reading() as connection:
            return backup_records.last_record(connection)

    def since(self, moment: datetime) -> tuple[int, datetime | None]:
        """Return how many badges came after a moment, and when the first of them, or of the owner's keys, came."""
        with self._database.reading() as connection:
            return backup_records.since(connection, moment)
