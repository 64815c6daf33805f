"""Badges and status lists signed by others: which signatures hold, with the key each of them names.

Keys of did:web issuers come from the corpus's own documents. Where a badge names an https key by its fragment, the
product believes nothing; here that key is used all the same, for the mathematics alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wallet.crypto.keys import PublicKey, public_key_from_multikey
from wallet.dids.methods import resolve
from wallet.jsonld.contexts import editions
from wallet.model.checks import Code, Source
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object
from wallet.proofs.chains import unsecured
from wallet.proofs.registry import suite_for
from wallet.trust.evidence import EvidenceSet

pytestmark = pytest.mark.conformance
LIMITS = Limits()
OB30 = "1edtech-validator-ob30/inspector-vc/src/test/resources/ob30"

EXCEPTIONS = {
    # The two whose signature is wrong.
    "dcc-vc-test-fixtures/statusLists/didkey-ed25519Signature2020/tampered": Code.SIGNATURE_INVALID,
    f"{OB30}/simple-err-proof-value.json": Code.SIGNATURE_INVALID,
    # A wrong `type` is a term that the contexts do not define: part of the badge would go unsigned.
    f"{OB30}/simple-err-context.json": Code.DATA_LOSS,
    f"{OB30}/simple-err-credential-subject-achievement-result-description-type.json": Code.DATA_LOSS,
    f"{OB30}/simple-err-credential-subject-profile-type.json": Code.DATA_LOSS,
    f"{OB30}/simple-err-credential-subject-result-type.json": Code.DATA_LOSS,
    f"{OB30}/simple-err-evidence-type.json": Code.DATA_LOSS,
    f"{OB30}/simple-err-type.json": Code.DATA_LOSS,
    # No key, or no suite of ours.
    f"{OB30}/complete_v1.json": Code.KEY_UNAVAILABLE,
    f"{OB30}/simple-err-proof-method.json": Code.KEY_UNAVAILABLE,
    f"{OB30}/simple-err-proof-method-unknown-scheme.json": Code.KEY_UNAVAILABLE,
    f"{OB30}/simple-err-proof-method-unknown-did-method.json": Code.METHOD_UNSUPPORTED,
    f"{OB30}/simple-eddsa-2022.json": Code.SUITE_UNSUPPORTED,
}


@pytest.fixture(scope="module")
def evidence(corpus: Path) -> EvidenceSet:
    fetched = datetime(2026, 6, 1, tzinfo=UTC)
    return EvidenceSet(
        EvidenceDocument(name, EvidenceKind.DID_DOCUMENT, (corpus / file).read_bytes(), fetched, Source.PACK)
        for name, file in json.loads((corpus / "url_map.open.json").read_text()).items()
        if name.startswith("did:")
    )


def proofs(corpus: Path, folder: str) -> Iterator[tuple[str, JsonObject, JsonObject]]:
    for file in sorted(path for path in (corpus / folder).rglob("*") if path.is_file()):
        try:
            document = parse_object(file.read_bytes(), LIMITS)
        except UnreadableError:
            continue
        listed = document.get("proof", [])
        for proof in listed if isinstance(listed, list) else [listed]:
            assert isinstance(proof, dict)
            yield str(file.relative_to(corpus)), document, proof


def key_of(method_id: str, evidence: EvidenceSet) -> PublicKey:
    try:
        return resolve(method_id, evidence, LIMITS).key
    except ProofError as error:
        if error.code is not Code.KEY_SELF_ASSERTED:
            raise
        return public_key_from_multikey(method_id.partition("#")[2], LIMITS)


def outcome(document: JsonObject, proof: JsonObject, evidence: EvidenceSet) -> Code:
    try:
        suite = suite_for(proof)
        key = key_of(str(proof["verificationMethod"]), evidence)
        suite.verify(unsecured(document, proof), proof, key, editions(document)[0], LIMITS)
    except ProofError as error:
        return error.code
    return Code.OK


@pytest.mark.parametrize(("folder", "sound"), [("dcc-vc-test-fixtures", 81), ("dcc-verifier-core", 10), (OB30, 11)])
def test_signatures_of_others(corpus: Path, evidence: EvidenceSet, folder: str, sound: int) -> None:
    got = [(file, outcome(document, proof, evidence)) for file, document, proof in proofs(corpus, folder)]
    expected = [(file, EXCEPTIONS.get(file, Code.OK)) for file, _ in got]
    assert got == expected
    assert Counter(code for _, code in got)[Code.OK] == sound
