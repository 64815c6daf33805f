"""Published credentials through the structure check."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.ledger import Ledger
from wallet.formats.reader import extract, parse
from wallet.formats.structure import check_structure
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.limits import Limits

pytestmark = pytest.mark.conformance
LIMITS = Limits()
VERSION_2 = "w3c-vcdm2-test-suite/"
OB3 = "1edtech-validator-ob30/inspector-vc/src/test/resources/ob30/"

# Invalid for reasons that other checks find.
NOT_OF_STRUCTURE = {
    # Zero-knowledge proofs of Hyperledger Indy: the structure of their members is not checked.
    "example-015-zkp-bad-no-credential-schema.jsonld",
    "example-015-zkp-bad-no-proof.jsonld",
    "example-015-zkp-vp-bad-missing-proof.jsonld",
    "example-015-zkp-vp-bad-no-credential-schema.jsonld",
    # Contexts: `context.known`, `canonical.lossless`.
    "credential-redef-type-fail.json",
    "credential-redef-type2-fail.json",
    "credential-unknown-extensions.json",
    # Signatures: `proof.signature`.
    "credential-jose-bad-signature.txt",
    "credential-sdjwt-bad-signature.txt",
}
# Valid as input to an issuer, which adds what is missing.
FOR_ISSUING = {
    "validVc.json": "has no issuanceDate",
}
# What their publishers call valid is the structure alone (the mapping page).
OF_STRUCTURE = ("w3c-vcdm1-test-suite/", "w3c-vc-data-model-schema-examples/", "learncard-credential-library/")
# Valid for their publishers in ways that we do not share.
EXCUSED = {
    "learncard-credential-library/clr/great-plains-full.json": "holds badges that lack their criteria",
    "owf-sd-jwt-python/examples/jsonld/sd_jwt_issuance.txt": "has typ example+sd-jwt",
    "owf-sd-jwt-python/examples/jsonld/sd_jwt_presentation.txt": "has typ example+sd-jwt",
    "w3c-vc-di-bbs/TestVectors/HolderBinding/derivedRevealDocument.json": "hides issuanceDate, which is required",
    "w3c-vc-di-bbs/TestVectors/PseudonymHB/derivedRevealDocument.json": "hides issuanceDate, which is required",
}
# Secured as CBOR, which is no format of ours.
UNREADABLE = {
    "credential-cose-bad-media-type.txt",
    "credential-cose-minimal.txt",
    "presentation-cose-bad-credential.txt",
    "presentation-cose-bad-media-type.txt",
}


def files(corpus: Path, family: str, verdict: str) -> list[Path]:
    expected = json.loads((corpus / "expected.open.json").read_bytes())
    found = [
        corpus / name
        for name, entry in sorted(expected.items())
        if name.startswith(family) and entry["expected"] == verdict and Path(name).name not in UNREADABLE
    ]
    assert found
    return found


def fault(data: bytes) -> str:
    """Return the first fault of a document or of a credential inside it."""
    credential = parse(extract(data, LIMITS), LIMITS)
    try:
        check_structure(credential)
        for inner in credential.presented:
            check_structure(parse(inner, LIMITS))
    except ProofError as error:
        return error.detail
    return ""


def with_issuer(document: dict[str, Any]) -> dict[str, Any]:
    """Add the issuer, as the suite's issuer does to its inputs; the suite has no test that one is missing."""
    issuer = document.get("issuer", {})
    if "VerifiablePresentation" in str(document.get("type")) or not isinstance(issuer, dict) or "id" in issuer:
        return document
    return {**document, "issuer": {**issuer, "id": "did:example:issuer"}}


@pytest.mark.sweep
def test_valid_documents_have_no_fault(corpus: Path, ledger: Ledger) -> None:
    found = [path for path in files(corpus, "", "valid") if not path.is_relative_to(corpus / VERSION_2)]
    faults = {path.relative_to(corpus).as_posix(): fault_if_read(path.read_bytes()) for path in found}
    assert {name for name, detail in faults.items() if detail} == set(EXCUSED)
    assert sum(detail == "" for detail in faults.values()) > 330
    for name in (name for name, detail in faults.items() if detail == "" and name.startswith(OF_STRUCTURE)):
        ledger.agreed(name)
    for name, why in EXCUSED.items():
        ledger.explained(name, f"structure: valid for its publisher, for us it {why}")


def fault_if_read(data: bytes) -> str | None:
    """Return the first fault, or None for what is no badge of ours."""
    try:
        return fault(data)
    except UnreadableError:
        return None


def test_an_issuer_that_is_no_address_is_a_fault_before_its_suite_is_looked_at(corpus: Path) -> None:
    # Upstream has them invalid for their old suite. Their issuer, "Resume Builder", breaks VCDM 1.1 section 4.5.
    found = files(corpus, "1edtech-validator-tcp/", "invalid")
    assert [fault(path.read_bytes()) for path in found] == ["The issuer is not one absolute URL."] * 3


def test_valid_inputs_of_version_2_have_no_fault(corpus: Path, ledger: Ledger) -> None:
    documents = {path.name: json.loads(path.read_bytes()) for path in files(corpus, VERSION_2, "valid")}
    faults = {name: fault(json.dumps(with_issuer(document)).encode()) for name, document in documents.items()}
    assert {name for name, detail in faults.items() if detail} == set(FOR_ISSUING)
    for path in files(corpus, VERSION_2, "valid"):
        if path.name not in FOR_ISSUING:
            ledger.agreed(path.relative_to(corpus).as_posix())


@pytest.mark.parametrize("family", [VERSION_2, "w3c-vcdm1-test-suite/", "w3c-vc-jose-cose-test-suite/"])
def test_invalid_documents_have_one(corpus: Path, family: str) -> None:
    for path in files(corpus, family, "invalid"):
        data = path.read_bytes()
        if family == VERSION_2:
            data = json.dumps(with_issuer(json.loads(data))).encode()
        assert bool(found_fault(data)) is (path.name not in NOT_OF_STRUCTURE), path.name


def found_fault(data: bytes) -> str:
    try:
        return fault(data)
    except UnreadableError as error:
        return str(error)


@pytest.mark.parametrize("name", ["missing-issuer.json", "missing-context.json"])
def test_invalid_credentials_of_the_library(corpus: Path, name: str) -> None:
    assert fault((corpus / "learncard-credential-library/invalid" / name).read_bytes())


@pytest.mark.parametrize(
    "name",
    [
        "simple-err-context.json",
        "simple-err-type.json",
        "simple-err-issuer.json",
        "simple-err-credential-subject-profile-type.json",
        "simple-err-credential-subject-result-type.json",
        "simple-err-credential-subject-achievement-result-description-type.json",
        "simple-err-evidence-type.json",
    ],
)
def test_single_faults_of_open_badges(corpus: Path, name: str) -> None:
    assert fault((corpus / OB3 / name).read_bytes())
