"""RSA keys and signatures, and what a verifier must refuse and libraries let through: keys too small or broken.

Source: RFC 8017 section 8 and appendix A.1.1; RFC 7518 sections 3.3 and 3.5; NIST SP 800-131A section 3 (length);
NIST SP 800-56B section 6.2 (exponent); "The Return of Coppersmith's Attack" (CVE-2017-15361, "ROCA").
"""

from __future__ import annotations

from functools import cache

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS, PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

MODULUS_BITS = range(2048, 8192 + 1)
"""From below, what is safe; from above, what a verifier is made to compute."""
EXPONENT = range(65537, 2**256, 2)
"""Odd, 2^16 < e < 2^256."""

_ROCA_PRIMES = (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103,
    107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167)  # fmt: skip
"""Modulo each of these, a modulus made by the flawed chip is a power of 65537."""
_PADDINGS = {"RS256": PKCS1v15(), "PS256": PSS(MGF1(SHA256()), SHA256.digest_size)}


def weakness_of(modulus: int, exponent: int) -> str:
    """Return why an RSA public key must not be relied on, as a sentence; empty where nothing speaks against it."""
    if modulus.bit_length() not in MODULUS_BITS:
        return f"An RSA key must have 2048 to 8192 bits; this one has {modulus.bit_length()}."
    if modulus % 2 == 0:
        return "The RSA key's modulus is even."
    if exponent not in EXPONENT:
        return "The RSA key's exponent is not an odd number from 65537 to 2^256."
    if all(modulus % prime in _powers_of_65537(prime) for prime in _ROCA_PRIMES):
        return "The RSA key was made by a chip whose keys can be broken (CVE-2017-15361)."
    return ""


def public_key(modulus: int, exponent: int) -> RSAPublicKey:
    """Return the library's key for two numbers that nothing speaks against."""
    return RSAPublicNumbers(exponent, modulus).public_key()


def der_of(native: RSAPublicKey) -> bytes:
    """Return a key as the DER of RSAPublicKey (appendix A.1.1)."""
    return native.public_bytes(Encoding.DER, PublicFormat.PKCS1)


def read_der(der: bytes) -> tuple[int, int]:
    """Read the modulus and the exponent of a key in DER, in whatever wrapping the library knows.

    Raises:
        ValueError: If it is no RSA key.
    """
    try:
        native = load_der_public_key(der)
    except UnsupportedAlgorithm as error:
        raise ValueError("this is no RSA key") from error
    if not isinstance(native, RSAPublicKey):
        raise ValueError("this is a key of another type")  # noqa: TRY004 (one kind of refusal for callers)
    numbers = native.public_numbers()
    return numbers.n, numbers.e


def holds(native: RSAPublicKey, algorithm: str, message: bytes, signature: bytes) -> bool:
    """Whether a signature, of as many bytes as the modulus has, is the key's.

    Args:
        native: The key.
        algorithm: RS256 or PS256.
        message: What was signed.
        signature: The signature.
    """
    try:
        native.verify(signature, message, _PADDINGS[algorithm], SHA256())
    except InvalidSignature:
        return False
    return True


@cache
def _powers_of_65537(prime: int) -> frozenset[int]:
    return frozenset(pow(65537, exponent, prime) for exponent in range(prime))
