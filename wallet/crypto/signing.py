"""Signing: Ed25519, and ECDSA on the curves P-256 and P-384.

Source: RFC 8032 section 5.1; FIPS 186-5 section 6; RFC 6979; RFC 7518 section 3.4 (R and S side by side).
"""

from __future__ import annotations

from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    EllipticCurve,
    EllipticCurvePrivateKey,
    derive_private_key,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from wallet.crypto.ecdsa import CURVES, HASHES, compressed

_ED25519 = "Ed25519"


class SigningKey(Protocol):
    """A private key of one type."""

    @property
    def secret(self) -> bytes:
        """The secret itself: the seed of RFC 8032, or the number d, big-endian, in full length."""
        ...

    @property
    def public_material(self) -> bytes:
        """The public key: the 32 bytes of RFC 8032, or the compressed point of SEC 1."""
        ...

    def sign(self, data: bytes) -> bytes:
        """Return the raw signature: 64 bytes, or 96 for P-384."""
        ...


def generate(key_type: str) -> SigningKey:
    """Make a fresh key, of Ed25519 or of a curve.

    Raises:
        ValueError: If the type is another, which nobody here signs with.
    """
    if key_type == _ED25519:
        return _Ed25519(Ed25519PrivateKey.generate())
    return _Ecdsa(key_type, generate_private_key(_curve(key_type)))


def read(key_type: str, secret: bytes) -> SigningKey:
    """Read a key of Ed25519 or of a curve, as `SigningKey.secret` holds it.

    Raises:
        ValueError: If the type is another, the length is wrong, or the number is no private key of the curve.
    """
    if key_type == _ED25519:
        return _Ed25519(Ed25519PrivateKey.from_private_bytes(secret))
    curve = _curve(key_type)
    if len(secret) != curve.key_size // 8:
        raise ValueError(f"a private key of {key_type} has {curve.key_size // 8} bytes")
    return _Ecdsa(key_type, derive_private_key(int.from_bytes(secret, "big"), curve))


def _curve(key_type: str) -> EllipticCurve:
    if key_type not in CURVES:
        raise ValueError(f"Rosette does not sign with {key_type}")
    return CURVES[key_type]


class _Ed25519:
    def __init__(self, native: Ed25519PrivateKey) -> None:
        self._native = native

    @property
    def secret(self) -> bytes:
        return self._native.private_bytes_raw()

    @property
    def public_material(self) -> bytes:
        return self._native.public_key().public_bytes_raw()

    def sign(self, data: bytes) -> bytes:
        return self._native.sign(data)


class _Ecdsa:
    def __init__(self, curve: str, native: EllipticCurvePrivateKey) -> None:
        self._native = native
        self._size = native.curve.key_size // 8
        # RFC 6979: a weak source of random numbers then cannot give the key away.
        self._scheme = ECDSA(HASHES[curve], deterministic_signing=True)

    @property
    def secret(self) -> bytes:
        return self._native.private_numbers().private_value.to_bytes(self._size, "big")

    @property
    def public_material(self) -> bytes:
        return compressed(self._native.public_key())

    def sign(self, data: bytes) -> bytes:
        parts = decode_dss_signature(self._native.sign(data, self._scheme))
        return b"".join(part.to_bytes(self._size, "big") for part in parts)
