"""Whatever a saved document holds: a key that is listed as it must be, or a refusal with a reason."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from wallet.dids.methods import resolve
from wallet.model.checks import Source
from wallet.model.errors import ProofError
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.limits import Limits
from wallet.trust.evidence import EvidenceSet

DID = "did:web:issuer.example"
NAME = f"{DID}#key"
texts = st.sampled_from(
    [DID, NAME, "#key", "Multikey", "JsonWebKey", "z6Mk", "2026-01-01T00:00:00Z", "", "assertionMethod"]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
methods = st.fixed_dictionaries(
    {"id": st.just(NAME) | values},
    optional={
        "type": values,
        "controller": st.just(DID) | values,
        "publicKeyMultibase": values,
        "publicKeyJwk": values,
        "revoked": values,
        "expires": values,
    },
)
documents = st.fixed_dictionaries(
    {"id": st.just(DID)},
    optional={
        "verificationMethod": st.lists(methods | values, max_size=3) | values,
        "assertionMethod": values | methods,
    },
)


def refused(document: Any, kind: EvidenceKind, name: str) -> bool:
    fetched = datetime(2026, 6, 1, tzinfo=UTC)
    content = json.dumps(document).encode()
    evidence = EvidenceSet([EvidenceDocument(name.partition("#")[0], kind, content, fetched, Source.PACK)])
    try:
        resolve(name, evidence, Limits())
    except ProofError:
        return True
    return False


@given(documents)
def test_any_did_document(document: dict[str, Any]) -> None:
    assert refused(document, EvidenceKind.DID_DOCUMENT, NAME)


@given(st.fixed_dictionaries({"keys": st.lists(st.dictionaries(st.just("kid") | texts, values), max_size=3) | values}))
def test_any_key_set(key_set: dict[str, Any]) -> None:
    assert refused(key_set, EvidenceKind.JWKS, "https://issuer.example#key")
