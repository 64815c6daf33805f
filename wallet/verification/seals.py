"""Checks of a seal: JAdES, ETSI TS 119 182-1, with a certificate that has to lead to a chosen one.

Everything is judged at the time of signing: a certificate ends, what it sealed does not.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from wallet.crypto.certificates import CertificateClaims, read_certificate
from wallet.formats.elm import organization_of_seal, states_eidas_identifier, states_identifier
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.evidence import EvidenceKind
from wallet.model.jws import Jws
from wallet.proofs.jades import check_header, check_thumbprints, end_of, signing_time, verify_seal
from wallet.proofs.time_stamps import TimeStamp, is_vouched_for, time_of, time_stamps_of
from wallet.trust.evidence import CLOCK_SKEW
from wallet.trust.x509 import CertificateFacts, certificates_in, chain_in, verify_chain
from wallet.verification.case import Case
from wallet.verification.findings import Findings
from wallet.verification.words import day


def check_seals(case: Case) -> None:
    """Run every check that the seals of a document are subject to."""
    seals = case.credential.source.seals
    case.findings.passed(CheckId.PROOF_PRESENT, "The file is sealed.")
    case.findings.not_applicable(CheckId.CANONICAL_LOSSLESS, "A seal is over the content byte for byte.")
    own = [seal for seal in seals if organization_of_seal(seal.header) == case.credential.issuer_id]
    for seal in own or seals:
        _check_seal(case, seal)
    for seal in (seal for seal in seals if own and seal not in own):
        _check_other_party(case, seal)


def _check_seal(case: Case, seal: Jws) -> None:
    _check_suite(case, seal)
    proven = _check_time_stamps(case, seal)
    signed = _check_time(case, seal, proven)
    chain = case.findings.attempt(CheckId.ISSUER_KEY, lambda: _chain(seal))
    if chain is None:
        return
    certificate = case.findings.attempt(CheckId.KEY_STRENGTH, lambda: _certificate(seal, chain[0]))
    if certificate is None:
        return
    _check_signature(case, seal, certificate)
    _check_binding(case, certificate)
    at = proven or signed or case.at
    facts = case.findings.attempt(CheckId.ISSUER_KEY, lambda: verify_chain(chain, _anchors(case), at))
    if facts is not None:
        _record_authority(case, facts, proven)


def _check_other_party(case: Case, seal: Jws) -> None:
    """Check a seal that says nothing of the issuer: it is listed, and only one that is wrong counts."""
    aside = replace(case, findings=Findings(frozenset()))
    _check_seal(aside, seal)
    signature = aside.findings.found(CheckId.PROOF_SIGNATURE)
    if signature is not None and signature.outcome is Outcome.FAILED:
        case.findings.record(signature)
    case.findings.warnings.append("It also carries a seal of someone other than the issuer.")


def _check_suite(case: Case, seal: Jws) -> None:
    def allowed() -> bool:
        check_header(seal.header)
        return True

    if case.findings.attempt(CheckId.PROOF_SUITE, allowed):
        case.findings.passed(CheckId.PROOF_SUITE, f"A JAdES seal with the algorithm {seal.header.get('alg')}.")


def _check_time(case: Case, seal: Jws, proven: datetime | None) -> datetime | None:
    """Record `proof.time` and return when the seal says it was made."""
    findings, header = case.findings, seal.header
    signed = findings.attempt(CheckId.PROOF_TIME, lambda: signing_time(header))
    ends = findings.attempt(CheckId.PROOF_TIME, lambda: end_of(header))
    if not case.options.clock_is_reliable:
        findings.unknown(CheckId.PROOF_TIME, Code.CLOCK_UNRELIABLE, "This computer's clock is wrong.")
    elif signed is not None and signed > min(case.at, proven or case.at) + CLOCK_SKEW:
        findings.failed(CheckId.PROOF_TIME, Code.PROOF_FROM_FUTURE, f"It says it was sealed on {day(signed)}.")
    elif ends is not None and ends < case.at:
        findings.failed(CheckId.PROOF_TIME, Code.PROOF_EXPIRED, f"The seal ended on {day(ends)}.")
    elif signed is None:
        findings.not_applicable(CheckId.PROOF_TIME, "The seal does not say when it was made.")
    else:
        findings.passed(CheckId.PROOF_TIME, f"Sealed on {day(signed)}.")
    return signed


def _check_time_stamps(case: Case, seal: Jws) -> datetime | None:
    """Return the earliest time at which a trustworthy time stamp saw the signature; report those that are not good."""
    try:
        stamps = time_stamps_of(seal, case.options.limits)
    except ValueError:
        case.findings.warnings.append("The seal's time stamps cannot be read.")
        return None
    times = [time for stamp in stamps if (time := _check_time_stamp(case, stamp)) is not None]
    return min(times, default=None)


def _check_time_stamp(case: Case, stamp: TimeStamp) -> datetime | None:
    warnings = case.findings.warnings
    try:
        time = time_of(stamp)
    except ValueError:
        warnings.append("A time stamp in the seal does not hold: it is damaged, or is over something else.")
        return None
    if not is_vouched_for(stamp, _anchors(case)):
        warnings.append(f"A time stamp of {day(time)} was not counted: no authority of your choice vouches for it.")
        return None
    return time if stamp.is_after_signing else None


def _chain(seal: Jws) -> tuple[bytes, ...]:
    chain = chain_in(seal.header)
    if not chain:
        detail = "The seal came without the certificate it was made with."
        raise ProofError(CheckId.ISSUER_KEY, Code.KEY_UNAVAILABLE, detail, Outcome.UNKNOWN)
    return chain


def _certificate(seal: Jws, der: bytes) -> CertificateClaims:
    check_thumbprints(seal.header, der)
    return read_certificate(der)


def _anchors(case: Case) -> tuple[bytes, ...]:
    documents = case.evidence.of_kind(EvidenceKind.CERTIFICATE)
    return tuple(der for document in documents for der in certificates_in(document.content))


def _check_signature(case: Case, seal: Jws, certificate: CertificateClaims) -> None:
    def verified() -> bool:
        verify_seal(seal, certificate.key)
        return True

    if case.findings.attempt(CheckId.PROOF_SIGNATURE, verified):
        case.findings.passed(CheckId.PROOF_SIGNATURE, "The seal matches the contents.")


def _check_binding(case: Case, certificate: CertificateClaims) -> None:
    """Record `issuer.binding`: the certificate is that of the organisation the badge names as its issuer."""
    findings, claims = case.findings, case.credential.claims
    organization = certificate.organization_identifier
    if organization and states_identifier(claims, organization):
        findings.passed(CheckId.ISSUER_BINDING, f"The seal is that of the issuer, {organization}.")
    elif organization and states_eidas_identifier(claims):
        findings.failed(
            CheckId.ISSUER_BINDING, Code.ISSUER_MISMATCH, "The seal is that of an organisation other than the issuer."
        )
    else:
        detail = "Nothing ties the organisation that sealed it to the issuer that the badge names."
        findings.unknown(CheckId.ISSUER_BINDING, Code.ISSUER_MISMATCH, detail)


def _record_authority(case: Case, facts: CertificateFacts, proven: datetime | None) -> None:
    findings = case.findings
    findings.passed(CheckId.KEY_STRENGTH, "The key is of a sound kind and size.")
    findings.passed(CheckId.PROOF_PURPOSE, "The certificate is for signing documents.")
    if facts.ends < case.at and proven is None:
        # Who has the key of an ended certificate can write any date: only a time stamp would say more.
        detail = f"The seal's certificate ended on {day(facts.ends)}; that it was used before is the seal's own word."
        findings.limited(CheckId.ISSUER_KEY, Code.TIME_NOT_PROVEN, detail)
    else:
        findings.passed(CheckId.ISSUER_KEY, f"The seal's certificate leads to {facts.anchor}, which you chose.")
