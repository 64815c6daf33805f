"""Every suite: what it signs it verifies, and any single change is refused."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wallet.crypto.encodings import multibase_decode, multibase_encode
from wallet.crypto.keys import KeySigner, KeyType, PrivateKey
from wallet.dids.did_key import did_key_method_of
from wallet.jsonld.contexts import editions
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.limits import Limits
from wallet.proofs.data_integrity import DataIntegritySuite
from wallet.proofs.ecdsa_jcs_2019 import ECDSA_JCS_2019
from wallet.proofs.ecdsa_rdfc_2019 import ECDSA_RDFC_2019
from wallet.proofs.ed25519_signature_2020 import ED25519_SIGNATURE_2020
from wallet.proofs.eddsa_jcs_2022 import EDDSA_JCS_2022
from wallet.proofs.eddsa_rdfc_2022 import EDDSA_RDFC_2022
from wallet.proofs.registry import suite_for

Json = dict[str, Any]
LIMITS = Limits()
V2 = "https://www.w3.org/ns/credentials/v2"
OB3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
ED25519_2020 = "https://w3id.org/security/suites/ed25519-2020/v1"
SIGNERS = {
    key_type: KeySigner(private, did_key_method_of(private.public_key))
    for key_type in (KeyType.ED25519, KeyType.P256, KeyType.P384)
    for private in [PrivateKey.generate(key_type)]
}
CASES = {
    "eddsa-rdfc-2022": (EDDSA_RDFC_2022, KeyType.ED25519),
    "eddsa-jcs-2022": (EDDSA_JCS_2022, KeyType.ED25519),
    "Ed25519Signature2020": (ED25519_SIGNATURE_2020, KeyType.ED25519),
    "ecdsa-rdfc-2019-p256": (ECDSA_RDFC_2019, KeyType.P256),
    "ecdsa-rdfc-2019-p384": (ECDSA_RDFC_2019, KeyType.P384),
    "ecdsa-jcs-2019-p256": (ECDSA_JCS_2019, KeyType.P256),
    "ecdsa-jcs-2019-p384": (ECDSA_JCS_2019, KeyType.P384),
}
BADGE: Json = {
    "@context": [V2, OB3, ED25519_2020],
    "id": "urn:uuid:5a1d7b2c-0f6e-4d57-9d0f-a1b2c3d4e5f6",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"id": "did:web:university.example", "type": ["Profile"], "name": "University of Example"},
    "validFrom": "2026-05-01T00:00:00Z",
    "name": "Robotics",
    "credentialSubject": {
        "id": "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
        "type": ["AchievementSubject"],
        "achievement": {
            "id": "urn:uuid:11111111-2222-4333-8444-555555555555",
            "type": ["Achievement"],
            "name": "Robotics",
            "description": "Built and programmed a robot, on time: “great”.",
            "criteria": {"narrative": "Three assignments, each ≥ 80 %."},
            "creditsAvailable": 7.5,
        },
    },
}
OPTIONS: Json = {
    "created": "2026-05-01T12:00:00Z",
    "expires": "2036-05-01T12:00:00Z",
    "proofPurpose": "assertionMethod",
    "domain": "https://checker.example",
    "challenge": "n-0S6_WzA2Mj",
}

each_suite = pytest.mark.parametrize(("suite", "key_type"), CASES.values(), ids=list(CASES))


def signed(suite: DataIntegritySuite, key_type: KeyType, **options: Any) -> Json:
    contexts = editions(BADGE)[0]
    return dict(suite.sign(BADGE, {**OPTIONS, **options}, SIGNERS[key_type], contexts, LIMITS))


def verdict(suite: DataIntegritySuite, document: Json, proof: Json, key_type: KeyType) -> tuple[CheckId | None, Code]:
    key = SIGNERS[key_type].private_key.public_key
    try:
        suite.verify(document, proof, key, editions(document)[0], LIMITS)
    except ProofError as error:
        return error.check, error.code
    return None, Code.OK


HOLDS = (None, Code.OK)
PROOFS = {name: signed(*case) for name, case in CASES.items()}


@each_suite
def test_signed_document_verifies(suite: DataIntegritySuite, key_type: KeyType) -> None:
    proof = signed(suite, key_type)
    assert verdict(suite, BADGE, proof, key_type) == HOLDS
    assert suite_for(proof) is suite
    assert proof["verificationMethod"] == SIGNERS[key_type].verification_method


@each_suite
def test_signing_changes_nothing_it_is_given(suite: DataIntegritySuite, key_type: KeyType) -> None:
    document, options = copy.deepcopy(BADGE), dict(OPTIONS)
    suite.sign(document, options, SIGNERS[key_type], editions(document)[0], LIMITS)
    assert (document, options) == (BADGE, OPTIONS)


@each_suite
def test_formatting_is_not_signed(suite: DataIntegritySuite, key_type: KeyType) -> None:
    reordered = json.loads(json.dumps(BADGE, sort_keys=True, indent=4))
    proof = json.loads(json.dumps(signed(suite, key_type), sort_keys=True))
    assert verdict(suite, reordered, proof, key_type) == HOLDS


@each_suite
def test_another_key_is_refused(suite: DataIntegritySuite, key_type: KeyType) -> None:
    other = PrivateKey.generate(key_type).public_key
    with pytest.raises(ProofError) as caught:
        suite.verify(BADGE, signed(suite, key_type), other, editions(BADGE)[0], LIMITS)
    assert caught.value.code is Code.SIGNATURE_INVALID


@each_suite
def test_key_of_another_type_is_refused(suite: DataIntegritySuite, key_type: KeyType) -> None:
    proof = signed(suite, key_type)
    for other in set(SIGNERS) - suite.key_types:
        assert verdict(suite, BADGE, proof, other) == (CheckId.PROOF_SUITE, Code.ALGORITHM_KEY_MISMATCH)
        with pytest.raises(ValueError, match="cannot sign"):
            suite.sign(BADGE, OPTIONS, SIGNERS[other], editions(BADGE)[0], LIMITS)


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every value below a value, with the way to it."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in children:
        yield (*path, name), child
        yield from places(child, (*path, name))


def with_change(document: Json, path: tuple[str | int, ...], change: Callable[[Any], Any]) -> Json:
    altered = copy.deepcopy(document)
    holder: Any = altered
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = change(holder[path[-1]])
    return altered


def leaves(document: Json) -> list[tuple[str | int, ...]]:
    return [path for path, value in places(document) if not isinstance(value, dict | list)]


def changed_leaf(value: Any, data: st.DataObject) -> Any:
    if not isinstance(value, str):
        return value + data.draw(st.sampled_from([1, -1, 0.5]))
    position = data.draw(st.integers(0, len(value) - 1))
    flipped = chr(ord(value[position]) ^ 1 << data.draw(st.integers(0, 6)))
    return value[:position] + flipped + value[position + 1 :]


@pytest.mark.parametrize("name", CASES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_changed_character_of_the_document_is_refused(name: str, data: st.DataObject) -> None:
    suite, key_type = CASES[name]
    path = data.draw(st.sampled_from(leaves(BADGE)))
    altered = with_change(BADGE, path, lambda value: changed_leaf(value, data))
    assert verdict(suite, altered, PROOFS[name], key_type) != HOLDS


@pytest.mark.parametrize("name", CASES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_changed_character_of_the_proof_is_refused(name: str, data: st.DataObject) -> None:
    suite, key_type = CASES[name]
    path = data.draw(st.sampled_from(leaves(PROOFS[name])))
    altered = with_change(PROOFS[name], path, lambda value: changed_leaf(value, data))
    assert verdict(suite, BADGE, altered, key_type) != HOLDS


@pytest.mark.parametrize("name", CASES)
def test_every_removed_member_is_noticed(name: str) -> None:
    suite, key_type = CASES[name]
    for member in BADGE:
        altered = {other: value for other, value in BADGE.items() if other != member}
        assert verdict(suite, altered, PROOFS[name], key_type) != HOLDS, member
    for member in PROOFS[name]:
        altered = {other: value for other, value in PROOFS[name].items() if other != member}
        # Without a context of its own, a jcs proof's options are others than those signed.
        assert verdict(suite, BADGE, altered, key_type) != HOLDS, member


@pytest.mark.parametrize("name", CASES)
def test_every_added_member_is_noticed(name: str) -> None:
    suite, key_type = CASES[name]
    for member in ("description", "undefinedTerm"):
        assert verdict(suite, {**BADGE, member: "more"}, PROOFS[name], key_type) != HOLDS
    for member in ("nonce", "undefinedTerm"):
        assert verdict(suite, BADGE, {**PROOFS[name], member: "more"}, key_type) != HOLDS


@pytest.mark.parametrize("name", CASES)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_any_flipped_bit_of_the_signature_is_refused(name: str, data: st.DataObject) -> None:
    suite, key_type = CASES[name]
    signature = bytearray(multibase_decode(PROOFS[name]["proofValue"], LIMITS))
    bit = data.draw(st.integers(0, 8 * len(signature) - 1))
    signature[bit // 8] ^= 1 << bit % 8
    altered = {**PROOFS[name], "proofValue": multibase_encode(bytes(signature))}
    check, _ = verdict(suite, BADGE, altered, key_type)
    assert check is CheckId.PROOF_SIGNATURE


@pytest.mark.parametrize("name", CASES)
def test_signature_has_one_spelling(name: str) -> None:
    suite, key_type = CASES[name]
    value = PROOFS[name]["proofValue"]
    signature = multibase_decode(value, LIMITS)
    spellings = [
        f"m{value[1:]}",
        f"Z{value[1:]}",
        f" {value}",
        f"{value}\n",
        f"z1{value[1:]}",
        "u" + signature.hex(),
        multibase_encode(signature + b"\x00"),
        multibase_encode(signature[:-1]),
        "z",
        "",
        None,
        5,
        [value],
    ]
    for spelling in spellings:
        altered = {**PROOFS[name], "proofValue": spelling}
        assert verdict(suite, BADGE, altered, key_type) == (CheckId.PROOF_SIGNATURE, Code.SIGNATURE_ENCODING)


@each_suite
@pytest.mark.parametrize(
    ("member", "value", "refusal"),
    [
        ("type", "DataIntegrityproof", (CheckId.STRUCTURE, Code.BAD_VALUE)),
        ("type", ["DataIntegrityProof"], (CheckId.STRUCTURE, Code.BAD_VALUE)),
        ("cryptosuite", "eddsa-2022", (CheckId.STRUCTURE, Code.BAD_VALUE)),
        ("verificationMethod", None, (CheckId.STRUCTURE, Code.MISSING_MEMBER)),
        ("verificationMethod", {"type": "Multikey"}, (CheckId.STRUCTURE, Code.MISSING_MEMBER)),
        ("verificationMethod", ["did:key:z"], (CheckId.STRUCTURE, Code.MISSING_MEMBER)),
        ("proofPurpose", None, (CheckId.STRUCTURE, Code.MISSING_MEMBER)),
        ("created", "2026-05-01", (CheckId.PROOF_TIME, Code.BAD_DATE)),
        ("created", "2026-05-01T12:00:00", (CheckId.PROOF_TIME, Code.BAD_DATE)),
        ("created", "2026-02-30T12:00:00Z", (CheckId.PROOF_TIME, Code.BAD_DATE)),
        ("created", 1777636800, (CheckId.PROOF_TIME, Code.BAD_DATE)),
        ("expires", "never", (CheckId.PROOF_TIME, Code.BAD_DATE)),
    ],
)
def test_malformed_options_are_refused(
    suite: DataIntegritySuite, key_type: KeyType, member: str, value: object, refusal: tuple[CheckId, Code]
) -> None:
    altered = {**signed(suite, key_type), member: value}
    assert verdict(suite, BADGE, altered, key_type) == refusal


@each_suite
def test_verification_method_may_be_an_object(suite: DataIntegritySuite, key_type: KeyType) -> None:
    method = {"id": SIGNERS[key_type].verification_method}
    assert verdict(suite, BADGE, signed(suite, key_type, verificationMethod=method), key_type) == HOLDS


@pytest.mark.parametrize("created", [{}, {"created": None}])
def test_older_suite_must_say_when(created: Json) -> None:
    options = {"proofPurpose": "assertionMethod", **created}
    with pytest.raises(ProofError) as caught:
        ED25519_SIGNATURE_2020.sign(BADGE, options, SIGNERS[KeyType.ED25519], editions(BADGE)[0], LIMITS)
    assert caught.value.code is Code.MISSING_MEMBER


def test_contexts_after_the_signed_ones_are_the_readers_concern() -> None:
    """Step 4 of eddsa-jcs-2022: a document may carry more contexts than were signed, after those."""
    proof = PROOFS["eddsa-jcs-2022"]
    more = {**BADGE, "@context": [*BADGE["@context"], "https://w3id.org/security/multikey/v1"]}
    assert verdict(EDDSA_JCS_2022, more, proof, KeyType.ED25519) == HOLDS
    others: list[Any] = [BADGE["@context"][:1], BADGE["@context"][::-1], [], V2, None]
    for contexts in others:
        altered = {**BADGE, "@context": contexts}
        refusal = verdict(EDDSA_JCS_2022, altered, proof, KeyType.ED25519)
        assert refusal == (CheckId.PROOF_SIGNATURE, Code.SIGNATURE_INVALID)


@pytest.mark.parametrize("empty", [[], None])
def test_signing_under_no_context_signs_none(empty: Any) -> None:
    bare = {name: value for name, value in BADGE.items() if name != "@context"}
    signer = SIGNERS[KeyType.ED25519]
    contexts = editions(bare)[0]
    proof = dict(EDDSA_JCS_2022.sign({**bare, "@context": empty}, OPTIONS, signer, contexts, LIMITS))
    assert verdict(EDDSA_JCS_2022, BADGE, proof, KeyType.ED25519) == (CheckId.PROOF_SIGNATURE, Code.SIGNATURE_INVALID)
    without = dict(EDDSA_JCS_2022.sign(bare, OPTIONS, signer, contexts, LIMITS))
    assert "@context" not in without
    assert verdict(EDDSA_JCS_2022, bare, without, KeyType.ED25519) == HOLDS
    assert verdict(EDDSA_JCS_2022, BADGE, without, KeyType.ED25519)[1] is Code.SIGNATURE_INVALID


def test_context_of_a_proofs_own_must_be_the_documents() -> None:
    """In the rdfc suites the document's context stands in for it; another one would go unsigned."""
    proof = PROOFS["eddsa-rdfc-2022"]
    same = {**proof, "@context": BADGE["@context"]}
    assert verdict(EDDSA_RDFC_2022, BADGE, same, KeyType.ED25519) == HOLDS
    other = {**proof, "@context": {"created": "https://example.org/other"}}
    assert verdict(EDDSA_RDFC_2022, BADGE, other, KeyType.ED25519) == (CheckId.PROOF_SIGNATURE, Code.SIGNATURE_INVALID)


