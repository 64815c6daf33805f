"""ECDSA on the curves P-256 and P-384.

Source: FIPS 186-5 section 6; SEC 1 sections 2.3.3 and 2.3.4 (points as bytes); RFC 7518 section 3.4 (which hash).
"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    SECP384R1,
    EllipticCurve,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVES: dict[str, EllipticCurve] = {"P-256": SECP256R1(), "P-384": SECP384R1()}
"""The curves, by their JWK names (RFC 7518 section 6.2.1.1)."""
HASHES: dict[str, SHA256 | SHA384] = {"P-256": SHA256(), "P-384": SHA384()}
"""The hash that goes with each."""

_SCHEMES = {curve: ECDSA(hash_algorithm) for curve, hash_algorithm in HASHES.items()}


def read_point(curve: str, point: bytes) -> EllipticCurvePublicKey:
    """Read a point; one that is not on the curve, the point at infinity and the hybrid form are refused.

    Raises:
        ValueError: If it is none of the curve.
    """
    try:
        return EllipticCurvePublicKey.from_encoded_point(CURVES[curve], point)
    except UnsupportedAlgorithm as error:
        raise ValueError("this is no point of the curve") from error


def compressed(native: EllipticCurvePublicKey) -> bytes:
    """Return a point as its x coordinate and the sign of the other: 33 bytes for P-256, 49 for P-384."""
    return native.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)


def coordinates(native: EllipticCurvePublicKey) -> tuple[bytes, bytes]:
    """Return both coordinates of a point, each in full length, big-endian."""
    point = native.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)[1:]
    return point[: len(point) // 2], point[len(point) // 2 :]


def curve_of(native: EllipticCurvePublicKey) -> str | None:
    """Return the JWK name of a key's curve; None for a curve outside the list."""
    return next((name for name, curve in CURVES.items() if curve.name == native.curve.name), None)


def holds(native: EllipticCurvePublicKey, curve: str, message: bytes, r: int, s: int) -> bool:
    """Whether two numbers, within the curve's order, are the key's signature of a message."""
    try:
        native.verify(encode_dss_signature(r, s), message, _SCHEMES[curve])
    except InvalidSignature:
        return False
    return True
