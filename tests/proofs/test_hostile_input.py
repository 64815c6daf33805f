"""Whatever a badge holds where keys, names and proofs belong: a refusal with a reason, and nothing else."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from wallet.crypto.encodings import b64url_encode, multibase_encode
from wallet.crypto.jws import check_algorithm, parse_compact, verify_jws
from wallet.crypto.keys import KeyType, PrivateKey, jwk_thumbprint, public_key_from_jwk, public_key_from_multikey
from wallet.crypto.signatures import verify_signature
from wallet.dids.methods import resolve
from wallet.jsonld.contexts import editions
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.limits import Limits
from wallet.proofs.chains import unsecured
from wallet.proofs.eddsa_jcs_2022 import EDDSA_JCS_2022
from wallet.proofs.registry import suite_for
from wallet.trust.evidence import EvidenceSet

LIMITS = Limits()
KEY = PrivateKey.generate(KeyType.ED25519).public_key
Json = dict[str, Any]

texts = st.text(max_size=8) | st.sampled_from(["AQAB", "EC", "P-256", "RSA", "sig", "zz", "z6Mk", "urn:a", "ES256"])
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def objects(*names: str) -> st.SearchStrategy[Json]:
    """Objects with any of these members, whatever they hold."""
    return st.dictionaries(st.sampled_from(names), values, max_size=len(names))


def refused(call: Any, *arguments: object) -> bool:
    """Whether a call was refused as refusals are; any other exception is a bug and passes through."""
    try:
        call(*arguments)
    except (ProofError, UnreadableError):
        return True
    return False


@given(objects("kty", "crv", "x", "y", "n", "e", "alg", "use", "key_ops", "kid", "d"))
def test_any_jwk(jwk: Json) -> None:
    assert refused(public_key_from_jwk, jwk)
    refused(jwk_thumbprint, jwk)


@given(st.sampled_from([b"\xed\x01", b"\x80\x24", b"\x81\x24", b"\x85\x24", b""]), st.binary(max_size=300))
def test_any_multikey(codec: bytes, material: bytes) -> None:
    for text in (multibase_encode(codec + material), "z" + b64url_encode(material)):
        refused(public_key_from_multikey, text, LIMITS)
        refused(resolve, f"did:key:{text}#{text}", EvidenceSet(), LIMITS)
        assert refused(resolve, f"https://issuer.example#{text}", EvidenceSet(), LIMITS)


@given(st.sampled_from(["", "did:key:", "did:jwk:", "did:web:a", "did:", "https://a"]), st.text(max_size=20))
def test_any_name_of_a_key(prefix: str, rest: str) -> None:
    assert refused(resolve, prefix + rest, EvidenceSet(), LIMITS)


@given(st.binary(max_size=80), st.sampled_from(["EdDSA", "ES256", "RS256", "none"]))
def test_any_signature(signature: bytes, algorithm: str) -> None:
    assert refused(verify_signature, KEY, algorithm, b"message", signature)


@given(st.binary(max_size=60) | st.from_regex(rb"[A-Za-z0-9_-]{0,9}\.[A-Za-z0-9_-]{0,9}\.[A-Za-z0-9_-]{0,9}"))
def test_any_token(token: bytes) -> None:
    assert refused(lambda: verify_jws(parse_compact(token, LIMITS), KEY))


@given(objects("alg", "crit", "b64", "kid", "typ"))
def test_any_header(header: Json) -> None:
    if not refused(check_algorithm, header):
        assert header["alg"] in {"EdDSA", "ES256", "ES384", "RS256", "PS256"}


@settings(deadline=None)
@given(
    objects("@context", "id", "type", "credentialSubject", "proof"),
    objects(
        "@context", "type", "created", "expires", "verificationMethod", "proofPurpose", "proofValue", "previousProof"
    ),
)
def test_any_proof(document: Json, proof: Json) -> None:
    refused(suite_for, proof)
    refused(unsecured, document, proof)
    named = {**proof, "type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022"}
    contexts = editions({})[0]
    assert refused(EDDSA_JCS_2022.verify, document, named, KEY, contexts, LIMITS)
    signed = {"verificationMethod": "did:key:z", "proofPurpose": "any", "proofValue": multibase_encode(bytes(64))}
    assert refused(EDDSA_JCS_2022.verify, document, {**named, **signed}, KEY, contexts, LIMITS)
