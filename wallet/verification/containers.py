"""The report of a container: a zip, or a PDF with attachments, whose badges are each judged by themselves.

Its verdict is the worst of the badges inside. A file inside that cannot be read leaves it unknown, as nobody can say
what that file was; files that are plainly no badges, such as a letter beside them, are named and passed over. An
evidence pack inside is one of those: whoever hands in a badge could bring the keys that vouch for a forgery.

Source: VERIFICATION.md, "The report" and "Evidence pack".
"""

from __future__ import annotations

from collections.abc import Sequence

from wallet.model.checks import CheckId, Code
from wallet.model.errors import UnreadableError
from wallet.model.report import Kind, Report, Verdict
from wallet.verification.findings import Findings
from wallet.verification.options import VerifyOptions
from wallet.verification.verdicts import strongest, verdict_of

_MOST_NAMED = 5


def container_report(name: str, format_name: str, reports: Sequence[Report], options: VerifyOptions) -> Report:
    """Return the report of a container.

    Args:
        name: The container's name.
        format_name: ``zip`` or ``pdf``.
        reports: The reports of all files inside.
        options: The question.

    Raises:
        UnreadableError: NOT_A_BADGE, where none of them is a badge.
    """
    judged = [report for report in reports if not _is_no_badge(report)]
    if not judged:
        raise UnreadableError(Code.NOT_A_BADGE, "There is no badge in it.")
    findings = _findings(judged)
    checks = findings.checks()
    own = verdict_of(checks, options.policy, requested=False)
    within = [report.verdict for report in judged if report.verdict is not Verdict.UNREADABLE]
    return Report(
        input=name,
        kind=Kind.CONTAINER,
        format=format_name,
        verdict=strongest([own, *within]),
        at=options.at,
        issuer=None,
        subject_id=None,
        name="",
        checks=checks,
        warnings=_remarks([report.input for report in reports if _is_no_badge(report)]),
        credentials=tuple(judged),
    )


def _findings(judged: Sequence[Report]) -> Findings:
    findings = Findings(frozenset())
    findings.passed(CheckId.PARSE, "It could be opened.")
    findings.passed(CheckId.CONTAINER, f"It holds {len(judged)} badge{'s' if len(judged) > 1 else ''}.")
    findings.passed(CheckId.LIMITS, "It is within the limits of size and number.")
    unread = sum(report.verdict is Verdict.UNREADABLE for report in judged)
    if unread:
        findings.unknown(CheckId.STRUCTURE, Code.MALFORMED, f"Files in it that could not be read: {unread}.")
    return findings


def _is_no_badge(report: Report) -> bool:
    return report.kind is Kind.UNREADABLE and report.check(CheckId.PARSE).code is Code.NOT_A_BADGE


def _remarks(names: Sequence[str]) -> tuple[str, ...]:
    if not names:
        return ()
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return (f"Passed over, as no badges: {', '.join(names[:_MOST_NAMED])}{more}.",)
