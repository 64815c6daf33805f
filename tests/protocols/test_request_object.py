"""Request objects of ours and of others: who signed, what is encrypted how, and what goes back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.presentation.issuing import LIMITS, key
from wallet.crypto.encodings import b64url_decode
from wallet.crypto.jwe import decrypt
from wallet.crypto.keys import KeySigner, KeyType, PrivateKey, public_key_to_jwk
from wallet.model.checks import Source
from wallet.model.errors import RefusedError, UnreadableError
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.protocols.request_object import Question, make_request, read_request, reread_request
from wallet.protocols.vp_token import seal, unseal
from wallet.trust.evidence import EvidenceSet

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
KEY = PrivateKey.generate(KeyType.P256)
QUESTION = Question({"credentials": [{"id": "q", "format": "dc+sd-jwt", "meta": {}}]}, "Hiring")
BANK = "did:web:bank.example"


def made(**members: Any) -> bytes:
    body = {**json.loads(make_request(QUESTION, KEY.public_key, AT)), **members}
    return json.dumps(body).encode()


def bank(signer: KeySigner, *later: KeySigner) -> EvidenceSet:
    """Evidence of the bank's document, and of later ones with another key."""
    return EvidenceSet(_document(one, AT + timedelta(days=age)) for age, one in enumerate((signer, *later)))


def _document(signer: KeySigner, fetched: datetime) -> EvidenceDocument:
    method = {
        "id": signer.verification_method if signer.verification_method.startswith(BANK) else f"{BANK}#key-1",
        "type": "JsonWebKey",
        "controller": BANK,
        "publicKeyJwk": public_key_to_jwk(signer.private_key.public_key),
    }
    document = {"id": BANK, "verificationMethod": [method], "assertionMethod": [method["id"]]}
    data = json.dumps({**document, "authentication": [method["id"]]}).encode()
    return EvidenceDocument(BANK, EvidenceKind.DID_DOCUMENT, data, fetched, Source.PACK, "A pack", None)


def test_a_did_web_proves_itself_from_evidence_alone() -> None:
    signer = replace(key(KeyType.P256), verification_method=f"{BANK}#key-1")
    request = make_request(QUESTION, KEY.public_key, AT, signer)
    read = read_request(request, AT, bank(signer), LIMITS)
    assert (read.proved_by, read.client_id) == (BANK, f"decentralized_identifier:{BANK}")
    with pytest.raises(RefusedError, match="does not prove"):
        read_request(request, AT, EvidenceSet(), LIMITS)
    with pytest.raises(RefusedError, match="does not prove"):
        read_request(request, AT, bank(key(KeyType.P256)), LIMITS)


def test_a_key_that_its_owner_gave_up_proves_nothing() -> None:
    old, new = (replace(key(KeyType.P256), verification_method=f"{BANK}#key-{number}") for number in (1, 2))
    request = make_request(QUESTION, KEY.public_key, AT, old)
    assert read_request(request, AT, bank(new, old), LIMITS).proved_by == BANK
    with pytest.raises(RefusedError, match="no longer uses"):
        read_request(request, AT, bank(old, new), LIMITS)


def test_a_signature_of_another_kind_of_token_is_none() -> None:
    request = make_request(QUESTION, KEY.public_key, AT, key())
    head, rest = request.split(b".", 1)
    assert json.loads(b64url_decode(head))["typ"] == "oauth-authz-req+jwt"
    with pytest.raises(UnreadableError, match="something else than a request"):
        read_request(b"eyJhbGciOiJFZERTQSJ9." + rest, AT, EvidenceSet(), LIMITS)


def test_an_altered_signed_request_is_refused() -> None:
    head, body, signature = make_request(QUESTION, KEY.public_key, AT, key()).split(b".")
    other = make_request(QUESTION, KEY.public_key, AT, key()).split(b".")[1]
    with pytest.raises(RefusedError, match="does not prove"):
        read_request(b".".join([head, other, signature]), AT, EvidenceSet(), LIMITS)
    assert reread_request(b".".join([head, body, signature]), LIMITS).purpose == "Hiring"


def test_what_a_verifier_does_not_say_is_what_the_specification_says() -> None:
    metadata = json.loads(made())["client_metadata"]
    del metadata["encrypted_response_enc_values_supported"]
    request = read_request(made(client_metadata=metadata, state="s-1"), AT, EvidenceSet(), LIMITS)
    assert request.encryption == "A128GCM"
    answer = seal({"q": [b"a~b", b'{"c":1}']}, request)
    assert json.loads(b64url_decode(answer.split(b".")[0]))["kid"] == metadata["jwks"]["keys"][0]["kid"]
    assert json.loads(decrypt(answer, KEY, LIMITS)) == {"vp_token": {"q": ["a~b", {"c": 1}]}, "state": "s-1"}
    assert unseal(answer, KEY, LIMITS) == {"q": [b"a~b", b'{"c": 1}']}


@pytest.mark.parametrize("named", [[], ["A256CBC-HS512"], "A256GCM", None])
def test_an_encryption_that_is_not_written_is_refused(named: Any) -> None:
    metadata = {**json.loads(made())["client_metadata"], "encrypted_response_enc_values_supported": named}
    with pytest.raises(UnreadableError, match="encryption that Rosette does not write"):
        read_request(made(client_metadata=metadata), AT, EvidenceSet(), LIMITS)


def test_a_nameless_request_has_a_fresh_name() -> None:
    names = {read_request(made(), AT, EvidenceSet(), LIMITS).client_id for _ in range(3)}
    assert len(names) == 3
    # A colon would name a prefix (section 5.9.1).
    assert not any(":" in name for name in names)
