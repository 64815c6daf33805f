"""The verdict: one pure function of the checks (VERIFICATION.md, "Verdicts")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wallet.model.checks import Check, CheckId, Code, Outcome
from wallet.model.report import Policy, Verdict

_UNREADABLE = frozenset({CheckId.PARSE, CheckId.CONTAINER})
_HOLDER = frozenset(
    {
        CheckId.HOLDER_BINDING,
        CheckId.PRESENTATION_AUDIENCE,
        CheckId.PRESENTATION_FRESHNESS,
        CheckId.PRESENTATION_INTEGRITY,
    }
)
_NEVER_REQUIRED = frozenset({CheckId.SCHEMA, CheckId.ISSUER_TRUST})
_BY_DATES = {
    Code.EXPIRED: Verdict.EXPIRED,
    Code.PROOF_EXPIRED: Verdict.EXPIRED,
    Code.NOT_YET_VALID: Verdict.NOT_YET_VALID,
    Code.PROOF_FROM_FUTURE: Verdict.NOT_YET_VALID,
}
_BY_STATUS = {Code.REVOKED: Verdict.REVOKED, Code.SUSPENDED: Verdict.SUSPENDED}
_STRONGEST_FIRST = tuple(Verdict)


def verdict_of(checks: Sequence[Check], policy: Policy, *, requested: bool) -> Verdict:
    """Return what a list of checks comes to: the first verdict that holds, strongest bad news first.

    Args:
        checks: Every check of a report.
        policy: Which checks are required.
        requested: Whether the presentation had to answer a request.
    """
    passed = Outcome.PASSED
    bad = [check for check in checks if check.outcome is not passed]
    failures = [_verdict_of_failure(check) for check in bad if check.outcome is Outcome.FAILED]
    if failures:
        return strongest(failures)
    exempt = _NEVER_REQUIRED if policy is Policy.CHECK and requested else _NEVER_REQUIRED | _HOLDER
    unknown = {check.id for check in bad if check.outcome is Outcome.UNKNOWN}
    if not unknown <= exempt:
        return Verdict.UNKNOWN
    if CheckId.ISSUER_TRUST in unknown:
        return Verdict.ISSUER_UNKNOWN
    is_unproven = policy is Policy.CHECK and not unknown.isdisjoint(_HOLDER)
    if is_unproven or any(check.is_limit for check in checks):
        return Verdict.LIMITED
    return Verdict.VERIFIED


def strongest(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the worst of several verdicts."""
    return min(verdicts, key=_STRONGEST_FIRST.index)


def _verdict_of_failure(check: Check) -> Verdict:
    if check.id in _UNREADABLE:
        return Verdict.UNREADABLE
    codes = (check.code, *check.more_codes)
    if check.id is CheckId.STATUS:
        return strongest(_BY_STATUS.get(code, Verdict.FAILED) for code in codes)
    if check.id in (CheckId.VALIDITY_PERIOD, CheckId.PROOF_TIME):
        return strongest(_BY_DATES.get(code, Verdict.FAILED) for code in codes)
    return Verdict.FAILED
