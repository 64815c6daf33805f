"""Checks of Blockcerts 2: https://github.com/blockchain-certificates/cert-schema (schemas 2.0-alpha, 2.0 and 2.1).

The steps are those of the standard's own verifier: the hash of the content, the Merkle path, the root in the chain, the
issuer's address at the time of the transaction, the issuer's withdrawal list, the end of validity.
"""

from __future__ import annotations

from wallet.formats.blockcerts2 import SIGNATURE, stated_address
from wallet.jsonld.contexts import sound_editions
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject
from wallet.proofs.merkle_proof_2017 import NAME, decode_proof, is_merkle_proof_2017
from wallet.trust.transactions import Transaction, same_address
from wallet.verification.anchored import check_merkle_proof
from wallet.verification.case import Case


def check_blockcerts(case: Case) -> None:
    """Run every check of a Blockcerts 2 certificate's signature and withdrawal."""
    findings, claims = case.findings, case.credential.claims
    proof = findings.attempt(CheckId.PROOF_PRESENT, lambda: _signature(case))
    findings.attempt(CheckId.STATUS, lambda: _check_own_word(claims))
    if proof is not None:
        _check_signature(case, proof)
    if findings.found(CheckId.STATUS) is None:
        findings.unknown(CheckId.STATUS, Code.STATUS_UNAVAILABLE, "Whether it was withdrawn could not be looked up.")


def _signature(case: Case) -> JsonObject:
    proofs = case.credential.proofs
    if not proofs:
        raise ProofError(CheckId.PROOF_PRESENT, Code.PROOF_MISSING, "Nothing in the file is signed.")
    if len(proofs) > 1:
        detail = "A certificate of this kind has one signature; this one has several."
        raise ProofError(CheckId.PROOF_PRESENT, Code.SIGNATURE_ENCODING, detail)
    case.findings.passed(CheckId.PROOF_PRESENT, "It holds the proof that it is in a block chain.")
    return proofs[0]


def _check_own_word(claims: JsonObject) -> None:
    if claims.get("revoked", False) is not False:
        raise ProofError(CheckId.STATUS, Code.REVOKED, "The badge says itself that it was withdrawn.")


def _check_signature(case: Case, proof: JsonObject) -> None:
    findings, claims = case.findings, case.credential.claims
    findings.not_applicable(CheckId.PROOF_TIME, "The proof does not cover a time; the block chain has one.")
    if not is_merkle_proof_2017(proof):
        detail = "The proof is of a kind that Rosette does not know."
        findings.unknown(CheckId.PROOF_SUITE, Code.SUITE_UNSUPPORTED, detail)
        return
    findings.passed(CheckId.PROOF_SUITE, f"The proof is of the kind {NAME}.")
    editions = findings.attempt(CheckId.CONTEXT_KNOWN, lambda: sound_editions(claims))
    if editions:
        findings.passed(CheckId.CONTEXT_KNOWN, "Every vocabulary the badge uses is part of this program.")
    merkle = findings.attempt(CheckId.PROOF_SIGNATURE, lambda: decode_proof(proof))
    document = {name: value for name, value in claims.items() if name != SIGNATURE}
    transaction = check_merkle_proof(case, merkle, document, editions or ())
    if transaction is not None:
        findings.attempt(CheckId.ISSUER_BINDING, lambda: _check_stated_address(case, transaction))


def _check_stated_address(case: Case, transaction: Transaction) -> None:
    """Record `issuer.binding`: the issuer's address, as its profile lists it, is the one that the badge says."""
    stated = stated_address(case.credential.claims)
    if stated and not same_address(stated, transaction.senders):
        detail = "The badge says that another address of its issuer's put it into the block chain."
        raise ProofError(CheckId.ISSUER_BINDING, Code.ISSUER_MISMATCH, detail, Outcome.UNKNOWN)
    case.findings.passed(CheckId.ISSUER_BINDING, "The issuer's profile lists the address that issued the badge.")
