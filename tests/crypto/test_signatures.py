"""A signature holds for one message, one key, one algorithm, and in one spelling."""

from __future__ import annotations

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from hypothesis import given
from hypothesis import strategies as st

from wallet.crypto.ed25519 import L
from wallet.crypto.encodings import b64url_encode
from wallet.crypto.keys import ALGORITHMS, KeyType, PrivateKey, PublicKey, public_key_from_jwk, public_key_to_jwk
from wallet.crypto.signatures import verify_signature
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError

MESSAGE = b"This is to certify"
KEYS = {key_type: PrivateKey.generate(key_type) for key_type in (KeyType.ED25519, KeyType.P256, KeyType.P384)}
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def refusal(key: PublicKey, algorithm: str, message: bytes, signature: bytes) -> tuple[CheckId, Code, Outcome]:
    with pytest.raises(ProofError) as caught:
        verify_signature(key, algorithm, message, signature)
    return caught.value.check, caught.value.code, caught.value.outcome


def holds(key: PublicKey, algorithm: str, signature: bytes) -> bool:
    verify_signature(key, algorithm, MESSAGE, signature)
    return True


INVALID = (CheckId.PROOF_SIGNATURE, Code.SIGNATURE_INVALID, Outcome.FAILED)
ENCODING = (CheckId.PROOF_SIGNATURE, Code.SIGNATURE_ENCODING, Outcome.FAILED)
MISMATCH = (CheckId.PROOF_SUITE, Code.ALGORITHM_KEY_MISMATCH, Outcome.FAILED)


@pytest.mark.parametrize("private", KEYS.values(), ids=KEYS)
def test_own_signature_holds(private: PrivateKey) -> None:
    signature = private.sign(MESSAGE)
    assert holds(private.public_key, private.algorithm, signature)
    assert refusal(private.public_key, private.algorithm, MESSAGE + b".", signature) == INVALID


