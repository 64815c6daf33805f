"""Signing without knowing the key: the vault implements it, presentation and protocols use it."""

from __future__ import annotations

from typing import Protocol


class Signer(Protocol):
    """A key that can sign and never shows itself."""

    @property
    def verification_method(self) -> str:
        """The absolute DID URL under which the public key is found."""
        ...

    @property
    def algorithm(self) -> str:
        """The JWS algorithm name (RFC 7518 section 3.1, RFC 8037): ``EdDSA`` or ``ES256``."""
        ...

    def sign(self, data: bytes) -> bytes:
        """Return the raw signature of `data`: 64 bytes, R and S."""
        ...
