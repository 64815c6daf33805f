"""Checks of the signer: whether the key is at hand, may speak for the issuer, and whether the issuer is listed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from wallet.crypto.keys import PublicKey
from wallet.dids.methods import VerificationMethod, did_of, resolve
from wallet.model.checks import CheckId, Code, Outcome, Source
from wallet.model.errors import ProofError
from wallet.model.evidence import EvidenceKind, ListedIssuer
from wallet.model.report import IssuerView, Kind, Level
from wallet.verification.case import Case
from wallet.verification.findings import Findings
from wallet.verification.words import day

FRESH = timedelta(days=7)
"""How long a cached controller document is as good as new (VERIFICATION.md, "Freshness offline")."""
USABLE = timedelta(days=90)
"""How long it may be used with its date shown."""


def resolve_method(case: Case, method_id: str, signed: datetime | None) -> VerificationMethod | None:
    """Find the key a proof names, and record `issuer.key` and `key.strength`.

    Args:
        case: The verification under way.
        method_id: The absolute id of the verification method.
        signed: When the proof says it was made.

    Returns:
        The method; None where its key is not at hand or unsound.
    """
    findings = case.findings
    method = findings.attempt(CheckId.ISSUER_KEY, lambda: _resolve(case, method_id))
    if method is None:
        return None
    findings.passed(CheckId.KEY_STRENGTH, "The key is of a sound kind and size.")
    _check_age(case, method)
    _check_end(case, method, signed)
    findings.evidence(CheckId.ISSUER_KEY, method.as_of, method.source)
    return method


def check_binding(case: Case, method_id: str) -> None:
    """Record `issuer.binding`: the key named belongs to the issuer, by exact identifier."""
    if case.credential.kind is Kind.PRESENTATION and not case.credential.issuer_id:
        case.findings.not_applicable(CheckId.ISSUER_BINDING, "The presentation names no holder; its signer is one.")
    elif did_of(method_id) == case.credential.issuer_id:
        case.findings.passed(CheckId.ISSUER_BINDING, "The key belongs to the issuer that the badge names.")
    else:
        case.findings.failed(
            CheckId.ISSUER_BINDING, Code.ISSUER_MISMATCH, "The signing key belongs to someone other than the issuer."
        )


def check_relationship(case: Case, method: VerificationMethod) -> None:
    """Record `proof.purpose` as far as it is the issuer's word: the key is listed for this use."""
    if case.relationship in method.relationships:
        case.findings.passed(CheckId.PROOF_PURPOSE, "The issuer lists this key for this use.")
    else:
        case.findings.failed(
            CheckId.PROOF_PURPOSE, Code.PURPOSE_NOT_LISTED, "The issuer does not list this key for this use."
        )


def check_with_keys(case: Case, method: VerificationMethod, check: Callable[[Case, PublicKey], None]) -> None:
    """Check a signature with a method's key, or else with one that the issuer has since replaced under the same name.

    Args:
        case: The verification under way.
        method: The method that the signature names.
        check: Checks the signature with a key and records what it finds.
    """
    key = method.key
    if method.earlier and not _holds(case, check, key):
        key = next((earlier for earlier in method.earlier if _holds(case, check, earlier)), key)
    check(case, key)
    if key is not method.key:
        # Whoever has a key that was given up can sign with it still.
        detail = "The issuer has since put another key in the place of the one that signed."
        case.findings.unknown(CheckId.ISSUER_KEY, Code.KEY_RETIRED, detail)


def _holds(case: Case, check: Callable[[Case, PublicKey], None], key: PublicKey) -> bool:
    aside = replace(case, findings=Findings(frozenset()))
    check(aside, key)
    signature = aside.findings.found(CheckId.PROOF_SIGNATURE)
    return signature is not None and signature.outcome is Outcome.PASSED


