"""The report of an answer to a request: of every presentation in it, and of what the request as a whole demands.

Source: OpenID4VP 1.0 section 8.6 (Verifying VP Token); VERIFICATION.md, `presentation.freshness`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from wallet.model.checks import Check, CheckId, Code, Outcome
from wallet.model.report import Report, Verdict
from wallet.verification.containers import container_report
from wallet.verification.options import VerifyOptions
from wallet.verification.verdicts import strongest

FORMAT = "vp-token"
"""What an answer's format is called in reports."""

_BOUND = {
    CheckId.HOLDER_BINDING,
    CheckId.PRESENTATION_AUDIENCE,
    CheckId.PRESENTATION_FRESHNESS,
    CheckId.PRESENTATION_INTEGRITY,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of the request an answer is for.

    Attributes:
        expires: When it ends.
        used: Whether it has been answered before.
        unanswered: The names of what it asked for and did not get.
    """

    expires: datetime
    used: bool
    unanswered: Sequence[str]


def answer_report(name: str, reports: Sequence[Report], asked: Asked, options: VerifyOptions) -> Report:
    """Return the report of an answer; its verdict is the worst of what is in it and of the answer as a whole.

    Args:
        name: The answer's name.
        reports: The reports of the presentations in it.
        asked: What is known of the request.
        options: The question.

    Raises:
        UnreadableError: NOT_A_BADGE, where none of them is a presentation.
    """
    report = container_report(name, FORMAT, reports, options)
    faults = [*_freshness(asked, options), *_completeness(asked)]
    if not faults:
        return report
    order = list(CheckId)
    kept = [check for check in report.checks if check.id not in {fault.id for fault in faults}]
    checks = tuple(sorted([*kept, *faults], key=lambda check: order.index(check.id)))
    return replace(report, checks=checks, verdict=strongest([report.verdict, Verdict.FAILED]))


def answers_now(report: Report) -> bool:
    """Return whether all that an answer holds was made for this very request, so that the request is used up."""
    is_whole = all(check.outcome is not Outcome.FAILED for check in report.checks)
    return is_whole and all(map(_is_bound, report.credentials))


def _is_bound(report: Report) -> bool:
    return {check.id for check in report.checks if check.outcome is Outcome.PASSED} >= _BOUND


def _freshness(asked: Asked, options: VerifyOptions) -> list[Check]:
    if asked.used:
        detail = "This request has been answered already: an answer counts once."
        return [_failed(CheckId.PRESENTATION_FRESHNESS, Code.NONCE_USED, detail)]
    if options.at >= asked.expires:
        return [_failed(CheckId.PRESENTATION_FRESHNESS, Code.PRESENTATION_STALE, "The request has expired.")]
    return []


def _completeness(asked: Asked) -> list[Check]:
    if not asked.unanswered:
        return []
    detail = "It does not show what was asked for, or shows something else."
    return [_failed(CheckId.PRESENTATION_INTEGRITY, Code.NOT_SHOWN, detail)]


def _failed(check: CheckId, code: Code, detail: str) -> Check:
    return Check(check, Outcome.FAILED, code, detail)
