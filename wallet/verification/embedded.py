"""Checks of embedded proofs: Verifiable Credential Data Integrity 1.0, https://www.w3.org/TR/vc-data-integrity/ ."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeAlias

from wallet.crypto.keys import PublicKey, public_key_from_multikey
from wallet.dids.methods import did_of
from wallet.formats.dates import date_or_none
from wallet.jsonld.canonical import Remembered
from wallet.jsonld.contexts import Contexts, known_editions
from wallet.jsonld.contexts import editions as published_editions
from wallet.jsonld.rdfc10 import too_complex
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.credential import DataModel
from wallet.model.dates import parse_date_time_stamp
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.report import Kind
from wallet.proofs.chains import previous_proofs, unsecured
from wallet.proofs.registry import is_merkle_proof, suite_for
from wallet.proofs.suite import Suite
from wallet.trust.evidence import CLOCK_SKEW
from wallet.verification.case import Case
from wallet.verification.findings import Findings
from wallet.verification.issuer import check_binding, check_relationship, check_with_keys, resolve_method
from wallet.verification.words import day

_DID = re.compile(r"did:[a-z0-9]{1,20}:[A-Za-z0-9._:%-]{1,2048}", re.ASCII)
"""A DID as this program names it to people (DID Core 1.0 section 3.1)."""

_Editions: TypeAlias = tuple[Contexts, ...]
"""The editions of the contexts that a document may hold under; none where its contexts are not all known."""

_MOST_UNSECURED = 4
"""Most sets of earlier proofs that proofs may build on; each has the whole document canonicalised anew."""


def check_embedded(case: Case) -> None:
    """Run every check that embedded proofs are subject to (sections 4.4 and 4.5, "Verify Proof Sets and Chains")."""
    proofs = case.credential.proofs
    if not proofs:
        case.findings.failed(CheckId.PROOF_PRESENT, Code.PROOF_MISSING, "Nothing in the file is signed.")
        return
    case.findings.passed(CheckId.PROOF_PRESENT, f"Signed with {len(proofs)} proof{'s' if len(proofs) > 1 else ''}.")
    editions = _editions(case)
    own = [proof for proof in proofs if did_of(method_id(proof)) == case.credential.issuer_id]
    for proof in own or proofs:
        _check_proof(case, proof, editions)
    if own:
        for proof in (proof for proof in proofs if proof not in own):
            _check_other_party(case, proof, editions)


def method_id(proof: JsonObject) -> str:
    """Return the id of the verification method a proof names; empty where it names none."""
    method: JsonValue = proof.get("verificationMethod")
    if isinstance(method, Mapping):
        method = method.get("id")
    return method if isinstance(method, str) else ""


def _editions(case: Case) -> _Editions:
    """Return the editions of the contexts that the document may hold under, and record `context.known`."""
    found = case.findings.attempt(CheckId.CONTEXT_KNOWN, lambda: known_editions(case.credential.claims))
    if found is None:
        refused = case.findings.found(CheckId.CONTEXT_KNOWN)
        are_known = refused is not None and refused.code in (Code.CONTEXT_REDEFINES, Code.CONTEXT_ORDER)
        # What is read may not be what was signed; whether it was changed since can be told all the same.
        return published_editions(case.credential.claims) if are_known else ()
    case.findings.passed(CheckId.CONTEXT_KNOWN, "Every vocabulary the badge uses is part of this program.")
    return found


def _check_other_party(case: Case, proof: JsonObject, editions: _Editions) -> None:
    """Check a proof that proves nothing about the issuer: it is listed, and only one that is wrong counts."""
    aside = replace(case, findings=Findings(frozenset()))
    _check_proof(aside, proof, editions)
    signature = aside.findings.found(CheckId.PROOF_SIGNATURE)
    if signature is not None and signature.outcome is Outcome.FAILED:
        case.findings.record(signature)
    suite = aside.findings.found(CheckId.PROOF_SUITE)
    if suite is not None and suite.outcome is Outcome.UNKNOWN and "previousProof" in proof:
        # It was made over the issuer's own, so what it adds to it cannot be said.
        case.findings.record(suite)
    verified = signature is not None and signature.outcome is Outcome.PASSED
    if not verified and any(proof in earlier for earlier in _chained(case)):
        case.findings.unknown(
            CheckId.PROOF_SIGNATURE,
            Code.PREVIOUS_PROOF_MISSING,
            "A signature that the issuer's builds on was not checked.",
        )
    words = "matches" if verified else "was not checked"
    case.findings.warnings.append(f"It also carries a signature of {_party(proof)}, which {words}.")


def _chained(case: Case) -> list[tuple[JsonObject, ...]]:
    """Return the proofs that the issuer's own proofs build on (section 4.5, `previousProof`)."""
    own = [proof for proof in case.credential.proofs if did_of(method_id(proof)) == case.credential.issuer_id]
    found = (
        case.findings.attempt(CheckId.PROOF_SIGNATURE, partial(previous_proofs, case.credential.claims, proof))
        for proof in own
    )
    return [tuple(proofs) for proofs in found if proofs]


