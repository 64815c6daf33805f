"""ecdsa-sd-2023: ECDSA over every single statement, so that whoever holds a badge can show a part of it.

A base proof is the issuer's, for the holder; a derived proof is made from it by the holder, for others.

Source: https://www.w3.org/TR/vc-di-ecdsa/#ecdsa-sd-2023
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TypeAlias

from wallet.crypto.encodings import multibase_decode, multibase_encode
from wallet.crypto.keys import KeyType, PrivateKey, PublicKey, public_key_from_multikey, public_key_to_multikey
from wallet.crypto.signatures import verify_signature
from wallet.jsonld.contexts import Contexts
from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.signer import Signer
from wallet.proofs import ecdsa_sd_proof_value as proof_values
from wallet.proofs.ecdsa_sd_proof_value import BaseProof, DerivedProof
from wallet.proofs.options import DATA_INTEGRITY_PROOF, check_options
from wallet.proofs.selective import (
    given_labels,
    group,
    hash_options,
    hash_statements,
    hmac_labels,
    relabelled,
    select,
    verifier_labels,
)

_ALGORITHM = "ES256"

_MANDATORY = ("issuer", "validFrom", "validUntil", "issuanceDate", "expirationDate", "credentialStatus")
"""Members of a credential that every receiver needs, whatever else the holder shows."""


_Signed: TypeAlias = "tuple[Sequence[str], Sequence[str]]"
"""The mandatory statements, which the base signature covers together; the others, in order, signed one by one."""


class EcdsaSd2023:
    """The suite: an issuer signs, a holder derives."""

    name = "ecdsa-sd-2023"
    proof_type = DATA_INTEGRITY_PROOF
    cryptosuite = "ecdsa-sd-2023"
    key_types = frozenset({KeyType.P256})
    needs_contexts = True

    def check(self, proof: JsonObject, _limits: Limits) -> None:
        """Return if the proof is well formed, as far as that can be said without the key (see `Suite`)."""
        check_options(proof, self.proof_type, self.cryptosuite)
        _parsed(proof)

    def is_derived(self, proof: JsonObject) -> bool:
        """Return whether a holder made the proof, to show a part (see `Suite`)."""
        return proof_values.is_derived(proof.get("proofValue"))

    def verify(
        self, document: JsonObject, proof: JsonObject, key: PublicKey, contexts: Contexts, limits: Limits
    ) -> None:
        """Return if the proof, base or derived, secures the document with the key; raise otherwise (see `Suite`)."""
        check_options(proof, self.proof_type, self.cryptosuite)
        if key.key_type not in self.key_types:
            detail = "The proof is of a kind that the issuer's key cannot make."
            raise ProofError(CheckId.PROOF_SUITE, Code.ALGORITHM_KEY_MISMATCH, detail)
        value = _parsed(proof)
        options = {name: member for name, member in proof.items() if name != "proofValue"}
        proof_hash = hash_options(document, options, contexts, limits)
        signed = _signed(document, value, contexts, limits)
        _verify_signatures(value, signed, proof_hash, key, limits)

    def sign(
        self, document: JsonObject, proof_options: JsonObject, signer: Signer, contexts: Contexts, limits: Limits
    ) -> JsonObject:
        """Return a base proof (Create Base Proof; see `Suite`). Issuer, dates and status are mandatory in it."""
        if signer.algorithm != _ALGORITHM:
            raise ValueError(f"{self.name} cannot sign with the algorithm {signer.algorithm}")
        named = {"type": self.proof_type, "cryptosuite": self.cryptosuite}
        options = {**named, "verificationMethod": signer.verification_method, **proof_options}
        check_options(options, self.proof_type, self.cryptosuite)
        mandatory = tuple(f"/{name}" for name in _MANDATORY if name in document)
        hmac_key, proof_key = secrets.token_bytes(32), PrivateKey.generate(KeyType.P256)
        grouped = group(document, {"mandatory": mandatory}, hmac_labels(hmac_key), contexts, limits)
        together, others = _separated(grouped.statements, grouped.groups["mandatory"].indexes)
        public_key = multibase_decode(public_key_to_multikey(proof_key.public_key), limits)
        sign_data = hash_options(document, options, contexts, limits) + public_key + hash_statements(together)
        signatures = tuple(proof_key.sign(statement.encode()) for statement in others)
        base = BaseProof(signer.sign(sign_data), public_key, hmac_key, signatures, mandatory)
        return {**options, "proofValue": proof_values.serialize_base(base)}

    def derive(
        self, document: JsonObject, proof: JsonObject, pointers: Sequence[str], contexts: Contexts, limits: Limits
    ) -> JsonObject:
        """Return the part of a document that pointers select, with a derived proof (Add Derived Proof).

        What the issuer made mandatory is in it too. The base proof is taken as verified.

        Args:
            document: The document without its proofs.
            proof: Its base proof.
            pointers: JSON Pointers to what is to be shown beyond what is mandatory.
            contexts: What the context URLs stand for.
            limits: As for `canonical_bytes`.

        Raises:
            ProofError: Where the document or the proof cannot be read.
            ValueError: Where the proof is no base proof of the document, or nothing that can be shown is selected.
        """
        base = _parsed(proof)
        if not isinstance(base, BaseProof):
            raise ValueError("only a base proof can be derived from")  # noqa: TRY004 (which of two kinds of proof it is)
        combined = [*base.mandatory, *pointers]
        part = select(document, combined)
        if part is None:
            raise ValueError("nothing is selected")
        groups = {"mandatory": base.mandatory, "combined": combined}
        grouped = group(document, groups, hmac_labels(base.hmac_key), contexts, limits)
        mandatory, shown = (set(grouped.groups[name].indexes) for name in groups)
        signed = [index for index in range(len(grouped.statements)) if index not in mandatory]
        if len(signed) != len(base.signatures):
            raise ValueError("the base proof does not fit the document")
        derived = DerivedProof(
            base.signature,
            base.public_key,
            tuple(base.signatures[at] for at, index in enumerate(signed) if index in shown),
            verifier_labels(grouped, "combined", limits),
            tuple(at for at, index in enumerate(sorted(shown)) if index in mandatory),
        )
        return {**part, "proof": {**proof, "proofValue": proof_values.serialize_derived(derived)}}


ECDSA_SD_2023 = EcdsaSd2023()


def _parsed(proof: JsonObject) -> BaseProof | DerivedProof:
    try:
        return proof_values.parse(proof.get("proofValue"))
    except ValueError as error:
        detail = "The proof's signature is not written as its kind of proof demands."
        raise ProofError(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_ENCODING, detail) from error


def _signed(document: JsonObject, value: BaseProof | DerivedProof, contexts: Contexts, limits: Limits) -> _Signed:
    try:
        if isinstance(value, BaseProof):
            return _signed_in_base(document, value, contexts, limits)
        return _signed_in_derived(document, value, contexts, limits)
    except ValueError as error:
        raise _refused("The proof does not fit the badge: what it speaks of is not there.") from error


def _signed_in_base(document: JsonObject, base: BaseProof, contexts: Contexts, limits: Limits) -> _Signed:
    """Base Proof Transformation."""
    relabel = hmac_labels(base.hmac_key)
    grouped = group(document, {"mandatory": base.mandatory}, relabel, contexts, limits)
    return _separated(grouped.statements, grouped.groups["mandatory"].indexes)


def _signed_in_derived(document: JsonObject, derived: DerivedProof, contexts: Contexts, limits: Limits) -> _Signed:
    """createVerifyData, steps 3 to 5."""
    statements = relabelled(document, given_labels(derived.labels), contexts, limits)
    if derived.mandatory and derived.mandatory[-1] >= len(statements):
        raise ValueError("an index of a mandatory statement is beyond the last")
    return _separated(statements, derived.mandatory)


def _separated(statements: Sequence[str], mandatory: Sequence[int]) -> _Signed:
    together = set(mandatory)
    others = [statement for index, statement in enumerate(statements) if index not in together]
    return [statements[index] for index in mandatory], others


def _verify_signatures(
    value: BaseProof | DerivedProof, signed: _Signed, proof_hash: bytes, key: PublicKey, limits: Limits
) -> None:
    """Verify Derived Proof, steps 4 to 9; a base proof is signed in the same way."""
    together, others = signed
    if len(value.signatures) != len(others):
        raise _refused("The badge does not have as many details as were signed.")
    # serializeSignData
    sign_data = proof_hash + value.public_key + hash_statements(together)
    verify_signature(key, _ALGORITHM, sign_data, value.signature)
    proof_key = public_key_from_multikey(multibase_encode(value.public_key), limits)
    if proof_key.key_type is not KeyType.P256:
        raise _refused("The key for the single details is of another kind than it must be.")
    for statement, signature in zip(others, value.signatures, strict=True):
        verify_signature(proof_key, _ALGORITHM, statement.encode(), signature)


def _refused(detail: str) -> ProofError:
    return ProofError(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_INVALID, detail)
