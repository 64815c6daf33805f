"""BBS signatures: many messages under one signature.

Source: https://datatracker.ietf.org/doc/draft-irtf-cfrg-bbs-signatures/ , section 3.6
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from py_arkworks_bls12381 import GT, G1Point, G2Point, Scalar

from wallet.crypto.bbs_interface import Generator, Interface
from wallet.crypto.bls12381 import G1_BYTES, SCALAR_BYTES, g1_point, g2_point, scalar, weighted_sum
from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError

_ONE = Scalar(1)
_LENGTH_BYTES = 8


@dataclass(frozen=True, slots=True)
class Statement:
    """What a signature is made over, apart from the messages.

    Attributes:
        interface: The cipher suite and its use.
        key: The signer's public key, compressed: 96 bytes.
        header: What is signed and always shown.
        generators: Q_1, then one generator for each message.
    """

    interface: Interface
    key: bytes
    header: bytes
    generators: Sequence[Generator]

    def domain(self) -> Scalar:
        """Return the number that binds key, header and generators (section 4.2.3, `calculate_domain`)."""
        generators = b"".join(generator.octets for generator in self.generators)
        octets = self.key + length_octets(len(self.generators) - 1) + generators + self.interface.api_id
        return self.interface.hash_to_scalar(octets + length_octets(len(self.header)) + self.header)

    def terms(self, domain: Scalar, messages: Mapping[int, Scalar]) -> list[tuple[G1Point, Scalar]]:
        """Return the terms of B: P1, the domain, and the messages at their indexes."""
        bound = [(self.generators[index + 1].point, number) for index, number in messages.items()]
        return [(self.interface.p1, _ONE), (self.generators[0].point, domain), *bound]


def length_octets(length: int) -> bytes:
    """Return a length or index as `serialize` does (section 4.2.4)."""
    return length.to_bytes(_LENGTH_BYTES, "big")


def sign(statement: Statement, secret_key: bytes, messages: Sequence[Scalar]) -> bytes:
    """Return the signature of messages.

    Raises:
        ValueError: If the secret key is no number that a key may be.

    Source: section 3.6.1, `CoreSign`.
    """
    secret, domain = scalar(secret_key), statement.domain()
    octets = b"".join(number.to_be_bytes() for number in (secret, *messages, domain))
    e = statement.interface.hash_to_scalar(octets)
    b = weighted_sum(statement.terms(domain, dict(enumerate(messages))))
    a = b * (secret + e).inverse()
    return a.to_compressed_bytes() + e.to_be_bytes()


def verify(statement: Statement, signature: bytes, messages: Sequence[Scalar]) -> None:
    """Return if the signature is the key's over these messages.

    Raises:
        ProofError: PROOF_SIGNATURE with SIGNATURE_ENCODING or SIGNATURE_INVALID.

    Source: section 3.6.2, `CoreVerify`.
    """
    a, e = parse_signature(signature)
    b = weighted_sum(statement.terms(statement.domain(), dict(enumerate(messages))))
    w, bp2 = g2_point(statement.key), G2Point()
    if not GT.pairing_check([a, b], [w + bp2 * e, -bp2]):
        raise invalid()


def parse_signature(octets: bytes) -> tuple[G1Point, Scalar]:
    """Take a signature apart: A and e.

    Raises:
        ProofError: PROOF_SIGNATURE with SIGNATURE_ENCODING.

    Source: section 4.2.4, `octets_to_signature`.
    """
    if len(octets) != G1_BYTES + SCALAR_BYTES:
        raise encoding()
    try:
        return g1_point(octets[:G1_BYTES]), scalar(octets[G1_BYTES:])
    except ValueError as error:
        raise encoding() from error


def invalid() -> ProofError:
    """Return the refusal of a signature or proof that does not hold."""
    detail = "The signature does not fit the content and the key."
    return ProofError(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_INVALID, detail)


def encoding() -> ProofError:
    """Return the refusal of a signature or proof that is not written as it must be."""
    detail = "The signature is not written in its one strict form."
    return ProofError(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_ENCODING, detail)