def _party(proof: JsonObject) -> str:
    """Return whom a proof claims to be by: foreign text, so an identifier in its short form or nothing."""
    from wallet.formats.wording import short_identifier  # noqa: PLC0415 (start-up counts)

    signer = did_of(method_id(proof))
    return short_identifier(signer) if _DID.fullmatch(signer) else "another party"


def _check_proof(case: Case, proof: JsonObject, editions: _Editions) -> None:
    if is_merkle_proof(proof):
        _check_merkle_proof(case, proof, editions)
        return
    findings = case.findings
    suite = findings.attempt(CheckId.PROOF_SUITE, lambda: suite_for(proof))
    if suite is not None:
        findings.passed(CheckId.PROOF_SUITE, f"The proof is of the kind {suite.name}.")
        if suite.is_derived(proof):
            findings.expect(CheckId.DISCLOSURE_INTEGRITY)
        findings.attempt(CheckId.PROOF_SIGNATURE, lambda: suite.check(proof, case.options.limits))
    name = method_id(proof)
    check_binding(case, name)
    _check_purpose(case, proof)
    _check_time(case, proof)
    method = resolve_method(case, name, date_or_none(proof.get("created")))
    if method is not None:
        check_relationship(case, method)
    if suite is None or (not editions and suite.needs_contexts):
        return
    if method is not None:
        check_with_keys(case, method, lambda case, key: _check_signature(case, proof, suite, key, editions))
    else:
        _check_self_asserted(case, proof, suite, editions)


def _check_merkle_proof(case: Case, proof: JsonObject, editions: _Editions) -> None:
    if case.credential.kind is Kind.PRESENTATION:
        # It does not cover its own options: whoever has it could write any challenge into it.
        detail = "A Merkle proof cannot show who presents something, and when."
        case.findings.unknown(CheckId.PROOF_SUITE, Code.SUITE_UNSUPPORTED, detail)
        return
    if "previousProof" in proof:
        detail = "A Merkle proof does not cover its own options, so it builds on no other proof."
        case.findings.unknown(CheckId.PROOF_SIGNATURE, Code.PREVIOUS_PROOF_MISSING, detail)
    check_binding(case, method_id(proof))
    _check_purpose(case, proof)
    if case.credential.data_model is DataModel.VCDM_1:
        # Such proofs do not cover `created`, and issuers of the time left its zone out.
        case.findings.not_applicable(CheckId.PROOF_TIME, "The proof does not cover a time; the block chain has one.")
    else:
        _check_time(case, proof)
    from wallet.verification.anchored import check_anchored  # noqa: PLC0415 (start-up counts)

    check_anchored(case, proof, editions)


def _check_self_asserted(case: Case, proof: JsonObject, suite: Suite, editions: _Editions) -> None:
    """Refuse a signature that does not even match the key it came with; one that does proves nothing of the issuer."""
    found = case.findings.found(CheckId.ISSUER_KEY)
    if found is None or found.code is not Code.KEY_SELF_ASSERTED:
        return
    aside = replace(case, findings=Findings(frozenset()))
    fragment = method_id(proof).rpartition("#")[2]
    key = aside.findings.attempt(CheckId.KEY_STRENGTH, lambda: public_key_from_multikey(fragment, case.options.limits))
    if key is not None:
        _check_signature(aside, proof, suite, key, editions)
    for check_id in (CheckId.PROOF_SIGNATURE, CheckId.CANONICAL_LOSSLESS):
        check = aside.findings.found(check_id)
        if check is not None and check.outcome is Outcome.FAILED:
            case.findings.record(check)


