"""Backups and snapshots in words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.dates import days_between, long_date, when
from wallet.gui.viewmodels.words import Words
from wallet.model.backup import BackupState, Contents, Snapshot, SnapshotReason, Stage
from wallet.model.limits import MIB


def state_words(state: BackupState, now: datetime) -> Words:
    """Return when the last backup was made, and what is in none."""
    tone = Tone.WARN if state.overdue else Tone.NEUTRAL
    icon = "triangle-alert" if state.overdue else "hard-drive"
    if state.last is None:
        return Words(icon, tone, tr("There is no backup yet"), only_here(state.unsaved))
    title = tr("Last backup: {when}").format(when=when(state.last.made_at, now))
    file = tr("{badges} in {file}.").format(badges=badges(state.last.badges), file=state.last.name)
    return Words(icon, tone, title, f"{file} {since(state.unsaved)}".strip())


def reminder_words(state: BackupState, now: datetime) -> Words:
    """Return why a backup is due."""
    if state.last is None:
        return Words("hard-drive", Tone.WARN, tr("There is no backup yet"), only_here(state.unsaved))
    days = days_between(state.last.made_at, now)
    title = tr("Your last backup is {n} days old").format(n=days)
    return Words("hard-drive", Tone.WARN, title, since(state.unsaved) or tr("Files and sticks do not last for ever."))


def only_here(count: int) -> str:
    """Return that what is here is nowhere else."""
    if count == 0:
        return tr("Nothing would be lost yet.")
    if count == 1:
        return tr("1 badge is on this computer only.")
    return tr("{n} badges are on this computer only.").format(n=count)


def since(count: int) -> str:
    """Return how many badges came after a backup; nothing for none."""
    if count == 0:
        return ""
    if count == 1:
        return tr("1 badge came since, and is in no backup.")
    return tr("{n} badges came since, and are in no backup.").format(n=count)


def stage_words(stage: Stage) -> str:
    """Return what is being done."""
    return {
        Stage.WRITING: tr("Writing the backup"),
        Stage.CHECKING: tr("Reading it through, and comparing every hash"),
        Stage.RESTORING: tr("Restoring"),
        Stage.MERGING: tr("Checking and adding badges"),
    }[stage]


def contents_words(contents: Contents, now: datetime) -> str:
    """Return what a backup holds."""
    held = badges(contents.badges)
    return tr("It holds {badges}, as of {when}. Every hash is right.").format(
        badges=held, when=when(contents.made_at, now)
    )


def snapshot_words(snapshot: Snapshot, now: datetime) -> Words:
    """Return when and why a snapshot was kept."""
    reasons = {
        SnapshotReason.SCHEDULE: tr("Kept by itself"),
        SnapshotReason.ASKED: tr("Kept when you asked"),
        SnapshotReason.REMOVAL: tr("Kept before badges were removed"),
        SnapshotReason.RESTORE: tr("Kept before the wallet was restored or merged"),
        SnapshotReason.MIGRATION: tr("Kept before an update of Rosette"),
    }
    moment = when(snapshot.at, now)
    size = QLocale().formattedDataSize(snapshot.size, 1 if snapshot.size > MIB else 0)
    return Words("history", Tone.NEUTRAL, moment[:1].upper() + moment[1:], f"{reasons[snapshot.reason]}, {size}")


def restored_words(contents: Contents) -> str:
    """Return what a new wallet was made of."""
    return tr("{badges} restored from the backup of {date}. Every hash is right.").format(
        badges=badges(contents.badges), date=long_date(contents.made_at)
    )


def badges(count: int) -> str:
    """Return a number of badges."""
    return tr("1 badge") if count == 1 else tr("{n} badges").format(n=count)


def tr(text: str) -> str:
    """Return one of our sentences in the reader's language."""
    return QCoreApplication.translate("Backup", text)
