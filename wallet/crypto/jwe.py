"""JSON Web Encryption, compact, to a key of P-256: ECDH-ES in direct key agreement, and AES-GCM.

Source: https://www.rfc-editor.org/rfc/rfc7516 (JWE); https://www.rfc-editor.org/rfc/rfc7518#section-4.6 (ECDH-ES),
section 5.3 (AES-GCM).
"""

from __future__ import annotations

import json
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import ECDH, SECP256R1, EllipticCurvePublicKey, derive_private_key
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash

from wallet.crypto.encodings import b64url_decode, b64url_encode
from wallet.crypto.keys import KeyType, PrivateKey, PublicKey, public_key_from_jwk, public_key_to_jwk
from wallet.model.checks import Code
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object

ALGORITHM = "ECDH-ES"
KEY_BITS = {"A256GCM": 256, "A128GCM": 128}
"""The content encryptions that are written and read, best first, with the length of their keys."""

_VECTOR_BYTES = 12
_TAG_BYTES = 16
_PARTS = 5


def encrypt(plaintext: bytes, recipient: PublicKey, encryption: str, key_id: str = "") -> str:
    """Return a compact JWE that only the recipient can read.

    Args:
        plaintext: What to encrypt.
        recipient: A key of P-256.
        encryption: A name in `KEY_BITS`.
        key_id: The `kid` by which the recipient finds the key; left out where empty.

    Source: RFC 7516 section 5.1.
    """
    ephemeral = PrivateKey.generate(KeyType.P256)
    header = {"alg": ALGORITHM, "enc": encryption, "epk": public_key_to_jwk(ephemeral.public_key)}
    if key_id:
        header["kid"] = key_id
    key = derive_key(agree(ephemeral, recipient), encryption, KEY_BITS[encryption])
    protected = b64url_encode(json.dumps(header, separators=(",", ":")).encode())
    vector = os.urandom(_VECTOR_BYTES)
    sealed = AESGCM(key).encrypt(vector, plaintext, protected.encode("ascii"))
    ciphertext, tag = sealed[:-_TAG_BYTES], sealed[-_TAG_BYTES:]
    return f"{protected}..{b64url_encode(vector)}.{b64url_encode(ciphertext)}.{b64url_encode(tag)}"


def is_jwe(data: bytes) -> bool:
    """Return whether some bytes have the five parts of a compact JWE."""
    return data.count(b".") == _PARTS - 1 and data.startswith(b"ey")


def decrypt(token: bytes, private_key: PrivateKey, limits: Limits) -> bytes:
    """Return what a compact JWE holds.

    Args:
        token: The JWE, without white space around.
        private_key: The recipient's key of P-256.
        limits: Bounds on the size of the token and the JSON of its header.

    Raises:
        UnreadableError: TOO_LARGE; MALFORMED where it is no such JWE, is encrypted in another way or to another key,
            or was altered.

    Source: RFC 7516 section 5.2.
    """
    if len(token) > limits.document_bytes:
        raise UnreadableError(Code.TOO_LARGE, f"The answer is larger than {limits.document_bytes // 2**20} MiB.")
    try:
        head, wrapped, vector, ciphertext, tag = (b64url_decode(part) for part in token.split(b"."))
    except ValueError as error:
        raise _malformed("it does not consist of five parts of base64url") from error
    header = parse_object(head, limits)
    _check_header(header, wrapped)
    if len(vector) != _VECTOR_BYTES or len(tag) != _TAG_BYTES:
        raise _malformed("a part of it has the wrong length")
    try:
        key = AESGCM(_key_for(header, private_key))
        return key.decrypt(vector, ciphertext + tag, token.partition(b".")[0])
    except InvalidTag as error:
        raise _malformed("it was altered, or encrypted to another key") from error


def derive_key(secret: bytes, algorithm: str, bits: int, apu: bytes = b"", apv: bytes = b"") -> bytes:
    """Return the key that both sides derive from their shared secret, by the Concat KDF.

    Args:
        secret: The shared secret Z.
        algorithm: The content encryption's name, the AlgorithmID.
        bits: The length of the key.
        apu: What names the producer.
        apv: What names the recipient.

    Source: RFC 7518 section 4.6.2.
    """
    fields = b"".join(len(field).to_bytes(4, "big") + field for field in (algorithm.encode(), apu, apv))
    return ConcatKDFHash(SHA256(), bits // 8, fields + bits.to_bytes(4, "big")).derive(secret)


def agree(private_key: PrivateKey, public_key: PublicKey) -> bytes:
    """Return the shared secret Z of two keys of P-256.

    Raises:
        ValueError: If one of them is of another type.

    Source: RFC 7518 section 4.6; NIST SP 800-56A section 5.7.1.2.
    """
    native = public_key.native
    types = {private_key.public_key.key_type, public_key.key_type}
    if types != {KeyType.P256} or not isinstance(native, EllipticCurvePublicKey):
        raise ValueError("both keys must be of P-256")
    number = int.from_bytes(private_key.to_bytes(), "big")
    return derive_private_key(number, SECP256R1()).exchange(ECDH(), native)


def recipient_key(jwk: JsonObject) -> PublicKey:
    """Read a public JWK that messages may be encrypted to.

    Raises:
        UnreadableError: MALFORMED, where it is no key of P-256 or is meant for something else.

    Source: RFC 7517 section 4; RFC 7518 section 6.2.1.
    """
    if jwk.get("crv") != KeyType.P256 or "d" in jwk or jwk.get("use", "enc") != "enc":
        raise _unfit("It is no public key of P-256 meant for that.")
    try:
        return public_key_from_jwk({name: jwk.get(name) for name in ("kty", "crv", "x", "y")})
    except ProofError as error:
        raise _unfit("It is not a point of P-256.") from error


def _check_header(header: JsonObject, wrapped: bytes) -> None:
    if header.get("alg") != ALGORITHM or wrapped:
        raise _malformed("its key is agreed upon in a way that Rosette does not read")
    if str(header.get("enc")) not in KEY_BITS or not {"crit", "zip"}.isdisjoint(header):
        raise _malformed("it is encrypted in a way that Rosette does not read")


def _key_for(header: JsonObject, private_key: PrivateKey) -> bytes:
    ephemeral = header.get("epk")
    if not isinstance(ephemeral, dict):
        raise _malformed("it does not name the sender's key")
    encryption = str(header["enc"])
    apu, apv = (_party(header, name) for name in ("apu", "apv"))
    return derive_key(agree(private_key, recipient_key(ephemeral)), encryption, KEY_BITS[encryption], apu, apv)


def _party(header: JsonObject, name: str) -> bytes:
    try:
        return b64url_decode(str(header.get(name, "")))
    except ValueError as error:
        raise _malformed("what names its parties is not base64url") from error


def _unfit(why: str) -> UnreadableError:
    return UnreadableError(Code.MALFORMED, "A key to encrypt to cannot be used.", why)


def _malformed(why: str) -> UnreadableError:
    return UnreadableError(Code.MALFORMED, "This is no encrypted message that can be read:", f"{why}.")
