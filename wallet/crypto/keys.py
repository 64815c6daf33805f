"""Public and private keys: each one checked once, when it is read.

Source: RFC 7517 and RFC 7518 section 6 (JWK), RFC 8037 (Ed25519 in JWK), RFC 7638 (thumbprint);
https://www.w3.org/TR/cid-1.0/#Multikey (Multikey); https://w3c-ccg.github.io/did-key-spec/ (RSA in Multikey);
https://www.w3.org/TR/vc-di-bbs/#multikey (BLS12-381 in Multikey).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Self, TypeAlias, cast

from wallet.crypto.ed25519 import is_canonical, is_on_curve, is_small_order
from wallet.crypto.encodings import b64url_decode, b64url_encode, multibase_decode, multibase_encode
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from py_arkworks_bls12381 import G2Point

    from wallet.crypto.signing import SigningKey

NativeKey: TypeAlias = "EllipticCurvePublicKey | RSAPublicKey | G2Point"


class KeyType(StrEnum):
    """The kinds of key that may sign."""

    ED25519 = "Ed25519"
    P256 = "P-256"
    P384 = "P-384"
    RSA = "RSA"
    BLS12381 = "BLS12-381"


COORDINATE_BYTES = {KeyType.P256: 32, KeyType.P384: 48}

ALGORITHMS: dict[str, KeyType] = {
    "EdDSA": KeyType.ED25519,
    "ES256": KeyType.P256,
    "ES384": KeyType.P384,
    "RS256": KeyType.RSA,
    "PS256": KeyType.RSA,
}
"""The signature algorithms that are accepted, by their JWS names, and the one type of key each is for."""

_MULTICODECS = {
    KeyType.ED25519: b"\xed\x01",
    KeyType.P256: b"\x80\x24",
    KeyType.P384: b"\x81\x24",
    KeyType.RSA: b"\x85\x24",
    KeyType.BLS12381: b"\xeb\x01",
}
"""The multicodec of each type (0xed, 0x1200, 0x1201, 0x1205, 0xeb) as an unsigned varint."""

_PRIVATE_MEMBERS = ("d", "p", "q", "dp", "dq", "qi", "oth", "k")
_THUMBPRINT_MEMBERS = {"EC": ("crv", "kty", "x", "y"), "OKP": ("crv", "kty", "x"), "RSA": ("e", "kty", "n")}


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key that passed every check; equal to another by type and material.

    Attributes:
        key_type: Its type.
        material: Ed25519: the 32 bytes of RFC 8032. P-256, P-384: the compressed point of SEC 1, 33 or 49 bytes.
            RSA: the DER of RSAPublicKey (RFC 8017 appendix A.1.1). BLS12-381: the compressed point of G2, 96 bytes.
        native: The library's own key; None for Ed25519, which is verified from its bytes.
        algorithm: The one algorithm its JWK binds it to; empty where any for its type will do.
    """

    key_type: KeyType
    material: bytes
    native: NativeKey | None = field(compare=False, repr=False)
    algorithm: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, eq=False)
class PrivateKey:
    """A private key for signing: Ed25519, P-256 or P-384. It leaves as bytes only through `to_bytes`.

    Attributes:
        public_key: Its public half.
    """

    public_key: PublicKey
    _signing: SigningKey = field(repr=False)

    @classmethod
    def generate(cls, key_type: KeyType) -> Self:
        """Make a fresh key.

        Raises:
            ValueError: If the type is RSA, which Rosette never signs with.
        """
        from wallet.crypto.signing import generate  # noqa: PLC0415 (verifying does without)

        return cls._of(key_type, generate(key_type))

    @classmethod
    def from_bytes(cls, key_type: KeyType, data: bytes) -> Self:
        """Read what `to_bytes` wrote.

        Raises:
            ValueError: If the type is RSA, the length is wrong, or the number is no private key of the curve.
        """
        from wallet.crypto.signing import read  # noqa: PLC0415 (verifying does without)

        return cls._of(key_type, read(key_type, data))

    @classmethod
    def _of(cls, key_type: KeyType, signing: SigningKey) -> Self:
        return cls(_from_material(key_type, signing.public_material), signing)

    def to_bytes(self) -> bytes:
        """Return the secret itself, to be wrapped: the seed of RFC 8032, or the number d, big-endian, full length."""
        return self._signing.secret

    @property
    def algorithm(self) -> str:
        """The JWS name of the algorithm that `sign` uses: ``EdDSA``, ``ES256`` or ``ES384``."""
        return next(name for name, key_type in ALGORITHMS.items() if key_type is self.public_key.key_type)

    def sign(self, data: bytes) -> bytes:
        """Return the raw signature of `data`: 64 bytes, or 96 for P-384.

        Source: RFC 8032 section 5.1.6; RFC 7518 section 3.4 (R and S side by side); RFC 6979.
        """
        return self._signing.sign(data)


