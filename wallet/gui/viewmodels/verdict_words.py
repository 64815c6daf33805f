"""From a report to words: the banner, the rows under it, and the line on a card. Pure functions.

Titles follow VERIFICATION.md. A tick belongs to a check that ran and passed, the green shield to `verified`
alone; what did not run is a dashed circle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.dates import days_between, long_date, when
from wallet.model.badge import BadgeCard
from wallet.model.checks import Check, CheckId, Code, Outcome
from wallet.model.report import Kind, Policy, Report, Verdict

EXPIRY_NOTICE_DAYS = 60


@dataclass(frozen=True, slots=True)
class Words:
    """One statement about a badge.

    Attributes:
        icon: The name of its icon.
        tone: What its colour says.
        title: The statement.
        text: Why, or what to do; may be empty.
        checks: The checks it sums up.
    """

    icon: str
    tone: Tone
    title: str
    text: str = ""
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a report is read for.

    Attributes:
        now: The reader's time.
        policy: WALLET for one's own badges, CHECK for somebody else's.
        valid_from: The badge's start of validity, where known.
        valid_until: Its end, where known.
    """

    now: datetime
    policy: Policy = Policy.WALLET
    valid_from: datetime | None = None
    valid_until: datetime | None = None


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
CONTENTS = (CheckId.PROOF_SIGNATURE, CheckId.CANONICAL_LOSSLESS, CheckId.DISCLOSURE_INTEGRITY)
SIGNATURE = (*CONTENTS, CheckId.PROOF_PRESENT, CheckId.PROOF_SUITE, CheckId.KEY_STRENGTH, CheckId.CONTEXT_KNOWN)
ISSUER = (CheckId.ISSUER_BINDING, CheckId.ISSUER_KEY, CheckId.PROOF_PURPOSE)
DATES = (CheckId.VALIDITY_PERIOD, CheckId.PROOF_TIME)
ANSWER = (CheckId.PRESENTATION_AUDIENCE, CheckId.PRESENTATION_FRESHNESS, CheckId.PRESENTATION_INTEGRITY)
FORM = (CheckId.STRUCTURE, CheckId.SCHEMA, CheckId.CONTAINER, CheckId.LIMITS)


def tr(text: str) -> str:
    """Return one of our sentences in the reader's language."""
    return QCoreApplication.translate("Verdict", text)


def issuer_of(report: Report) -> str:
    """Return the issuer's name, or else what its identifier says; empty where nobody signed."""
    if report.issuer is None:
        return ""
    return report.issuer.name or domain_of(report.issuer.id)


def domain_of(identifier: str) -> str:
    """Return the part of an identifier that people know: its host, or a short form of its key."""
    if identifier.startswith("did:web:"):
        return identifier.removeprefix("did:web:").split(":")[0].split("#")[0].replace("%3A", ":")
    if "://" in identifier:
        return identifier.split("://", 1)[1].split("/", maxsplit=1)[0]
    return identifier if len(identifier) <= 24 else f"{identifier[:16]}…{identifier[-6:]}"


def together(whole: Report, part: Report) -> Report:
    """Return a badge's report as it stands inside a presentation: no better than either of the two.

    Args:
        whole: The presentation's report.
        part: The report of a badge in it.
    """
    if whole is part:
        return whole
    worst = min(whole.verdict, part.verdict, key=list(Verdict).index)
    return replace(part, verdict=worst, checks=(*part.checks, *whole.checks))


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


def rows(report: Report, occasion: Occasion) -> tuple[Words, ...]:
    """Return what was checked, one statement each, in the order people ask."""
    if report.verdict is Verdict.UNREADABLE:
        return ()
    return tuple(_rows(report, occasion))


def _rows(report: Report, occasion: Occasion) -> Iterator[Words]:
    proven = _sum_up(_pick(report, SIGNATURE)).outcome is Outcome.PASSED
    yield _signature_row(report)
    yield _only_if(_issuer_row(report), tr("Issuer not proven"), proven=proven)
    if report.kind is not Kind.PRESENTATION:
        yield _status_row(report, occasion)
        yield _only_if(_dates_row(report, occasion), tr("Dates not proven"), proven=proven)
    yield from _holder_rows(report, occasion)
    yield from _form_rows(report)
    if occasion.policy is Policy.CHECK:
        yield Words("info", Tone.INFO, tr("Compare the name with photo ID"), tr("This proves the award, not the face."))


def _only_if(words: Words, otherwise: str, *, proven: bool) -> Words:
    """Return a statement, or without a matching signature the word that it rests on nothing."""
    if proven or words.tone is not Tone.OK:
        return words
    icon, tone = row_look(Outcome.UNKNOWN)
    text = tr("Without a matching signature, anyone could have written this.")
    return Words(icon, tone, otherwise, text, words.checks)


def row_look(outcome: Outcome, *, limited: bool = False) -> tuple[str, Tone]:
    """Return icon and tone of one check's outcome."""
    if outcome is Outcome.PASSED:
        return ("triangle-alert", Tone.WARN) if limited else ("circle-check", Tone.OK)
    if outcome is Outcome.FAILED:
        return "circle-x", Tone.BAD
    return ("circle-dashed", Tone.NEUTRAL) if outcome is Outcome.UNKNOWN else ("info", Tone.INFO)


