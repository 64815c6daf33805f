"""ecdsa-sd-2023: ECDSA over every single statement, so that whoever holds a badge can show a part of it.

A base proof is the issuer's, for the holder; a derived proof is made from it by the holder, for others.

Source: https://www.w3.org/TR/vc-di-ecdsa/#ecdsa-sd-2023
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from wallet.crypto.encodings import multibase_decode
from wallet.crypto.keys import KeyType, PrivateKey, PublicKey, public_key_to_multikey
from wallet.jsonld.contexts import Contexts
from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.signer import Signer
from wallet.proofs import ecdsa_sd_proof_value as proof_values
from wallet.proofs.disclosure import disclose
from wallet.proofs.ecdsa_sd_proof_value import BaseProof, DerivedProof
from wallet.proofs.ecdsa_sd_statements import ALGORITHM, signed_in, verify_details, verify_signatures
from wallet.proofs.labels import hmac_labels
from wallet.proofs.options import DATA_INTEGRITY_PROOF, check_options
from wallet.proofs.selective import group, hash_options, hash_statements, separated
from wallet.proofs.suite import Reading

_MANDATORY = ("issuer", "validFrom", "validUntil", "issuanceDate", "expirationDate", "credentialStatus")
"""Members of a credential that every receiver needs, whatever else the holder shows."""


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
        proof_hash = hash_options(document, proof, contexts, limits)
        signed = signed_in(document, value, contexts, limits)
        verify_signatures(value, signed, proof_hash, key)

    def sign(
        self, document: JsonObject, proof_options: JsonObject, signer: Signer, contexts: Contexts, limits: Limits
    ) -> JsonObject:
        """Return a base proof (Create Base Proof; see `Suite`). Issuer, dates and status are mandatory in it."""
        if signer.algorithm != ALGORITHM:
            raise ValueError(f"{self.name} cannot sign with the algorithm {signer.algorithm}")
        named = {"type": self.proof_type, "cryptosuite": self.cryptosuite}
        options = {**named, "verificationMethod": signer.verification_method, **proof_options}
        check_options(options, self.proof_type, self.cryptosuite)
        mandatory = tuple(f"/{name}" for name in _MANDATORY if name in document)
        hmac_key, proof_key = secrets.token_bytes(32), PrivateKey.generate(KeyType.P256)
        grouped = group(document, {"mandatory": mandatory}, hmac_labels(hmac_key), contexts, limits)
        together, others = separated(grouped.statements, grouped.groups["mandatory"].indexes)
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
        part = disclose(document, base.mandatory, pointers, hmac_labels(base.hmac_key), (contexts, limits))
        if len(part.signed) != len(base.signatures):
            raise ValueError("the base proof does not fit the document")
        signatures = tuple([base.signatures[index] for index in part.selective])
        derived = DerivedProof(base.signature, base.public_key, signatures, part.labels, part.mandatory)
        return {**part.revealed, "proof": {**proof, "proofValue": proof_values.serialize_derived(derived)}}

    def mandatory(self, proof: JsonObject) -> tuple[str, ...] | None:
        """Return what the issuer always shows; None where nothing can be derived (see `SelectiveSuite`)."""
        base = _parsed(proof)
        return base.mandatory if isinstance(base, BaseProof) else None

    def check_base(self, document: JsonObject, proof: JsonObject, contexts: Contexts, limits: Limits) -> None:
        """Return if a base proof fits a document, as far as its holder can say (see `SelectiveSuite`)."""
        base = _parsed(proof)
        _, others = signed_in(document, base, contexts, limits)
        verify_details(base, others)

    def shown_statements(
        self, document: JsonObject, proof: JsonObject, reading: Reading
    ) -> tuple[list[str], list[str]]:
        """Return the statements of a part, by who chose that they are shown (see `SelectiveSuite`)."""
        return signed_in(document, _parsed(proof), *reading)

    def derive_bound(
        self, whole: tuple[JsonObject, JsonObject], pointers: Sequence[str], _header: bytes, reading: Reading
    ) -> JsonObject:
        """Return the part that pointers select; nothing can be bound to such a proof (see `SelectiveSuite`)."""
        return self.derive(*whole, pointers, *reading)


ECDSA_SD_2023 = EcdsaSd2023()


def _parsed(proof: JsonObject) -> BaseProof | DerivedProof:
    try:
        return proof_values.parse(proof.get("proofValue"))
    except ValueError as error:
        detail = "The proof's signature is not written as its kind of proof demands."
        raise ProofError(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_ENCODING, detail) from error