@dataclass(frozen=True, slots=True)
class KeySigner:
    """A private key in hand, as the Signer that suites and formats ask for.

    Attributes:
        private_key: What signs.
        verification_method: The absolute DID URL under which its public key is found.
    """

    private_key: PrivateKey = field(repr=False)
    verification_method: str

    @property
    def algorithm(self) -> str:
        """The JWS algorithm name."""
        return self.private_key.algorithm

    def sign(self, data: bytes) -> bytes:
        """Return the raw signature of `data`."""
        return self.private_key.sign(data)


def public_key_from_jwk(jwk: JsonObject) -> PublicKey:
    """Read a public JWK that may verify signatures.

    Refused: private members, coordinates of another length than the curve's, numbers with leading zeros, points off
    the curve, weak RSA keys, and `use`, `key_ops` or `alg` that speak against verifying with this type of key.

    Raises:
        ProofError: KEY_STRENGTH with KEY_INVALID or KEY_WEAK; PROOF_SUITE with SUITE_UNSUPPORTED, unknown, for a
            type, curve or algorithm outside the list.

    Source: RFC 7517 section 4; RFC 7518 section 6; RFC 8037 section 2.
    """
    if any(member in jwk for member in _PRIVATE_MEMBERS):
        raise _invalid("The key holds private or symmetric parts, which must never be published.")
    key_type = _jwk_key_type(jwk)
    _check_jwk_purpose(jwk, key_type)
    algorithm = str(jwk.get("alg", ""))
    if key_type is KeyType.RSA:
        return _rsa_key(_jwk_number(jwk, "n"), _jwk_number(jwk, "e"), algorithm)
    if key_type is KeyType.ED25519:
        return _ed25519_key(_jwk_bytes(jwk, "x"), algorithm)
    size = COORDINATE_BYTES[key_type]
    x, y = _jwk_bytes(jwk, "x"), _jwk_bytes(jwk, "y")
    if len(x) != size or len(y) != size:
        raise _invalid(f"A coordinate of a {key_type} key must have exactly {size} bytes.")
    return _ec_key(key_type, b"\x04" + x + y, algorithm)


def public_key_from_multikey(text: str, limits: Limits) -> PublicKey:
    """Read the `publicKeyMultibase` of a Multikey, which is also the name in a did:key.

    Args:
        text: Base58-btc with its prefix ``z``: a multicodec varint and the key.
        limits: Bounds the length of the text.

    Raises:
        ProofError: KEY_STRENGTH with KEY_INVALID or KEY_WEAK; PROOF_SUITE with SUITE_UNSUPPORTED, unknown, for a
            type of key outside the list.

    Source: Controlled Identifiers 1.0 section 2.2.2, Multikey; did:key section 3.1.
    """
    return _multikey(text, limits)


def public_key_from_native(native: object) -> PublicKey:
    """Take over a key that the library read, such as a certificate's.

    Raises:
        ProofError: KEY_STRENGTH with KEY_INVALID or KEY_WEAK; PROOF_SUITE with SUITE_UNSUPPORTED, unknown, for a type
            or curve outside the list.
    """
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey  # noqa: PLC0415 (start-up counts)
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey  # noqa: PLC0415

    from wallet.crypto import ecdsa  # noqa: PLC0415

    if isinstance(native, RSAPublicKey):
        numbers = native.public_numbers()
        return _rsa_key(numbers.n, numbers.e, "")
    if isinstance(native, Ed25519PublicKey):
        return _ed25519_key(native.public_bytes_raw(), "")
    if isinstance(native, EllipticCurvePublicKey) and (curve := ecdsa.curve_of(native)):
        return _ec_key(KeyType(curve), ecdsa.compressed(native), "")
    raise _unsupported("This type of key is not one that Rosette can verify with.")


