"""One strict verifier for every signature, whatever wraps it: JWS, Data Integrity, presentations.

Source: RFC 8032 section 5.1.7 (EdDSA); RFC 7518 sections 3.3 to 3.5 and FIPS 186-5 (RSA and ECDSA).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from wallet.crypto.ed25519 import holds, is_canonical, is_reduced
from wallet.crypto.keys import ALGORITHMS, COORDINATE_BYTES, KeyType, PublicKey
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

_ED25519_SIGNATURE_BYTES = 64
"""R and S side by side (RFC 8032 section 5.1.6)."""
_CURVE_ORDERS = {
    KeyType.P256: 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    KeyType.P384: 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
}
"""The order n of each curve (SP 800-186 section 3.2.1)."""


def verify_signature(key: PublicKey, algorithm: str, message: bytes, signature: bytes) -> None:
    """Return if `signature` is the key's signature of `message`; raise otherwise.

    Args:
        key: The public key.
        algorithm: A JWS algorithm name: EdDSA, ES256, ES384, RS256 or PS256.
        message: What was signed, not yet hashed.
        signature: Raw: R and S side by side, or the RSA number in as many bytes as the modulus has.

    Raises:
        ProofError: PROOF_SUITE with SUITE_UNSUPPORTED (unknown) or ALGORITHM_KEY_MISMATCH; PROOF_SIGNATURE with
            SIGNATURE_ENCODING or SIGNATURE_INVALID.
    """
    check_key_algorithm(key, algorithm)
    if key.key_type is KeyType.ED25519:
        is_valid = _holds_ed25519(key, message, signature)
    elif key.key_type is KeyType.RSA:
        is_valid = _holds_rsa(key, algorithm, message, signature)
    else:
        is_valid = _holds_ecdsa(key, message, signature)
    if not is_valid:
        raise _refused(Code.SIGNATURE_INVALID, "The signature does not fit the content and the key.")


def check_key_algorithm(key: PublicKey, algorithm: str) -> None:
    """Return if the algorithm is on the allow-list, is for this type of key, and the key is not bound to another.

    Raises:
        ProofError: PROOF_SUITE with SUITE_UNSUPPORTED (unknown) or ALGORITHM_KEY_MISMATCH.
    """
    if algorithm not in ALGORITHMS:
        detail = "The signature's algorithm is not one that Rosette verifies."
        raise ProofError(CheckId.PROOF_SUITE, Code.SUITE_UNSUPPORTED, detail, Outcome.UNKNOWN)
    if ALGORITHMS[algorithm] is not key.key_type or key.algorithm not in ("", algorithm):
        detail = f"The signature claims {algorithm}, and the issuer's key is for another algorithm."
        raise ProofError(CheckId.PROOF_SUITE, Code.ALGORITHM_KEY_MISMATCH, detail)


def _holds_ed25519(key: PublicKey, message: bytes, signature: bytes) -> bool:
    _check_length(signature, _ED25519_SIGNATURE_BYTES)
    if holds(key.material, message, signature):
        return True
    r, s = signature[:32], signature[32:]
    if not is_reduced(s) or not is_canonical(r):
        raise _refused(Code.SIGNATURE_ENCODING, "The signature is not written in its one strict form.")
    return False


def _holds_ecdsa(key: PublicKey, message: bytes, signature: bytes) -> bool:
    from wallet.crypto.ecdsa import holds as holds_ecdsa  # noqa: PLC0415 (start-up counts)

    size = COORDINATE_BYTES[key.key_type]
    _check_length(signature, 2 * size)
    r, s = int.from_bytes(signature[:size], "big"), int.from_bytes(signature[size:], "big")
    order = _CURVE_ORDERS[key.key_type]
    if not 0 < r < order or not 0 < s < order:
        raise _refused(Code.SIGNATURE_ENCODING, "A number of the signature lies outside the curve's order.")
    return holds_ecdsa(cast("EllipticCurvePublicKey", key.native), key.key_type, message, r, s)


def _holds_rsa(key: PublicKey, algorithm: str, message: bytes, signature: bytes) -> bool:
    from wallet.crypto import rsa  # noqa: PLC0415 (start-up counts)

    native = cast("RSAPublicKey", key.native)
    _check_length(signature, (native.key_size + 7) // 8)
    return rsa.holds(native, algorithm, message, signature)


def _check_length(signature: bytes, size: int) -> None:
    if len(signature) != size:
        raise _refused(Code.SIGNATURE_ENCODING, f"The signature has {len(signature)} bytes where {size} are required.")


def _refused(code: Code, detail: str) -> ProofError:
    return ProofError(CheckId.PROOF_SIGNATURE, code, detail)
