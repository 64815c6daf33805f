"""Proofs whose signature is a detached JWS: the steps of Ed25519Signature2018 and JsonWebSignature2020.

Source: https://w3c-ccg.github.io/lds-jws2020/#json-web-signature-2020 ; https://w3c-ccg.github.io/lds-ed25519-2018/ ;
RFC 7797 (the unencoded payload)
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from wallet.crypto.encodings import b64url_decode, b64url_encode
from wallet.crypto.jws import check_allowed, check_critical
from wallet.crypto.keys import ALGORITHMS, KeyType, PublicKey
from wallet.crypto.signatures import verify_signature
from wallet.jsonld.contexts import Contexts
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.signer import Signer
from wallet.model.strict_json import parse_object
from wallet.proofs.options import check_created, check_options
from wallet.proofs.rdfc import Rdfc

_UNDERSTOOD = frozenset({"b64"})


@dataclass(frozen=True, slots=True)
class _DetachedJws:
    """The value of a proof's `jws`, taken apart.

    Attributes:
        algorithm: The header's `alg`.
        prefix: What stands before the payload in the signing input: the encoded header and a dot.
        signature: The signature's bytes.
    """

    algorithm: str
    prefix: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class DetachedJwsSuite:
    """A suite of this kind.

    Attributes:
        proof_type: The proof's `type`, which is the suite's name.
        algorithms: The JWS algorithms it can be used with.
    """

    proof_type: str
    algorithms: frozenset[str]
    cryptosuite: None = None
    needs_contexts: bool = True

    @property
    def name(self) -> str:
        """The proof type."""
        return self.proof_type

    @property
    def key_types(self) -> frozenset[KeyType]:
        """The types of key that the algorithms are for."""
        return frozenset(ALGORITHMS[algorithm] for algorithm in self.algorithms)

    def check(self, proof: JsonObject, limits: Limits) -> None:
        """Return if the proof is well formed, as far as that can be said without the key (see `Suite`)."""
        self._check_options(proof)
        self._parse(proof, limits)

    def is_derived(self, _proof: JsonObject) -> bool:
        """Return False: all of the document is signed as one (see `Suite`)."""
        return False

    def verify(
        self, document: JsonObject, proof: JsonObject, key: PublicKey, contexts: Contexts, limits: Limits
    ) -> None:
        """Return if the proof secures the document with the key; raise otherwise (see `Suite`)."""
        self._check_options(proof)
        jws = self._parse(proof, limits)
        options = {name: value for name, value in proof.items() if name != "jws"}
        signing_input = jws.prefix + _hash_data(document, options, contexts, limits)
        verify_signature(key, jws.algorithm, signing_input, jws.signature)

    def sign(
        self, document: JsonObject, proof_options: JsonObject, signer: Signer, contexts: Contexts, limits: Limits
    ) -> JsonObject:
        """Return the complete proof (see `Suite`)."""
        if signer.algorithm not in self.algorithms:
            raise ValueError(f"{self.name} cannot sign with the algorithm {signer.algorithm}")
        options = {"type": self.proof_type, "verificationMethod": signer.verification_method, **proof_options}
        self._check_options(options)
        header = {"alg": signer.algorithm, "b64": False, "crit": ["b64"]}
        prefix = b64url_encode(json.dumps(header, separators=(",", ":")).encode()) + "."
        signature = signer.sign(prefix.encode() + _hash_data(document, options, contexts, limits))
        return {**options, "jws": f"{prefix}.{b64url_encode(signature)}"}

    def _check_options(self, options: JsonObject) -> None:
        check_options(options, self.proof_type, None)
        check_created(options)

    def _parse(self, proof: JsonObject, limits: Limits) -> _DetachedJws:
        """Take `jws` apart: header, no payload, signature (RFC 7797 section 3, RFC 7515 appendix F)."""
        value = proof.get("jws")
        parts = value.split(".") if isinstance(value, str) else []
        if len(parts) != 3 or parts[1]:
            raise _encoding()
        try:
            header, signature = parse_object(b64url_decode(parts[0]), limits), b64url_decode(parts[2])
        except (ValueError, UnreadableError) as error:
            raise _encoding() from error
        self._check_header(header)
        return _DetachedJws(str(header["alg"]), f"{parts[0]}.".encode(), signature)

    def _check_header(self, header: JsonObject) -> None:
        check_critical(header, _UNDERSTOOD)
        check_allowed(header)
        if header["alg"] not in self.algorithms:
            detail = "The proof is signed with an algorithm that its kind of proof does not have."
            raise ProofError(CheckId.PROOF_SUITE, Code.SUITE_UNSUPPORTED, detail, Outcome.UNKNOWN)
        if header.get("b64") is not False or "crit" not in header:
            raise _encoding()


def _hash_data(document: JsonObject, options: JsonObject, contexts: Contexts, limits: Limits) -> bytes:
    """Return what is signed: the SHA-256 of the canonical options, then that of the canonical document."""
    rdfc = Rdfc()
    to_transform, config = rdfc.prepare(document, options)
    canonical = [rdfc.canonical(value, contexts, limits, "sha256") for value in (config, to_transform)]
    return b"".join(hashlib.sha256(value).digest() for value in canonical)


def _encoding() -> ProofError:
    detail = "The proof's signature is not written as its kind of proof demands."
    return ProofError(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_ENCODING, detail)
