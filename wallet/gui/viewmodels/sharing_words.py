"""What left and what follows from it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from wallet.gui.viewmodels.dates import long_date
from wallet.model.disclosure import DisclosedBadge
from wallet.model.sharing import Link, Share, Way

WAY_ICONS = {
    Way.SCREEN: "qr-code",
    Way.CODES: "qr-code",
    Way.FILE: "file-down",
    Way.PRINT: "printer",
    Way.CLIPBOARD: "copy",
    Way.OUTPUT: "code-xml",
    Way.ANSWER: "send",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sharing", text)


def receiver_words(to: str) -> str:
    """Return who got something; words for nobody named."""
    return to or _tr("Nobody named")


def way_words(ways: Sequence[Way]) -> str:
    """Return how something left; empty where that was not noted."""
    words = {
        Way.SCREEN: _tr("shown on the screen"),
        Way.CODES: _tr("saved as QR codes"),
        Way.FILE: _tr("saved as a file"),
        Way.PRINT: _tr("printed"),
        Way.CLIPBOARD: _tr("copied"),
        Way.OUTPUT: _tr("written out by the command line"),
        Way.ANSWER: _tr("sent as an answer"),
    }
    said = ", ".join(words[way] for way in ways)
    return said[:1].upper() + said[1:]


def count_words(share: Share) -> str:
    """Return how many details were shown."""
    count = sum(len(badge.claims) for badge in share.badges)
    return _tr("1 detail") if count == 1 else _tr("{n} details").format(n=count)


def link_words(link: Link) -> str:
    """Return what somebody could tell by comparing notes."""
    if not link.by:
        text = _tr("{to} was shown this badge too, and may be able to tell that it is the same one.")
    elif link.is_same_badge:
        text = _tr("{to} was shown this badge on {date}. Comparing notes, they could tell it is the same badge.")
    else:
        text = _tr("{to} was shown another badge of yours on {date}. Comparing notes, they could tell both are yours.")
    return text.format(to=link.to or _tr("Somebody you did not name"), date=long_date(link.last))


def inferences(badges: Sequence[DisclosedBadge]) -> Iterator[str]:
    """Yield what a receiver can tell beyond what they see."""
    traced = [badge for badge in badges if badge.traces]
    if traced:
        yield _tr("Two employers comparing notes could tell it is the same badge.")
    elif badges:
        yield _tr("Two employers comparing notes could not tell by its proof that it is the same badge.")
    hidden = sum(badge.countable for badge in badges)
    if hidden:
        counted = (
            _tr("They can tell that 1 detail is hidden.") if hidden == 1 else _tr("They can count {n} hidden parts.")
        )
        yield counted.format(n=hidden)
