"""What every cryptographic suite can do: https://www.w3.org/TR/vc-data-integrity/#cryptographic-suites ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias, runtime_checkable

from wallet.crypto.keys import KeyType, PublicKey
from wallet.jsonld.contexts import Contexts
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.signer import Signer

Reading: TypeAlias = tuple[Contexts, Limits]
"""What a document is read with: the edition of its contexts, and the limits."""


class Suite(Protocol):
    """A way to sign a document inside the document."""

    @property
    def name(self) -> str:
        """The name of the cryptosuite, or the proof type of an older suite."""
        ...

    @property
    def proof_type(self) -> str:
        """The `type` of its proofs."""
        ...

    @property
    def cryptosuite(self) -> str | None:
        """The `cryptosuite` of its proofs; None where the type says it all."""
        ...

    @property
    def key_types(self) -> frozenset[KeyType]:
        """The types of key it can be used with."""
        ...

    @property
    def needs_contexts(self) -> bool:
        """Whether what is signed depends on the JSON-LD contexts."""
        ...

    def check(self, proof: JsonObject, limits: Limits) -> None:
        """Return if the proof is well formed, as far as that can be said without the key; raise otherwise.

        Args:
            proof: The proof, with its `proofValue`.
            limits: Bounds on encodings.

        Raises:
            ProofError: The reason.
        """
        ...

    def is_derived(self, proof: JsonObject) -> bool:
        """Return whether a proof is one that a holder derived from an issuer's, to show a part of what was signed."""
        ...

    def verify(
        self, document: JsonObject, proof: JsonObject, key: PublicKey, contexts: Contexts, limits: Limits
    ) -> None:
        """Return if the proof secures the document with the key; raise otherwise.

        Args:
            document: The document without its proofs, but with those that `previousProof` names (see `unsecured`).
            proof: The proof, with its `proofValue`.
            key: The public key its verification method stands for.
            contexts: The edition of the JSON-LD contexts to read the document under.
            limits: Bounds on canonicalisation and encodings.

        Raises:
            ProofError: The reason.
        """
        ...

    def sign(
        self, document: JsonObject, proof_options: JsonObject, signer: Signer, contexts: Contexts, limits: Limits
    ) -> JsonObject:
        """Make a proof.

        Args:
            document: What to sign: the document without its proofs, but with those that `previousProof` names.
            proof_options: `created`, `proofPurpose`, and where needed `domain`, `challenge`, `previousProof`, `id` …;
                what the suite and the signer settle is added.
            signer: Who signs.
            contexts: The edition of the JSON-LD contexts.
            limits: Bounds on canonicalisation.

        Returns:
            The complete proof, with its `proofValue`.

        Raises:
            ProofError: If the document or the options cannot be signed.
            ValueError: If the signer's key is of a type that the suite is not for.
        """
        ...


@runtime_checkable
class SelectiveSuite(Protocol):
    """A suite whose issuer lets the holder of a badge show a part of it, by a proof derived from a base proof."""

    def mandatory(self, proof: JsonObject) -> tuple[str, ...] | None:
        """Return the JSON Pointers to what the issuer always shows; None where nothing can be derived from the proof.

        Raises:
            ProofError: Where it is malformed.
        """
        ...

    def check_base(self, document: JsonObject, proof: JsonObject, contexts: Contexts, limits: Limits) -> None:
        """Return if a base proof is of a document under these contexts, as far as its holder can say without a key.

        Raises:
            ProofError: Where it is not.
        """
        ...

    def shown_statements(
        self, document: JsonObject, proof: JsonObject, reading: Reading
    ) -> tuple[list[str], list[str]]:
        """Return the statements of a part: those that the issuer always shows, and those that the holder chose.

        Args:
            document: The part without its proofs.
            proof: Its derived proof, which holds.
            reading: The edition of the contexts, and the limits.

        Raises:
            ProofError: Where it does not hold.
        """
        ...

    def derive_bound(
        self, whole: tuple[JsonObject, JsonObject], pointers: Sequence[str], header: bytes, reading: Reading
    ) -> JsonObject:
        """Return the part of a document that pointers select, and what its issuer always shows, with its proof.

        Args:
            whole: The document without its proofs, and its base proof.
            pointers: JSON Pointers to what is to be shown.
            header: What the proof is bound to, where its kind can be.
            reading: The edition of the contexts, and the limits.

        Raises:
            ProofError: Where the document cannot be read.
            ValueError: Where a pointer selects what cannot be shown alone.
        """
        ...
