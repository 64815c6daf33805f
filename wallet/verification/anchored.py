"""Checks of a badge that is anchored in a block chain: https://w3c-ccg.github.io/Merkle-Proof-2019/ .

The content is checked offline; that the root is in the chain, and that the issuer put it there, from saved evidence.
"""

from __future__ import annotations

from collections.abc import Sequence

from wallet.jsonld.contexts import Contexts
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.json_types import JsonObject
from wallet.model.strict_json import parse_object
from wallet.proofs.merkle_proof_2019 import Anchor, MerkleProof, decode_proof, verify_content, verify_path
from wallet.trust.transactions import Transaction, issuing_addresses, read_transaction
from wallet.verification.case import Case
from wallet.verification.issuer import FRESH, USABLE
from wallet.verification.linked import check_pack_ends, newest
from wallet.verification.revocation_list import check_revocation_list
from wallet.verification.words import day


def check_anchored(case: Case, proof: JsonObject, editions: Sequence[Contexts]) -> None:
    """Record what a Merkle proof of 2019 shows: the content, the transaction, and who made it."""
    findings, limits = case.findings, case.options.limits
    findings.passed(CheckId.PROOF_SUITE, "The proof is of the kind merkle-proof-2019.")
    merkle = findings.attempt(CheckId.PROOF_SIGNATURE, lambda: decode_proof(proof, limits))
    document = {name: value for name, value in case.credential.claims.items() if name != "proof"}
    check_merkle_proof(case, merkle, document, editions)


def check_merkle_proof(
    case: Case, merkle: MerkleProof | None, document: JsonObject, editions: Sequence[Contexts]
) -> Transaction | None:
    """Record what any Merkle proof shows.

    Args:
        case: The verification under way.
        merkle: The proof; None where it cannot be read.
        document: What it was made over.
        editions: The editions of the contexts that the document may hold under.

    Returns:
        The transaction, where it is at hand and one of the issuer's.
    """
    findings = case.findings
    findings.not_applicable(CheckId.KEY_STRENGTH, "Nothing in the badge is signed with a key; a block chain holds it.")
    if merkle is None:
        return None
    findings.expect(CheckId.CANONICAL_LOSSLESS)
    findings.attempt(CheckId.PROOF_SIGNATURE, lambda: _check_content(case, merkle, document, editions))
    found = findings.attempt(CheckId.ISSUER_KEY, lambda: _transaction(case, merkle))
    if found is None:
        return None
    return findings.attempt(CheckId.ISSUER_KEY, lambda: _check_sender(case, *found))


def _check_content(case: Case, merkle: MerkleProof, document: JsonObject, editions: Sequence[Contexts]) -> None:
    verify_path(merkle)
    if not editions:
        return
    _verify_content(case, merkle, document, editions)
    case.findings.passed(CheckId.PROOF_SIGNATURE, "The contents lead to the root of the Merkle proof.")
    case.findings.passed(CheckId.CANONICAL_LOSSLESS, "Every detail of the badge is covered by the proof.")


def _verify_content(case: Case, merkle: MerkleProof, document: JsonObject, editions: Sequence[Contexts]) -> None:
    """Verify under each published edition of the contexts; one that holds is enough."""
    refusals: list[ProofError] = []
    for edition in editions:
        try:
            verify_content(document, merkle, edition, case.options.limits)
        except ProofError as error:
            refusals.append(error)
        else:
            return
    raise refusals[0]


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


def _check_sender(case: Case, anchor: Anchor, transaction: Transaction) -> Transaction:
    """Record `issuer.key` and `proof.purpose`: the issuer's own profile lists who made the transaction."""
    findings = case.findings
    profile = newest(case, EvidenceKind.ISSUER_PROFILE, case.credential.issuer_id)
    if profile is None:
        raise _unknown(Code.KEY_UNAVAILABLE, "The issuer's profile, with its addresses, is not on this computer.")
    if transaction.senders.isdisjoint(_addresses(case, profile, transaction)):
        detail = "The issuer does not list the address that put this badge into the block chain."
        raise ProofError(CheckId.ISSUER_BINDING, Code.ISSUER_MISMATCH, detail)
    findings.passed(CheckId.PROOF_PURPOSE, "The issuer lists this address for issuing.")
    check_revocation_list(case, parse_object(profile.content, case.options.limits))
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
    check_pack_ends(case, CheckId.ISSUER_KEY, [profile])
    findings.evidence(CheckId.ISSUER_KEY, profile.fetched, profile.source)
    return transaction


def _addresses(case: Case, profile: EvidenceDocument, transaction: Transaction) -> frozenset[str]:
    try:
        return issuing_addresses(profile.content, transaction.time, case.options.limits)
    except ValueError as error:
        raise _unknown(Code.KEY_UNAVAILABLE, "The issuer's saved profile cannot be read.") from error


def _unknown(code: Code, detail: str) -> ProofError:
    return ProofError(CheckId.ISSUER_KEY, code, detail, Outcome.UNKNOWN)
