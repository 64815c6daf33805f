"""Check of the dates: a credential holds between its start and its end, by a clock that can be believed.

A token that says for whom it is holds for nobody else.
"""

from __future__ import annotations

from datetime import datetime

from wallet.formats.dates import numeric_date_or_none
from wallet.model.checks import CheckId, Code
from wallet.model.credential import Securing
from wallet.model.report import Kind
from wallet.verification.case import Case
from wallet.verification.words import day


def check_validity(case: Case) -> None:
    """Record `validity.period` (VCDM 2.0 section 4.9; RFC 7519 sections 4.1.3 to 4.1.5)."""
    _check_audience(case)
    starts, ends = _bounds(case)
    findings = case.findings
    if not case.options.clock_is_reliable:
        findings.unknown(
            CheckId.VALIDITY_PERIOD, Code.CLOCK_UNRELIABLE, "This computer's clock is behind: set it, then check again."
        )
    elif ends is not None and ends < case.at:
        findings.failed(CheckId.VALIDITY_PERIOD, Code.EXPIRED, f"It was valid until {day(ends)}.")
    elif starts is not None and starts > case.at:
        findings.failed(CheckId.VALIDITY_PERIOD, Code.NOT_YET_VALID, f"It is valid from {day(starts)} on.")
    elif ends is not None:
        findings.passed(CheckId.VALIDITY_PERIOD, f"Valid until {day(ends)}.")
    elif case.keeps_back:
        findings.limited(
            CheckId.VALIDITY_PERIOD, Code.NOT_SHOWN, "It shows no end date; what it keeps back may hold one."
        )
    else:
        findings.passed(CheckId.VALIDITY_PERIOD, "It has no end date.")


def _check_audience(case: Case) -> None:
    credential, request = case.credential, case.options.request
    stated = credential.claims.get("aud", credential.source.payload.get("aud"))
    if stated is None or credential.source.securing is Securing.EMBEDDED or credential.kind is Kind.PRESENTATION:
        return
    accepted = stated if isinstance(stated, list) else [stated]
    if request is None:
        detail = "It is made out to be accepted by one party alone, and who you are is not known here."
        case.findings.unknown(CheckId.VALIDITY_PERIOD, Code.AUDIENCE_MISMATCH, detail)
    elif request.audience not in accepted:
        detail = "It is made out to be accepted by someone else alone."
        case.findings.failed(CheckId.VALIDITY_PERIOD, Code.AUDIENCE_MISMATCH, detail)


def _bounds(case: Case) -> tuple[datetime | None, datetime | None]:
    """Return the latest start and the earliest end that any signed member states."""
    credential = case.credential
    starts, ends = [credential.valid_from], [credential.valid_until]
    if credential.source.securing is not Securing.EMBEDDED:
        starts.append(numeric_date_or_none(credential.source.payload.get("nbf")))
        ends.append(numeric_date_or_none(credential.source.payload.get("exp")))
    return max((start for start in starts if start), default=None), min((end for end in ends if end), default=None)