def test_undefined_terms_are_data_loss() -> None:
    altered = {**BADGE, "undefinedTerm": "unsigned"}
    refusal = verdict(EDDSA_RDFC_2022, altered, PROOFS["eddsa-rdfc-2022"], KeyType.ED25519)
    assert refusal == (CheckId.CANONICAL_LOSSLESS, Code.DATA_LOSS)


@pytest.mark.parametrize(
    "proof",
    [
        {},
        {"type": "DataIntegrityProof"},
        {"type": "DataIntegrityProof", "cryptosuite": "eddsa-2022"},
        {"type": "DataIntegrityProof", "cryptosuite": "bbs-2022"},
        {"type": ["DataIntegrityProof"], "cryptosuite": "eddsa-rdfc-2022"},
        {"type": "DataIntegrityProof", "cryptosuite": ["eddsa-rdfc-2022"]},
        {"type": "Ed25519Signature2020", "cryptosuite": "eddsa-rdfc-2022"},
        {"type": "RsaSignature2018"},
    ],
)
def test_other_suites_are_unknown(proof: Json) -> None:
    with pytest.raises(ProofError) as caught:
        suite_for(proof)
    assert (caught.value.code, caught.value.outcome) == (Code.SUITE_UNSUPPORTED, Outcome.UNKNOWN)
