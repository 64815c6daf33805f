"""Statements of a document as the messages of a BBS signature, for each feature option of bbs-2023.

Source: https://www.w3.org/TR/vc-di-bbs/#verify-derived-proof-bbs-2023 , step 6, and #optional-features
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wallet.crypto.bbs import Statement, invalid, verify
from wallet.crypto.bbs_blind import blind, generators_with_commitment, pseudonym_points, pseudonymous
from wallet.crypto.bbs_interface import SHA_256, Generator, Interface, baseline
from wallet.crypto.bbs_proofs import Proof, Shown, parse_proof, prove, verify_proof
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.limits import Limits
from wallet.proofs.bbs_proof_value import PSEUDONYMS, BaseProof, DerivedProof, Feature

_COMMITTED = {Feature.ANONYMOUS_HOLDER_BINDING: 2, Feature.PSEUDONYM: 2, Feature.HOLDER_BINDING_PSEUDONYM: 3}
"""How many numbers the holder commits to: the blinding, and the holder's secret, the pseudonym's, or both."""
_BASELINE = baseline(SHA_256)


@dataclass(frozen=True, slots=True)
class Header:
    """Who signed, and what is always shown.

    Attributes:
        key: The issuer's public key, compressed.
        octets: bbsHeader: the hash of the proof's options and that of the mandatory statements.
    """

    key: bytes
    octets: bytes


def verify_whole(header: Header, base: BaseProof, statements: Sequence[str], limits: Limits) -> None:
    """Return if a base proof's signature holds for all statements that are not mandatory; raise as `verify` does."""
    _check_count(len(statements), limits)
    verify(_signed(header, len(statements)), base.signature, _BASELINE.scalars(map(str.encode, statements)))


def verify_shown(header: Header, derived: DerivedProof, shown: Sequence[str], limits: Limits) -> None:
    """Return if a derived proof holds for the statements shown; raise as `verify_proof` does.

    Args:
        header: Who signed, and what is always shown.
        derived: The proof.
        shown: The statements that are not mandatory, as many as `derived.selective`.
        limits: Bounds the number of messages.
    """
    proof = parse_proof(derived.proof)
    count = len(shown) + len(proof.hidden)
    _check_count(count, limits)
    interface = _interface(derived.feature)
    statement = Statement(interface, header.key, header.octets, _generators(interface, derived, count))
    numbers = interface.scalars(map(str.encode, shown))
    messages = dict(zip(derived.selective, numbers, strict=True))
    verify_proof(statement, proof, Shown(messages, derived.presentation_header, _linked(interface, derived, proof)))


def prove_shown(
    header: Header, signature: bytes, statements: Sequence[str], selective: Sequence[int], presentation_header: bytes
) -> bytes:
    """Return the proof that shows some of the statements that are not mandatory; raise as `prove` does.

    Args:
        header: Who signed, and what is always shown.
        signature: The issuer's signature.
        statements: All statements that are not mandatory.
        selective: The indexes of those to show, ascending.
        presentation_header: What the proof is bound to.
    """
    numbers = _BASELINE.scalars(map(str.encode, statements))
    shown = Shown({index: numbers[index] for index in selective}, presentation_header)
    return prove(_signed(header, len(statements)), signature, numbers, shown)


def _signed(header: Header, count: int) -> Statement:
    return Statement(_BASELINE, header.key, header.octets, _BASELINE.generators(count + 1))


def _interface(feature: Feature) -> Interface:
    if feature in PSEUDONYMS:
        return pseudonymous(SHA_256)
    return _BASELINE if feature is Feature.BASELINE else blind(SHA_256)


def _generators(interface: Interface, derived: DerivedProof, count: int) -> list[Generator]:
    if derived.signer_messages is None:
        return interface.generators(count + 1)
    committed = _COMMITTED[derived.feature]
    # What the holder committed to comes after what the issuer signed, and is never shown.
    if derived.signer_messages + committed != count or max(derived.selective, default=-1) >= derived.signer_messages:
        raise invalid()
    return generators_with_commitment(interface, derived.signer_messages, committed)


def _linked(interface: Interface, derived: DerivedProof, proof: Proof) -> Sequence[bytes]:
    if derived.nym_domain is None:
        return ()
    return pseudonym_points(interface, proof, derived.pseudonym, derived.nym_domain)


def _check_count(count: int, limits: Limits) -> None:
    if count > limits.bbs_messages:
        detail = "More details are signed one by one than Rosette checks."
        raise ProofError(CheckId.LIMITS, Code.TOO_COMPLEX, detail, Outcome.UNKNOWN)
