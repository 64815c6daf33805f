"""A presentation as PDF: a person reads it, and a program verifies what is attached to it, byte for byte.

Source: ISO 19005-3 (PDF/A-3: associated files), ISO 14289-1 (PDF/UA-1)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from wallet.export.typesetting import Data, typeset
from wallet.model.disclosure import Claim
from wallet.model.language import primary
from wallet.model.report import Verdict
from wallet.words import Words, text_runs_left

MEDIA_TYPE = "application/pdf"

_OF_HOLDER = {
    "How you are identified": "How the holder is identified",
    "Your identifier": "Holder's identifier",
    "Your name": "Holder's name",
    "Your picture": "Holder's picture",
}
"""Names of the owner's claims as others read them."""

_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)
"""Those that typst takes: ISO 639."""


@dataclass(frozen=True, slots=True)
class BadgeOnPaper:
    """What a page shows of one badge: what leaves of it, and nothing else.

    Attributes:
        name: Its name.
        language: The language of that name as the badge states it; empty where it does not.
        issuer: The issuer's name.
        valid_from: Start of validity.
        valid_until: End of validity.
        claims: The claims that leave.
        own_picture: The picture that leaves with it, as PNG; None where none does.
        artwork: What is drawn where it has none, as SVG.
        verdict: What the wallet's last check came to.
        checked_at: When that was.
    """

    name: str
    language: str
    issuer: str
    valid_from: datetime | None
    valid_until: datetime | None
    claims: tuple[Claim, ...]
    own_picture: bytes | None
    artwork: bytes
    verdict: Verdict
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class PresentationOnPaper:
    """What a PDF shows, and what it carries.

    Attributes:
        badges: The badges, in order.
        content: The presentation's bytes, attached as they are.
        media_type: What those bytes are.
        suffix: The ending of the attachment's name, with its dot.
        created: When the presentation was made.
        audience: Whom it answers; empty for a copy to share.
        until: Until when a copy is meant to be used; None for no end.
        has_proof: Whether anything in it is signed.
        codes: Its QR code as PNG, or sheets of them; none where it is too much for print.
        is_one_code: Whether one code holds it all.
    """

    badges: tuple[BadgeOnPaper, ...]
    content: bytes
    media_type: str
    suffix: str
    created: datetime
    audience: str
    until: datetime | None
    has_proof: bool
    codes: tuple[bytes, ...]
    is_one_code: bool


def presentation_pdf(shown: PresentationOnPaper, words: Words) -> bytes:
    """Return a tagged PDF/A-3a and PDF/UA-1 of a presentation, which is attached to it.

    Args:
        shown: What it shows and carries.
        words: Those of the owner's language, in which it is; what an issuer wrote stays in its own.
    """
    name = f"presentation{shown.suffix}"
    day = words.day(shown.created)
    data: dict[str, Data] = {
        "words": words.texts,
        "language": words.language,
        "runs_left": words.runs_left,
        "title": _title(shown, words),
        "day": [shown.created.year, shown.created.month, shown.created.day],
        "overline": words.say(
            "overline_answer" if shown.audience else "overline_copy", audience=shown.audience, day=day
        ),
        "has_proof": shown.has_proof,
        "badges": [_badge(badge, words) for badge in shown.badges],
        "steps": list(_steps(shown, name, words)),
        "codes": shown.codes,
        "is_one_code": shown.is_one_code,
        "attachment": {"name": name, "content": shown.content, "media_type": shown.media_type},
    }
    return typeset("presentation", data, shown.created)


def _title(shown: PresentationOnPaper, words: Words) -> str:
    return shown.badges[0].name if len(shown.badges) == 1 else words.count("badges", len(shown.badges))


def _badge(badge: BadgeOnPaper, words: Words) -> Data:
    verdict = words.say(badge.verdict.value)
    return {
        "name": _foreign(badge.name, badge.language, words),
        "issuer": words.say("issued_by", issuer=badge.issuer),
        "dates": _dates(badge, words),
        "claims": [_claim(claim, words) for claim in badge.claims],
        "picture": _picture(badge, words),
        "checked": words.say("checked", day=words.day(badge.checked_at), verdict=verdict),
    }


def _claim(claim: Claim, words: Words) -> Data:
    label = words.label(_OF_HOLDER.get(claim.label, claim.label))
    return _foreign(label, "", words), _foreign(claim.value, claim.language, words)


def _foreign(text: str, language: str, words: Words) -> Data:
    """Return a text in its own direction, with its language where that is stated and another one than the page's.

    Source: PDF/UA-1 section 7.2 (natural language of text)
    """
    tag = primary(language)
    runs_left = text_runs_left(text)
    return {
        "text": text,
        "language": tag if _LANGUAGE.fullmatch(tag) and tag != words.language else "",
        "runs_left": words.runs_left if runs_left is None else runs_left,
    }


def _picture(badge: BadgeOnPaper, words: Words) -> Data:
    if badge.own_picture is None:
        return badge.artwork, "svg", ""
    return badge.own_picture, "png", words.say("picture", name=badge.name)


def _dates(badge: BadgeOnPaper, words: Words) -> str:
    start = words.day(badge.valid_from) if badge.valid_from else ""
    end = words.day(badge.valid_until) if badge.valid_until else ""
    if not (start or end):
        return ""
    return words.say("from_to" if start and end else "from" if start else "until", start=start, end=end)


def _steps(shown: PresentationOnPaper, name: str, words: Words) -> Iterator[str]:
    """Yield how to check it, as sentences."""
    if not shown.has_proof:
        yield words.say("no_proof_file", name=name)
        yield words.say("only")
        return
    yield words.say("check_code" if shown.is_one_code else "check_codes" if shown.codes else "check_file")
    yield words.say("what_proves", name=name)
    yield words.say("who_answer" if shown.audience else "who_copy", audience=shown.audience)
    if shown.until is not None:
        yield words.say("until_copy", day=words.day(shown.until))
    yield words.say("only")
