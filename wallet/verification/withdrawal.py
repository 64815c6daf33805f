"""Check of withdrawal: every status entry, by a list that was itself verified (VERIFICATION.md, check `status`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from wallet.model.checks import CheckId, Code
from wallet.model.credential import Credential, DataModel
from wallet.model.evidence import EvidenceDocument
from wallet.model.json_types import JsonObject
from wallet.model.report import Policy
from wallet.status.listed import ListedStatus, ListForm, Meaning, StatusEntry, unknown
from wallet.status.registry import read_entry
from wallet.verification.case import Case
from wallet.verification.status_lists import VerifiedList
from wallet.verification.words import minute

_SAYS = {Meaning.REVOKED: "withdrawn", Meaning.SUSPENDED: "on hold"}

_BORROWED = frozenset(
    {"@context", "credentialSubject", "credentialSchema", "issuanceDate", "expirationDate", "validFrom", "validUntil"}
)
"""Members of the W3C's data model, whose `credentialStatus` SD-JWT VC does not know and so lets its holder hide."""

FRESH = timedelta(hours=24)
"""How long a status list is as good as new, at most (VERIFICATION.md, "Freshness offline")."""
USABLE_FOR_OTHERS = timedelta(days=7)
"""How long it may be used, with its date shown, to check somebody else's badge."""


VerifyList = Callable[[EvidenceDocument, ListForm, str], VerifiedList]
"""Verifies a status list, given how it must be secured and who issued the badge.

Raises `ProofError` for check STATUS where it does not hold.
"""


class _Age(NamedTuple):
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
        _record_no_list(case)
        return
    if len(entries) > case.options.limits.status_entries:
        case.findings.unknown(CheckId.STATUS, Code.TOO_COMPLEX, "The badge has more status entries than are looked at.")
        return
    for entry in entries:
        # A step that refuses has recorded why; what is left is the answer of a trustworthy list.
        case.findings.attempt(CheckId.STATUS, lambda entry=entry: _check_entry(case, entry, verify_list))  # type: ignore[misc]


def _record_no_list(case: Case) -> None:
    hidden = "It shows no withdrawal list; what it keeps back may name one."
    if not case.keeps_back:
        case.findings.not_applicable(CheckId.STATUS, "This badge cannot be withdrawn.")
    elif _is_plain_token(case.credential):
        # There the one claim that names a list, `status`, must always be shown (SD-JWT VC section 3.2.2.2). A hidden
        # `credentialStatus` means nothing in that model, and is refused wherever it is disclosed: by the holder's own
        # wallet first of all. A limit would be on every token of which something is kept back, and so say nothing.
        case.findings.not_applicable(CheckId.STATUS, hidden)
    else:
        case.findings.limited(CheckId.STATUS, Code.NOT_SHOWN, hidden)


def _is_plain_token(credential: Credential) -> bool:
    """Return whether an SD-JWT VC keeps to claims of tokens: one that borrows others may name its list by theirs."""
    return credential.data_model is DataModel.SD_JWT_VC and not _BORROWED & credential.claims.keys()


def _check_entry(case: Case, entry: JsonObject, verify_list: VerifyList) -> None:
    read = read_entry(entry, case.credential.id)
    document = _find(case, read)
    status_list = verify_list(document, read.form, case.credential.issuer_id)
    status = read.look_up(status_list.claims, case.options.limits)
    _check_signer(case, status_list.issuer_id, status.meaning)
    if status_list.claims.get("id", document.id) != document.id:
        # No standard of lists makes the two agree, and widely used ones do not: the address the badge names counts.
        case.findings.warnings.append("The status list calls itself by another address than the badge does.")
    if status.is_small:
        case.findings.warnings.append("The status list is so short that it hides little of which badge is looked up.")
    _record_meaning(case, status, _age(case, document, read.fresh_for(status_list.claims)))
    for limit in status_list.limits:
        case.findings.limited(CheckId.STATUS, limit.code, f"Of the withdrawal list itself: {limit.detail}")
    _record_pack_end(case, document)
    case.findings.evidence(CheckId.STATUS, document.fetched, document.source)


def _find(case: Case, entry: StatusEntry) -> EvidenceDocument:
    found = case.evidence.find(entry.evidence, entry.list_id)
    if found:
        return found[0]
    if case.evidence.only_later(entry.evidence, entry.list_id):
        raise unknown(Code.NOT_AS_OF, "The withdrawal list was saved only after the time asked about.")
    raise unknown(Code.STATUS_UNAVAILABLE, "The issuer's withdrawal list is not on this computer.")


def _check_signer(case: Case, list_issuer: str, meaning: Meaning) -> None:
    """Accept a list by the badge's issuer, or by a service that a chosen issuer list names for that issuer."""
    issuer = case.credential.issuer_id
    services = {service for listed in case.evidence.listed(issuer) for service in listed.status_services}
    if list_issuer == issuer or list_issuer in services:
        return
    says = _SAYS.get(meaning, "not withdrawn")
    raise unknown(
        Code.STATUS_ISSUER_DIFFERS,
        f"The withdrawal list says {says}, but it is signed by {list_issuer}, not by the badge's issuer.",
    )


def _age(case: Case, document: EvidenceDocument, stated: timedelta | None) -> _Age:
    fresh_for = FRESH if stated is None else min(FRESH, stated)
    age = case.at - document.fetched
    is_usable = case.options.policy is Policy.WALLET or age <= USABLE_FOR_OTHERS
    return _Age(document.fetched, is_fresh=age <= fresh_for, is_usable=is_usable)


def _record_meaning(case: Case, status: ListedStatus, age: _Age) -> None:
    """Record what the list says: a withdrawal stands however old it is, and everything else is as good as its age."""
    findings = case.findings
    if status.meaning is Meaning.REVOKED:
        findings.failed(CheckId.STATUS, Code.REVOKED, _with("The issuer has withdrawn this badge", status.message))
        return
    if status.meaning is Meaning.SUSPENDED:
        findings.failed(CheckId.STATUS, Code.SUSPENDED, _with("The issuer has put this badge on hold", status.message))
        return
    if status.meaning is Meaning.RENEWED:
        findings.limited(CheckId.STATUS, Code.STATUS_RENEWED, "The issuer has a newer version of this badge.")
    elif status.meaning is Meaning.MESSAGE:
        findings.limited(CheckId.STATUS, Code.STATUS_MESSAGE, _with("The issuer remarks on this badge", status.message))
    elif age.is_fresh:
        findings.passed(CheckId.STATUS, f"Not on the withdrawal list of {minute(age.fetched)}.")
    if not age.is_fresh:
        _record_stale(case, age)


def _with(statement: str, message: str) -> str:
    return f"{statement}: “{message}”." if message else f"{statement}."


def _record_stale(case: Case, age: _Age) -> None:
    detail = f"Withdrawal was not checked since {minute(age.fetched)}."
    if age.is_usable:
        case.findings.limited(CheckId.STATUS, Code.STALE, detail)
    else:
        case.findings.unknown(CheckId.STATUS, Code.STALE, detail)


def _record_pack_end(case: Case, document: EvidenceDocument) -> None:
    if document.pack_expires is not None and document.pack_expires < case.at:
        case.findings.limited(CheckId.STATUS, Code.PACK_EXPIRED, f"The evidence pack {document.pack} has ended.")
