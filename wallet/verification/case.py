"""One verification under way: the credential, the evidence, the question, and what was found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from wallet.jsonld.canonical import Remembered
from wallet.model.checks import CheckId
from wallet.model.credential import Credential, Securing
from wallet.model.evidence import EvidenceDocument
from wallet.model.report import Kind
from wallet.trust.evidence import EvidenceAsOf
from wallet.verification.findings import Findings
from wallet.verification.options import VerifyOptions

_ALWAYS = frozenset({CheckId.PARSE, CheckId.STRUCTURE, CheckId.PROOF_PRESENT, CheckId.LIMITS, CheckId.CONTAINER})
_PROVED = frozenset(
    {
        CheckId.PROOF_SUITE,
        CheckId.KEY_STRENGTH,
        CheckId.PROOF_SIGNATURE,
        CheckId.PROOF_PURPOSE,
        CheckId.PROOF_TIME,
        CheckId.ISSUER_BINDING,
        CheckId.ISSUER_KEY,
    }
)


@dataclass(frozen=True, slots=True)
class Case:
    """What every check of one document is given.

    Attributes:
        credential: What is checked.
        evidence: What was at hand by the time the report speaks of.
        options: The question.
        findings: What was found so far.
        unsecured: What its proofs were made over, as far as that was worked out.
    """

    credential: Credential
    evidence: EvidenceAsOf
    options: VerifyOptions
    findings: Findings
    unsecured: list[Remembered] = field(default_factory=list)

    @property
    def at(self) -> datetime:
        """The time the report speaks of."""
        return self.options.at

    @property
    def relationship(self) -> str:
        """The verification relationship a key needs to sign this (Data Integrity section 2.1, `proofPurpose`)."""
        return "authentication" if self.credential.kind is Kind.PRESENTATION else "assertionMethod"

    @property
    def keeps_back(self) -> bool:
        """Whether the holder left something out, or may have: a derived proof, or digests that stand for nothing."""
        source = self.credential.source
        if source.securing is Securing.SD_JWT:
            return self.credential.keeps_back
        derived = self.findings.found(CheckId.DISCLOSURE_INTEGRITY) is not None
        return source.securing is Securing.EMBEDDED and derived

    def controller_document(self, controller: str) -> EvidenceDocument | None:
        """Return the newest cached document that an issuer's keys came from."""
        from wallet.dids.issuer_metadata import key_sets_of  # noqa: PLC0415 (start-up counts)
        from wallet.dids.web_issuer import controller_documents  # noqa: PLC0415

        found = (
            *controller_documents(controller, self.evidence, self.options.limits),
            *key_sets_of(controller, self.evidence, self.options.limits),
        )
        return max(found, key=lambda document: document.fetched, default=None)


def expected_checks(credential: Credential) -> frozenset[CheckId]:
    """Return the checks that apply to any credential that is secured as this one is."""
    expected = _ALWAYS | _PROVED
    if credential.kind is not Kind.PRESENTATION:
        expected |= {CheckId.ISSUER_TRUST, CheckId.VALIDITY_PERIOD}
    if credential.source.securing is Securing.SD_JWT:
        expected |= {CheckId.DISCLOSURE_INTEGRITY}
    return expected
