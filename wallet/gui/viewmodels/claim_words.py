"""Claims of a badge in words: times as people write them, and links by where they lead."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from wallet.gui.viewmodels.dates import clock_time, long_date
from wallet.model.badge import Field

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?")
_OPENED = frozenset({"http", "https"})


def claim_words(claims: tuple[Field, ...]) -> tuple[Field, ...]:
    """Return claims as people read them."""
    return tuple(Field(_sentence_case(claim.label), moment_words(claim.value)) for claim in claims)


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


def _sentence_case(label: str) -> str:
    return label[:1].upper() + label[1:]
