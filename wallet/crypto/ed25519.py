"""Ed25519, strictly: one answer for each signature, whoever verifies it.

A signature checked leniently can hold for a message nobody signed (a key of small order), or come in several
spellings that different verifiers judge differently. The library refuses such signatures; what is here besides says
why, and refuses such keys when they are read.

Source: RFC 8032 sections 5.1.3 and 5.1.7; FIPS 186-5 section 7.8; "Taming the many EdDSAs"
(https://eprint.iacr.org/2020/1244), the case that accepts neither small order nor a second spelling.
"""

from __future__ import annotations

P = 2**255 - 19
"""The field's prime (RFC 8032 section 5.1)."""
L = 2**252 + 27742317777372353535851937790883648493
"""The order of the base point (RFC 8032 section 5.1)."""

_D = -121665 * pow(121666, -1, P) % P
_Y_BITS = 2**255 - 1

_SMALL_ORDER_Y = frozenset(
    bytes.fromhex(text)
    for text in (
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    )
)
_SMALL_ORDER = _SMALL_ORDER_Y | {point[:31] + bytes([point[31] | 0x80]) for point in _SMALL_ORDER_Y}
"""The eight points whose order divides 8, and the two of them with x = 0 spelled with a sign."""


def holds(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a signature is the key's: without cofactor, with canonical points, none of small order, and S reduced.

    Args:
        key: The 32 bytes of RFC 8032.
        message: What was signed.
        signature: R and S, 64 bytes.

    Source: RFC 8032 section 5.1.7; https://doc.libsodium.org/public-key_cryptography/public-key_signatures
    """
    from nacl.bindings.crypto_sign import crypto_sign_open  # noqa: PLC0415 (5 ms)
    from nacl.exceptions import BadSignatureError  # noqa: PLC0415 (with it)

    try:
        crypto_sign_open(signature + message, key)
    except BadSignatureError:
        return False
    return True


def is_canonical(point: bytes) -> bool:
    """Whether the y coordinate of an encoded point is below the field's prime (RFC 8032 section 5.1.3, step 1)."""
    return int.from_bytes(point, "little") & _Y_BITS < P


def is_small_order(point: bytes) -> bool:
    """Whether a canonical encoding is one of the points of order 1, 2, 4 or 8."""
    return point in _SMALL_ORDER


def is_on_curve(point: bytes) -> bool:
    """Whether an encoded point has an x coordinate at all (RFC 8032 section 5.1.3, steps 2 and 3)."""
    y2 = (int.from_bytes(point, "little") & _Y_BITS) ** 2
    # x^2 = (y^2 - 1) / (d y^2 + 1) is a square exactly where the product is one (Euler's criterion).
    return pow((y2 - 1) * (_D * y2 + 1), (P - 1) // 2, P) in (0, 1)


def is_reduced(scalar: bytes) -> bool:
    """Whether the scalar S of a signature is below the group's order (RFC 8032 section 5.1.7, step 1)."""
    return int.from_bytes(scalar, "little") < L
