"""From a report to one statement: the banner, and the line on a card. Pure functions.

Titles follow VERIFICATION.md. The green shield belongs to `verified` alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.dates import days_between, long_date
from wallet.gui.viewmodels.words import ANSWER, CONTENTS, ISSUER, Occasion, Words, domain_of, issuer_of, tr
from wallet.model.badge import BadgeCard
from wallet.model.checks import Check, CheckId, Code, Outcome
from wallet.model.report import Report, Verdict

EXPIRY_NOTICE_DAYS = 60
NEVER_REQUIRED = (CheckId.ISSUER_TRUST, CheckId.SCHEMA)

LOOKS: dict[Verdict, tuple[str, Tone]] = {
    Verdict.UNREADABLE: ("file-question-mark", Tone.NEUTRAL),
    Verdict.FAILED: ("shield-x", Tone.BAD),
    Verdict.REVOKED: ("octagon-x", Tone.BAD),
    Verdict.SUSPENDED: ("octagon-pause", Tone.WARN),
    Verdict.EXPIRED: ("calendar-clock", Tone.WARN),
    Verdict.NOT_YET_VALID: ("calendar-clock", Tone.WARN),
    Verdict.UNKNOWN: ("circle-dashed", Tone.NEUTRAL),
    Verdict.ISSUER_UNKNOWN: ("shield-question-mark", Tone.NEUTRAL),
    Verdict.LIMITED: ("shield-half", Tone.WARN),
    Verdict.VERIFIED: ("shield-check", Tone.OK),
}


def together(whole: Report, part: Report) -> Report:
    """Return a badge's report as it stands inside a presentation: no better than either of the two.

    Args:
        whole: The presentation's report.
        part: The report of a badge in it.
    """
    worst = min(_of_itself(whole), part.verdict, key=list(Verdict).index)
    return replace(part, verdict=worst, checks=(*part.checks, *whole.checks))


def _of_itself(presentation: Report) -> Verdict:
    """Return what a presentation's own checks come to; its verdict also speaks of the other badges in it."""
    counted = [check for check in presentation.checks if check.id not in NEVER_REQUIRED]
    outcomes = {check.outcome for check in counted}
    if Outcome.FAILED in outcomes:
        codes = {check.code for check in counted if check.outcome is Outcome.FAILED}
        return Verdict.EXPIRED if codes == {Code.PROOF_EXPIRED} else Verdict.FAILED
    if Outcome.UNKNOWN in outcomes:
        return Verdict.UNKNOWN
    return Verdict.LIMITED if any(check.is_limit for check in counted) else Verdict.VERIFIED


def banner(report: Report, occasion: Occasion) -> Words:
    """Return what a report comes to, in one statement."""
    icon, tone = LOOKS[report.verdict]
    title, text = _BANNERS[report.verdict](report, occasion)
    return Words(icon, tone, title, text)


def _unreadable(report: Report, _occasion: Occasion) -> tuple[str, str]:
    why = _first_detail(report, Outcome.FAILED) or _first_detail(report, Outcome.UNKNOWN)
    return tr("We cannot read this"), why or tr("It is not a badge format this app knows.")


def _failed(report: Report, _occasion: Occasion) -> tuple[str, str]:
    worst = next((check for check in report.checks if check.outcome is Outcome.FAILED), None)
    if worst is not None and worst.id in CONTENTS:
        return tr("Changed after signing"), tr("The contents do not match the signature. Do not rely on it.")
    why = worst.detail if worst is not None else ""
    text = tr("{why} Do not rely on it.").format(why=why) if why else tr("Do not rely on it.")
    return _failed_title(worst), text


def _failed_title(worst: Check | None) -> str:
    if worst is not None and worst.id in ISSUER:
        return tr("Not from this issuer")
    if worst is not None and worst.id is CheckId.HOLDER_BINDING:
        return tr("Not shown by its holder")
    if worst is not None and worst.id in ANSWER:
        return tr("Not made for this request")
    return tr("Changed, or not from this issuer")


def _revoked(report: Report, _occasion: Occasion) -> tuple[str, str]:
    text = tr("{issuer} withdrew it. Do not rely on it.").format(issuer=_issuer_or_they(report))
    return tr("Withdrawn by the issuer"), text


def _suspended(report: Report, _occasion: Occasion) -> tuple[str, str]:
    text = tr("{issuer} has paused it. Ask them why.").format(issuer=_issuer_or_they(report))
    return tr("On hold by the issuer"), text


def _expired(report: Report, occasion: Occasion) -> tuple[str, str]:
    ended = next((check for check in report.checks if check.code is Code.PROOF_EXPIRED), None)
    if ended is not None and report.check(CheckId.VALIDITY_PERIOD).outcome is not Outcome.FAILED:
        return tr("This has ended"), ended.detail
    if occasion.valid_until is None:
        return tr("Expired"), report.check(CheckId.VALIDITY_PERIOD).detail
    date = long_date(occasion.valid_until)
    return tr("Expired on {date}").format(date=date), tr("It was valid until {date}.").format(date=date)


