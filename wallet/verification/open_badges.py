"""Open Badges 1 and 2: which way an assertion is proved, and what it leads to once it is.

Source: https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html (section "Verification")
"""

from __future__ import annotations

from dataclasses import replace

from wallet.formats.kinds import is_assertion
from wallet.formats.members import types
from wallet.formats.ob2 import (
    HOSTED_TYPES,
    assertion_credential,
    hosted_at,
    is_pointer,
    is_signed,
    verification_of,
)
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.credential import DataModel, Securing
from wallet.model.evidence import EvidenceKind
from wallet.model.json_types import JsonObject
from wallet.verification.case import Case
from wallet.verification.hosted import check_hosted
from wallet.verification.linked import Chain, content_of, newest
from wallet.verification.signed_badge import check_signed


def as_it_came(case: Case) -> Case:
    """Return the case of an assertion as its bytes say it; of a mere address, as what was last seen there says it.

    Source: section "HostedBadge Verification": the retrieved data should be used as the Assertion value.
    """
    source = case.credential.source
    claims = source.payload
    if is_pointer(claims):
        document = newest(case, EvidenceKind.ASSERTION, hosted_at(claims))
        copy = content_of(case, document) if document is not None else None
        claims = copy if copy is not None and is_assertion(copy) else claims
    return replace(case, credential=assertion_credential(source, claims))


def check_open_badge(case: Case) -> Case:
    """Run the checks that prove an assertion, and its withdrawal.

    Returns:
        The same case; its credential with badge class and issuer filled in, where it was proved that the issuer they
        lead to stands behind it.
    """
    findings = case.findings
    chain = findings.attempt(CheckId.PROOF_SIGNATURE, lambda: _check_proof(case))
    if case.credential.claims.get("revoked", False) is not False:
        findings.failed(CheckId.STATUS, Code.REVOKED, "The badge says itself that it was withdrawn.")
    elif findings.found(CheckId.STATUS) is None:
        findings.unknown(CheckId.STATUS, Code.STATUS_UNAVAILABLE, "Whether it was withdrawn could not be looked up.")
    if chain is None or not _is_bound(case):
        return case
    return replace(case, credential=assertion_credential(case.credential.source, _filled_in(case, chain)))


def _check_proof(case: Case) -> Chain | None:
    claims = case.credential.claims
    if case.credential.source.securing is Securing.JWT:
        return check_signed(case)
    if is_signed(claims):
        detail = "The badge says that it is signed, and its signature is not in the file."
        case.findings.failed(CheckId.PROOF_PRESENT, Code.PROOF_MISSING, detail)
        return None
    stated = types(verification_of(claims))
    is_other = bool(stated) and HOSTED_TYPES.isdisjoint(stated)
    if is_other and case.credential.data_model is DataModel.OB_2:
        detail = "The badge is to be verified in a way that Rosette does not know."
        case.findings.unknown(CheckId.PROOF_SUITE, Code.SUITE_UNSUPPORTED, detail)
        return None
    return check_hosted(case)


def _is_bound(case: Case) -> bool:
    found = (case.findings.found(check_id) for check_id in (CheckId.PROOF_SIGNATURE, CheckId.ISSUER_BINDING))
    return all(check is not None and check.outcome is Outcome.PASSED for check in found)


def _filled_in(case: Case, chain: Chain) -> JsonObject:
    issuer = {**chain.issuer.content, "id": chain.issuer.id}
    badge = {**chain.badge.content, "issuer": issuer}
    if chain.badge.id:
        badge["id"] = chain.badge.id
    return {**case.credential.claims, "badge": badge}
