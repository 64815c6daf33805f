"""Compact tokens: three strict parts, and a header that chooses nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.crypto.encodings import b64url_encode
from wallet.crypto.jws import check_algorithm, parse_compact, sign_compact, verify_jws
from wallet.crypto.keys import KeySigner, KeyType, PrivateKey
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.limits import Limits

LIMITS = Limits()
PRIVATE = PrivateKey.generate(KeyType.P256)
SIGNER = KeySigner(PRIVATE, "did:example:issuer#key")
TOKEN = sign_compact({"typ": "vc+jwt", "kid": SIGNER.verification_method}, b'{"name":"Badge"}', SIGNER)


def refusal(header: dict[str, Any]) -> tuple[CheckId, Code, Outcome]:
    with pytest.raises(ProofError) as caught:
        check_algorithm(header)
    return caught.value.check, caught.value.code, caught.value.outcome


def token_of(header: object, payload: bytes = b"{}", signature: bytes = bytes(64)) -> bytes:
    parts = (json.dumps(header).encode(), payload, signature)
    return ".".join(b64url_encode(part) for part in parts).encode()


@pytest.mark.parametrize("key_type", [KeyType.ED25519, KeyType.P256, KeyType.P384])
def test_signed_token_verifies(key_type: KeyType) -> None:
    private = PrivateKey.generate(key_type)
    token = sign_compact({"typ": "vc+jwt"}, b"payload", KeySigner(private, "did:example:a#b"))
    jws = parse_compact(token.encode(), LIMITS)
    verify_jws(jws, private.public_key)
    assert (jws.payload, jws.header) == (b"payload", {"alg": private.algorithm, "typ": "vc+jwt"})
    assert jws.signing_input == token.rpartition(".")[0].encode()


def test_header_may_not_name_another_algorithm() -> None:
    with pytest.raises(ValueError, match="another algorithm"):
        sign_compact({"alg": "EdDSA"}, b"", SIGNER)


@pytest.mark.parametrize(
    "token",
    [
        b"",
        b"..",
        b"a.b",
        TOKEN.encode() + b".",
        TOKEN.encode() + b"\n",
        b" " + TOKEN.encode(),
        TOKEN.replace(".", "..", 1).encode(),
        TOKEN.encode() + b"=",
        token_of([]),
        token_of("text"),
        b64url_encode(b'{"alg":"ES256","alg":"none"}').encode() + b".e30.AA",
        b64url_encode(b'{"alg":"ES256"} x').encode() + b".e30.AA",
        "é.e30.AA".encode(),
    ],
)
def test_malformed_tokens_are_unreadable(token: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse_compact(token, LIMITS)
    assert caught.value.code is Code.MALFORMED


def test_oversized_token_is_unreadable() -> None:
    with pytest.raises(UnreadableError) as caught:
        parse_compact(b"e30.e30.AA", Limits(document_bytes=9))
    assert caught.value.code is Code.TOO_LARGE


@given(st.integers(0, len(TOKEN) - 1), st.sampled_from("ABCwxyz0189-_.=+/ \n"))
def test_any_changed_character_is_refused(position: int, character: str) -> None:
    altered = TOKEN[:position] + character + TOKEN[position + 1 :]
    if altered == TOKEN:
        return
    with pytest.raises((ProofError, UnreadableError)):
        verify_jws(parse_compact(altered.encode(), LIMITS), PRIVATE.public_key)


@pytest.mark.parametrize("algorithm", ["none", "None", "nOnE", "HS256", "HS384", "HS512", "RS1", None, 5, ["ES256"]])
def test_forbidden_algorithms_fail(algorithm: Any) -> None:
    assert refusal({"alg": algorithm}) == (CheckId.PROOF_SUITE, Code.ALGORITHM_FORBIDDEN, Outcome.FAILED)


@pytest.mark.parametrize("header", [{"alg": "ES512"}, {"alg": "ES256K"}, {"alg": ""}, {"alg": "ES256", "b64": False}])
def test_unsupported_is_unknown(header: dict[str, Any]) -> None:
    assert refusal(header) == (CheckId.PROOF_SUITE, Code.SUITE_UNSUPPORTED, Outcome.UNKNOWN)


def test_unencoded_payload_is_unknown() -> None:
    header = {"alg": "ES256", "b64": False, "crit": ["b64"]}
    assert refusal(header) == (CheckId.PROOF_SUITE, Code.SUITE_UNSUPPORTED, Outcome.UNKNOWN)


@pytest.mark.parametrize(
    "critical", [["exp"], ["b64", "exp"], [], "b64", None, [["b64"]], ["b64", "b64"], [1], {"b64": True}]
)
def test_unknown_critical_parameters_fail(critical: Any) -> None:
    header = {"alg": "ES256", "crit": critical, "exp": 1, "b64": True}
    assert refusal(header) == (CheckId.PROOF_SUITE, Code.CRITICAL_HEADER_UNKNOWN, Outcome.FAILED)


def test_critical_parameter_must_be_there() -> None:
    header = {"alg": "ES256", "crit": ["b64"]}
    assert refusal(header) == (CheckId.PROOF_SUITE, Code.CRITICAL_HEADER_UNKNOWN, Outcome.FAILED)


def test_understood_critical_parameter_passes() -> None:
    header: dict[str, Any] = {"alg": "ES256", "crit": ["b64"], "b64": True}
    check_algorithm(header)
    with pytest.raises(ProofError):
        check_algorithm({**header, "b64": False})


def test_key_in_the_header_is_never_used() -> None:
    other = PrivateKey.generate(KeyType.P256)
    with pytest.raises(ProofError) as caught:
        verify_jws(parse_compact(TOKEN.encode(), LIMITS), other.public_key)
    assert caught.value.code is Code.SIGNATURE_INVALID
