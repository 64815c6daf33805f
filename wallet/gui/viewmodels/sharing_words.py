"""What left and what follows from it, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from wallet.model.sharing import Share, Way

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
