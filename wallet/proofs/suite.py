"""What every cryptographic suite can do: https://www.w3.org/TR/vc-data-integrity/#cryptographic-suites ."""

from __future__ import annotations

from typing import Protocol

from wallet.crypto.keys import KeyType, PublicKey
from wallet.jsonld.contexts import Contexts
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.signer import Signer


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
