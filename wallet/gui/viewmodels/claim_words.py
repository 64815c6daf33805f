"""Claims of a badge in words: times as people write them, and links by where they lead."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import groupby
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from wallet.gui.viewmodels.dates import clock_time, long_date
from wallet.model.badge import BadgePage, Field, Skill

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?")
_LONGEST_LABEL = 200
_OPENED = frozenset({"http", "https"})


def claim_words(claims: tuple[Field, ...]) -> tuple[Field, ...]:
    """Return claims as people read them; values that follow each other under one name stand below each other."""
    grouped = groupby(claims, key=lambda claim: claim.label)
    return tuple(
        Field(_label(label), "\n".join(moment_words(each.value) for each in group)) for label, group in grouped
    )


def skills_shown(page: BadgePage) -> tuple[Skill, ...]:
    """Return the skills of a badge without its level, which stands for itself."""
    return tuple(skill for skill in page.skills if skill.name != page.level)


def is_link(address: str) -> bool:
    """Whether somebody would take an address for a link to a page."""
    return address[:8].lower().startswith(("http://", "https://"))


def host_of(address: str) -> str:
    """Return where a link leads, as it is looked up: in ASCII, so that no letter looks like another one.

    Returns:
        The host; empty for what is no link to a page, or one that names somebody before its host to mislead.
    """
    try:
        parts = urlsplit(address)
        if parts.scheme.lower() not in _OPENED or parts.username is not None or not parts.hostname:
            return ""
        return parts.hostname.encode("idna").decode("ascii")
    except ValueError:
        return ""


def moment_words(value: str) -> str:
    """Return a date or a time as people write it; anything else as it is."""
    if not _MOMENT.fullmatch(value):
        return value
    try:
        moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return value
    if "T" not in value or moment.tzinfo is None:
        return long_date(moment) if "T" not in value else value
    return f"{long_date(moment)}, {clock_time(moment)}"


def _label(label: str) -> str:
    around, colon, own = label[:_LONGEST_LABEL].rpartition(": ")
    called = {"id": _tr("identifier"), "in language": _tr("language"), "sub": _tr("subject"), "iss": _tr("issuer")}
    words = f"{around}{colon}{called.get(own[:1].lower() + own[1:], own)}"
    return words[:1].upper() + words[1:]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Claims", text)
