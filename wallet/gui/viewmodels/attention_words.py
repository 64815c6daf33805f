"""What needs attention, in words: what it is, why, and what to do about it in the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.checkup_words import finding_words
from wallet.gui.viewmodels.dates import days_between, long_date
from wallet.gui.viewmodels.words import Words
from wallet.model.attention import Matter, Notice
from wallet.model.finding import Finding, FindingKind


def heading(matter: Matter) -> str:
    """Return what notices of a matter stand under."""
    return {
        Matter.WALLET: tr("The wallet's own files"),
        Matter.CHANGED: tr("Changed after signing"),
        Matter.WITHDRAWN: tr("Withdrawn"),
        Matter.ON_HOLD: tr("On hold"),
        Matter.EXPIRED: tr("Expired"),
        Matter.EXPIRING: tr("Ending soon"),
        Matter.NEWER_VERSION: tr("A newer version is out"),
        Matter.BACKUP: tr("Backup"),
        Matter.UNCHECKED: tr("Not checked for long"),
    }[matter]


def notice_words(notice: Notice, now: datetime) -> Words:
    """Return one notice: whose badge or what, and below it why, and what to do."""
    if notice.matter is Matter.WALLET:
        return finding_words(Finding(FindingKind(notice.state), notice.what, notice.why, notice.remedy))
    if notice.matter is Matter.BACKUP:
        return _of_backup(notice, now)
    if notice.matter is Matter.UNCHECKED:
        return _of_checks(notice)
    icon, tone = _LOOKS[notice.matter]
    return Words(icon, tone, notice.card.name if notice.card is not None else "", _why(notice, now))


def ending_words(notices: Sequence[Notice], fit: Callable[[str], str]) -> Words | None:
    """Return that badges end soon, and which one first; None where none does.

    Args:
        notices: What needs attention.
        fit: Makes a badge's name fit to stand in a sentence of ours.
    """
    ending = sorted((each.at, each.card.name) for each in notices if _ends(each) and each.at and each.card)
    if not ending:
        return None
    one, many = tr("1 badge expires in the next 60 days"), tr("{n} badges expire in the next 60 days")
    title = one if len(ending) == 1 else many.format(n=len(ending))
    first, name = ending[0]
    text = tr("It is {name}, on {date}.") if len(ending) == 1 else tr("The next one is {name}, on {date}.")
    said = text.format(name=fit(name), date=long_date(first))
    return Words("calendar-clock", Tone.WARN, title, said)


def number_words(count: int) -> str:
    """Return how many things need attention."""
    return tr("1 thing needs your attention") if count == 1 else tr("{n} things need your attention").format(n=count)


def _ends(notice: Notice) -> bool:
    return notice.matter is Matter.EXPIRING and not notice.is_dismissed


def _why(notice: Notice, now: datetime) -> str:
    date = long_date(notice.at) if notice.at is not None else ""
    return {
        Matter.CHANGED: tr("What it says does not match its signature. Ask the issuer for a new copy."),
        Matter.WITHDRAWN: tr("Its issuer has withdrawn it. Ask the issuer why: others see that it was withdrawn."),
        Matter.ON_HOLD: tr("Its issuer has put it on hold. Ask the issuer why."),
        Matter.EXPIRED: tr("It ended on {date}. Ask the issuer how to renew it.").format(date=date),
        Matter.EXPIRING: _ends_when(notice, now),
        Matter.NEWER_VERSION: tr("Its issuer has a newer version of it. Ask the issuer for that one."),
    }[notice.matter]


def _ends_when(notice: Notice, now: datetime) -> str:
    end = notice.at or now
    days = days_between(now, end)
    remedy = tr("Ask the issuer how to renew it.")
    if days < 1:
        return f"{tr('It ends today.')} {remedy}"
    if days == 1:
        return f"{tr('It ends tomorrow.')} {remedy}"
    return f"{tr('It ends in {n} days, on {date}.').format(n=days, date=long_date(end))} {remedy}"


def _of_backup(notice: Notice, now: datetime) -> Words:
    title = tr("There is no backup yet")
    if notice.at is not None:
        title = tr("Your last backup is {n} days old").format(n=days_between(notice.at, now))
    one, many = tr("1 badge is in no backup."), tr("{n} badges are in no backup.")
    why = one if notice.count == 1 else many.format(n=notice.count)
    if not notice.count:
        why = tr("Files and sticks do not last for ever.")
    return Words("hard-drive", Tone.WARN, title, f"{why} {tr('Make one, best on another disk.')}")


def _of_checks(notice: Notice) -> Words:
    one, many = tr("1 badge was not checked for long"), tr("{n} badges were not checked for long")
    title = one if notice.count == 1 else many.format(n=notice.count)
    return Words("refresh-cw", Tone.INFO, title, tr("An issuer may have withdrawn one since then. Check them again."))


_LOOKS = {
    Matter.CHANGED: ("circle-x", Tone.BAD),
    Matter.WITHDRAWN: ("circle-x", Tone.BAD),
    Matter.ON_HOLD: ("octagon-pause", Tone.WARN),
    Matter.EXPIRED: ("calendar-clock", Tone.WARN),
    Matter.EXPIRING: ("calendar-clock", Tone.WARN),
    Matter.NEWER_VERSION: ("refresh-cw", Tone.INFO),
}


def tr(text: str) -> str:
    """Return one of our sentences in the reader's language."""
    return QCoreApplication.translate("Attention", text)
