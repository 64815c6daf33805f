"""Compact JWE to a P-256 key: the published vector, the way there and back, and everything that is refused."""

from __future__ import annotations

import json

import pytest

from wallet.crypto.encodings import b64url_decode, b64url_encode
from wallet.crypto.jwe import agree, decrypt, derive_key, encrypt, is_jwe, recipient_key
from wallet.crypto.keys import KeyType, PrivateKey, public_key_to_jwk
from wallet.model.errors import UnreadableError
from wallet.model.limits import Limits

LIMITS = Limits()
KEY = PrivateKey.generate(KeyType.P256)
TOKEN = encrypt(b"what was chosen", KEY.public_key, "A256GCM", "k1").encode()

# RFC 7518 appendix C: published for all to check against, and so no secret.
ALICE = {
    "kty": "EC",
    "crv": "P-256",
    "x": "gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0",
    "y": "SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps",
}
ALICE_D = "0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo"
BOB = {
    "kty": "EC",
    "crv": "P-256",
    "x": "weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",
    "y": "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck",
}


def test_the_key_agreement_of_rfc_7518_appendix_c() -> None:
    alice = PrivateKey.from_bytes(KeyType.P256, b64url_decode(ALICE_D))
    assert public_key_to_jwk(alice.public_key) == ALICE
    key = derive_key(agree(alice, recipient_key(BOB)), "A128GCM", 128, b"Alice", b"Bob")
    assert b64url_encode(key) == "VqqN6vgjbSBcIijNcacQGg"


@pytest.mark.parametrize("encryption", ["A128GCM", "A256GCM"])
def test_there_and_back(encryption: str) -> None:
    token = encrypt("Prüfung 87 %".encode(), KEY.public_key, encryption).encode()
    assert is_jwe(token)
    assert decrypt(token, KEY, LIMITS) == "Prüfung 87 %".encode()


def test_no_two_are_alike() -> None:
    assert encrypt(b"x", KEY.public_key, "A256GCM") != encrypt(b"x", KEY.public_key, "A256GCM")


def test_the_header_names_the_key() -> None:
    header = json.loads(b64url_decode(TOKEN.split(b".")[0]))
    assert header["kid"] == "k1"
    assert header["alg"] == "ECDH-ES"
    assert header["enc"] == "A256GCM"


@pytest.mark.parametrize("part", [2, 3, 4])
def test_an_altered_part_is_refused(part: int) -> None:
    parts = TOKEN.split(b".")
    data = bytearray(b64url_decode(parts[part]))
    data[0] ^= 1
    parts[part] = b64url_encode(bytes(data)).encode()
    with pytest.raises(UnreadableError, match="altered"):
        decrypt(b".".join(parts), KEY, LIMITS)


def test_another_key_does_not_read_it() -> None:
    with pytest.raises(UnreadableError, match="another key"):
        decrypt(TOKEN, PrivateKey.generate(KeyType.P256), LIMITS)


def _with_header(**members: object) -> bytes:
    head, rest = TOKEN.split(b".", 1)
    header = {**json.loads(b64url_decode(head)), **members}
    return b64url_encode(json.dumps(header).encode()).encode() + b"." + rest


@pytest.mark.parametrize(
    "members",
    [
        {"alg": "dir"},
        {"alg": "ECDH-ES+A256KW"},
        {"enc": "A128CBC-HS256"},
        {"enc": {}},
        {"alg": []},
        {"zip": "DEF"},
        {"crit": ["exp"]},
        {"epk": None},
        {"epk": {**ALICE, "crv": "P-384"}},
        {"epk": {**ALICE, "y": ALICE["x"]}},
        {"epk": {**ALICE, "d": ALICE_D}},
        {"apu": "="},
        {"apv": "Qm9i"},
        {"kid": "another"},
    ],
)
def test_another_header_is_refused(members: dict[str, object]) -> None:
    with pytest.raises(UnreadableError):
        decrypt(_with_header(**members), KEY, LIMITS)


@pytest.mark.parametrize("token", [b"", b"a.b.c", b"....", TOKEN + b".", TOKEN + b"=", TOKEN.replace(b"..", b".QQ.")])
def test_what_is_no_jwe_is_refused(token: bytes) -> None:
    with pytest.raises(UnreadableError):
        decrypt(token, KEY, LIMITS)


def test_a_key_of_another_kind_cannot_agree() -> None:
    with pytest.raises(ValueError, match="P-256"):
        agree(PrivateKey.generate(KeyType.ED25519), KEY.public_key)


def test_a_key_to_sign_with_is_not_encrypted_to() -> None:
    with pytest.raises(UnreadableError):
        recipient_key({**BOB, "use": "sig"})
