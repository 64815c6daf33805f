"""bbs-2023: selective disclosure that cannot be linked, by BBS signatures over RDF statements.

Source: https://www.w3.org/TR/vc-di-bbs/#bbs-2023
"""

from __future__ import annotations

from collections.abc import Sequence

from wallet.crypto.keys import KeyType, PublicKey, public_key_from_multicodec
from wallet.jsonld.contexts import Contexts
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.signer import Signer
from wallet.proofs.bbs_derivation import derive
from wallet.proofs.bbs_proof_value import PSEUDONYMS, BaseProof, DerivedProof, parse
from wallet.proofs.labels import shuffled_labels
from wallet.proofs.options import DATA_INTEGRITY_PROOF, check_options
from wallet.proofs.selective import group, hash_options, hash_statements, separated, shown
from wallet.proofs.suite import Reading

_BLS12381_G2 = b"\xeb\x01"
"""The prefix of such keys (Controlled Identifiers 1.0 section 2.2.2, Multikey)."""


class Bbs2023:
    """The suite."""

    name = "bbs-2023"
    proof_type = DATA_INTEGRITY_PROOF
    cryptosuite = "bbs-2023"
    key_types = frozenset({KeyType.BLS12381})
    needs_contexts = True

    def check(self, proof: JsonObject, _limits: Limits) -> None:
        """Return if the proof is well formed, as far as that can be said without the key (see `Suite`)."""
        check_options(proof, self.proof_type, self.cryptosuite)
        _parse(proof)

    def is_derived(self, proof: JsonObject) -> bool:
        """Return whether a holder made the proof, to show a part (see `Suite`)."""
        try:
            return isinstance(parse(proof.get("proofValue")), DerivedProof)
        except ValueError:
            return False

    def verify(
        self, document: JsonObject, proof: JsonObject, key: PublicKey, contexts: Contexts, limits: Limits
    ) -> None:
        """Return if the proof, base or derived, secures the document with the key; raise otherwise (see `Suite`).

        Raises:
            ProofError: Also PROOF_SUITE with SUITE_UNSUPPORTED, unknown, for proofs that nobody but the holder, or
                nobody who is not told the domain of a pseudonym, can check.
        """
        check_options(proof, self.proof_type, self.cryptosuite)
        value = _parse(proof)
        proof_hash = hash_options(document, proof, contexts, limits)
        try:
            if isinstance(value, BaseProof):
                verify_base(document, value, proof_hash, key, (contexts, limits))
            else:
                verify_derived(document, value, proof_hash, key, (contexts, limits))
        except ValueError as error:
            raise _invalid() from error

    def sign(
        self, _document: JsonObject, _proof_options: JsonObject, _signer: Signer, _contexts: Contexts, _limits: Limits
    ) -> JsonObject:
        """Refuse: no signer here has a key of this kind.

        Raises:
            ValueError: Always.
        """
        raise ValueError("Rosette does not sign with bbs-2023")

    def mandatory(self, proof: JsonObject) -> tuple[str, ...] | None:
        """Return what the issuer always shows; None where nothing can be derived (see `SelectiveSuite`)."""
        base = _parse(proof)
        return base.mandatory if isinstance(base, BaseProof) else None

    def check_base(self, document: JsonObject, proof: JsonObject, contexts: Contexts, limits: Limits) -> None:
        """Return if a base proof fits a document, by the key it names itself (see `SelectiveSuite`)."""
        base = _parse(proof)
        if not isinstance(base, BaseProof):
            raise _invalid()
        own = public_key_from_multicodec(_BLS12381_G2 + base.public_key)
        self.verify(document, proof, own, contexts, limits)

    def shown_statements(
        self, document: JsonObject, proof: JsonObject, reading: Reading
    ) -> tuple[list[str], list[str]]:
        """Return the statements of a part, by who chose that they are shown (see `SelectiveSuite`)."""
        derived = _parse(proof)
        if not isinstance(derived, DerivedProof):
            raise _invalid()
        try:
            return shown(document, derived.labels, derived.mandatory, reading)
        except ValueError as error:
            raise _invalid() from error

    def derive_bound(
        self, whole: tuple[JsonObject, JsonObject], pointers: Sequence[str], header: bytes, reading: Reading
    ) -> JsonObject:
        """Return the part that pointers select, its proof bound to the header (see `SelectiveSuite`)."""
        return derive(*whole, pointers, header, reading)


BBS_2023 = Bbs2023()


def verify_derived(
    document: JsonObject, derived: DerivedProof, proof_hash: bytes, key: PublicKey, reading: Reading
) -> None:
    """Verify what a holder shows ("Verify Derived Proof", steps 4 to 6; createVerifyData).

    Raises:
        ValueError: If labels or indexes do not fit the document.
        ProofError: As `Suite.verify` does.
    """
    from wallet.proofs.bbs_statements import Header, verify_shown  # noqa: PLC0415 (few badges need its library)

    mandatory, chosen = shown(document, derived.labels, derived.mandatory, reading)
    if len(chosen) != len(derived.selective):
        raise ValueError("the statements are not as many as the indexes")
    verify_shown(Header(key.material, proof_hash + hash_statements(mandatory)), derived, chosen, reading[1])


def verify_base(document: JsonObject, base: BaseProof, proof_hash: bytes, key: PublicKey, reading: Reading) -> None:
    """Verify what an issuer gave the holder: the steps by which it was made ("Create Base Proof"), and `Verify`.

    Raises:
        ValueError: If a pointer does not fit the document.
        ProofError: As `Suite.verify` does.
    """
    from wallet.proofs.bbs_statements import Header, verify_whole  # noqa: PLC0415 (few badges need its library)

    grouped = group(document, {"mandatory": base.mandatory}, shuffled_labels(base.hmac_key), *reading)
    mandatory, others = separated(grouped.statements, grouped.groups["mandatory"].indexes)
    header = proof_hash + hash_statements(mandatory)
    if base.header != header or base.public_key != key.material:
        raise _invalid()
    verify_whole(Header(key.material, header), base, others, reading[1])


def _parse(proof: JsonObject) -> BaseProof | DerivedProof:
    try:
        value = parse(proof.get("proofValue"))
    except ValueError as error:
        detail = "The proof's signature is not written as its kind of proof demands."
        raise ProofError(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_ENCODING, detail) from error
    if value is None:
        raise _unsupported("The signature also covers a secret of the holder, without which it cannot be checked.")
    if isinstance(value, DerivedProof) and value.feature in PSEUDONYMS and value.nym_domain is None:
        raise _unsupported("The proof carries a pseudonym and does not say where it is used.")
    return value


def _unsupported(detail: str) -> ProofError:
    return ProofError(CheckId.PROOF_SUITE, Code.SUITE_UNSUPPORTED, detail, Outcome.UNKNOWN)


def _invalid() -> ProofError:
    detail = "The signature does not fit the content and the key."
    return ProofError(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_INVALID, detail)