@given(st.sampled_from(list(KEYS)), st.data())
def test_any_flipped_bit_is_refused(key_type: KeyType, data: st.DataObject) -> None:
    private = KEYS[key_type]
    signature = bytearray(private.sign(MESSAGE))
    bit = data.draw(st.integers(0, 8 * len(signature) - 1))
    signature[bit // 8] ^= 1 << bit % 8
    check, _, outcome = refusal(private.public_key, private.algorithm, MESSAGE, bytes(signature))
    assert (check, outcome) == (CheckId.PROOF_SIGNATURE, Outcome.FAILED)


@pytest.mark.parametrize("private", KEYS.values(), ids=KEYS)
def test_another_length_is_refused(private: PrivateKey) -> None:
    signature = private.sign(MESSAGE)
    for altered in (b"", signature[:-1], signature + b"\x00", b"\x00" + signature):
        assert refusal(private.public_key, private.algorithm, MESSAGE, altered) == ENCODING


@pytest.mark.parametrize("private", KEYS.values(), ids=KEYS)
def test_algorithm_is_bound_to_the_key(private: PrivateKey) -> None:
    signature = private.sign(MESSAGE)
    for algorithm in set(ALGORITHMS) - {private.algorithm}:
        assert refusal(private.public_key, algorithm, MESSAGE, signature) == MISMATCH


@pytest.mark.parametrize("algorithm", ["ES512", "ES256K", "none", "HS256", ""])
def test_unknown_algorithm_is_unsupported(algorithm: str) -> None:
    unsupported = (CheckId.PROOF_SUITE, Code.SUITE_UNSUPPORTED, Outcome.UNKNOWN)
    assert refusal(KEYS[KeyType.P256].public_key, algorithm, MESSAGE, bytes(64)) == unsupported


def test_ed25519_second_spelling_is_refused() -> None:
    private = KEYS[KeyType.ED25519]
    signature = private.sign(MESSAGE)
    malleable = signature[:32] + (int.from_bytes(signature[32:], "little") + L).to_bytes(32, "little")
    assert refusal(private.public_key, "EdDSA", MESSAGE, malleable) == ENCODING


def test_ed25519_small_order_r_is_refused() -> None:
    key = KEYS[KeyType.ED25519].public_key
    assert refusal(key, "EdDSA", MESSAGE, b"\x01" + bytes(63)) == INVALID
    assert refusal(key, "EdDSA", MESSAGE, b"\xff" * 31 + b"\x7f" + bytes(32)) == ENCODING


@pytest.mark.parametrize("r", [b"\x01" + bytes(31), b"\x01" + bytes(30) + b"\x80", b"\xee" + b"\xff" * 30 + b"\x7f"])
def test_ed25519_nothing_plus_the_key_is_no_signature(r: bytes) -> None:
    """S = k a with the neutral point for R satisfies S B = R + k A; the second and third spell that R otherwise."""
    seed = bytes(range(32))
    key = PrivateKey.from_bytes(KeyType.ED25519, seed).public_key
    a = int.from_bytes(hashlib.sha512(seed).digest()[:32], "little") & (2**254 - 8) | 2**254
    k = int.from_bytes(hashlib.sha512(r + key.material + MESSAGE).digest(), "little")
    signature = r + (k * a % L).to_bytes(32, "little")
    assert refusal(key, "EdDSA", MESSAGE, signature)[2] is Outcome.FAILED
    if r == b"\x01" + bytes(31):
        # The same holds where small orders are let through, so it is them that this is refused for.
        Ed25519PublicKey.from_public_bytes(key.material).verify(signature, MESSAGE)


@pytest.mark.parametrize("number", [0, P256_ORDER, P256_ORDER + 1, 2**256 - 1])
def test_ecdsa_numbers_are_within_the_order(number: int) -> None:
    private = KEYS[KeyType.P256]
    signature, bad = private.sign(MESSAGE), number.to_bytes(32, "big")
    assert refusal(private.public_key, "ES256", MESSAGE, bad + signature[32:]) == ENCODING
    assert refusal(private.public_key, "ES256", MESSAGE, signature[:32] + bad) == ENCODING


@pytest.fixture(scope="module")
def rsa_private() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def rsa_key(private: rsa.RSAPrivateKey, **members: str) -> PublicKey:
    numbers = private.public_key().public_numbers()
    jwk = {"kty": "RSA", "n": b64url_encode(numbers.n.to_bytes(256, "big")), "e": "AQAB", **members}
    return public_key_from_jwk(jwk)


def test_rsa_signatures(rsa_private: rsa.RSAPrivateKey) -> None:
    key = rsa_key(rsa_private)
    pkcs1 = rsa_private.sign(MESSAGE, padding.PKCS1v15(), SHA256())
    pss = rsa_private.sign(MESSAGE, padding.PSS(padding.MGF1(SHA256()), 32), SHA256())
    assert holds(key, "RS256", pkcs1)
    assert holds(key, "PS256", pss)
    assert refusal(key, "PS256", MESSAGE, pkcs1) == INVALID
    assert refusal(key, "RS256", MESSAGE, pss) == INVALID
    assert refusal(key, "RS256", MESSAGE, pkcs1[:-1]) == ENCODING
    assert refusal(key, "RS256", MESSAGE, b"\x00" + pkcs1) == ENCODING


@pytest.mark.parametrize("salt", [0, 20, 31, 33, 64])
def test_pss_salt_is_exactly_the_hash_length(rsa_private: rsa.RSAPrivateKey, salt: int) -> None:
    signature = rsa_private.sign(MESSAGE, padding.PSS(padding.MGF1(SHA256()), salt), SHA256())
    assert refusal(rsa_key(rsa_private), "PS256", MESSAGE, signature) == INVALID


def test_pss_mask_uses_the_same_hash(rsa_private: rsa.RSAPrivateKey) -> None:
    signature = rsa_private.sign(MESSAGE, padding.PSS(padding.MGF1(SHA1()), 32), SHA256())  # noqa: S303 (refused)
    assert refusal(rsa_key(rsa_private), "PS256", MESSAGE, signature) == INVALID


def test_rsa_key_is_bound_to_the_algorithm_it_names(rsa_private: rsa.RSAPrivateKey) -> None:
    signature = rsa_private.sign(MESSAGE, padding.PKCS1v15(), SHA256())
    assert holds(rsa_key(rsa_private, alg="RS256"), "RS256", signature)
    assert refusal(rsa_key(rsa_private, alg="PS256"), "RS256", MESSAGE, signature) == MISMATCH


def test_ecdsa_signatures_are_deterministic() -> None:
    """RFC 6979 appendix A.2.5, P-256 with SHA-256, message "sample"."""
    secret = bytes.fromhex("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721")
    private = PrivateKey.from_bytes(KeyType.P256, secret)
    assert private.sign(b"sample").hex().upper() == (
        "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
        "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8"
    )
    assert public_key_to_jwk(private.public_key)["crv"] == "P-256"
