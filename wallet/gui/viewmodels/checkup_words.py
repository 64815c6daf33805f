"""What a check of the wallet's files came to, in words, and what to do about it in the window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.dates import when
from wallet.gui.viewmodels.words import Words
from wallet.model.finding import Finding, FindingKind

BEYOND_ACCEPTING = frozenset({FindingKind.DAMAGED})
"""What no owner can take for what it is: it cannot be read."""
MENDED = frozenset({FindingKind.REPAIRED_KEY_FILE})
"""What was put right already."""


def checked_words(checked_at: datetime | None, now: datetime, findings: Sequence[Finding]) -> str:
    """Return when the wallet was checked last, and what that came to."""
    if checked_at is None:
        return tr("Not checked since it was unlocked.")
    moment = when(checked_at, now)
    if not findings:
        return tr("Checked {when}: all is as you left it.").format(when=moment)
    one, many = tr("Checked {when}: 1 thing was noticed."), tr("Checked {when}: {n} things were noticed.")
    return (one if len(findings) == 1 else many).format(when=moment, n=len(findings))


def notice_words(findings: Sequence[Finding]) -> Words:
    """Return what a check found as one notice."""
    words = finding_words(findings[0])
    if len(findings) == 1:
        return words
    more = tr("1 more thing was noticed.") if len(findings) == 2 else tr("{n} more things were noticed.")
    return Words(words.icon, words.tone, words.title, f"{words.text} {more.format(n=len(findings) - 1)}")


def finding_words(finding: Finding) -> Words:
    """Return what was found, why that may be, and what to do about it."""
    tone = Tone.INFO if finding.kind in MENDED else Tone.BAD if finding.kind in BEYOND_ACCEPTING else Tone.WARN
    icon = "info" if finding.kind in MENDED else "triangle-alert"
    title, why, remedy = _texts()[finding.kind]
    return Words(icon, tone, title, f"{why} {remedy}")


def acceptance_words(findings: Sequence[Finding]) -> str:
    """Return what it means to take the wallet for what it is, naming what was found."""
    named = " ".join(finding_words(finding).title for finding in findings)
    meant = tr("What is in the wallet now counts as right from then on, and you will not be told again.")
    return f"{named}\n\n{meant}"


def _texts() -> dict[FindingKind, tuple[str, str, str]]:
    return {
        FindingKind.DAMAGED: (
            tr("The wallet's database is damaged."),
            tr("A part of it is not what was written."),
            tr("Go back to a snapshot, or restore a backup."),
        ),
        FindingKind.MIXED: (
            tr("Something was put back from an older copy."),
            tr("Parts of the wallet's database do not belong together: a file tool or another program changed them."),
            tr("Go back to a snapshot, restore a backup, or accept the wallet as it is."),
        ),
        FindingKind.INDEX: (
            tr("What the search finds is not what your badges say."),
            tr("A part of its index was put back from an older copy; the badges themselves are whole."),
            tr("Accept the wallet as it is: the index is then made anew."),
        ),
        FindingKind.OLDER_DATABASE: (
            tr("The wallet's database is older than its key file."),
            tr("“vault.db” was put back from an older copy: what came after that is not in it."),
            tr("Put the newer file back, restore a backup, or accept the wallet as it is."),
        ),
        FindingKind.OLDER_KEY_FILE: (
            tr("The wallet's key file is older than its database."),
            tr("“vault.hdr” was put back from an older copy: a passphrase that you changed since may open it again."),
            tr("Change the passphrase, or accept the wallet as it is."),
        ),
        FindingKind.OLDER_WALLET: (
            tr("This wallet is older than the one that was last open on this computer."),
            tr("Its folder was put back from an older copy: what came after that is not in it."),
            tr("Put the newer folder back, restore a backup, or accept the wallet as it is."),
        ),
        FindingKind.REPAIRED_KEY_FILE: (
            tr("One of the two copies of the wallet's key file was an older one, or damaged."),
            tr("It was put back from somewhere, or the computer stopped while it was written."),
            tr("It was written anew from the other one: there is nothing to do."),
        ),
    }


def tr(text: str) -> str:
    """Return one of our sentences in the reader's language."""
    return QCoreApplication.translate("Checkup", text)
