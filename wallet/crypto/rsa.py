"""What an RSA verifier must refuse and libraries let through: keys too small, malformed, or known to be broken.

Source: NIST SP 800-131A section 3 (length); NIST SP 800-56B section 6.2 (exponent);
"The Return of Coppersmith's Attack" (CVE-2017-15361, "ROCA").
"""

from __future__ import annotations

from functools import cache

MODULUS_BITS = range(2048, 8192 + 1)
"""From below, what is safe; from above, what a verifier is made to compute."""
EXPONENT = range(65537, 2**256, 2)
"""Odd, 2^16 < e < 2^256."""

_ROCA_PRIMES = (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103,
    107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167)  # fmt: skip
"""Modulo each of these, a modulus made by the flawed chip is a power of 65537."""


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


@cache
def _powers_of_65537(prime: int) -> frozenset[int]:
    return frozenset(pow(65537, exponent, prime) for exponent in range(prime))
