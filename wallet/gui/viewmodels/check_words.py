"""From a report's checks to the rows under its banner, in the order people ask. Pure functions.

A tick belongs to a check that ran and passed; what did not run is a dashed circle, never a tick and never a cross.
"""

from __future__ import annotations

from collections.abc import Iterator

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.dates import long_date, when
from wallet.gui.viewmodels.words import ANSWER, CONTENTS, ISSUER, Occasion, Words, domain_of, tr
from wallet.model.checks import Check, CheckId, Code, Outcome
from wallet.model.report import Kind, Policy, Report, Verdict

SIGNATURE = (*CONTENTS, CheckId.PROOF_PRESENT, CheckId.PROOF_SUITE, CheckId.KEY_STRENGTH, CheckId.CONTEXT_KNOWN)
DATES = (CheckId.VALIDITY_PERIOD, CheckId.PROOF_TIME)
FORM = (CheckId.STRUCTURE, CheckId.SCHEMA, CheckId.CONTAINER, CheckId.LIMITS)


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
