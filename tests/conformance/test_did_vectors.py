"""Published did:key, did:jwk and multibase vectors, through our own functions."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import base58
import pytest

from wallet.crypto.encodings import multibase_decode, multibase_encode
from wallet.crypto.keys import PublicKey, public_key_from_jwk, public_key_from_multikey, public_key_to_jwk
from wallet.dids.did_key import did_key_method_of
from wallet.dids.methods import resolve
from wallet.model.checks import Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.limits import Limits
from wallet.trust.evidence import EvidenceSet

pytestmark = pytest.mark.conformance
LIMITS = Limits()
Json = dict[str, Any]

SUPPORTED = {
    "z6Mk": "Ed25519",
    "zDna": "P-256",
    "z82L": "P-384",
    "z4MX": "RSA",
    "zggh": "RSA",
    "zUC7": "BLS12-381",
}
"""What a did:key begins with, by the type of its key (did:key section 3.1, "test vectors")."""


def find(method_id: str) -> PublicKey:
    return resolve(method_id, EvidenceSet(), LIMITS).key


def expected_type(did: str) -> str | None:
    return SUPPORTED.get(did.removeprefix("did:key:")[:4])


def documents(folder: Path) -> Iterator[Json]:
    """Every did:key document of the method's own vectors."""
    for file in sorted(folder.glob("*.json")):
        for did, vector in json.loads(file.read_text()).items():
            yield {"id": did, **vector.get("didDocument", {}), "file": file.name}


def signing_keys(document: Json) -> list[Json]:
    methods = document.get("verificationMethod") or document.get("publicKey") or []
    listed = set(document.get("assertionMethod", []))
    return [method for method in methods if method["id"] in listed or "#" + method["id"].partition("#")[2] in listed]


def published_key(method: Json) -> PublicKey:
    if "publicKeyJwk" in method:
        return public_key_from_jwk(method["publicKeyJwk"])
    if "publicKeyMultibase" in method:
        return public_key_from_multikey(method["publicKeyMultibase"], LIMITS)
    codec = {"z6Mk": b"\xed\x01", "zDna": b"\x80\x24", "z82L": b"\x81\x24", "zUC7": b"\xeb\x01"}[
        method["controller"][8:12]
    ]
    return public_key_from_multikey(multibase_encode(codec + base58.b58decode(method["publicKeyBase58"])), LIMITS)


def check_did_key(document: Json) -> str:
    """Check one published document against what its did:key resolves to; return what was found."""
    did = document["id"]
    if expected_type(did) is None:
        with pytest.raises(ProofError) as caught:
            find(did)
        assert (caught.value.code, caught.value.outcome) == (Code.SUITE_UNSUPPORTED, Outcome.UNKNOWN)
        return "unsupported"
    key = find(did)
    assert key.key_type == expected_type(did)
    assert did_key_method_of(key) == f"{did}#{did.removeprefix('did:key:')}"
    published = [method for method in signing_keys(document) if method["id"] == did_key_method_of(key)]
    assert [published_key(method) for method in published] == [key] * len(published)
    return str(key.key_type)


def test_did_key_methods_own_vectors(corpus: Path) -> None:
    found = [check_did_key(document) for document in documents(corpus / "w3c-ccg-did-key/test-vectors")]
    assert {kind: found.count(kind) for kind in sorted(set(found))} == {
        "BLS12-381": 5,
        "Ed25519": 5,
        "P-256": 3,
        "P-384": 2,
        "RSA": 2,
        "unsupported": 3,
    }


def test_credos_did_keys(corpus: Path) -> None:
    folder = corpus / "credo-ts-did/packages/core/src/modules/dids"
    files = sorted(folder.glob("**/didKey*.json"))
    found = {file.stem: check_did_key(json.loads(file.read_text())) for file in files}
    assert found == {
        "didKeyEd25519": "Ed25519",
        "didKeyK256": "unsupported",
        "didKeyP256": "P-256",
        "didKeyP384": "P-384",
        "didKeyP521": "unsupported",
        "didKeyX25519": "unsupported",
        "didKeyz6MksLe": "Ed25519",
    }


def test_did_test_suites_did_keys(corpus: Path) -> None:
    folder = corpus / "w3c-did-test-suite/packages/did-core-test-server/suites/implementations"
    found: list[str] = []
    for file in sorted(folder.glob("did-key-*.json")):
        implementation = json.loads(file.read_text())
        models = [implementation[did]["didDocumentDataModel"] for did in implementation["dids"]]
        found.extend(check_did_key(model["properties"]) for model in models)
    assert found == ["Ed25519", "Ed25519", "Ed25519", "BLS12-381"]


def test_did_jwk_specifications_examples(corpus: Path) -> None:
    text = (corpus / "quartzjer-did-jwk/spec.md").read_text()
    examples = [
        json.loads(block) for block in re.findall(r"```json\n(\{.*?\n\})\n```", text, re.DOTALL) if "${" not in block
    ]
    outcomes = []
    for example in (document for document in examples if "verificationMethod" in document):
        [method] = example["verificationMethod"]
        try:
            key = find(method["id"])
        except ProofError as error:
            outcomes.append(error.code)
        else:
            outcomes.append(Code.OK)
            assert key == public_key_from_jwk(method["publicKeyJwk"])
            assert {**method["publicKeyJwk"], **public_key_to_jwk(key)} == method["publicKeyJwk"]
    # The second example is an X25519 key, for encryption alone.
    assert outcomes == [Code.OK, Code.SUITE_UNSUPPORTED]


@pytest.mark.parametrize("file", ["basic.csv", "leading_zero.csv", "two_leading_zeros.csv"])
def test_multibase_vectors(corpus: Path, file: str) -> None:
    with (corpus / "multiformats-multibase/tests" / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, skipinitialspace=True))
    value = rows[0][1].encode().decode("unicode_escape").encode("latin-1")
    for encoding, text in rows[1:]:
        if encoding in {"base58btc", "base64url"}:
            assert multibase_decode(text, LIMITS) == value
        else:
            with pytest.raises(ValueError, match="prefix"):
                multibase_decode(text, LIMITS)
    assert multibase_encode(value) == dict(rows[1:])["base58btc"]
