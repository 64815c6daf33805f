"""Blockcerts 2 against the published: hashes of contents, fields that no vocabulary defines."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.simulators import chain
from wallet.jsonld.canonical import canonical_bytes
from wallet.jsonld.contexts import editions
from wallet.model.checks import CheckId, Code, Outcome, Source
from wallet.model.errors import ProofError
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.limits import Limits
from wallet.model.report import Report, Verdict
from wallet.trust.evidence import EvidenceSet
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

pytestmark = pytest.mark.conformance
VERIFIER, SCHEMA = "blockcerts-cert-verifier-js/test", "blockcerts-cert-schema"
SOUND = {
    # Of the first it is the path to the root that is wrong.
    "ethereum-merkle-root-unmatch-2.0",
    "ethereum-main-valid-2.0",
    "ethereum-revoked-2.0",
    "ethereum-ropsten-valid-2.0",
    "mainnet-merkle-root-unmatch-2.0",
    "mainnet-valid-2.0",
    "regtest-valid-2.0",
    "testnet-valid-2.0",
    "testnet-valid-v1-issuer-2.0",
}
HYLAND = "https://blockcerts.learningmachine.com/issuer/5a4fe9931f607f0f3452a65e.json"
REVOKED = "https://blockcerts.learningmachine.com/certificate/43f53f7cecad512a829b9d879687bfa2"


def load(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_bytes()))


def content(document: dict[str, Any], edition: int = 0) -> bytes:
    claims = {name: value for name, value in document.items() if name != "signature"}
    found = editions(claims)
    return canonical_bytes(claims, found[min(edition, len(found) - 1)], Limits())


def verify(data: bytes, *documents: EvidenceDocument) -> Report:
    return Verifier(EvidenceSet(documents, []), VerifyOptions(at=chain.NOW)).verify(data, "certificate")


def saved(kind: EvidenceKind, address: str, document: bytes) -> EvidenceDocument:
    return EvidenceDocument(address, kind, document, chain.NOW, Source.PACK)


def test_published_hashes_are_those_of_the_contents_under_each_edition(corpus: Path) -> None:
    held = set()
    for path in sorted((corpus / VERIFIER / "fixtures/v2").glob("*.json")):
        document = load(path)
        digests = {hashlib.sha256(content(document, edition)).hexdigest() for edition in (0, 1)}
        if digests == {document["signature"]["targetHash"]}:
            held.add(path.stem)
    assert held == SOUND


def test_fields_that_no_vocabulary_defines_are_found(corpus: Path) -> None:
    for version in ("2.0-alpha", "2.1"):
        document = load(corpus / SCHEMA / f"examples/{version}/tampered_unmapped_fields.json")
        with pytest.raises(ProofError) as caught:
            content(document)
        assert caught.value.code is Code.DATA_LOSS


def test_a_published_certificate_with_its_transaction_is_its_issuers(corpus: Path) -> None:
    """The transaction is made up by us, as the published tests do; all else is as published."""
    data = (corpus / VERIFIER / "fixtures/v2/mainnet-valid-2.0.json").read_bytes()
    signature = json.loads(data)["signature"]
    link = f"blink:btc:mainnet:{signature['anchors'][0]['sourceId']}"
    record = {
        "id": link,
        "data": signature["merkleRoot"],
        "from": ["1AwdUWQzJgfDDjeKtpPzMfYMHejFBrxZfo"],
        "time": "2018-02-08T00:23:34Z",
    }
    transaction = saved(EvidenceKind.TRANSACTION, link, json.dumps(record).encode())
    profile = (corpus / VERIFIER / "fixtures/issuer-profile-mainnet-example.json").read_bytes()
    revocations = (corpus / VERIFIER / "fixtures/revocation-list-mainnet-example.json").read_bytes()
    evidence = [
        transaction,
        saved(EvidenceKind.ISSUER_PROFILE, HYLAND, profile),
        saved(EvidenceKind.REVOCATION_LIST, json.loads(profile)["revocationList"], revocations),
    ]
    report = verify(data, *evidence)
    assert report.verdict is Verdict.ISSUER_UNKNOWN, report.checks
    assert report.check(CheckId.STATUS).outcome is Outcome.PASSED
    assert verify(data, *evidence[:2]).verdict is Verdict.UNKNOWN
    named = revocations.replace(REVOKED.encode(), json.loads(data)["id"].encode())
    assert verify(data, *evidence[:2], saved(evidence[2].kind, evidence[2].id, named)).verdict is Verdict.REVOKED


def test_texts_with_a_direction_hold_though_the_hash_leaves_it_out(corpus: Path) -> None:
    data = (corpus / VERIFIER / "fixtures/v3/mocknet-vc-v2-name-description-multilingual.json").read_bytes()
    assert verify(data).check(CheckId.PROOF_SIGNATURE).outcome is Outcome.PASSED
    assert verify(data).check(CheckId.CANONICAL_LOSSLESS).outcome is Outcome.PASSED
    other = data.replace(b'"@language": "fr"', b'"@language": "de"', 1)
    assert verify(other).check(CheckId.PROOF_SIGNATURE).code is Code.SIGNATURE_INVALID
