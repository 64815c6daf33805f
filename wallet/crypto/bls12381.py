"""The pairing-friendly curve BLS12-381: points and scalars, each with one spelling, and every other refused.

Source: https://datatracker.ietf.org/doc/draft-irtf-cfrg-pairing-friendly-curves/ (the curve and, in appendix C, the
compressed points); https://www.rfc-editor.org/rfc/rfc9380 (hashing to it).
"""

from __future__ import annotations

from hashlib import sha256, shake_256

from py_arkworks_bls12381 import G1Point, G2Point, Scalar

FIELD_ORDER = 0x1A0111EA397FE69A4B1BA7B6434BACD764774B84F38512BF6730D2A0F6B0F6241EABFFFEB153FFFFB9FEFFFFFFFFAAAB
"""The order p of the field that coordinates are from."""
G1_BYTES = 48
SCALAR_BYTES = 32

_FIELD_EXPANSION_BYTES = 64
"""L of RFC 9380 section 8.8.1, for one field element."""
_LONGEST_TAG = 255
_OVERSIZE_TAG = b"H2C-OVERSIZE-DST-"
_SHAKE_256_SECURITY_BITS = 128
"""k of the suites over this curve (RFC 9380 section 8.8)."""


def g1_point(data: bytes) -> G1Point:
    """Read a compressed point of the group G1.

    Raises:
        ValueError: If it is no point, not of the prime-order group, the identity, or not written in its one form.
    """
    point = G1Point.from_compressed_bytes(data)
    # The library takes an identity with stray bits.
    if point.to_compressed_bytes() != data or point == G1Point.identity():
        raise ValueError("this is no point of G1 that may be used")
    return point


def g2_point(data: bytes) -> G2Point:
    """Read a compressed point of the group G2, and raise as `g1_point` does."""
    point = G2Point.from_compressed_bytes(data)
    if point.to_compressed_bytes() != data or point == G2Point.identity():
        raise ValueError("this is no point of G2 that may be used")
    return point


def scalar(data: bytes) -> Scalar:
    """Read a number between 1 and the order of the groups less 1, in 32 bytes, big-endian.

    Raises:
        ValueError: If it is none.
    """
    number = Scalar.from_be_bytes(data)
    if number.is_zero():
        raise ValueError("zero may not be used")
    return number


def weighted_sum(terms: list[tuple[G1Point, Scalar]]) -> G1Point:
    """Return the sum of the points, each times its scalar."""
    points, scalars = zip(*terms, strict=True)
    return G1Point.multiexp_unchecked(list(points), list(scalars))


def expand_message_xmd(message: bytes, tag: bytes, length: int) -> bytes:
    """Return `length` uniform bytes from a message, by SHA-256, for the use that the tag names.

    Raises:
        ValueError: If more than 8160 bytes are wanted.

    Source: RFC 9380 sections 5.3.1 and 5.3.3.
    """
    rounds = -(-length // sha256().digest_size)
    if rounds > _LONGEST_TAG:
        raise ValueError("so many bytes cannot be expanded")
    if len(tag) > _LONGEST_TAG:
        tag = sha256(_OVERSIZE_TAG + tag).digest()
    tag += bytes([len(tag)])
    first = sha256(bytes(sha256().block_size) + message + length.to_bytes(2, "big") + b"\0" + tag).digest()
    block, expanded = bytes(len(first)), b""
    for index in range(1, rounds + 1):
        mixed = bytes(left ^ right for left, right in zip(first, block, strict=True))
        block = sha256(mixed + bytes([index]) + tag).digest()
        expanded += block
    return expanded[:length]


def expand_message_xof(message: bytes, tag: bytes, length: int) -> bytes:
    """Return `length` uniform bytes from a message, by SHAKE-256, for the use that the tag names.

    Source: RFC 9380 sections 5.3.2 and 5.3.3.
    """
    if len(tag) > _LONGEST_TAG:
        tag = shake_256(_OVERSIZE_TAG + tag).digest(-(-2 * _SHAKE_256_SECURITY_BITS // 8))
    return shake_256(message + length.to_bytes(2, "big") + tag + bytes([len(tag)])).digest(length)


def hash_to_g1_xmd(message: bytes, tag: bytes) -> G1Point:
    """Return the point of ``BLS12381G1_XMD:SHA-256_SSWU_RO_`` (RFC 9380 section 8.8.1)."""
    return G1Point.hash_to_curve(message, tag)


def hash_to_g1_xof(message: bytes, tag: bytes) -> G1Point:
    """Return the point of ``BLS12381G1_XOF:SHAKE-256_SSWU_RO_``.

    Source: RFC 9380 section 3, `hash_to_curve`; the mapping clears the cofactor of each half, which comes to the same
    as doing so for the sum.
    """
    uniform = expand_message_xof(message, tag, 2 * _FIELD_EXPANSION_BYTES)
    return _map_to_g1(uniform[:_FIELD_EXPANSION_BYTES]) + _map_to_g1(uniform[_FIELD_EXPANSION_BYTES:])


def _map_to_g1(uniform: bytes) -> G1Point:
    element = int.from_bytes(uniform, "big") % FIELD_ORDER
    return G1Point.map_from_fp_be(element.to_bytes(G1_BYTES, "big"))
