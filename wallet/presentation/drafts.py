"""Drafts: a presentation to be looked at before its holder has agreed to sign it."""

from __future__ import annotations

from wallet.model.signer import Signer

_FILLER = b"\xff" * 64
"""As long as a signature of either kind, so that a draft is as large as what will leave."""


class Unsigned:
    """A key's names without the key: what it is asked to sign bears a filler that no verifier takes.

    Args:
        signer: The key that would sign.

    Attributes:
        was_asked: Whether anything was to be signed.
    """

    def __init__(self, signer: Signer) -> None:
        self._signer = signer
        self.was_asked = False

    @property
    def verification_method(self) -> str:
        """The absolute DID URL under which the public key is found."""
        return self._signer.verification_method

    @property
    def algorithm(self) -> str:
        """The JWS algorithm name: ``EdDSA`` or ``ES256``."""
        return self._signer.algorithm

    def sign(self, _data: bytes) -> bytes:
        """Return the filler: 64 bytes."""
        self.was_asked = True
        return _FILLER
