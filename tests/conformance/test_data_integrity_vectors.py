"""The W3C test vectors of eddsa-*, ecdsa-* and Ed25519Signature2020, step by step; proof sets and chains."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from wallet.crypto.encodings import multibase_decode, multibase_encode
from wallet.crypto.keys import KeySigner, KeyType, PrivateKey, public_key_to_multikey
from wallet.dids.did_key import did_key_method_of
from wallet.dids.methods import resolve
from wallet.jsonld.contexts import Contexts, editions
from wallet.model.checks import Code, Source
from wallet.model.errors import ProofError
from wallet.model.evidence import Evidence, EvidenceDocument, EvidenceKind
from wallet.model.limits import Limits
from wallet.proofs.chains import previous_proofs, unsecured
from wallet.proofs.data_integrity import DataIntegritySuite
from wallet.proofs.ecdsa_jcs_2019 import ECDSA_JCS_2019
from wallet.proofs.ecdsa_rdfc_2019 import ECDSA_RDFC_2019
from wallet.proofs.ed25519_signature_2020 import ED25519_SIGNATURE_2020
from wallet.proofs.eddsa_jcs_2022 import EDDSA_JCS_2022
from wallet.proofs.eddsa_rdfc_2022 import EDDSA_RDFC_2022
from wallet.proofs.registry import suite_for
from wallet.trust.evidence import EvidenceSet

pytestmark = pytest.mark.conformance
LIMITS = Limits()
EDDSA, ECDSA = "w3c-vc-di-eddsa/TestVectors", "w3c-vc-di-ecdsa/TestVectors"


@dataclass(frozen=True)
class Vector:
    suite: DataIntegritySuite
    folder: str
    suffix: str
    keys: str
    key_type: KeyType

    def text(self, corpus: Path, name: str, kind: str = "txt") -> str:
        return (corpus / self.folder / f"{name}{self.suffix}.{kind}").read_text(encoding="utf-8").rstrip("\r")

    @property
    def hash_name(self) -> str:
        return "sha384" if self.key_type is KeyType.P384 else "sha256"

    def signer(self, corpus: Path) -> KeySigner:
        pair = json.loads((corpus / self.keys).read_text())
        secret = multibase_decode(pair.get("privateKeyMultibase") or pair["secretKeyMultibase"], LIMITS)[2:]
        private = PrivateKey.from_bytes(self.key_type, secret)
        assert public_key_to_multikey(private.public_key) == pair["publicKeyMultibase"]
        return KeySigner(private, did_key_method_of(private.public_key))


VECTORS = {
    "eddsa-rdfc-2022": Vector(
        EDDSA_RDFC_2022, f"{EDDSA}/eddsa-rdfc-2022", "DataInt", f"{EDDSA}/keyPair.json", KeyType.ED25519
    ),
    "Ed25519Signature2020": Vector(
        ED25519_SIGNATURE_2020, f"{EDDSA}/Ed25519Signature2020", "EdSig", f"{EDDSA}/keyPair.json", KeyType.ED25519
    ),
    "eddsa-jcs-2022": Vector(
        EDDSA_JCS_2022, f"{EDDSA}/eddsa-jcs-2022", "JCS", f"{EDDSA}/keyPair.json", KeyType.ED25519
    ),
    "ecdsa-rdfc-2019-p256": Vector(
        ECDSA_RDFC_2019, f"{ECDSA}/ecdsa-rdfc-2019-p256", "ECDSAP256", f"{ECDSA}/p256KeyPair.json", KeyType.P256
    ),
    "ecdsa-rdfc-2019-p384": Vector(
        ECDSA_RDFC_2019, f"{ECDSA}/ecdsa-rdfc-2019-p384/employ", "ECDSAP384", f"{ECDSA}/p384KeyPair.json", KeyType.P384
    ),
    "ecdsa-jcs-2019-p256": Vector(
        ECDSA_JCS_2019, f"{ECDSA}/ecdsa-jcs-2019-p256", "JCSECDSAP256", f"{ECDSA}/p256KeyPair.json", KeyType.P256
    ),
}


def contexts_of(document: dict[str, Any]) -> Contexts:
    return editions(document)[0]


each_vector = pytest.mark.parametrize("vector", VECTORS.values(), ids=list(VECTORS))


@each_vector
def test_every_step(corpus: Path, vector: Vector) -> None:
    """Canonical document and options, their hashes, both together, and the signature."""
    signed = json.loads(vector.text(corpus, "signed", "json"))
    proof = signed.pop("proof")
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    contexts = contexts_of(signed)
    to_transform, config = vector.suite.canonicalization.prepare(signed, options)
    assert config == json.loads(vector.text(corpus, "proofConfig", "json"))
    for value, canonical, digest in (
        (to_transform, "canonDoc", "docHash"),
        (config, "proofCanon", "proofHash"),
    ):
        got = vector.suite.canonicalization.canonical(value, contexts, LIMITS, vector.hash_name)
        assert got.decode() == vector.text(corpus, canonical)
        assert hashlib.new(vector.hash_name, got).hexdigest() == vector.text(corpus, digest).strip()
    combined = vector.suite.hash_data(signed, options, vector.key_type, contexts, LIMITS)
    assert combined.hex() == vector.text(corpus, "combinedHash").strip()
    signature = multibase_decode(proof["proofValue"], LIMITS)
    assert signature.hex() == vector.text(corpus, "sigHex").strip()
    assert multibase_encode(signature) == vector.text(corpus, "sigBTC58").strip()


@each_vector
def test_signing_gives_the_vectors_proof(corpus: Path, vector: Vector) -> None:
    """Ed25519 and RFC 6979 are deterministic: the very bytes of the vectors come out."""
    signed = json.loads(vector.text(corpus, "signed", "json"))
    proof = signed.pop("proof")
    options = {name: proof[name] for name in ("created", "proofPurpose")}
    made = vector.suite.sign(signed, options, vector.signer(corpus), contexts_of(signed), LIMITS)
    assert made == proof


@pytest.mark.parametrize(
    "file",
    [
        f"{EDDSA}/eddsa-rdfc-2022/signedDataInt.json",
        f"{EDDSA}/Ed25519Signature2020/signedEdSig.json",
        f"{EDDSA}/eddsa-jcs-2022/signedJCS.json",
        f"{EDDSA}/proof-set-chain/signedProofSet1.json",
        f"{EDDSA}/proof-set-chain/signedProofChain1.json",
        f"{EDDSA}/proof-set-chain/proofChainTempDoc1.json",
        f"{ECDSA}/ecdsa-rdfc-2019-p256/signedECDSAP256.json",
        f"{ECDSA}/ecdsa-rdfc-2019-p384/employ/signedECDSAP384.json",
        f"{ECDSA}/ecdsa-jcs-2019-p256/signedJCSECDSAP256.json",
        "w3c-bitstring-spec-examples/05-example-a-status-list-verifiable-credential.proof-ecdsa-rdfc-2019.json",
        "w3c-bitstring-spec-examples/05-example-a-status-list-verifiable-credential.proof-eddsa-rdfc-2022.json",
    ],
)
def test_published_proofs_verify(corpus: Path, file: str) -> None:
    document = json.loads((corpus / file).read_text(encoding="utf-8"))
    proofs = document["proof"] if isinstance(document["proof"], list) else [document["proof"]]
    assert [verdict(document, proof) for proof in proofs] == [Code.OK] * len(proofs)


def verdict(document: dict[str, Any], proof: dict[str, Any], evidence: Evidence | None = None) -> Code:
    try:
        method = resolve(proof["verificationMethod"], evidence or EvidenceSet(), LIMITS)
        suite_for(proof).verify(unsecured(document, proof), proof, method.key, contexts_of(document), LIMITS)
    except ProofError as error:
        return error.code
    return Code.OK


@pytest.fixture
def chain(corpus: Path) -> dict[str, Any]:
    document = json.loads((corpus / EDDSA / "proof-set-chain/signedProofChain1.json").read_text())
    assert isinstance(document, dict)
    return document


def test_chain_breaks_without_a_link(chain: dict[str, Any]) -> None:
    last = chain["proof"][2]
    assert [proof["id"] for proof in previous_proofs(chain, last)] == last["previousProof"]
    assert verdict({**chain, "proof": chain["proof"][1:]}, last) is Code.PREVIOUS_PROOF_MISSING


def test_chain_breaks_with_an_altered_link(chain: dict[str, Any]) -> None:
    first, second, last = chain["proof"]
    assert verdict({**chain, "proof": [{**first, "created": "2023-02-24T23:36:39Z"}, second, last]}, last) is (
        Code.SIGNATURE_INVALID
    )


def test_chain_does_not_verify_as_a_set(chain: dict[str, Any]) -> None:
    last = {name: value for name, value in chain["proof"][2].items() if name != "previousProof"}
    assert verdict({**chain, "proof": [*chain["proof"][:2], last]}, last) is Code.SIGNATURE_INVALID


def test_signing_a_chain_gives_the_vectors_proof(corpus: Path, chain: dict[str, Any]) -> None:
    keys = json.loads((corpus / EDDSA / "proof-set-chain/multiKeyPairs.json").read_text())["keyPair3"]
    private = PrivateKey.from_bytes(KeyType.ED25519, multibase_decode(keys["privateKeyMultibase"], LIMITS)[2:])
    signer = KeySigner(private, did_key_method_of(private.public_key))
    last = chain["proof"][2]
    options = {name: last[name] for name in ("id", "created", "proofPurpose", "previousProof")}
    made = EDDSA_RDFC_2022.sign(unsecured(chain, options), options, signer, contexts_of(chain), LIMITS)
    assert made == last


def test_independent_implementation(corpus: Path) -> None:
    """Spruce's vectors of ecdsa-rdfc-2019: an https issuer whose keys are found in its saved document."""
    folder = corpus / "spruceid-ssi/crates/claims/crates/data-integrity/tests/ecdsa_rdfc_2019"
    for file, member in (("p256_signature.json", "expectedOutput"), ("p256_verification.json", "input")):
        vector = json.loads((folder / file).read_text())
        document = vector[member]
        methods = list(vector["verificationMethods"].values())
        saved = {"id": document["issuer"], "verificationMethod": methods}
        assert verdict(document, document["proof"], saved_document(saved)) is Code.OK
        assert verdict(document, document["proof"]) is Code.KEY_SELF_ASSERTED


def saved_document(document: dict[str, Any]) -> EvidenceSet:
    fetched = datetime(2026, 6, 1, tzinfo=UTC)
    content = json.dumps(document).encode()
    return EvidenceSet(
        [EvidenceDocument(document["id"], EvidenceKind.DID_DOCUMENT, content, fetched, Source.PACK, "test")]
    )
