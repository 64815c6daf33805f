"""BBS signatures over messages that the holder alone knows: holder binding and pseudonyms.

Source: https://datatracker.ietf.org/doc/draft-irtf-cfrg-bbs-blind-signatures/ ;
https://datatracker.ietf.org/doc/draft-irtf-cfrg-bbs-per-verifier-linkability/ , both as the test vectors of
https://www.w3.org/TR/vc-di-bbs/ have them: one secret for pseudonyms, the last of the committed messages
"""

from __future__ import annotations

from wallet.crypto.bbs import invalid
from wallet.crypto.bbs_interface import Ciphersuite, Generator, Interface
from wallet.crypto.bbs_proofs import Proof
from wallet.crypto.bls12381 import g1_point, weighted_sum


def blind(suite: Ciphersuite) -> Interface:
    """Return the interface of blind signatures ("Blind BBS Signatures Interface")."""
    return Interface(suite, suite.id + b"BLIND_H2G_HM2S_")


def pseudonymous(suite: Ciphersuite) -> Interface:
    """Return the interface of signatures with a pseudonym ("BBS Pseudonym Interface")."""
    return Interface(suite, suite.id + b"H2G_HM2S_PSEUDONYM_")


def generators_with_commitment(interface: Interface, signer_messages: int, committed: int) -> list[Generator]:
    """Return the generators of what the signer knows, then those of what the holder committed to.

    Args:
        interface: The interface.
        signer_messages: The number of messages that the signer knows.
        committed: The number of the holder's, counting the blinding number that goes first.

    Source: blind signatures, `prepare_parameters`.
    """
    holders = Interface(interface.suite, b"BLIND_" + interface.api_id)
    return [*interface.generators(signer_messages + 1), *holders.generators(committed)]


def pseudonym_points(interface: Interface, proof: Proof, pseudonym: bytes, context: bytes) -> tuple[bytes, ...]:
    """Return what the challenge of a proof binds its pseudonym by: the pseudonym, OP and Uv, compressed.

    Args:
        interface: The interface.
        proof: The proof, whose last hidden message is the secret that the pseudonym is made from.
        pseudonym: The pseudonym: a compressed point of G1.
        context: What the pseudonym is for, `context_id`.

    Raises:
        ProofError: PROOF_SIGNATURE with SIGNATURE_INVALID.

    Source: per-verifier linkability, `PseudonymProofVerifyInit`.
    """
    try:
        claimed = g1_point(pseudonym)
        base = interface.suite.hash_to_g1(context, interface.api_id)
        answer = weighted_sum([(base, proof.hidden[-1]), (claimed, -proof.challenge)]).to_compressed_bytes()
        g1_point(answer)  # never the identity
    except ValueError as error:
        raise invalid() from error
    return pseudonym, base.to_compressed_bytes(), answer
