"""bbs-2023: every published document, base and derived, with its key; what we derive is what was derived."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wallet.dids.methods import resolve
from wallet.jsonld.contexts import editions
from wallet.model.checks import Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.limits import Limits
from wallet.proofs.bbs_2023 import BBS_2023
from wallet.proofs.bbs_derivation import derive
from wallet.proofs.bbs_proof_value import BaseProof, DerivedProof, parse
from wallet.proofs.chains import unsecured
from wallet.proofs.labels import shuffled_labels
from wallet.proofs.selective import group, hash_options, hash_statements, separated
from wallet.trust.evidence import EvidenceSet

pytestmark = pytest.mark.conformance
LIMITS = Limits()
VECTORS = "w3c-vc-di-bbs/TestVectors"
EXAMPLES = "w3c-vcdm2-spec-examples"


def read(path: Path) -> Any:
    return json.loads(path.read_bytes())


def refusal(secured: dict[str, Any]) -> tuple[Code, Outcome] | None:
    proof = secured["proof"]
    method = resolve(proof["verificationMethod"], EvidenceSet(), LIMITS)
    try:
        BBS_2023.verify(unsecured(secured, proof), proof, method.key, editions(secured)[0], LIMITS)
    except ProofError as error:
        return error.code, error.outcome
    return None


@pytest.mark.parametrize(
    "name", ["addSignedSDBase.json", "derivedRevealDocument.json", "HolderBinding/derivedRevealDocument.json"]
)
def test_the_vectors_hold(corpus: Path, name: str) -> None:
    assert refusal(read(corpus / VECTORS / name)) is None


@pytest.mark.parametrize(
    "name",
    [
        "HolderBinding/addSignedSDBase.json",
        "PseudonymHB/addSignedSDBase.json",
        "PseudonymHB/derivedRevealDocument.json",  # tells no domain, unlike the text
    ],
)
def test_what_only_others_can_check_is_unknown(corpus: Path, name: str) -> None:
    assert refusal(read(corpus / VECTORS / name)) == (Code.SUITE_UNSUPPORTED, Outcome.UNKNOWN)


def test_the_examples_of_the_data_model_hold(corpus: Path) -> None:
    every = sorted((corpus / EXAMPLES).glob("*.proof-bbs-2023.json"))
    assert every
    assert [path.name for path in every if refusal(read(path)) is not None] == []


def test_the_steps_of_a_base_proof(corpus: Path) -> None:
    folder = corpus / VECTORS
    document, proof = read(folder / "windDoc.json"), read(folder / "addSignedSDBase.json")["proof"]
    base, contexts = parse(proof["proofValue"]), editions(document)[0]
    assert isinstance(base, BaseProof)
    raw = read(folder / "addRawBaseSignatureInfo.json")
    hashes = read(folder / "addHashData.json")
    assert base.signature.hex() == raw["bbsSignature"]
    assert base.header.hex() == hashes["proofHash"] + hashes["mandatoryHash"]
    assert list(base.mandatory) == read(folder / "windMandatory.json")
    grouped = group(document, {"mandatory": base.mandatory}, shuffled_labels(base.hmac_key), contexts, LIMITS)
    assert list(grouped.statements) == read(folder / "addBaseDocHMACCanon.json")
    mandatory, _ = separated(grouped.statements, grouped.groups["mandatory"].indexes)
    assert hash_statements(mandatory).hex() == hashes["mandatoryHash"]
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    assert hash_options(document, options, contexts, LIMITS).hex() == hashes["proofHash"]


def test_what_is_derived_is_what_was_derived(corpus: Path) -> None:
    folder = corpus / VECTORS
    document, proof = read(folder / "windDoc.json"), read(folder / "addSignedSDBase.json")["proof"]
    header = bytes.fromhex(read(folder / "BBSDeriveMaterial.json")["presentationHeaderHex"])
    reading = (editions(document)[0], LIMITS)
    derived: Any = derive(document, proof, read(folder / "windSelective.json"), header, reading)
    assert refusal(derived) is None
    published = read(folder / "derivedRevealDocument.json")
    assert {**derived, "proof": None} == {**published, "proof": None}
    ours, theirs = (parse(secured["proof"]["proofValue"]) for secured in (derived, published))
    assert isinstance(ours, DerivedProof)
    assert isinstance(theirs, DerivedProof)
    assert (ours.labels, ours.mandatory, ours.selective) == (theirs.labels, theirs.mandatory, theirs.selective)
    assert (ours.presentation_header, len(ours.proof)) == (theirs.presentation_header, len(theirs.proof))