def public_key_from_pem(text: str) -> PublicKey:
    """Read a public key in PEM, as the `publicKeyPem` of Open Badges 2 holds it.

    Raises:
        ProofError: KEY_STRENGTH with KEY_INVALID or KEY_WEAK; PROOF_SUITE with SUITE_UNSUPPORTED, unknown, for a type
            or curve outside the list.

    Source: RFC 7468 section 13 (SubjectPublicKeyInfo).
    """
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 (start-up counts)
    from cryptography.hazmat.primitives.serialization import load_pem_public_key  # noqa: PLC0415

    try:
        return public_key_from_native(load_pem_public_key(text.strip().encode()))
    except (ValueError, UnsupportedAlgorithm) as error:
        raise _invalid("The key is not a public key in PEM.") from error


def public_key_to_multikey(key: PublicKey) -> str:
    """Return the key as `publicKeyMultibase`: ``z…``."""
    return multibase_encode(_MULTICODECS[key.key_type] + key.material)


def public_key_to_jwk(key: PublicKey) -> dict[str, str]:
    """Return the key as a public JWK, with its required members only.

    Raises:
        ValueError: If the key is of BLS12-381, which no JWK is registered for.
    """
    if key.key_type is KeyType.ED25519:
        return {"kty": "OKP", "crv": "Ed25519", "x": b64url_encode(key.material)}
    if key.key_type is KeyType.BLS12381:
        raise ValueError("a key of BLS12-381 has no JWK")
    if key.key_type is KeyType.RSA:
        numbers = cast("RSAPublicKey", key.native).public_numbers()
        return {"kty": "RSA", "n": _number_text(numbers.n), "e": _number_text(numbers.e)}
    from wallet.crypto import ecdsa  # noqa: PLC0415 (start-up counts)

    x, y = ecdsa.coordinates(cast("EllipticCurvePublicKey", key.native))
    return {"kty": "EC", "crv": key.key_type.value, "x": b64url_encode(x), "y": b64url_encode(y)}


def jwk_thumbprint(jwk: JsonObject) -> str:
    """Return the SHA-256 thumbprint of a JWK, in base64url.

    Raises:
        ProofError: KEY_STRENGTH with KEY_INVALID, where a required member is absent or no text.

    Source: RFC 7638 section 3; RFC 8037 section 2.
    """
    members = _THUMBPRINT_MEMBERS.get(str(jwk.get("kty")))
    if members is None or not all(isinstance(jwk.get(name), str) for name in members):
        raise _invalid("The key lacks a member that its type requires.")
    # RFC 7638 section 3.3: the values are ASCII without characters that need escaping.
    text = ",".join(f'"{name}":"{jwk[name]}"' for name in members)
    return b64url_encode(sha256(f"{{{text}}}".encode()).digest())


def _jwk_key_type(jwk: JsonObject) -> KeyType:
    match jwk.get("kty"), jwk.get("crv"):
        case "RSA", _:
            return KeyType.RSA
        case "OKP", "Ed25519":
            return KeyType.ED25519
        case "EC", "P-256":
            return KeyType.P256
        case "EC", "P-384":
            return KeyType.P384
        case str(), _:
            raise _unsupported("This type of key is not one that Rosette can verify with.")
        case _:
            raise _invalid("The key does not say of which type it is.")


def _check_jwk_purpose(jwk: JsonObject, key_type: KeyType) -> None:
    if jwk.get("use", "sig") != "sig":
        raise _invalid("The key is marked for another use than signatures.")
    operations = jwk.get("key_ops", ["verify"])
    if not isinstance(operations, list) or "verify" not in operations or not _unique_texts(operations):
        raise _invalid("The key is marked for other operations than verifying.")
    algorithm = jwk.get("alg", "")
    if not isinstance(algorithm, str):
        raise _invalid("The key names its algorithm by something that is no text.")
    if algorithm and algorithm not in ALGORITHMS:
        raise _unsupported("The key is bound to an algorithm that Rosette does not verify.")
    if algorithm and ALGORITHMS[algorithm] is not key_type:
        raise _invalid("The key is bound to an algorithm for another type of key.")


def _unique_texts(values: list[object]) -> bool:
    return all(isinstance(value, str) for value in values) and len(set(values)) == len(values)


def _jwk_bytes(jwk: JsonObject, member: str) -> bytes:
    value = jwk.get(member)
    if not isinstance(value, str):
        raise _invalid(f"The key lacks its member “{member}”.")
    try:
        return b64url_decode(value)
    except ValueError as error:
        raise _invalid(f"The key's member “{member}” is not base64url.") from error


