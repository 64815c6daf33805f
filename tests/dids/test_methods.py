"""Which key a name stands for, and what is never taken for one."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from wallet.crypto.encodings import b64url_encode, multibase_encode
from wallet.crypto.keys import KeyType, PrivateKey, PublicKey, public_key_to_jwk, public_key_to_multikey
from wallet.dids.did_key import did_key_method_of, did_key_of
from wallet.dids.methods import VerificationMethod, did_of, resolve
from wallet.model.checks import CheckId, Code, Outcome, Source
from wallet.model.errors import ProofError
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.limits import Limits
from wallet.trust.evidence import EvidenceSet

LIMITS = Limits()
KEY = PrivateKey.generate(KeyType.ED25519).public_key
OTHER = PrivateKey.generate(KeyType.ED25519).public_key
DID = "did:web:university.example"
SITE = "https://university.example/issuer"
FETCHED = datetime(2026, 6, 1, 12, tzinfo=UTC)

UNAVAILABLE = (CheckId.ISSUER_KEY, Code.KEY_UNAVAILABLE, Outcome.UNKNOWN)
SELF_ASSERTED = (CheckId.ISSUER_KEY, Code.KEY_SELF_ASSERTED, Outcome.UNKNOWN)
UNSUPPORTED_METHOD = (CheckId.ISSUER_KEY, Code.METHOD_UNSUPPORTED, Outcome.UNKNOWN)
UNSUPPORTED_KEY = (CheckId.PROOF_SUITE, Code.SUITE_UNSUPPORTED, Outcome.UNKNOWN)
MISMATCH = (CheckId.ISSUER_BINDING, Code.CONTROLLER_MISMATCH, Outcome.FAILED)
INVALID = (CheckId.KEY_STRENGTH, Code.KEY_INVALID, Outcome.FAILED)


def refusal(method_id: str, *evidence: EvidenceDocument) -> tuple[CheckId, Code, Outcome]:
    with pytest.raises(ProofError) as caught:
        find(method_id, *evidence)
    return caught.value.check, caught.value.code, caught.value.outcome


def find(method_id: str, *evidence: EvidenceDocument) -> VerificationMethod:
    return resolve(method_id, EvidenceSet(evidence), LIMITS)


def saved(document: object, days_ago: int = 0, kind: EvidenceKind = EvidenceKind.DID_DOCUMENT) -> EvidenceDocument:
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    named = document.get("id", SITE) if isinstance(document, dict) else DID
    return EvidenceDocument(named, kind, content, FETCHED - timedelta(days=days_ago), Source.PACK, "pack")


def method(key: PublicKey, controller: str = DID, name: str = "key-1", **changes: object) -> dict[str, object]:
    return {
        "id": f"{controller}#{name}",
        "type": "Multikey",
        "controller": controller,
        "publicKeyMultibase": public_key_to_multikey(key),
        **changes,
    }


def document(*methods: dict[str, object], subject: str = DID, **members: object) -> dict[str, object]:
    listed = [entry["id"] for entry in methods]
    return {"id": subject, "verificationMethod": list(methods), "assertionMethod": listed, **members}


@pytest.mark.parametrize("key_type", [KeyType.ED25519, KeyType.P256, KeyType.P384])
def test_did_key_is_its_key(key_type: KeyType) -> None:
    key = PrivateKey.generate(key_type).public_key
    found = find(did_key_method_of(key))
    assert (found.key, found.controller, found.as_of, found.source) == (key, did_key_of(key), None, Source.BUNDLED)
    assert {"assertionMethod", "authentication"} <= found.relationships
    assert "keyAgreement" not in found.relationships


def test_did_key_alone_names_its_one_key() -> None:
    found = find(did_key_of(KEY))
    assert (found.key, found.id) == (KEY, did_key_method_of(KEY))


def test_did_key_has_no_other_key() -> None:
    for fragment in ("", "key-1", public_key_to_multikey(OTHER), public_key_to_multikey(KEY) + " ", "0"):
        assert refusal(f"{did_key_of(KEY)}#{fragment}") == MISMATCH


def test_did_key_of_another_type_is_unsupported() -> None:
    assert refusal("did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme") == UNSUPPORTED_KEY
    assert refusal("did:key:z6LSeu9HkTHSfLLeUs2nnzUSNedgDUevfNQgQjQC23ZCit6F") == UNSUPPORTED_KEY


@pytest.mark.parametrize("name", ["", "z", "u7QE", "z6Mk", "1.1:z6Mk", "6Mk", "z0"])
def test_malformed_did_key_is_refused(name: str) -> None:
    check, _, _ = refusal(f"did:key:{name}#{name}")
    assert check in {CheckId.KEY_STRENGTH, CheckId.PROOF_SUITE}


def did_jwk(jwk: object) -> str:
    return "did:jwk:" + b64url_encode(json.dumps(jwk).encode())


def test_did_jwk_is_its_key() -> None:
    did = did_jwk({**public_key_to_jwk(KEY), "kid": "mine", "use": "sig"})
    assert find(f"{did}#0") == find(did)
    assert find(did).key == KEY
    assert refusal(f"{did}#mine") == refusal(f"{did}#00") == refusal(f"{did}#") == MISMATCH


def test_did_jwk_for_encryption_signs_nothing() -> None:
    assert refusal(did_jwk({**public_key_to_jwk(KEY), "use": "enc"}) + "#0") == INVALID


@pytest.mark.parametrize("text", ["", "e30", "W10", "bm90IGpzb24", "e30=", "{}"])
def test_malformed_did_jwk_is_refused(text: str) -> None:
    assert refusal(f"did:jwk:{text}#0") == INVALID


@pytest.mark.parametrize("method_id", ["did:example:123#key", "did:ion:abc#key", "did:Key:z6Mk#z6Mk", "did:", "did:x"])
def test_other_did_methods_are_unsupported(method_id: str) -> None:
    assert refusal(method_id) == UNSUPPORTED_METHOD


@pytest.mark.parametrize("method_id", ["", "#", "#key", DID, f"{DID}#", SITE, f"{SITE}#", "key-1"])
def test_a_name_without_a_key_is_unavailable(method_id: str) -> None:
    assert refusal(method_id, saved(document(method(KEY)))) == UNAVAILABLE


def test_did_web_comes_from_a_saved_document() -> None:
    found = find(f"{DID}#key-1", saved(document(method(KEY))))
    assert (found.key, found.controller, found.as_of, found.source) == (KEY, DID, FETCHED, Source.PACK)
    assert found.relationships == {"assertionMethod"}
    assert (found.retired, found.revoked, found.expires) == (False, None, None)


def test_did_web_without_its_document_is_unavailable() -> None:
    assert refusal(f"{DID}#key-1") == UNAVAILABLE
    assert refusal(f"{DID}#{public_key_to_multikey(KEY)}") == UNAVAILABLE


def test_key_embedded_under_a_relationship_alone() -> None:
    found = find(f"{DID}#key-1", saved({"id": DID, "assertionMethod": [method(KEY)]}))
    assert (found.key, found.relationships) == (KEY, frozenset({"assertionMethod"}))


def test_key_listed_under_no_relationship_is_found_with_none() -> None:
    assert find(f"{DID}#key-1", saved(document(method(KEY), assertionMethod=[]))).relationships == frozenset()


def test_relative_names_are_the_documents_own() -> None:
    relative = document(method(KEY, id="#key-1"), assertionMethod=["#key-1"])
    found = find(f"{DID}#key-1", saved(relative))
    assert (found.id, found.relationships) == (f"{DID}#key-1", frozenset({"assertionMethod"}))


def test_only_the_absolute_name_matches() -> None:
    other = method(KEY, id="did:web:elsewhere.example#key-1")
    assert refusal(f"{DID}#key-1", saved(document(other))) == UNAVAILABLE
    for name in (f"{DID}#KEY-1", f"{DID}?v=1#key-1", f"{DID}/path#key-1", f"{DID}#key-1#key-1"):
        assert refusal(name, saved(document(method(KEY)))) == UNAVAILABLE


def test_document_of_another_subject_counts_for_nothing() -> None:
    stray = saved(document(method(KEY), subject="did:web:elsewhere.example"))
    misfiled = EvidenceDocument(DID, stray.kind, stray.content, stray.fetched, stray.source)
    assert refusal(f"{DID}#key-1", misfiled) == UNAVAILABLE


@pytest.mark.parametrize("content", [b"", b"not json", b"[]", b'{"id":"did:web:university.example","id":"x"}'])
def test_malformed_document_counts_for_nothing(content: bytes) -> None:
    assert refusal(f"{DID}#key-1", saved(content)) == UNAVAILABLE
    assert find(f"{DID}#key-1", saved(content), saved(document(method(KEY)), 1)).retired is False


@pytest.mark.parametrize("controller", ["did:web:elsewhere.example", None, ["did:web:university.example"], ""])
def test_key_controlled_by_another_is_refused(controller: object) -> None:
    assert (
        refusal(f"{DID}#key-1", saved(document(method(KEY, controller=DID) | {"controller": controller}))) == MISMATCH
    )


def test_one_name_for_two_keys_is_unavailable() -> None:
    both = document(method(KEY), assertionMethod=[method(OTHER)])
    assert refusal(f"{DID}#key-1", saved(both)) == UNAVAILABLE


def test_newest_copy_wins() -> None:
    old, new = saved(document(method(OTHER)), 5), saved(document(method(KEY)))
    assert find(f"{DID}#key-1", old, new).key == KEY


def test_key_only_in_an_older_copy_is_retired() -> None:
    old = saved(document(method(KEY), method(OTHER, name="key-0")), 5)
    new = saved(document(method(KEY)))
    found = find(f"{DID}#key-0", old, new)
    assert (found.key, found.retired, found.as_of) == (OTHER, True, FETCHED - timedelta(days=5))


def test_ends_of_a_key_are_told() -> None:
    ends = method(KEY, revoked="2026-01-01T00:00:00Z", expires="2027-01-01T01:00:00+01:00")
    found = find(f"{DID}#key-1", saved(document(ends)))
    assert (found.revoked, found.expires) == (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("end", ["yesterday", "2026-01-01", "2026-01-01T00:00:00", True, 5, {}])
def test_an_end_that_cannot_be_read_was_always_in_force(end: object) -> None:
    found = find(f"{DID}#key-1", saved(document(method(KEY, revoked=end))))
    assert found.revoked == datetime.min.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"type": "Ed25519VerificationKey2020"}, None),
        ({"type": "JsonWebKey", "publicKeyMultibase": None, "publicKeyJwk": public_key_to_jwk(KEY)}, None),
        ({"type": "JsonWebKey2020", "publicKeyMultibase": None, "publicKeyJwk": public_key_to_jwk(KEY)}, None),
        ({"publicKeyMultibase": None, "publicKeyJwk": public_key_to_jwk(KEY)}, INVALID),
        ({"publicKeyJwk": public_key_to_jwk(KEY)}, INVALID),
        ({"publicKeyMultibase": None}, INVALID),
        ({"publicKeyMultibase": 5}, INVALID),
        ({"publicKeyMultibase": multibase_encode(b"\xed\x01" + bytes(5))}, INVALID),
        ({"secretKeyMultibase": "z"}, INVALID),
        ({"privateKeyJwk": {}}, INVALID),
        ({"type": "EcdsaSecp256k1VerificationKey2019"}, UNSUPPORTED_KEY),
        ({"type": ["Multikey"]}, UNSUPPORTED_KEY),
        ({"type": None}, UNSUPPORTED_KEY),
    ],
)
def test_forms_of_a_key(changes: dict[str, Any], expected: object) -> None:
    listed = {name: value for name, value in method(KEY, **changes).items() if value is not None}
    evidence = saved(document(listed))
    if expected is None:
        assert find(f"{DID}#key-1", evidence).key == KEY
    else:
        assert refusal(f"{DID}#key-1", evidence) == expected


def test_type_of_method_must_fit_the_key() -> None:
    p256 = PrivateKey.generate(KeyType.P256).public_key
    assert refusal(f"{DID}#key-1", saved(document(method(p256, type="Ed25519VerificationKey2020")))) == INVALID


def test_key_in_a_fragment_proves_nothing() -> None:
    multikey = public_key_to_multikey(KEY)
    for address in (SITE, "urn:uuid:1", "http://university.example", "xxx:yyy"):
        assert refusal(f"{address}#{multikey}") == SELF_ASSERTED
    assert refusal(f"{SITE}#{multikey[:-1]}0") == UNAVAILABLE
    assert refusal(f"{SITE}#key-1") == UNAVAILABLE


def test_key_in_a_fragment_counts_when_the_issuer_lists_it() -> None:
    multikey = public_key_to_multikey(KEY)
    listed = saved(document(method(KEY, SITE, multikey), subject=SITE))
    assert find(f"{SITE}#{multikey}", listed).key == KEY
    assert refusal(f"{SITE}#{public_key_to_multikey(OTHER)}", listed) == UNAVAILABLE


def key_set(*keys: dict[str, Any], days_ago: int = 0) -> EvidenceDocument:
    return saved({"keys": list(keys)}, days_ago, EvidenceKind.JWKS)


def test_key_set_of_a_web_issuer() -> None:
    jwk, other = {**public_key_to_jwk(KEY), "kid": "a"}, {**public_key_to_jwk(OTHER), "kid": "b"}
    found = find(f"{SITE}#a", key_set(jwk, other))
    assert (found.key, found.controller, found.as_of, found.retired) == (KEY, SITE, FETCHED, False)
    assert "assertionMethod" in found.relationships
    assert refusal(f"{SITE}#c", key_set(jwk, other)) == UNAVAILABLE
    assert refusal(f"{SITE}#a", key_set(jwk, {**other, "kid": "a"})) == UNAVAILABLE
    assert find(f"{SITE}#b", key_set(jwk), key_set(other, days_ago=3)).retired is True


def test_key_sets_are_read_strictly() -> None:
    jwk = {**public_key_to_jwk(KEY), "kid": "a"}
    assert refusal(f"{SITE}#a", key_set({**jwk, "d": "AA"})) == INVALID
    assert refusal(f"{SITE}#a", saved({"keys": jwk}, 0, EvidenceKind.JWKS)) == UNAVAILABLE
    assert refusal(f"{SITE}#a", saved({"keys": ["a", None]}, 0, EvidenceKind.JWKS)) == UNAVAILABLE
    broken = EvidenceDocument(SITE, EvidenceKind.JWKS, b"{", FETCHED, Source.PACK)
    assert refusal(f"{SITE}#a", broken) == UNAVAILABLE


@pytest.mark.parametrize(
    ("method_id", "owner"),
    [
        ("did:web:a.example#key", "did:web:a.example"),
        ("did:web:a.example?versionId=1#key", "did:web:a.example"),
        ("did:web:a.example/path?x#key", "did:web:a.example"),
        ("did:web:a.example", "did:web:a.example"),
        ("https://a.example/issuer/1?x=y#key", "https://a.example/issuer/1?x=y"),
        ("urn:uuid:1#key", "urn:uuid:1"),
        ("", ""),
    ],
)
def test_whose_method_it_is(method_id: str, owner: str) -> None:
    assert did_of(method_id) == owner
