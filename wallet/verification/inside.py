"""What is said of credentials inside a badge: the badges of a learner record, and endorsements.

Each has a report of its own and none changes the verdict around it. A record and an endorsed badge are statements of
their own signer, whose signature covers every byte inside; whether what is inside holds by itself is another question,
and the reader is told of both. (A presentation or container has no statement but "these": its verdict is the worst
within.)

Source: VERIFICATION.md, "Verdicts"; Comprehensive Learner Record 2.0 section 3; Open Badges 3.0 section 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wallet.model.credential import Endorsement
from wallet.model.report import Kind, Report, Verdict

HOLDS = frozenset({Verdict.VERIFIED, Verdict.LIMITED, Verdict.ISSUER_UNKNOWN})
"""Verdicts of credentials with which nothing is wrong, whoever may have signed them."""
TOO_DEEP = "It holds credentials in credentials, deeper than is looked into."


def remarks_on_record(reports: Sequence[Report]) -> tuple[str, ...]:
    """Return what a record's own report says of the badges inside it."""
    doubtful = sum(report.verdict not in HOLDS for report in reports)
    words = f"Badges in this record that could not be confirmed by themselves: {doubtful} of {len(reports)}."
    return (words,) if doubtful else ()


def as_endorsement(report: Report, endorsement: Endorsement) -> Report:
    """Return the report of an endorsement, with a word where it does not speak of what carries it."""
    return replace(report, warnings=(*report.warnings, *_remarks_on_endorsement(report, endorsement)))


def _remarks_on_endorsement(report: Report, endorsement: Endorsement) -> tuple[str, ...]:
    if report.kind is Kind.UNREADABLE:
        return ()
    if not report.format.startswith("endorsement-"):
        return ("It stands where endorsements stand, but is none.",)
    if endorsement.endorsed_id and report.subject_id != endorsement.endorsed_id:
        return ("It endorses something other than what carries it.",)
    return ()
