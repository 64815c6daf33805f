"""ecdsa-sd-2023: the W3C vectors step by step, and the badges that the published Node libraries issue and derive."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from wallet.crypto.encodings import multibase_decode
from wallet.crypto.keys import PublicKey, public_key_from_multikey
from wallet.crypto.signatures import verify_signature
from wallet.jsonld.contexts import editions
from wallet.jsonld.nquads import lines, parse_nquads
from wallet.jsonld.rdfc10 import canonical_labels
from wallet.model.checks import Code
from wallet.model.errors import ProofError
from wallet.model.limits import Limits
from wallet.proofs.ecdsa_sd_2023 import ECDSA_SD_2023
from wallet.proofs.ecdsa_sd_proof_value import BaseProof, DerivedProof, parse, serialize_base, serialize_derived
from wallet.proofs.labels import hmac_labels
from wallet.proofs.pointers import select
from wallet.proofs.selective import group, hash_options, hash_statements

pytestmark = pytest.mark.conformance
LIMITS = Limits()
VECTORS = "w3c-vc-di-ecdsa/TestVectors"
Json = dict[str, Any]


def vector(corpus: Path, name: str) -> Any:
    return json.loads((corpus / VECTORS / "ecdsa-sd-2023/prc" / f"{name}.json").read_bytes())


def keys(corpus: Path) -> Any:
    return json.loads((corpus / VECTORS / "ecdsa-sd-2023/SDKeyMaterial.json").read_bytes())


def test_labels_by_keyed_hash(corpus: Path) -> None:
    canonical = "".join(vector(corpus, "addBaseDocCanon"))
    key = bytes.fromhex(
        json.loads((corpus / VECTORS / "ecdsa-sd-2023/SDKeyMaterial.json").read_bytes())["hmacKeyString"]
    )
    quads = parse_nquads(canonical)
    labels = canonical_labels(quads, LIMITS)
    assert all(blank == label for blank, label in labels.items())
    relabelled = sorted(lines(quads, hmac_labels(key)(labels)))
    assert relabelled == vector(corpus, "addBaseDocHMACCanon")


def test_base_proof_value(corpus: Path) -> None:
    value = vector(corpus, "addSignedSDBase")["proof"]["proofValue"]
    base = parse(value)
    assert isinstance(base, BaseProof)
    expected = vector(corpus, "derivedRecoveredBaseData")
    assert base.signature.hex() == expected["baseSignature"]
    assert base.hmac_key.hex() == expected["hmacKey"]
    assert [signature.hex() for signature in base.signatures] == expected["signatures"]
    assert list(base.mandatory) == expected["mandatoryPointers"]
    assert base.public_key == multibase_decode(expected["proofPublicKey"], LIMITS)
    assert serialize_base(base) == value


def test_derived_proof_value(corpus: Path) -> None:
    value = vector(corpus, "derivedRevealDocument")["proof"]["proofValue"]
    derived = parse(value)
    assert isinstance(derived, DerivedProof)
    expected = vector(corpus, "verifyDerivedProofValue")
    assert derived.signature.hex() == expected["baseSignature"]
    assert [signature.hex() for signature in derived.signatures] == expected["signatures"]
    assert derived.labels == {f"_:{canonical}": f"_:{label}" for canonical, label in expected["labelMap"]}
    assert list(derived.mandatory) == expected["mandatoryIndexes"]
    assert serialize_derived(derived) == value


def test_the_part_that_is_revealed(corpus: Path) -> None:
    document = vector(corpus, "addSignedSDBase")
    del document["proof"]
    pointers = [
        json.loads((corpus / VECTORS / f"prCred{kind}.json").read_bytes()) for kind in ("Mandatory", "Selective")
    ]
    assert select(document, [*pointers[0], *pointers[1]]) == vector(corpus, "derivedUnsignedReveal")


@pytest.mark.parametrize(
    ("statements", "signed", "mandatory"),
    [
        ("addBaseDocHMACCanon", "addRawBaseSignatureInfo", [0, 16, 17, 21]),
        ("verifyNQuads", "verifyCreateVerifyData", [0, 4, 5, 7]),
    ],
)
def test_every_signature(corpus: Path, statements: str, signed: str, mandatory: list[int]) -> None:
    lines, proof = vector(corpus, statements), vector(corpus, signed)
    hashes = vector(corpus, "addHashData")
    mandatory_hash = hash_statements(lines[index] for index in mandatory)
    assert mandatory_hash.hex() == hashes["mandatoryHash"]
    public_key = multibase_decode(proof["publicKey"], LIMITS)
    sign_data = bytes.fromhex(hashes["proofHash"]) + public_key + mandatory_hash
    issuer = public_key_from_multikey(keys(corpus)["baseKeyPair"]["publicKeyMultibase"], LIMITS)
    verify_signature(issuer, "ES256", sign_data, bytes.fromhex(proof["baseSignature"]))
    others = [text for index, text in enumerate(lines) if index not in mandatory]
    assert len(others) == len(proof["signatures"])
    for text, signature in zip(others, proof["signatures"], strict=True):
        key = public_key_from_multikey(proof["publicKey"], LIMITS)
        verify_signature(key, "ES256", text.encode(), bytes.fromhex(signature))


def test_deriving_gives_the_vectors_proof(corpus: Path) -> None:
    """From the base proof and the pointers alone, the very text of the derived proof comes out; both verify."""
    document = vector(corpus, "addSignedSDBase")
    assert refusal(document) is None
    proof = document.pop("proof")
    pointers = json.loads((corpus / VECTORS / "prCredSelective.json").read_bytes())
    derived = ECDSA_SD_2023.derive(document, proof, pointers, editions(document)[0], LIMITS)
    assert derived == vector(corpus, "derivedRevealDocument")
    assert refusal(dict(derived)) is None


def test_statements_and_labels_of_the_document(corpus: Path) -> None:
    document = vector(corpus, "addSignedSDBase")
    del document["proof"]
    relabel = hmac_labels(bytes.fromhex(keys(corpus)["hmacKeyString"]))
    contexts = editions(document)[0]
    mandatory = {"mandatory": json.loads((corpus / VECTORS / "prCredMandatory.json").read_bytes())}
    grouped = group(document, mandatory, relabel, contexts, LIMITS)
    assert list(grouped.statements) == vector(corpus, "addBaseDocHMACCanon")
    assert list(grouped.groups["mandatory"].indexes) == vector(corpus, "derivedGroupIndexes")["mandatoryIndexes"]
    options = vector(corpus, "addProofConfig")
    assert hash_options(document, options, contexts, LIMITS).hex() == vector(corpus, "addHashData")["proofHash"]


def test_the_derived_proof_of_another_implementation(corpus: Path) -> None:
    folder = corpus / "spruceid-ssi/crates/claims/crates/data-integrity/tests/ecdsa_sd_2023"
    document = json.loads((folder / "verification.json").read_bytes())["input"]
    assert refusal(document) is None


def test_the_base_proof_and_the_selection_of_another_implementation(corpus: Path) -> None:
    """Its base proofs hold; of the same pointers ours shows the same, under a proof that holds."""
    folder = corpus / "spruceid-ssi/crates/claims/crates/data-integrity/tests/ecdsa_sd_2023"
    signature, selection = (json.loads((folder / f"{name}.json").read_bytes()) for name in ("signature", "selection"))
    assert refusal(signature["expectedOutput"]) is None
    document, expected = dict(selection["input"]), dict(selection["expectedOutput"])
    assert refusal(document) is None
    assert refusal(expected) is None
    pointers = selection["options"]["selectivePointers"]
    proof = document.pop("proof")
    derived = dict(ECDSA_SD_2023.derive(document, proof, pointers, editions(document)[0], LIMITS))
    assert refusal(derived) is None
    assert {**derived, "proof": {}} == {**expected, "proof": {}}


@pytest.mark.parametrize("kind", ["base", "derived"])
def test_what_the_node_libraries_make(corpus: Path, kind: str) -> None:
    documents = bench_set(corpus, f"ecdsa-sd-2023-{kind}")
    assert Counter(refusal(document) for document in documents) == {None: len(documents)}


def test_what_is_derived_from_what_the_node_libraries_sign(corpus: Path) -> None:
    pointers = ["/credentialSubject/achievement/criteria", "/credentialSubject/result", "/name"]
    for document in bench_set(corpus, "ecdsa-sd-2023-base")[:10]:
        proof = document.pop("proof")
        derived = dict(ECDSA_SD_2023.derive(document, proof, pointers, editions(document)[0], LIMITS))
        assert refusal(derived) is None


def test_altered_badges_of_the_node_libraries(corpus: Path) -> None:
    """Those marked ``policy`` sign the same statements under other contexts: for `context.known` to judge."""
    for entry in bench_set(corpus, "tampered-ecdsa-sd-2023-derived"):
        refused = refusal(entry["value"]) is not None
        assert refused == (entry["expect"] == "reject"), entry["name"]


def bench_set(corpus: Path, name: str) -> list[Json]:
    file = corpus.parent / "bench/sets" / f"{name}.json"
    if not file.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no {file.name}")
    return list(json.loads(file.read_bytes()))


def refusal(document: Json) -> Code | None:
    document = dict(document)
    proof = document.pop("proof", {})
    try:
        ECDSA_SD_2023.verify(document, proof, key_of(proof), editions(document)[0], LIMITS)
    except ProofError as error:
        return error.code
    return None


def key_of(proof: Json) -> PublicKey:
    """The key in a did:key method's fragment."""
    return public_key_from_multikey(proof.get("verificationMethod", "").partition("#")[2], LIMITS)
