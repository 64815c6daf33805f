"""Ed25519Signature2018 and JsonWebSignature2020: what is signed verifies, and any change is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.proofs.test_suites import BADGE, OPTIONS, SIGNERS, changed_leaf, leaves, with_change
from wallet.crypto.encodings import b64url_decode, b64url_encode
from wallet.crypto.keys import KeyType, PrivateKey
from wallet.jsonld.contexts import editions
from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError
from wallet.model.limits import Limits
from wallet.proofs.detached_jws import DetachedJwsSuite
from wallet.proofs.ed25519_signature_2018 import ED25519_SIGNATURE_2018
from wallet.proofs.json_web_signature_2020 import JSON_WEB_SIGNATURE_2020
from wallet.proofs.registry import suite_for

Json = dict[str, Any]
LIMITS = Limits()
V1 = "https://www.w3.org/2018/credentials/v1"
DOCUMENT: Json = {
    "@context": [V1, "https://w3id.org/security/suites/jws-2020/v1"],
    "id": BADGE["id"],
    "type": ["VerifiableCredential"],
    "issuer": "did:web:university.example",
    "issuanceDate": "2026-05-01T00:00:00Z",
    "credentialSubject": {"id": BADGE["credentialSubject"]["id"]},
}
CASES = {
    "Ed25519Signature2018": (ED25519_SIGNATURE_2018, KeyType.ED25519),
    "EdDSA": (JSON_WEB_SIGNATURE_2020, KeyType.ED25519),
    "ES256": (JSON_WEB_SIGNATURE_2020, KeyType.P256),
    "ES384": (JSON_WEB_SIGNATURE_2020, KeyType.P384),
}
each_case = pytest.mark.parametrize(("suite", "key_type"), CASES.values(), ids=list(CASES))
ENCODING = (CheckId.PROOF_SIGNATURE, Code.SIGNATURE_ENCODING)


def signed(suite: DetachedJwsSuite, key_type: KeyType) -> Json:
    return dict(suite.sign(DOCUMENT, OPTIONS, SIGNERS[key_type], editions(DOCUMENT)[0], LIMITS))


def refusal(suite: DetachedJwsSuite, document: Json, proof: Json, key_type: KeyType) -> tuple[CheckId, Code] | None:
    try:
        suite.verify(document, proof, SIGNERS[key_type].private_key.public_key, editions(document)[0], LIMITS)
    except ProofError as error:
        return error.check, error.code
    return None


def with_header(proof: Json, **members: Any) -> Json:
    """The proof under another header, in which None takes a member away; the signature stays."""
    first, _, signature = proof["jws"].split(".")
    header = {**json.loads(b64url_decode(first)), **members}
    header = {name: value for name, value in header.items() if value is not None}
    return {**proof, "jws": f"{b64url_encode(json.dumps(header).encode())}..{signature}"}


@each_case
def test_signed_document_verifies(suite: DetachedJwsSuite, key_type: KeyType) -> None:
    proof = signed(suite, key_type)
    suite.check(proof, LIMITS)
    assert refusal(suite, DOCUMENT, proof, key_type) is None
    assert suite_for(proof) is suite
    assert not suite.is_derived(proof)


@each_case
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_changed_character_is_refused(suite: DetachedJwsSuite, key_type: KeyType, data: st.DataObject) -> None:
    proof = signed(suite, key_type)
    document = with_change(
        DOCUMENT, data.draw(st.sampled_from(leaves(DOCUMENT))), lambda text: changed_leaf(text, data)
    )
    assert refusal(suite, document, proof, key_type) is not None
    altered = with_change(proof, data.draw(st.sampled_from(leaves(proof))), lambda text: changed_leaf(text, data))
    assert refusal(suite, DOCUMENT, altered, key_type) is not None


@each_case
def test_every_removed_or_added_member_is_noticed(suite: DetachedJwsSuite, key_type: KeyType) -> None:
    proof = signed(suite, key_type)
    for member in DOCUMENT:
        altered = {other: value for other, value in DOCUMENT.items() if other != member}
        assert refusal(suite, altered, proof, key_type) is not None, member
    for member in proof:
        altered = {other: value for other, value in proof.items() if other != member}
        assert refusal(suite, DOCUMENT, altered, key_type) is not None, member
    assert refusal(suite, {**DOCUMENT, "expirationDate": "2030-01-01T00:00:00Z"}, proof, key_type) is not None
    assert refusal(suite, DOCUMENT, {**proof, "nonce": "more"}, key_type) is not None


@each_case
def test_other_keys_are_refused(suite: DetachedJwsSuite, key_type: KeyType) -> None:
    proof = signed(suite, key_type)
    for other in set(SIGNERS) - {key_type}:
        assert refusal(suite, DOCUMENT, proof, other) == (CheckId.PROOF_SUITE, Code.ALGORITHM_KEY_MISMATCH)
    key = PrivateKey.generate(key_type).public_key
    with pytest.raises(ProofError) as caught:
        suite.verify(DOCUMENT, proof, key, editions(DOCUMENT)[0], LIMITS)
    assert caught.value.code is Code.SIGNATURE_INVALID


@each_case
@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"alg": "none"}, (CheckId.PROOF_SUITE, Code.ALGORITHM_FORBIDDEN)),
        ({"alg": "HS256"}, (CheckId.PROOF_SUITE, Code.ALGORITHM_FORBIDDEN)),
        ({"alg": None}, (CheckId.PROOF_SUITE, Code.ALGORITHM_FORBIDDEN)),
        ({"alg": "ES256K"}, (CheckId.PROOF_SUITE, Code.SUITE_UNSUPPORTED)),
        ({"alg": "RS256"}, (CheckId.PROOF_SUITE, Code.SUITE_UNSUPPORTED)),
        ({"crit": ["b64", "exp"], "exp": 1}, (CheckId.PROOF_SUITE, Code.CRITICAL_HEADER_UNKNOWN)),
        ({"crit": []}, (CheckId.PROOF_SUITE, Code.CRITICAL_HEADER_UNKNOWN)),
        ({"b64": True}, ENCODING),
        ({"crit": None}, ENCODING),
        ({"b64": None, "crit": None}, ENCODING),
        ({"typ": "JWT"}, (CheckId.PROOF_SIGNATURE, Code.SIGNATURE_INVALID)),
    ],
)
def test_headers_choose_nothing(
    suite: DetachedJwsSuite, key_type: KeyType, members: Json, expected: tuple[CheckId, Code]
) -> None:
    assert refusal(suite, DOCUMENT, with_header(signed(suite, key_type), **members), key_type) == expected


@each_case
def test_values_have_one_spelling(suite: DetachedJwsSuite, key_type: KeyType) -> None:
    proof = signed(suite, key_type)
    header, _, signature = proof["jws"].split(".")
    for value in (
        None,
        5,
        "",
        "..",
        header,
        f"{header}.{signature}",
        f"{header}.e30.{signature}",
        f"{header}..{signature}=",
        f"{header}...{signature}",
        f"{b64url_encode(b'[]')}..{signature}",
        f"{b64url_encode(b'{')}..{signature}",
        f"{header}..{signature[:-4]}",
    ):
        assert refusal(suite, DOCUMENT, {**proof, "jws": value}, key_type) == ENCODING, value


def test_signing_with_another_key_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot sign"):
        signed(ED25519_SIGNATURE_2018, KeyType.P256)


@pytest.mark.parametrize("created", [{}, {"created": None}])
def test_proofs_must_say_when(created: Json) -> None:
    options = {"proofPurpose": "assertionMethod", **created}
    signer = SIGNERS[KeyType.ED25519]
    with pytest.raises(ProofError) as caught:
        ED25519_SIGNATURE_2018.sign(DOCUMENT, options, signer, editions(DOCUMENT)[0], LIMITS)
    assert caught.value.code is Code.MISSING_MEMBER
