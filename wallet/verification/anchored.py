"""Checks of a badge that is anchored in a block chain: https://w3c-ccg.github.io/Merkle-Proof-2019/ .

The content is checked offline; that the root is in the chain, and that the issuer put it there, from saved evidence.
"""

from __future__ import annotations

from wallet.jsonld.contexts import Contexts
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.json_types import JsonObject
from wallet.model.strict_json import parse_object
from wallet.proofs.merkle_proof_2019 import Anchor, MerkleProof, decode_proof, verify_content
from wallet.trust.transactions import Transaction, issuing_addresses, read_transaction
from wallet.verification.case import Case
from wallet.verification.issuer import FRESH, USABLE
from wallet.verification.words import day


def check_anchored(case: Case, proof: JsonObject, edition: Contexts | None) -> None:
    """Record what a Merkle proof shows: the content, the transaction, and who made it."""
    findings, limits = case.findings, case.options.limits
    findings.passed(CheckId.PROOF_SUITE, "The proof is of the kind merkle-proof-2019.")
    merkle = findings.attempt(CheckId.PROOF_SIGNATURE, lambda: decode_proof(proof, limits))
    findings.not_applicable(CheckId.KEY_STRENGTH, "Nothing in the badge is signed with a key; a block chain holds it.")
    if merkle is None:
        return
    findings.expect(CheckId.CANONICAL_LOSSLESS)
    if edition is not None:
        findings.attempt(CheckId.PROOF_SIGNATURE, lambda: _check_content(case, merkle, edition))
    found = findings.attempt(CheckId.ISSUER_KEY, lambda: _transaction(case, merkle))
    if found is not None:
        findings.attempt(CheckId.ISSUER_KEY, lambda: _check_sender(case, *found))


def _check_content(case: Case, merkle: MerkleProof, edition: Contexts) -> None:
    document = {name: value for name, value in case.credential.claims.items() if name != "proof"}
    verify_content(document, merkle, edition, case.options.limits)
    case.findings.passed(CheckId.PROOF_SIGNATURE, "The contents lead to the root of the Merkle proof.")
    case.findings.passed(CheckId.CANONICAL_LOSSLESS, "Every detail of the badge is covered by the proof.")


def _transaction(case: Case, merkle: MerkleProof) -> tuple[Anchor, Transaction]:
    """Find the transaction of the first anchor that is at hand, which must hold the root and nothing else."""
    for anchor in merkle.anchors:
        for document in case.evidence.find(EvidenceKind.TRANSACTION, anchor.address)[:1]:
            return anchor, _read(case, merkle, anchor, document)
    raise _unknown(Code.KEY_UNAVAILABLE, "The record of the block chain that holds this badge is not on this computer.")


def _read(case: Case, merkle: MerkleProof, anchor: Anchor, document: EvidenceDocument) -> Transaction:
    try:
        transaction = read_transaction(document.content, anchor.address, case.options.limits)
    except ValueError as error:
        raise _unknown(Code.KEY_UNAVAILABLE, "The saved record of the block chain cannot be read.") from error
    if transaction.data != merkle.root:
        detail = "The block chain holds something else than this badge's proof says."
        raise ProofError(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_INVALID, detail)
    return transaction


def _check_sender(case: Case, anchor: Anchor, transaction: Transaction) -> None:
    """Record `issuer.key` and `proof.purpose`: the issuer's own profile lists who made the transaction."""
    findings = case.findings
    profile = next(iter(case.evidence.find(EvidenceKind.ISSUER_PROFILE, case.credential.issuer_id)), None)
    if profile is None:
        raise _unknown(Code.KEY_UNAVAILABLE, "The issuer's profile, with its addresses, is not on this computer.")
    if transaction.senders.isdisjoint(_addresses(case, profile, transaction)):
        detail = "The issuer does not list the address that put this badge into the block chain."
        raise ProofError(CheckId.ISSUER_BINDING, Code.ISSUER_MISMATCH, detail)
    findings.passed(CheckId.PROOF_PURPOSE, "The issuer lists this address for issuing.")
    if "revocationList" in parse_object(profile.content, case.options.limits):
        detail = "The issuer keeps a list of withdrawn badges that Rosette does not read for badges in a block chain."
        findings.unknown(CheckId.STATUS, Code.STATUS_UNSUPPORTED, detail)
    age = case.at - profile.fetched
    if age > USABLE:
        raise _unknown(Code.STALE, f"The issuer's addresses were last seen on {day(profile.fetched)}.")
    if not anchor.is_production:
        findings.limited(CheckId.ISSUER_KEY, Code.TEST_REGISTRY, "It is anchored in a block chain for tests.")
    elif age > FRESH:
        findings.limited(
            CheckId.ISSUER_KEY, Code.STALE, f"The issuer's addresses were last seen on {day(profile.fetched)}."
        )
    else:
        findings.passed(CheckId.ISSUER_KEY, f"The issuer put it into the block chain on {day(transaction.time)}.")
    findings.evidence(CheckId.ISSUER_KEY, profile.fetched, profile.source)


def _addresses(case: Case, profile: EvidenceDocument, transaction: Transaction) -> frozenset[str]:
    try:
        return issuing_addresses(profile.content, transaction.time, case.options.limits)
    except ValueError as error:
        raise _unknown(Code.KEY_UNAVAILABLE, "The issuer's saved profile cannot be read.") from error


def _unknown(code: Code, detail: str) -> ProofError:
    return ProofError(CheckId.ISSUER_KEY, code, detail, Outcome.UNKNOWN)
