"""Keys are checked once, when they are read; what is read is equal by value however it was written."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from wallet.crypto.encodings import b64url_encode, multibase_encode
from wallet.crypto.keys import (
    KeySigner,
    KeyType,
    PrivateKey,
    jwk_thumbprint,
    public_key_from_jwk,
    public_key_from_multikey,
    public_key_to_jwk,
    public_key_to_multikey,
)
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.limits import Limits

LIMITS = Limits()
SIGNING_TYPES = [KeyType.ED25519, KeyType.P256, KeyType.P384]
P = 2**255 - 19


def refusal(jwk: dict[str, Any]) -> tuple[CheckId, Code, Outcome]:
    with pytest.raises(ProofError) as caught:
        public_key_from_jwk(jwk)
    return caught.value.check, caught.value.code, caught.value.outcome


INVALID = (CheckId.KEY_STRENGTH, Code.KEY_INVALID, Outcome.FAILED)
WEAK = (CheckId.KEY_STRENGTH, Code.KEY_WEAK, Outcome.FAILED)
UNSUPPORTED = (CheckId.PROOF_SUITE, Code.SUITE_UNSUPPORTED, Outcome.UNKNOWN)


@pytest.fixture(scope="module")
def rsa_jwk() -> dict[str, str]:
    return rsa_jwk_of(2048, 65537)


def rsa_jwk_of(bits: int, exponent: int) -> dict[str, str]:
    numbers = rsa.generate_private_key(exponent, bits).public_key().public_numbers()
    return {"kty": "RSA", "n": number_text(numbers.n), "e": number_text(numbers.e)}


def number_text(number: int) -> str:
    return b64url_encode(number.to_bytes((number.bit_length() + 7) // 8, "big"))


def ec_jwk() -> dict[str, str]:
    return public_key_to_jwk(PrivateKey.generate(KeyType.P256).public_key)


@pytest.mark.parametrize("key_type", SIGNING_TYPES)
def test_key_is_equal_however_it_was_written(key_type: KeyType) -> None:
    private = PrivateKey.generate(key_type)
    key = private.public_key
    assert public_key_from_multikey(public_key_to_multikey(key), LIMITS) == key
    assert public_key_from_jwk(public_key_to_jwk(key)) == key
    assert PrivateKey.from_bytes(key_type, private.to_bytes()).public_key == key
    assert hash(public_key_from_jwk(public_key_to_jwk(key))) == hash(key)


def test_rsa_key_is_equal_however_it_was_written(rsa_jwk: dict[str, str]) -> None:
    key = public_key_from_jwk(rsa_jwk)
    assert public_key_to_jwk(key) == rsa_jwk
    assert public_key_from_multikey(public_key_to_multikey(key), LIMITS) == key


def test_private_key_does_not_show_itself() -> None:
    private = PrivateKey.generate(KeyType.ED25519)
    signer = KeySigner(private, "did:key:z#z")
    for secret in (repr(private.to_bytes()), private.to_bytes().hex()):
        assert secret not in repr(private)
        assert secret not in repr(signer)
    assert "_signing" not in repr(private)


@pytest.mark.parametrize("size", [31, 33, 47])
def test_private_key_of_wrong_length_is_refused(size: int) -> None:
    for key_type in SIGNING_TYPES:
        with pytest.raises(ValueError, match=r"."):
            PrivateKey.from_bytes(key_type, b"\x01" * size)


def test_no_private_rsa_key() -> None:
    with pytest.raises(ValueError, match="RSA"):
        PrivateKey.generate(KeyType.RSA)


@pytest.mark.parametrize("member", ["d", "p", "q", "dp", "dq", "qi", "oth", "k"])
def test_private_members_are_refused(member: str) -> None:
    assert refusal({**ec_jwk(), member: "AQAB"}) == INVALID


@pytest.mark.parametrize(
    "change",
    [
        {"use": "enc"},
        {"use": None},
        {"key_ops": []},
        {"key_ops": ["sign"]},
        {"key_ops": ["verify", "verify"]},
        {"key_ops": ["verify", 1]},
        {"key_ops": "verify"},
        {"alg": "ES384"},
        {"alg": "RS256"},
        {"alg": 7},
        {"kty": None},
        {"x": 5},
        {"x": "A+/="},
    ],
)
def test_contradicting_members_are_refused(change: dict[str, Any]) -> None:
    assert refusal({**ec_jwk(), **change}) == INVALID


@pytest.mark.parametrize(
    "change", [{"alg": "ECDH-ES"}, {"alg": "ES256K"}, {"crv": "P-521"}, {"crv": "secp256k1"}, {"kty": "AKP"}]
)
def test_foreign_keys_are_unsupported(change: dict[str, Any]) -> None:
    assert refusal({**ec_jwk(), **change}) == UNSUPPORTED


def test_agreeing_members_are_accepted() -> None:
    jwk = {**ec_jwk(), "use": "sig", "key_ops": ["verify"], "alg": "ES256", "kid": "any", "x5t": "any"}
    assert public_key_from_jwk(jwk).algorithm == "ES256"
    unbound = {name: value for name, value in jwk.items() if name in ("kty", "crv", "x", "y")}
    assert public_key_from_jwk(unbound).algorithm == ""
    assert public_key_from_jwk(unbound) == public_key_from_jwk(jwk)


@pytest.mark.parametrize("member", ["x", "y"])
@pytest.mark.parametrize("size", [0, 31, 33])
def test_coordinates_have_the_curves_length(member: str, size: int) -> None:
    assert refusal({**ec_jwk(), member: b64url_encode(b"\x01" * size)}) == INVALID


def test_points_off_the_curve_are_refused() -> None:
    zero = b64url_encode(bytes(32))
    assert refusal({**ec_jwk(), "x": zero, "y": zero}) == INVALID
    swapped = ec_jwk()
    swapped["x"], swapped["y"] = swapped["y"], swapped["x"]
    assert refusal(swapped) == INVALID


def test_multikey_holds_a_compressed_point() -> None:
    private = PrivateKey.generate(KeyType.P256)
    jwk = public_key_to_jwk(private.public_key)
    material = private.public_key.material
    for point in (b"\x04" + bytes(64), b"\x00", b"", b"\x05" + material[1:], material + b"\x00"):
        with pytest.raises(ProofError) as caught:
            public_key_from_multikey(multibase_encode(b"\x80\x24" + point), LIMITS)
        assert caught.value.code is Code.KEY_INVALID
    assert jwk["crv"] == "P-256"


@pytest.mark.parametrize(
    "text", ["", "z", "z6Mk", "6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2", "u7QE", "z6MkO0Il"]
)
def test_malformed_multikeys_are_refused(text: str) -> None:
    with pytest.raises(ProofError) as caught:
        public_key_from_multikey(text, LIMITS)
    assert caught.value.code in {Code.KEY_INVALID, Code.SUITE_UNSUPPORTED}


def test_ed25519_keys_of_small_order_are_weak() -> None:
    for y in (0, 1, P - 1):
        assert refusal(ed25519_jwk(y.to_bytes(32, "little"))) == WEAK
        assert refusal(ed25519_jwk((y | 1 << 255).to_bytes(32, "little"))) == WEAK


def test_ed25519_keys_have_one_spelling() -> None:
    for y in range(P, 2**255):
        assert refusal(ed25519_jwk(y.to_bytes(32, "little"))) == INVALID


def test_ed25519_keys_are_on_the_curve() -> None:
    assert refusal(ed25519_jwk((2).to_bytes(32, "little"))) == INVALID
    assert refusal(ed25519_jwk(bytes(31))) == INVALID


def ed25519_jwk(point: bytes) -> dict[str, str]:
    return {"kty": "OKP", "crv": "Ed25519", "x": b64url_encode(point)}


def test_rsa_keys_are_bounded(rsa_jwk: dict[str, str]) -> None:
    modulus = int.from_bytes(b"\xc5" * 256, "big")
    assert public_key_from_jwk({**rsa_jwk, "n": number_text(modulus)}).key_type is KeyType.RSA
    assert refusal({**rsa_jwk, "n": number_text(modulus >> 1 | 1)}) == WEAK
    assert refusal({**rsa_jwk, "n": number_text(modulus << 6145 | 1)}) == WEAK
    assert refusal({**rsa_jwk, "n": number_text(modulus - 1)}) == WEAK


@pytest.mark.parametrize("exponent", [1, 3, 17, 65535, 65536, 65538, 2**256 + 1])
def test_rsa_exponents_are_bounded(rsa_jwk: dict[str, str], exponent: int) -> None:
    assert refusal({**rsa_jwk, "e": number_text(exponent)}) == WEAK


def test_rsa_numbers_have_one_spelling(rsa_jwk: dict[str, str]) -> None:
    assert refusal({**rsa_jwk, "e": b64url_encode(b"\x00\x01\x00\x01")}) == INVALID
    assert refusal({**rsa_jwk, "e": ""}) == INVALID


def test_rsa_multikey_is_pkcs1_der_and_nothing_else(rsa_jwk: dict[str, str]) -> None:
    der = public_key_from_jwk(rsa_jwk).material
    natives = [public_key_from_jwk(rsa_jwk).native, Ed25519PrivateKey.generate().public_key()]
    wrapped = [
        native.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        for native in natives
        if isinstance(native, RSAPublicKey | Ed25519PublicKey)
    ]
    assert len(wrapped) == 2
    for altered in (der + b"\x00", der[:-1], b"", *wrapped):
        with pytest.raises(ProofError) as caught:
            public_key_from_multikey(multibase_encode(b"\x85\x24" + altered), LIMITS)
        assert caught.value.code is Code.KEY_INVALID


def test_thumbprint_of_the_rfcs_examples() -> None:
    """RFC 7638 section 3.1 and RFC 8037 appendix A.3."""
    modulus = (
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3"
        "oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdA"
        "ZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-"
        "kEgU8awapJzKnqDKgw"
    )
    rsa_example = {"kty": "RSA", "n": modulus, "e": "AQAB", "alg": "RS256", "kid": "2011-04-29"}
    assert jwk_thumbprint(rsa_example) == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
    okp = {"crv": "Ed25519", "kty": "OKP", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
    assert jwk_thumbprint(okp) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def test_thumbprint_needs_the_required_members() -> None:
    incomplete: list[dict[str, Any]] = [
        {},
        {"kty": "OKP", "crv": "Ed25519"},
        {"kty": "EC", "crv": "P-256", "x": 1, "y": "AA"},
    ]
    for jwk in incomplete:
        with pytest.raises(ProofError):
            jwk_thumbprint(jwk)
