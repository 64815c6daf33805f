"""JsonWebSignature2020 by other implementations: the DIF's suite and spruceid's examples, their keys given."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from wallet.crypto.keys import PublicKey, public_key_from_jwk
from wallet.jsonld.contexts import editions
from wallet.model.checks import Code
from wallet.model.errors import ProofError
from wallet.model.limits import Limits
from wallet.proofs.registry import suite_for

pytestmark = pytest.mark.conformance
LIMITS = Limits()
Json = dict[str, Any]


def keys(corpus: Path) -> dict[str, PublicKey]:
    found = [json.loads(file.read_bytes()) for file in (corpus / "dif-jws-test-suite/data/keys").glob("*.json")]
    return {key["id"]: public_key_from_jwk(key["publicKeyJwk"]) for key in found if "secp256k1" not in json.dumps(key)}


def refusal(document: Json, key: PublicKey | None) -> Code | None:
    document = dict(document)
    proof = document.pop("proof")
    try:
        suite = suite_for(proof)
        suite.check(proof, LIMITS)
        assert key is not None
        suite.verify(document, proof, key, editions(document)[0], LIMITS)
    except ProofError as error:
        return error.code
    return None


def dif_documents(corpus: Path) -> list[tuple[str, Json]]:
    """Every signed document of the implementations; a few files hold an error message instead."""
    files = sorted((corpus / "dif-jws-test-suite/data/implementations").glob("*/*.v[cp].json"))
    texts = [(file.name, file.read_bytes()) for file in files]
    return [(name, json.loads(text)) for name, text in texts if text.lstrip().startswith(b"{")]


def test_what_the_implementations_sign(corpus: Path) -> None:
    by_id, found = keys(corpus), Counter[tuple[str, Code | None]]()
    for name, document in dif_documents(corpus):
        curve = name.partition("--")[2].split(".")[0]
        found[curve, refusal(document, by_id.get(document["proof"]["verificationMethod"]))] += 1
    assert set(found) == {
        ("key-0-ed25519", None),
        ("key-1-secp256k1", Code.SUITE_UNSUPPORTED),
        ("key-2-secp256r1", None),
        ("key-3-secp384r1", None),
        ("key-4-rsa2048", None),
    }
    assert found.total() >= 70


def test_any_other_signature_is_refused(corpus: Path) -> None:
    by_id = keys(corpus)
    signed = [(name, document) for name, document in dif_documents(corpus) if "secp256k1" not in name]
    for (name, document), (_, other) in pairwise(signed):
        if document["proof"]["jws"] != other["proof"]["jws"]:
            proof = {**document["proof"], "jws": other["proof"]["jws"]}
            key = by_id[proof["verificationMethod"]]
            assert refusal({**document, "proof": proof}, key) is not None, name


@pytest.mark.parametrize("name", ["inline-context.jsonld", "bad-method.jsonld", "bad-method-json.jsonld"])
def test_spruceids_examples(corpus: Path, name: str) -> None:
    """Their signatures hold; what is bad of the bad ones is who may sign with the key."""
    document = json.loads((corpus / "spruceid-ssi/examples/files" / f"vc-jws2020-{name}").read_bytes())
    resolved = json.loads((corpus / "spruceid-ssi/crates/dids/core/tests/vectors/did-example-foo.json").read_bytes())
    methods = {method["id"]: method for method in resolved["verificationMethod"]}
    method = methods.get(document["proof"]["verificationMethod"], next(iter(methods.values())))
    assert refusal(document, public_key_from_jwk(method["publicKeyJwk"])) is None
