"""A presentation as PDF: a person reads it, and a program verifies what is attached to it, byte for byte.

Source: ISO 19005-3 (PDF/A-3: associated files), ISO 14289-1 (PDF/UA-1)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from wallet.export.typesetting import Data, typeset
from wallet.export.words import SOURCE_LANGUAGE, Words, day_in, words_in
from wallet.model.disclosure import Claim
from wallet.model.report import Verdict

MEDIA_TYPE = "application/pdf"

_OWN = "Your "


@dataclass(frozen=True, slots=True)
class BadgeOnPaper:
    """What a page shows of one badge: what leaves of it, and nothing else.

    Attributes:
        name: Its name.
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


def presentation_pdf(shown: PresentationOnPaper, language: str = SOURCE_LANGUAGE) -> bytes:
    """Return a tagged PDF/A-3a and PDF/UA-1 of a presentation, which is attached to it.

    Args:
        shown: What it shows and carries.
        language: The owner's.
    """
    chosen, words = words_in(language)
    name = f"presentation{shown.suffix}"
    day = day_in(words, shown.created)
    data: dict[str, Data] = {
        "words": words,
        "language": chosen,
        "title": _title(shown, words),
        "day": [shown.created.year, shown.created.month, shown.created.day],
        "overline": words["overline_answer" if shown.audience else "overline_copy"].format(
            audience=shown.audience, day=day
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
    if len(shown.badges) == 1:
        return shown.badges[0].name
    return words["title_of_several"].format(count=len(shown.badges))


def _badge(badge: BadgeOnPaper, words: Words) -> Data:
    verdict = words[badge.verdict.value]
    return {
        "name": badge.name,
        "issuer": words["issued_by"].format(issuer=badge.issuer),
        "dates": _dates(badge, words),
        "claims": [(_label(claim.label, words), claim.value) for claim in badge.claims],
        "picture": _picture(badge, words),
        "checked": words["checked"].format(day=day_in(words, badge.checked_at), verdict=verdict),
    }


def _label(label: str, words: Words) -> str:
    """Return a claim's name as others read it: it is not theirs."""
    what = label.removeprefix(_OWN)
    return label if what == label else words["of_holder"].format(what=what)


def _picture(badge: BadgeOnPaper, words: Words) -> Data:
    if badge.own_picture is None:
        return badge.artwork, "svg", ""
    return badge.own_picture, "png", words["picture"].format(name=badge.name)


def _dates(badge: BadgeOnPaper, words: Words) -> str:
    start = day_in(words, badge.valid_from) if badge.valid_from else ""
    end = day_in(words, badge.valid_until) if badge.valid_until else ""
    if not (start or end):
        return ""
    return words["from_to" if start and end else "from" if start else "until"].format(start=start, end=end)


def _steps(shown: PresentationOnPaper, name: str, words: Words) -> Iterator[str]:
    """Yield how to check it, as sentences."""
    if not shown.has_proof:
        yield words["no_proof_file"].format(name=name)
        yield words["only"]
        return
    yield words["check_code" if shown.is_one_code else "check_codes" if shown.codes else "check_file"]
    yield words["what_proves"].format(name=name)
    yield words["who_answer" if shown.audience else "who_copy"].format(audience=shown.audience)
    if shown.until is not None:
        yield words["until_copy"].format(day=day_in(words, shown.until))
    yield words["only"]