def _sum_up(checks: tuple[Check, ...]) -> Check:
    """Return the check that speaks for several: a failed one, else one that did not run, else one with a limit."""
    for outcome in (Outcome.FAILED, Outcome.UNKNOWN):
        found = next((check for check in checks if check.outcome is outcome), None)
        if found is not None:
            return found
    return next((check for check in checks if check.is_limit), checks[0])


def _pick(report: Report, ids: tuple[CheckId, ...]) -> tuple[Check, ...]:
    return tuple(report.check(check_id) for check_id in ids)


def _words(speaker: Check, checks: tuple[Check, ...], title: str, text: str) -> Words:
    icon, tone = row_look(speaker.outcome, limited=speaker.is_limit)
    return Words(icon, tone, title, text, checks)


def _signature_row(report: Report) -> Words:
    checks = _pick(report, SIGNATURE)
    speaker = _sum_up(checks)
    if speaker.outcome is Outcome.FAILED:
        changed = speaker.id in CONTENTS
        title = tr("The contents were changed") if changed else tr("The signature does not count")
        return _words(speaker, checks, title, speaker.detail)
    if speaker.outcome is Outcome.PASSED:
        matches = tr("The digital signature matches the contents.")
        return _words(speaker, checks, tr("Nothing has been changed"), speaker.detail if speaker.is_limit else matches)
    return _words(speaker, checks, tr("Signature not checked"), speaker.detail)


def _issuer_row(report: Report) -> Words:
    trust = report.check(CheckId.ISSUER_TRUST)
    checks = (*_pick(report, ISSUER), trust)
    speaker = _sum_up(checks[:-1])
    if speaker.outcome is Outcome.FAILED:
        return _words(speaker, checks, tr("The issuer does not match"), speaker.detail)
    if speaker.outcome is not Outcome.PASSED:
        return _words(speaker, checks, tr("Issuer not looked up"), speaker.detail)
    if trust.outcome is Outcome.UNKNOWN:
        return _words(trust, checks, tr("Issuer not on your list"), trust.detail or _issuer_place(report))
    if trust.is_limit:
        return _words(trust, checks, tr("The issuer is only on a test list"), trust.detail)
    title = tr("The issuer is who it says it is")
    return _words(speaker, checks, title, speaker.detail if speaker.is_limit else _issuer_place(report))


def _issuer_place(report: Report) -> str:
    if report.issuer is None:
        return ""
    domain = domain_of(report.issuer.id)
    if not report.issuer.listed_in:
        return tr("{domain} signed it.").format(domain=domain)
    return tr("{domain} is on the list “{name}”.").format(domain=domain, name=report.issuer.listed_in[0])


def _status_row(report: Report, occasion: Occasion) -> Words:
    check = report.check(CheckId.STATUS)
    if check.outcome is Outcome.NOT_APPLICABLE:
        return _words(check, (check,), tr("This badge cannot be withdrawn"), tr("The issuer gave no withdrawal list."))
    if check.outcome is Outcome.FAILED:
        held = check.code is Code.SUSPENDED
        return _words(check, (check,), tr("On hold") if held else tr("Withdrawn"), check.detail)
    as_of = when(check.as_of, occasion.now) if check.as_of is not None else ""
    if check.outcome is Outcome.PASSED and check.code is not Code.STALE:
        text = tr("Withdrawal list of {when}.").format(when=as_of) if as_of else check.detail
        return _words(check, (check,), tr("Not withdrawn"), text)
    title = tr("Withdrawal not checked since {when}").format(when=as_of) if as_of else tr("Withdrawal not checked")
    return _words(check, (check,), title, check.detail)


def _dates_row(report: Report, occasion: Occasion) -> Words:
    checks = _pick(report, DATES)
    speaker = _sum_up(checks)
    if speaker.outcome is Outcome.FAILED:
        early = speaker.code in (Code.NOT_YET_VALID, Code.PROOF_FROM_FUTURE)
        return _words(speaker, checks, tr("Not valid yet") if early else tr("Expired"), speaker.detail)
    if speaker.outcome is Outcome.PASSED:
        if occasion.valid_until is None:
            return _words(speaker, checks, tr("In date"), speaker.detail or tr("It has no end date."))
        text = tr("Valid until {date}.").format(date=long_date(occasion.valid_until))
        return _words(speaker, checks, tr("In date"), text)
    return _words(speaker, checks, tr("Dates not checked"), speaker.detail)


def _holder_rows(report: Report, occasion: Occasion) -> Iterator[Words]:
    check = report.check(CheckId.HOLDER_BINDING)
    if check.outcome is not Outcome.NOT_APPLICABLE:
        yield _words(check, (check,), _holder_title(check, occasion.policy), check.detail)
    for answer in _pick(report, ANSWER):
        if answer.outcome is Outcome.FAILED:
            yield _words(answer, (answer,), tr("Not made for this request"), answer.detail)


def _holder_title(check: Check, policy: Policy) -> str:
    if check.outcome is Outcome.FAILED:
        return tr("Issued to someone else")
    if check.outcome is Outcome.UNKNOWN or check.is_limit:
        return tr("Holder not proven")
    return tr("Issued to you") if policy is Policy.WALLET else tr("Presented by its holder")


def _form_rows(report: Report) -> Iterator[Words]:
    for check in _pick(report, FORM):
        if check.outcome is Outcome.FAILED or (check.outcome is Outcome.UNKNOWN and check.id is CheckId.LIMITS):
            failed = check.outcome is Outcome.FAILED
            title = tr("Not made by the rules of its format") if failed else tr("Too complex to check")
            yield _words(check, (check,), title, check.detail)


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
