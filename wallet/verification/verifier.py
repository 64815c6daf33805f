"""The verifier: from bytes to a report. Never fetches, never touches the vault, and reads as VERIFICATION.md does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from wallet.formats.reader import extract, parse
from wallet.formats.schema import check_schema
from wallet.formats.structure import check_structure
from wallet.model.checks import Check, CheckId, Code, Outcome
from wallet.model.credential import ASSERTIONS, Credential, DataModel, SecuredDocument, Securing
from wallet.model.errors import UnreadableError
from wallet.model.evidence import Evidence
from wallet.model.report import IssuerView, Kind, Policy, Report, Verdict
from wallet.trust.evidence import EvidenceAsOf
from wallet.verification.allowance import Allowance
from wallet.verification.case import Case, expected_checks
from wallet.verification.embedded import check_embedded
from wallet.verification.findings import Findings
from wallet.verification.holder import check_holder
from wallet.verification.inside import TOO_DEEP, as_endorsement, remarks_on_record
from wallet.verification.issuer import check_trust
from wallet.verification.options import VerifyOptions
from wallet.verification.status_lists import StatusLists
from wallet.verification.validity import check_validity
from wallet.verification.verdicts import strongest, verdict_of
from wallet.verification.withdrawal import check_status


class Verifier:
    """Verifies documents against the same evidence and the same question.

    Args:
        evidence: What is at hand.
        options: The question.
        depth: How many documents around what is verified.
        allowance: How many proofs may be worked through; None where only each document's own bounds hold.
    """

    def __init__(
        self, evidence: Evidence, options: VerifyOptions, depth: int = 0, allowance: Allowance | None = None
    ) -> None:
        self._evidence = EvidenceAsOf(evidence, options.at)
        self._options = options
        self._depth = depth
        self._allowance = allowance
        self._lists = StatusLists(self._verify_list, options.limits)

    def for_container(self) -> Verifier:
        """Return a verifier of the files in one container, which share a number of proofs."""
        return Verifier(self._evidence, self._options, allowance=Allowance(self._options.limits.archive_proofs))

    def verify(self, data: bytes, name: str = "") -> Report:
        """Verify one file's bytes.

        Args:
            data: The bytes.
            name: The input's name for the report.

        Returns:
            The report; for bytes that are no badge, one whose verdict is ``unreadable``.
        """
        try:
            document = extract(data, self._options.limits)
            credential = parse(document, self._options.limits)
        except UnreadableError as error:
            return unreadable(error, self._options, name)
        return self.verify_credential(credential, name)

    def verify_document(self, document: SecuredDocument) -> Report:
        """Verify a document that was found inside another."""
        try:
            return self.verify_credential(parse(document, self._options.limits))
        except UnreadableError as error:
            return unreadable(error, self._options, "")

    def verify_credential(self, credential: Credential, name: str = "") -> Report:
        """Verify a credential or presentation that was read already."""
        case = self._case(credential)
        if not self._check_document(case):
            return self._report(case, name, None)
        if credential.kind is Kind.PRESENTATION:
            return self._presentation_report(case, name)
        case = self._proved(case)
        check_validity(case)
        issuer = check_trust(case)
        case.findings.attempt(CheckId.HOLDER_BINDING, lambda: check_holder(case))
        report = self._report(case, name, issuer)
        return self._with_inner_reports(report, credential) if _holds_credentials(credential) else report

    def _spend(self, case: Case) -> bool:
        if self._allowance is not None:
            self._allowance.spend(len(case.credential.proofs))
        return True

    def _case(self, credential: Credential) -> Case:
        findings = Findings(expected_checks(credential))
        case = Case(credential, self._evidence, self._options, findings)
        if credential.data_model not in ASSERTIONS:
            return case
        from wallet.verification.open_badges import as_it_came  # noqa: PLC0415 (start-up counts)

        return as_it_came(case)

    def linked(self, credential: Credential) -> Credential:
        """Return an Open Badge 1 or 2 with its class and issuer filled in, where it is proved that they belong to it.

        Any other credential is returned as it is.
        """
        return self._proved(self._case(credential)).credential if credential.data_model in ASSERTIONS else credential

    def _proved(self, case: Case) -> Case:
        """Run the checks of proofs and withdrawal; return the case with what the credential leads to, once proved."""
        if case.credential.data_model in ASSERTIONS:
            from wallet.verification.open_badges import check_open_badge  # noqa: PLC0415 (start-up counts)

            return check_open_badge(case)
        self._check_proofs(case)
        check_status(case, self._lists.verified)
        return case

    def _check_document(self, case: Case) -> bool:
        """Run the checks of the document itself; return whether its proofs are to be looked at."""
        findings, credential = case.findings, case.credential
        findings.passed(CheckId.PARSE, "The file reads as its format says.")
        findings.passed(CheckId.CONTAINER, "It holds one badge.")
        is_within = findings.attempt(CheckId.LIMITS, lambda: self._spend(case)) is True
        if is_within:
            findings.passed(CheckId.LIMITS, "It is within the limits of size and number.")
        self._run(case, CheckId.STRUCTURE, check_structure, "It has every part that its standard demands.")
        self._run(case, CheckId.SCHEMA, check_schema, "It follows the schema of its standard.")
        if credential.disclosure_fault is not None:
            findings.record(credential.disclosure_fault)
        elif credential.source.securing is Securing.SD_JWT:
            findings.passed(CheckId.DISCLOSURE_INTEGRITY, "Every detail shown is one that was signed.")
        return is_within

    @staticmethod
    def _run(case: Case, check_id: CheckId, check: Callable[[Credential], None], detail: str) -> None:
        def holds() -> bool:
            check(case.credential)
            return True

        if case.findings.attempt(check_id, holds):
            case.findings.passed(check_id, detail)

    def _check_proofs(self, case: Case) -> None:
        case.findings.attempt(CheckId.PROOF_SIGNATURE, lambda: _check_security(case))

    def _presentation_report(self, case: Case, name: str) -> Report:
        reports, credentials = self._presented(case.credential)
        if not reports:
            case.findings.unknown(CheckId.CONTAINER, Code.MISSING_MEMBER, "There is no badge in this presentation.")
        is_signed = bool(case.credential.proofs) or case.credential.source.securing is not Securing.EMBEDDED
        if is_signed or not reports:
            self._check_proofs(case)
        elif self._options.request is None:
            case = replace(case, findings=self._without_proof(case))
        if case.credential.source.securing is not Securing.EMBEDDED:
            check_validity(case)
        case.findings.attempt(CheckId.HOLDER_BINDING, lambda: check_holder(case, credentials))
        report = self._report(case, name, None)
        verdict = strongest([report.verdict, *(_within(inner.verdict) for inner in reports)])
        return replace(report, verdict=verdict, credentials=tuple(reports))

    def _without_proof(self, case: Case) -> Findings:
        """Return the findings of a bundle nobody signed: it is judged by the badges inside alone."""
        findings = Findings(frozenset())
        for check_id in (CheckId.PARSE, CheckId.CONTAINER, CheckId.LIMITS, CheckId.STRUCTURE, CheckId.SCHEMA):
            if (check := case.findings.found(check_id)) is not None:
                findings.record(check)
        findings.not_applicable(CheckId.PROOF_PRESENT, "Nobody signed this collection; each badge in it is checked.")
        return findings

    def _presented(self, credential: Credential) -> tuple[list[Report], list[Credential]]:
        # The badges inside answer no request themselves: the presentation around them does.
        inner = self._inner(self._options.policy)
        reports, credentials = [], []
        for document in credential.presented:
            try:
                presented = self._badge(document)
            except UnreadableError as error:
                reports.append(unreadable(error, self._options, ""))
                continue
            credentials.append(presented)
            reports.append(inner.verify_credential(presented))
        return reports, credentials

    def _badge(self, document: SecuredDocument) -> Credential:
        credential = parse(document, self._options.limits)
        if credential.kind is Kind.PRESENTATION:
            raise UnreadableError(Code.NOT_A_BADGE, "What should be a badge is another presentation.")
        return credential

    def _inner(self, policy: Policy) -> Verifier:
        options = replace(self._options, request=None, policy=policy)
        allowance = self._allowance
        if self._depth == 0:
            allowance = Allowance(options.limits.proofs_inside, around=allowance)
        return Verifier(self._evidence, options, self._depth + 1, allowance)

    def _with_inner_reports(self, report: Report, credential: Credential) -> Report:
        """Add the reports of the credentials inside a badge, which leave its verdict as it is."""
        if self._depth >= self._options.limits.nesting:
            return replace(report, warnings=(*report.warnings, TOO_DEEP))
        inner = self._inner(self._options.policy)
        recorded = tuple(map(inner.verify_document, credential.presented))
        endorsements = tuple(
            as_endorsement(inner.verify_document(endorsement.document), endorsement)
            for endorsement in credential.endorsements
        )
        warnings = (*report.warnings, *remarks_on_record(recorded))
        return replace(report, warnings=warnings, credentials=recorded, endorsements=endorsements)

    def _report(self, case: Case, name: str, issuer: IssuerView | None) -> Report:
        credential, checks = case.credential, case.findings.checks()
        return Report(
            input=name,
            kind=credential.kind,
            format=credential.format,
            verdict=verdict_of(checks, self._options.policy, requested=self._options.request is not None),
            at=self._options.at,
            issuer=issuer,
            subject_id=credential.subject_id,
            name=credential.name,
            checks=checks,
            warnings=tuple(case.findings.warnings),
        )

    def _verify_list(self, status_list: Credential) -> Report:
        options = replace(self._options, request=None, policy=Policy.WALLET)
        return Verifier(self._evidence, options).verify_credential(status_list)


def unreadable(error: UnreadableError, options: VerifyOptions, name: str) -> Report:
    """Return the report of bytes that could not be read.

    Args:
        error: Why not.
        options: The question that was asked.
        name: The input's name.
    """
    check_id = CheckId.CONTAINER if error.code is Code.MORE_THAN_ONE else CheckId.PARSE
    findings = Findings(frozenset())
    findings.record(Check(check_id, Outcome.FAILED, error.code, str(error)))
    return Report(
        input=name,
        kind=Kind.UNREADABLE,
        format="",
        verdict=Verdict.UNREADABLE,
        at=options.at,
        issuer=None,
        subject_id=None,
        name="",
        checks=findings.checks(),
    )


def _check_security(case: Case) -> None:
    """Check what secures a credential; but for embedded proofs, each way is loaded when it is met."""
    credential = case.credential
    if credential.data_model is DataModel.BLOCKCERTS_2:
        from wallet.verification.blockcerts import check_blockcerts  # noqa: PLC0415 (start-up counts)

        check_blockcerts(case)
    elif credential.source.securing is Securing.EMBEDDED:
        check_embedded(case)
    elif credential.source.securing is Securing.JADES:
        from wallet.verification.seals import check_seals  # noqa: PLC0415 (start-up counts)

        check_seals(case)
    else:
        from wallet.verification.jose import check_jws  # noqa: PLC0415 (start-up counts)

        check_jws(case)


def _holds_credentials(credential: Credential) -> bool:
    return credential.kind is Kind.CREDENTIAL and bool(credential.presented or credential.endorsements)


def _within(verdict: Verdict) -> Verdict:
    """Return what a badge's verdict makes of the presentation around it, which itself could be read."""
    return Verdict.FAILED if verdict is Verdict.UNREADABLE else verdict
