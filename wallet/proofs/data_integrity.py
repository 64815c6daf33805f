"""The steps that all suites here share: options are checked, document and options hashed, the hashes signed.

A suite differs from another by its name, its keys and its canonicalisation alone.

Source: https://www.w3.org/TR/vc-data-integrity/#algorithms ; https://www.w3.org/TR/vc-di-eddsa/#algorithms ;
https://www.w3.org/TR/vc-di-ecdsa/#algorithms
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol

from wallet.crypto.encodings import multibase_decode, multibase_encode
from wallet.crypto.keys import ALGORITHMS, KeyType, PublicKey
from wallet.crypto.signatures import verify_signature
from wallet.jsonld.contexts import Contexts
from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.signer import Signer
from wallet.proofs.options import check_created, check_options

_SIGNATURE_ALGORITHMS = {KeyType.ED25519: "EdDSA", KeyType.P256: "ES256", KeyType.P384: "ES384"}
_HASHES = {KeyType.ED25519: "sha256", KeyType.P256: "sha256", KeyType.P384: "sha384"}
"""The hash that goes with each key, inside RDFC-1.0 as well (vc-di-ecdsa sections 3.2.3, 3.2.4, 3.3.4)."""


class Canonicalization(Protocol):
    """How document and proof options become bytes."""

    @property
    def needs_contexts(self) -> bool:
        """Whether the bytes depend on the JSON-LD contexts."""
        ...

    def prepare_to_sign(self, document: JsonObject, options: JsonObject) -> JsonObject:
        """Return the options with what the canonicalisation adds to the proof itself."""
        ...

    def prepare(self, document: JsonObject, options: JsonObject) -> tuple[JsonObject, JsonObject]:
        """Return the document and the proof configuration, each as it is to be canonicalised."""
        ...

    def canonical(self, value: JsonObject, contexts: Contexts, limits: Limits, hash_name: str) -> bytes:
        """Return the canonical bytes."""
        ...


@dataclass(frozen=True, slots=True)
class DataIntegritySuite:
    """A suite, as the list of its parts.

    Attributes:
        name: The name of the cryptosuite, or the proof type of an older suite.
        proof_type: The proof's `type`.
        cryptosuite: The proof's `cryptosuite`; None where the type says it all.
        key_types: The types of key it can be used with.
        canonicalization: How document and options become bytes.
        requires_created: Whether a proof must say when it was made.
    """

    name: str
    proof_type: str
    cryptosuite: str | None
    key_types: frozenset[KeyType]
    canonicalization: Canonicalization
    requires_created: bool = False

    @property
    def needs_contexts(self) -> bool:
        """Whether what is signed depends on the JSON-LD contexts."""
        return self.canonicalization.needs_contexts

    def check(self, proof: JsonObject, limits: Limits) -> None:
        """Return if the proof is well formed, as far as that can be said without the key (see `Suite`)."""
        self._check_options(proof)
        _signature(proof, limits)

    def is_derived(self, _proof: JsonObject) -> bool:
        """Return False: all of the document is signed as one (see `Suite`)."""
        return False

    def verify(
        self, document: JsonObject, proof: JsonObject, key: PublicKey, contexts: Contexts, limits: Limits
    ) -> None:
        """Return if the proof secures the document with the key; raise otherwise (see `Suite`)."""
        self._check_options(proof)
        if key.key_type not in self.key_types:
            detail = "The proof is of a kind that the issuer's key cannot make."
            raise ProofError(CheckId.PROOF_SUITE, Code.ALGORITHM_KEY_MISMATCH, detail)
        signature = _signature(proof, limits)
        options = {name: value for name, value in proof.items() if name != "proofValue"}
        hash_data = self.hash_data(document, options, key.key_type, contexts, limits)
        verify_signature(key, _SIGNATURE_ALGORITHMS[key.key_type], hash_data, signature)

    def sign(
        self, document: JsonObject, proof_options: JsonObject, signer: Signer, contexts: Contexts, limits: Limits
    ) -> JsonObject:
        """Return the complete proof (see `Suite`)."""
        key_type = ALGORITHMS[signer.algorithm]
        if key_type not in self.key_types:
            raise ValueError(f"{self.name} cannot sign with a key of type {key_type}")
        named = {"type": self.proof_type} | ({"cryptosuite": self.cryptosuite} if self.cryptosuite else {})
        stated = {"verificationMethod": signer.verification_method, **proof_options}
        options = self.canonicalization.prepare_to_sign(document, {**named, **stated})
        self._check_options(options)
        hash_data = self.hash_data(document, options, key_type, contexts, limits)
        return {**options, "proofValue": multibase_encode(signer.sign(hash_data))}

    def hash_data(
        self, document: JsonObject, options: JsonObject, key_type: KeyType, contexts: Contexts, limits: Limits
    ) -> bytes:
        """Return what is signed: the hash of the canonical options, then that of the canonical document.

        Source: vc-di-eddsa sections 3.2.3 to 3.2.5 and 3.3.3 to 3.3.5; vc-di-ecdsa the same.
        """
        hash_name = _HASHES[key_type]
        to_transform, proof_config = self.canonicalization.prepare(document, options)
        transformed = self.canonicalization.canonical(to_transform, contexts, limits, hash_name)
        canonical_config = self.canonicalization.canonical(proof_config, contexts, limits, hash_name)
        return hashlib.new(hash_name, canonical_config).digest() + hashlib.new(hash_name, transformed).digest()

    def _check_options(self, options: JsonObject) -> None:
        check_options(options, self.proof_type, self.cryptosuite)
        if self.requires_created:
            check_created(options)


def _signature(proof: JsonObject, limits: Limits) -> bytes:
    """Return the bytes of `proofValue`, which must be written in base58-btc."""
    value = proof.get("proofValue")
    detail = "The proof's signature is not written as its kind of proof demands."
    if not isinstance(value, str) or not value.startswith("z"):
        raise ProofError(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_ENCODING, detail)
    try:
        return multibase_decode(value, limits)
    except ValueError as error:
        raise ProofError(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_ENCODING, detail) from error
