"""BBS proofs: that somebody has a signature, shown with some of its messages, and never the signature itself.

Source: https://datatracker.ietf.org/doc/draft-irtf-cfrg-bbs-signatures/ , sections 3.6.3, 3.6.4 and 3.7
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from secrets import token_bytes

from py_arkworks_bls12381 import GT, G1Point, G2Point, Scalar

from wallet.crypto.bbs import Statement, encoding, invalid, length_octets, parse_signature
from wallet.crypto.bbs_interface import EXPANDED_BYTES
from wallet.crypto.bls12381 import G1_BYTES, SCALAR_BYTES, g1_point, g2_point, scalar, weighted_sum

_POINTS, _ANSWERS = 3, 3
_SHORTEST = _POINTS * G1_BYTES + (_ANSWERS + 1) * SCALAR_BYTES
_OWN_RANDOM_NUMBERS = 5
"""r1, r2, e~, r1~ and r3~: those besides one for each hidden message (section 3.7.1)."""

RandomScalars = Callable[[int], Sequence[Scalar]]


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof, taken apart.

    Attributes:
        a_bar: Abar.
        b_bar: Bbar.
        d: D.
        e_hat: e^.
        r1_hat: r1^.
        r3_hat: r3^.
        hidden: m^ of each hidden message, in order.
        challenge: c.
    """

    a_bar: G1Point
    b_bar: G1Point
    d: G1Point
    e_hat: Scalar
    r1_hat: Scalar
    r3_hat: Scalar
    hidden: tuple[Scalar, ...]
    challenge: Scalar

    def to_octets(self) -> bytes:
        """Write the proof (section 4.2.4, `proof_to_octets`)."""
        points = [point.to_compressed_bytes() for point in (self.a_bar, self.b_bar, self.d)]
        numbers = (self.e_hat, self.r1_hat, self.r3_hat, *self.hidden, self.challenge)
        return b"".join([*points, *(number.to_be_bytes() for number in numbers)])


@dataclass(frozen=True, slots=True)
class Shown:
    """What a proof shows, and what it is bound to besides.

    Attributes:
        messages: The disclosed messages by index, ascending.
        presentation_header: Chosen by holder or verifier.
        linked: Points of a second proof made in one with this, compressed.
    """

    messages: Mapping[int, Scalar]
    presentation_header: bytes
    linked: Sequence[bytes] = field(default=())


def parse_proof(octets: bytes) -> Proof:
    """Take a proof apart.

    Raises:
        ProofError: PROOF_SIGNATURE with SIGNATURE_ENCODING.

    Source: section 4.2.4, `octets_to_proof`.
    """
    if len(octets) < _SHORTEST or (len(octets) - _SHORTEST) % SCALAR_BYTES:
        raise encoding()
    point_starts = range(0, _POINTS * G1_BYTES, G1_BYTES)
    starts = range(_POINTS * G1_BYTES, len(octets), SCALAR_BYTES)
    try:
        a_bar, b_bar, d = (g1_point(octets[start : start + G1_BYTES]) for start in point_starts)
        scalars = [scalar(octets[start : start + SCALAR_BYTES]) for start in starts]
    except ValueError as error:
        raise encoding() from error
    e_hat, r1_hat, r3_hat = scalars[:_ANSWERS]
    return Proof(a_bar, b_bar, d, e_hat, r1_hat, r3_hat, tuple(scalars[_ANSWERS:-1]), scalars[-1])


