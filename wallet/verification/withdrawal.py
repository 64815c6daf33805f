"""Check of withdrawal: every status entry, by a list that was itself verified (VERIFICATION.md, check `status`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from wallet.model.checks import Check, CheckId, Code, Outcome
from wallet.model.credential import Credential
from wallet.model.errors import ProofError
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.json_types import JsonObject
from wallet.model.report import Policy
from wallet.status.bitstring import (
    BitstringEntry,
    StatusPurpose,
    read_entry,
    read_status,
    ttl_milliseconds,
)
from wallet.verification.case import Case
from wallet.verification.words import minute

FRESH = timedelta(hours=24)
"""How long a status list is as good as new, at most (VERIFICATION.md, "Freshness offline")."""
USABLE_FOR_OTHERS = timedelta(days=7)
"""How long it may be used, with its date shown, to check somebody else's badge."""


@dataclass(frozen=True, slots=True)
class VerifiedList:
    """A status list that holds, and with which limits.

    Attributes:
        credential: The list.
        limits: Checks of it that passed with a reservation; they limit whatever it says.
    """

    credential: Credential
    limits: tuple[Check, ...] = ()


VerifyList = Callable[[EvidenceDocument], VerifiedList]
"""Verifies a status list and returns it; raises `ProofError` for check STATUS where it does not hold."""


@dataclass(frozen=True, slots=True)
class _Age:
    """How old a status list is at the time a report speaks of."""

    fetched: datetime
    is_fresh: bool
    is_usable: bool


def check_status(case: Case, verify_list: VerifyList) -> None:
    """Record `status`.

    Args:
        case: The verification under way.
        verify_list: How to verify a list.
    """
    entries = case.credential.status
    if not entries:
        case.findings.not_applicable(CheckId.STATUS, "This badge cannot be withdrawn.")
        return
    if len(entries) > case.options.limits.status_entries:
        case.findings.unknown(CheckId.STATUS, Code.TOO_COMPLEX, "The badge has more status entries than are looked at.")
        return
    for entry in entries:
        # A step that refuses has recorded why; what is left is the answer of a trustworthy list.
        case.findings.attempt(CheckId.STATUS, lambda entry=entry: _check_entry(case, entry, verify_list))  # type: ignore[misc]


def _check_entry(case: Case, entry: JsonObject, verify_list: VerifyList) -> None:
    read = read_entry(entry)
    document = _find(case, read.list_id)
    verified = verify_list(document)
    status_list = verified.credential
    status = read_status(status_list.claims, read, case.options.limits)
    _check_signer(case, status_list.issuer_id, is_set=status.is_set)
    if status.is_small:
        case.findings.warnings.append("The status list is so short that it hides little of which badge is looked up.")
    age = _age(case, document, status_list)
    if status.is_set:
        _record_set(case, read)
    elif age.is_fresh:
        case.findings.passed(CheckId.STATUS, f"Not on the withdrawal list of {minute(age.fetched)}.")
    else:
        _record_stale(case, age)
    for limit in verified.limits:
        case.findings.limited(CheckId.STATUS, limit.code, f"Of the withdrawal list itself: {limit.detail}")
    _record_pack_end(case, document)
    case.findings.evidence(CheckId.STATUS, document.fetched, document.source)


def _find(case: Case, list_id: str) -> EvidenceDocument:
    found = case.evidence.find(EvidenceKind.STATUS_LIST, list_id)
    if found:
        return found[0]
    if case.evidence.only_later(EvidenceKind.STATUS_LIST, list_id):
        raise _unknown(Code.NOT_AS_OF, "The withdrawal list was saved only after the time asked about.")
    raise _unknown(Code.STATUS_UNAVAILABLE, "The issuer's withdrawal list is not on this computer.")


def _check_signer(case: Case, list_issuer: str, *, is_set: bool) -> None:
    """Accept a list by the badge's issuer, or by a service that a chosen issuer list names for that issuer."""
    issuer = case.credential.issuer_id
    services = {service for listed in case.evidence.listed(issuer) for service in listed.status_services}
    if list_issuer == issuer or list_issuer in services:
        return
    says = "withdrawn" if is_set else "not withdrawn"
    raise _unknown(
        Code.STATUS_ISSUER_DIFFERS,
        f"The withdrawal list says {says}, but it is signed by {list_issuer}, not by the badge's issuer.",
    )


def _age(case: Case, document: EvidenceDocument, status_list: Credential) -> _Age:
    ttl = ttl_milliseconds(status_list.claims)
    fresh_for = FRESH if ttl is None else min(FRESH, timedelta(milliseconds=min(ttl, 1e12)))
    age = case.at - document.fetched
    is_usable = case.options.policy is Policy.WALLET or age <= USABLE_FOR_OTHERS
    return _Age(document.fetched, is_fresh=age <= fresh_for, is_usable=is_usable)


def _record_set(case: Case, entry: BitstringEntry) -> None:
    if entry.purpose is StatusPurpose.REVOCATION:
        case.findings.failed(CheckId.STATUS, Code.REVOKED, "The issuer has withdrawn this badge.")
    else:
        case.findings.failed(CheckId.STATUS, Code.SUSPENDED, "The issuer has put this badge on hold.")


def _record_stale(case: Case, age: _Age) -> None:
    detail = f"Withdrawal was not checked since {minute(age.fetched)}."
    if age.is_usable:
        case.findings.limited(CheckId.STATUS, Code.STALE, detail)
    else:
        case.findings.unknown(CheckId.STATUS, Code.STALE, detail)


def _record_pack_end(case: Case, document: EvidenceDocument) -> None:
    if document.pack_expires is not None and document.pack_expires < case.at:
        case.findings.limited(CheckId.STATUS, Code.PACK_EXPIRED, f"The evidence pack {document.pack} has ended.")


def _unknown(code: Code, detail: str) -> ProofError:
    return ProofError(CheckId.STATUS, code, detail, Outcome.UNKNOWN)