def check_trust(case: Case) -> IssuerView:
    """Record `issuer.trust` and return the issuer as reports name it."""
    credential = case.credential
    listed = case.evidence.listed(credential.issuer_id)
    current = [entry for entry in listed if entry.expires is None or entry.expires >= case.at]
    production = [entry for entry in current if entry.level is Level.PRODUCTION]
    findings = case.findings
    if production:
        findings.passed(CheckId.ISSUER_TRUST, f"Listed in {_names(production)}.")
    elif current:
        findings.limited(CheckId.ISSUER_TRUST, Code.TEST_REGISTRY, f"Only listed in {_names(current)}, a test list.")
    elif listed:
        findings.unknown(CheckId.ISSUER_TRUST, Code.PACK_EXPIRED, f"The list {_names(listed)} has ended.")
    else:
        findings.unknown(CheckId.ISSUER_TRUST, Code.ISSUER_NOT_LISTED, "No list of yours names this issuer.")
    if current:
        findings.evidence(CheckId.ISSUER_TRUST, None, (production or current)[0].source)
    return IssuerView(
        id=credential.issuer_id,
        name=credential.issuer_name,
        listed_in=tuple(entry.list_name for entry in current),
        level=(production or current)[0].level if current else None,
    )


def _resolve(case: Case, method_id: str) -> VerificationMethod:
    try:
        return resolve(method_id, case.evidence, case.options.limits)
    except ProofError as error:
        controller, kinds = did_of(method_id), (EvidenceKind.DID_DOCUMENT, EvidenceKind.JWKS)
        if error.code is Code.KEY_UNAVAILABLE and any(case.evidence.only_later(kind, controller) for kind in kinds):
            raise ProofError(
                CheckId.ISSUER_KEY,
                Code.NOT_AS_OF,
                "The issuer's keys were saved only after the time asked about.",
                Outcome.UNKNOWN,
            ) from error
        raise


def _check_age(case: Case, method: VerificationMethod) -> None:
    findings = case.findings
    if method.retired:
        findings.unknown(CheckId.ISSUER_KEY, Code.KEY_RETIRED, "The issuer no longer lists this key.")
    elif method.as_of is None:
        findings.passed(CheckId.ISSUER_KEY, "The key is part of the issuer's identifier.")
    elif case.at - method.as_of > USABLE:
        findings.unknown(
            CheckId.ISSUER_KEY, Code.STALE, f"The issuer's keys were last seen on {method.as_of:%d %B %Y}."
        )
    elif case.at - method.as_of > FRESH:
        findings.limited(
            CheckId.ISSUER_KEY, Code.STALE, f"The issuer's keys were last seen on {method.as_of:%d %B %Y}."
        )
    else:
        findings.passed(CheckId.ISSUER_KEY, f"The issuer listed this key on {day(method.as_of)}.")
    _check_pack(case, method)


def _check_end(case: Case, method: VerificationMethod, signed: datetime | None) -> None:
    """Judge a key that its issuer has ended (Controlled Identifiers 1.0 section 2.2, `revoked` and `expires`).

    A date of signing is never believed alone: whoever has the key can write any date.
    """
    ends = [end for end in (method.revoked, method.expires) if end is not None and end <= case.at]
    if not ends:
        return
    if method.revoked is not None and method.revoked <= case.at and (signed is None or signed >= method.revoked):
        case.findings.failed(CheckId.ISSUER_KEY, Code.KEY_REVOKED, f"The issuer ended this key on {day(min(ends))}.")
    else:
        case.findings.unknown(CheckId.ISSUER_KEY, Code.KEY_RETIRED, f"The issuer ended this key on {day(min(ends))}.")


def _check_pack(case: Case, method: VerificationMethod) -> None:
    document = case.controller_document(did_of(method.id)) if method.source is Source.PACK else None
    if document is not None and document.pack_expires is not None and document.pack_expires < case.at:
        case.findings.limited(
            CheckId.ISSUER_KEY, Code.PACK_EXPIRED, f"The evidence pack {document.pack} ended on its own date."
        )


def _names(entries: list[ListedIssuer] | tuple[ListedIssuer, ...]) -> str:
    return ", ".join(sorted({entry.list_name for entry in entries}))
