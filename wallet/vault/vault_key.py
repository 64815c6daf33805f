"""The vault key, from which every other key of a vault is derived (VAULT.md, "Keys")."""

from __future__ import annotations

import secrets

from wallet.crypto.wrapping import KEY_BYTES, WrappedKey, derive_key, unwrap_key, wrap_key


class VaultKey:
    """A vault's own random key: made once, wrapped in each slot, never changed with the passphrase.

    Attributes:
        vault_id: 32 hex digits; the salt of every derivation.
    """

    __slots__ = ("_secret", "vault_id")

    def __init__(self, secret: bytes, vault_id: str) -> None:
        self._secret = secret
        self.vault_id = vault_id

    @classmethod
    def generate(cls, vault_id: str | None = None) -> VaultKey:
        """Make a key: of the vault that is named, or of a new one, and its id."""
        return cls(secrets.token_bytes(KEY_BYTES), vault_id or secrets.token_hex(16))

    def wrapped(self, wrapping_key: bytes, purpose: str) -> WrappedKey:
        """Return this key under another, tied to this vault and to the purpose."""
        return wrap_key(self._secret, wrapping_key, _context(self.vault_id, purpose))

    @classmethod
    def unwrapped(cls, wrapped: WrappedKey, wrapping_key: bytes, vault_id: str, purpose: str) -> VaultKey | None:
        """Return what `wrapped` wrapped; None where the wrapping key is another one."""
        secret = unwrap_key(wrapped, wrapping_key, _context(vault_id, purpose))
        return None if secret is None else cls(secret, vault_id)

    def for_database(self) -> bytes:
        """Return the raw SQLCipher key, 32 bytes."""
        return self._derived("database")

    def for_header(self) -> bytes:
        """Return the key of the header's MAC, 32 bytes."""
        return self._derived("header")

    def for_holder_keys(self) -> bytes:
        """Return the key that wraps the holder keys, 32 bytes."""
        return self._derived("holder-keys")

    def _derived(self, label: str) -> bytes:
        return derive_key(self._secret, bytes.fromhex(self.vault_id), f"rosette-vault/1 {label}")


def _context(vault_id: str, purpose: str) -> bytes:
    return f"rosette-vault/1 {vault_id} {purpose}".encode()