def _not_yet_valid(report: Report, occasion: Occasion) -> tuple[str, str]:
    if occasion.valid_from is None:
        return tr("Not valid yet"), report.check(CheckId.VALIDITY_PERIOD).detail
    date = long_date(occasion.valid_from)
    return tr("Not valid before {date}").format(date=date), tr("It becomes valid on {date}.").format(date=date)


def _unknown(report: Report, _occasion: Occasion) -> tuple[str, str]:
    return tr("Not checked fully"), _first_detail(report, Outcome.UNKNOWN)


def _issuer_unknown(report: Report, _occasion: Occasion) -> tuple[str, str]:
    domain = domain_of(report.issuer.id) if report.issuer is not None else tr("the issuer")
    text = tr("The signature matches, but we do not know {domain}.").format(domain=domain)
    return tr("Signed by someone not on your list"), text


def _limited(report: Report, _occasion: Occasion) -> tuple[str, str]:
    limits = [check for check in report.checks if check.is_limit]
    count = sum(1 + len(check.more_codes) for check in limits)
    title = tr("Genuine, with one limit") if count == 1 else tr("Genuine, with {n} limits").format(n=count)
    return title, " ".join(check.detail for check in limits if check.detail)


def _verified(report: Report, _occasion: Occasion) -> tuple[str, str]:
    issuer = _issuer_or_they(report)
    if report.check(CheckId.STATUS).outcome is Outcome.PASSED:
        return tr("Verified"), tr("Signed by {issuer}, unchanged, and not withdrawn.").format(issuer=issuer)
    return tr("Verified"), tr("Signed by {issuer} and unchanged.").format(issuer=issuer)


_BANNERS: dict[Verdict, Callable[[Report, Occasion], tuple[str, str]]] = {
    Verdict.UNREADABLE: _unreadable,
    Verdict.FAILED: _failed,
    Verdict.REVOKED: _revoked,
    Verdict.SUSPENDED: _suspended,
    Verdict.EXPIRED: _expired,
    Verdict.NOT_YET_VALID: _not_yet_valid,
    Verdict.UNKNOWN: _unknown,
    Verdict.ISSUER_UNKNOWN: _issuer_unknown,
    Verdict.LIMITED: _limited,
    Verdict.VERIFIED: _verified,
}


def _issuer_or_they(report: Report) -> str:
    return issuer_of(report) or tr("The issuer")


def _first_detail(report: Report, outcome: Outcome) -> str:
    return next((check.detail for check in report.checks if check.outcome is outcome and check.detail), "")


def card_status(card: BadgeCard, now: datetime) -> Words:
    """Return the line at the foot of a badge card."""
    icon, tone = LOOKS[card.verdict]
    if card.verdict is Verdict.VERIFIED:
        return _verified_status(card, now)
    if card.verdict is Verdict.EXPIRED and card.valid_until is not None:
        return Words(icon, tone, tr("Expired {date}").format(date=long_date(card.valid_until)))
    if card.verdict is Verdict.NOT_YET_VALID and card.valid_from is not None:
        return Words(icon, tone, tr("Valid from {date}").format(date=long_date(card.valid_from)))
    return Words(icon, tone, tr(_CARD_WORDS[card.verdict]))


def _verified_status(card: BadgeCard, now: datetime) -> Words:
    left = days_between(now, card.valid_until) if card.valid_until is not None else EXPIRY_NOTICE_DAYS + 1
    if left <= EXPIRY_NOTICE_DAYS:
        text = tr("Expires today") if left == 0 else tr("Expires in {n} days").format(n=left)
        return Words("calendar-clock", Tone.WARN, text)
    age = days_between(card.checked_at, now)
    if age <= 0:
        return Words("shield-check", Tone.OK, tr("Verified today"))
    text = tr("Checked yesterday") if age == 1 else tr("Checked {n} days ago").format(n=age)
    return Words("shield-half", Tone.WARN, text)


_CARD_WORDS = {
    Verdict.UNREADABLE: "Not readable",
    Verdict.FAILED: "Changed after signing",
    Verdict.REVOKED: "Withdrawn by issuer",
    Verdict.SUSPENDED: "On hold by issuer",
    Verdict.EXPIRED: "Expired",
    Verdict.NOT_YET_VALID: "Not valid yet",
    Verdict.UNKNOWN: "Not checked fully",
    Verdict.ISSUER_UNKNOWN: "Issuer not on your list",
    Verdict.LIMITED: "Genuine, with a limit",
}
