"""Tokens signed with a certificate: the `x5c` of https://www.rfc-editor.org/rfc/rfc7515#section-4.1.6 .

The certificate must lead to one that was chosen, and must name the issuer, as SD-JWT VC (section 2.5, "Issuer Signature
Mechanisms") says: the issuer's own address as URI, or its host as DNS name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wallet.crypto.jws import verify_jws
from wallet.model.checks import CheckId, Code
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.jws import Jws
from wallet.verification.case import Case

if TYPE_CHECKING:
    from wallet.trust.x509 import CertificateFacts


def is_certified(case: Case, jws: Jws) -> bool:
    """Return whether only the certificate in its header can show who signed a token.

    An issuer that is a DID, or whose keys are at hand, is known by those.
    """
    issuer = case.credential.issuer_id
    return "x5c" in jws.header and issuer.startswith("https://") and case.controller_document(issuer) is None


def check_certified(case: Case, jws: Jws) -> None:
    """Record every check that the certificate answers, and `proof.signature`."""
    facts = case.findings.attempt(CheckId.ISSUER_KEY, lambda: _facts(case, jws))
    if facts is None:
        return
    findings = case.findings
    findings.passed(CheckId.KEY_STRENGTH, "The key is of a sound kind and size.")
    findings.passed(CheckId.PROOF_PURPOSE, "The certificate is for signatures.")
    findings.passed(CheckId.ISSUER_KEY, f"The certificate leads to {facts.anchor}, which you chose.")
    _record_anchor(case, facts)
    _check_binding(case, facts)
    if findings.attempt(CheckId.PROOF_SIGNATURE, lambda: _verified(jws, facts)):
        findings.passed(CheckId.PROOF_SIGNATURE, "The signature matches the contents.")


def _anchors(case: Case) -> list[tuple[EvidenceDocument, bytes]]:
    from wallet.trust.x509 import certificates_in  # noqa: PLC0415 (20 ms, and few issuers have a certificate)

    documents = case.evidence.of_kind(EvidenceKind.CERTIFICATE)
    return [(document, der) for document in documents for der in certificates_in(document.content)]


def _facts(case: Case, jws: Jws) -> CertificateFacts:
    from wallet.trust.x509 import chain_in, verify_chain  # noqa: PLC0415 (20 ms, and few issuers have a certificate)

    # Judged at the time asked about: a date of signing in the token is its own word.
    return verify_chain(chain_in(jws.header), [der for _, der in _anchors(case)], case.at)


def _record_anchor(case: Case, facts: CertificateFacts) -> None:
    chosen = [document for document, der in _anchors(case) if der == facts.anchor_der]
    ended = [document for document in chosen if document.pack_expires is not None and document.pack_expires < case.at]
    if len(ended) == len(chosen):
        case.findings.limited(
            CheckId.ISSUER_KEY, Code.PACK_EXPIRED, f"The evidence pack {ended[0].pack} ended on its own date."
        )
    case.findings.evidence(CheckId.ISSUER_KEY, chosen[0].fetched, chosen[0].source)


def _check_binding(case: Case, facts: CertificateFacts) -> None:
    issuer = case.credential.issuer_id
    if issuer in facts.uris or _host(issuer) in facts.dns_names:
        case.findings.passed(CheckId.ISSUER_BINDING, "The certificate names the issuer that the badge names.")
    else:
        case.findings.failed(
            CheckId.ISSUER_BINDING, Code.ISSUER_MISMATCH, "The certificate names someone other than the issuer."
        )


def _host(issuer: str) -> str:
    try:
        return (urlsplit(issuer).hostname or "").lower()
    except ValueError:
        return ""


def _verified(jws: Jws, facts: CertificateFacts) -> bool:
    verify_jws(jws, facts.key)
    return True