def _jwk_number(jwk: JsonObject, member: str) -> int:
    data = _jwk_bytes(jwk, member)
    # RFC 7518 section 2, Base64urlUInt: the minimum number of octets.
    if data[:1] in (b"", b"\x00"):
        raise _invalid(f"The key's member “{member}” is not written in the fewest bytes.")
    return int.from_bytes(data, "big")


def _number_text(number: int) -> str:
    return b64url_encode(number.to_bytes((number.bit_length() + 7) // 8, "big"))


@lru_cache(maxsize=1024)
def _multikey(text: str, limits: Limits) -> PublicKey:
    try:
        data = multibase_decode(text, limits) if text.startswith("z") else b""
    except ValueError as error:
        raise _invalid("The key is not written in base58-btc multibase.") from error
    if len(data) < 2:
        raise _invalid("The key is not written in base58-btc multibase.")
    return public_key_from_multicodec(data)


def public_key_from_multicodec(data: bytes) -> PublicKey:
    """Read a key that its multicodec varint goes before: a Multikey without its multibase.

    Raises:
        ProofError: As `public_key_from_multikey` does.
    """
    for key_type, prefix in _MULTICODECS.items():
        if data.startswith(prefix):
            return _from_material(key_type, data[len(prefix) :])
    raise _unsupported("This type of key is not one that Rosette can verify with.")


def _from_material(key_type: KeyType, material: bytes) -> PublicKey:
    if key_type is KeyType.ED25519:
        return _ed25519_key(material, "")
    if key_type is KeyType.RSA:
        return _rsa_key_from_der(material)
    if key_type is KeyType.BLS12381:
        return _bls12381_key(material)
    if len(material) != 1 + COORDINATE_BYTES[key_type]:
        raise _invalid(f"A {key_type} Multikey must hold a compressed point.")
    return _ec_key(key_type, material, "")


@lru_cache(maxsize=1024)
def _ed25519_key(material: bytes, algorithm: str) -> PublicKey:
    if len(material) != 32 or not is_canonical(material) or not is_on_curve(material):
        raise _invalid("The Ed25519 key is no point of its curve.")
    if is_small_order(material):
        raise _weak("The Ed25519 key is of small order: it would accept signatures that nobody made.")
    return PublicKey(KeyType.ED25519, material, None, algorithm)


@lru_cache(maxsize=1024)
def _ec_key(key_type: KeyType, point: bytes, algorithm: str) -> PublicKey:
    from wallet.crypto import ecdsa  # noqa: PLC0415 (start-up counts)

    try:
        native = ecdsa.read_point(key_type, point)
    except ValueError as error:
        raise _invalid(f"The {key_type} key is no point of its curve.") from error
    return PublicKey(key_type, ecdsa.compressed(native), native, algorithm)


@lru_cache(maxsize=256)
def _bls12381_key(material: bytes) -> PublicKey:
    from wallet.crypto.bls12381 import g2_point  # noqa: PLC0415 (few badges need its library)

    try:
        return PublicKey(KeyType.BLS12381, material, g2_point(material))
    except ValueError as error:
        raise _invalid("The BLS12-381 key is no point of its group.") from error


@lru_cache(maxsize=256)
def _rsa_key(modulus: int, exponent: int, algorithm: str) -> PublicKey:
    from wallet.crypto import rsa  # noqa: PLC0415 (start-up counts)

    weakness = rsa.weakness_of(modulus, exponent)
    if weakness:
        raise _weak(weakness)
    native = rsa.public_key(modulus, exponent)
    return PublicKey(KeyType.RSA, rsa.der_of(native), native, algorithm)


def _rsa_key_from_der(der: bytes) -> PublicKey:
    from wallet.crypto import rsa  # noqa: PLC0415 (start-up counts)

    try:
        key = _rsa_key(*rsa.read_der(der), "")
    except ValueError as error:
        raise _invalid("The RSA key is not a DER RSAPublicKey.") from error
    if key.material != der:
        raise _invalid("The RSA key is not a DER RSAPublicKey.")
    return key


def _invalid(detail: str) -> ProofError:
    return ProofError(CheckId.KEY_STRENGTH, Code.KEY_INVALID, detail)


def _weak(detail: str) -> ProofError:
    return ProofError(CheckId.KEY_STRENGTH, Code.KEY_WEAK, detail)


def _unsupported(detail: str) -> ProofError:
    return ProofError(CheckId.PROOF_SUITE, Code.SUITE_UNSUPPORTED, detail, Outcome.UNKNOWN)