def verify_proof(statement: Statement, proof: Proof, shown: Shown) -> None:
    """Return if the proof shows messages that the key signed, with others that stay hidden.

    Args:
        statement: What was signed, apart from the messages, with a generator for every message, shown or hidden.
        proof: The proof.
        shown: What it is said to show.

    Raises:
        ProofError: PROOF_SIGNATURE with SIGNATURE_INVALID.

    Source: sections 3.6.4, `CoreProofVerify`, and 3.7.3, `ProofVerifyInit`.
    """
    count = len(statement.generators) - 1
    hidden = [index for index in range(count) if index not in shown.messages]
    if len(hidden) != len(proof.hidden) or len(hidden) + len(shown.messages) != count:
        raise invalid()
    c, domain = proof.challenge, statement.domain()
    t1 = weighted_sum([(proof.b_bar, c), (proof.a_bar, proof.e_hat), (proof.d, proof.r1_hat)])
    opened = [(point, number * c) for point, number in statement.terms(domain, shown.messages)]
    kept = [(statement.generators[index + 1].point, hat) for index, hat in zip(hidden, proof.hidden, strict=True)]
    t2 = weighted_sum([*opened, (proof.d, proof.r3_hat), *kept])
    points = (proof.a_bar, proof.b_bar, proof.d, t1, t2)
    if calculate_challenge(statement, points, domain, shown) != c:
        raise invalid()
    if not GT.pairing_check([proof.a_bar, proof.b_bar], [g2_point(statement.key), -G2Point()]):
        raise invalid()


def prove(
    statement: Statement,
    signature: bytes,
    messages: Sequence[Scalar],
    shown: Shown,
    random_scalars: RandomScalars | None = None,
) -> bytes:
    """Return a proof that the holder has a signature over messages, of which it shows some.

    Args:
        statement: What was signed, apart from the messages.
        signature: The signature; whoever calls has verified it.
        messages: All messages.
        shown: Which of them to show, and what to bind the proof to.
        random_scalars: Where random numbers come from; the system's source unless told.

    Raises:
        ProofError: PROOF_SIGNATURE with SIGNATURE_ENCODING, for what is no signature.

    Source: sections 3.6.3, `CoreProofGen`, 3.7.1, `ProofInit`, and 3.7.2, `ProofFinalize`.
    """
    a, e = parse_signature(signature)
    hidden = [index for index in range(len(messages)) if index not in shown.messages]
    numbers = (random_scalars or _random_scalars)(_OWN_RANDOM_NUMBERS + len(hidden))
    r1, r2, e_tilde, r1_tilde, r3_tilde = numbers[:_OWN_RANDOM_NUMBERS]
    m_tildes = dict(zip(hidden, numbers[_OWN_RANDOM_NUMBERS:], strict=True))
    domain = statement.domain()
    d = weighted_sum(statement.terms(domain, dict(enumerate(messages)))) * r2
    a_bar = a * (r1 * r2)
    b_bar = d * r1 - a_bar * e
    t1 = weighted_sum([(a_bar, e_tilde), (d, r1_tilde)])
    kept = [(statement.generators[index + 1].point, number) for index, number in m_tildes.items()]
    t2 = weighted_sum([(d, r3_tilde), *kept])
    c = calculate_challenge(statement, (a_bar, b_bar, d, t1, t2), domain, shown)
    hats = tuple(number + messages[index] * c for index, number in m_tildes.items())
    answers = (e_tilde + e * c, r1_tilde - r1 * c, r3_tilde - r2.inverse() * c)
    return Proof(a_bar, b_bar, d, *answers, hats, c).to_octets()


def calculate_challenge(statement: Statement, points: Sequence[G1Point], domain: Scalar, shown: Shown) -> Scalar:
    """Return the number c that binds all of a proof (section 3.7.4, `ProofChallengeCalculate`).

    Source: for the linked points, https://datatracker.ietf.org/doc/draft-irtf-cfrg-bbs-per-verifier-linkability/ ,
    `ProofWithPseudonymChallengeCalculate`.
    """
    messages = (length_octets(index) + number.to_be_bytes() for index, number in shown.messages.items())
    octets = [
        length_octets(len(shown.messages)),
        *messages,
        *(point.to_compressed_bytes() for point in points),
        *shown.linked,
        domain.to_be_bytes(),
        length_octets(len(shown.presentation_header)),
        shown.presentation_header,
    ]
    return statement.interface.hash_to_scalar(b"".join(octets))


def _random_scalars(count: int) -> list[Scalar]:
    """Return random numbers (section 4.2.1, `calculate_random_scalars`)."""
    return [Scalar.from_be_bytes_mod_order(token_bytes(EXPANDED_BYTES)) for _ in range(count)]