def _check_signature(case: Case, proof: JsonObject, suite: Suite, key: PublicKey, editions: _Editions) -> None:
    findings = case.findings
    if suite.needs_contexts:
        findings.expect(CheckId.CANONICAL_LOSSLESS)
    if key.key_type not in suite.key_types:
        findings.failed(
            CheckId.PROOF_SUITE, Code.ALGORITHM_KEY_MISMATCH, "The proof is of a kind that this key cannot make."
        )
        return
    edition = findings.attempt(CheckId.PROOF_SIGNATURE, lambda: _verify(case, proof, suite, key, editions))
    if edition is not None:
        findings.passed(CheckId.PROOF_SIGNATURE, "The signature matches the contents.")
        if suite.is_derived(proof):
            findings.passed(CheckId.DISCLOSURE_INTEGRITY, "Every detail shown is one that was signed.")
            findings.attempt(CheckId.STATUS, lambda: _check_status_is_whole(case, suite, proof, edition))
    signature = findings.found(CheckId.PROOF_SIGNATURE)
    if suite.is_derived(proof) and signature is not None and signature.code is Code.SIGNATURE_INVALID:
        findings.failed(
            CheckId.DISCLOSURE_INTEGRITY, Code.DISCLOSURE_INVALID, "A detail shown was not signed like this."
        )
    if suite.needs_contexts and signature is not None and signature.code in (Code.OK, Code.SIGNATURE_INVALID):
        findings.passed(CheckId.CANONICAL_LOSSLESS, "Every detail of the badge is covered by the signature.")


def _check_status_is_whole(case: Case, suite: Suite, proof: JsonObject, edition: Contexts) -> None:
    from wallet.verification.kept_back import check_status_is_whole  # noqa: PLC0415 (start-up counts)

    check_status_is_whole(case, suite, _signed_by(case, proof), proof, (edition, case.options.limits))


def _verify(case: Case, proof: JsonObject, suite: Suite, key: PublicKey, editions: _Editions) -> Contexts:
    """Return the published edition of the contexts that a proof holds under; one is enough (corpus, trap 2)."""
    document = _signed_by(case, proof)
    refusals: list[ProofError] = []
    # A suite that signs the text needs no contexts, and takes any.
    for edition in editions or published_editions(case.credential.claims):
        try:
            suite.verify(document, proof, key, edition, case.options.limits)
        except ProofError as error:
            refusals.append(error)
        else:
            return edition
    raise refusals[0]


def _signed_by(case: Case, proof: JsonObject) -> JsonObject:
    """Return what a proof was made over, one and the same object for all proofs that were made over the same."""
    document = unsecured(case.credential.claims, proof)
    known = next((other for other in case.unsecured if other == document), None)
    if known is not None:
        return known
    if len(case.unsecured) >= _MOST_UNSECURED:
        raise too_complex("The badge's signatures build on one another in more ways than Rosette works through.")
    case.unsecured.append(Remembered(document))
    return case.unsecured[-1]


def _check_purpose(case: Case, proof: JsonObject) -> None:
    if proof.get("proofPurpose") != case.relationship:
        case.findings.failed(
            CheckId.PROOF_PURPOSE, Code.PURPOSE_WRONG, "The proof was made for a purpose other than this one."
        )


def _check_time(case: Case, proof: JsonObject) -> None:
    created = case.findings.attempt(CheckId.PROOF_TIME, lambda: _time(proof, "created"))
    expires = case.findings.attempt(CheckId.PROOF_TIME, lambda: _time(proof, "expires"))
    if created is None and expires is None:
        case.findings.not_applicable(CheckId.PROOF_TIME, "The proof does not say when it was made.")
    elif not case.options.clock_is_reliable:
        case.findings.unknown(CheckId.PROOF_TIME, Code.CLOCK_UNRELIABLE, "This computer's clock is wrong.")
    elif created is not None and created > case.at + CLOCK_SKEW:
        case.findings.failed(CheckId.PROOF_TIME, Code.PROOF_FROM_FUTURE, f"It says it was signed on {day(created)}.")
    elif expires is not None and expires < case.at:
        case.findings.failed(CheckId.PROOF_TIME, Code.PROOF_EXPIRED, _ended(case, expires))
    else:
        case.findings.passed(CheckId.PROOF_TIME, "The signature was made in good time.")


def _ended(case: Case, expires: datetime) -> str:
    if case.credential.kind is Kind.PRESENTATION:
        return f"Its holder let it hold until {day(expires)}; what is in it may hold longer."
    return f"The signature ended on {day(expires)}."


def _time(proof: JsonObject, name: str) -> datetime | None:
    value = proof.get(name)
    if value is None:
        return None
    try:
        return parse_date_time_stamp(value) if isinstance(value, str) else _bad_time()
    except ValueError:
        return _bad_time()


def _bad_time() -> datetime:
    raise ProofError(CheckId.PROOF_TIME, Code.BAD_DATE, "A time in the proof is malformed.", Outcome.FAILED)
