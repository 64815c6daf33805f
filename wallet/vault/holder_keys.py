"""The owner's signing keys: one per purpose, wrapped, unwrapped only to sign, never shown (VAULT.md, "Keys")."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wallet.crypto.keys import KeyType, PrivateKey, PublicKey, public_key_from_multikey, public_key_to_multikey
from wallet.crypto.wrapping import WrappedKey, unwrap_key, wrap_key
from wallet.model.errors import VaultDamagedError
from wallet.model.limits import Limits
from wallet.model.vault_state import HolderKey
from wallet.vault.database import Connection
from wallet.vault.times import from_microseconds, to_microseconds
from wallet.vault.vault_key import VaultKey

ALGORITHMS = {KeyType.ED25519: "EdDSA", KeyType.P256: "ES256"}
"""The types of key that holders have, and the algorithm that each signs with."""


@dataclass(frozen=True, slots=True)
class VaultSigner:
    """One of the owner's keys, as a `Signer`; the key itself stays wrapped but for the moment of signing.

    Attributes:
        public_key: Its public half.
        did: Its did:key (https://w3c-ccg.github.io/did-key-spec/).
    """

    public_key: PublicKey
    did: str
    _wrapped: WrappedKey = field(repr=False)
    _vault_key: VaultKey = field(repr=False)
    _check_allowed: Callable[[], None] = field(repr=False, compare=False)

    @property
    def verification_method(self) -> str:
        """The absolute DID URL under which the public key is found."""
        return f"{self.did}#{self.did.removeprefix('did:key:')}"

    @property
    def algorithm(self) -> str:
        """The JWS algorithm name: ``EdDSA`` or ``ES256``."""
        return ALGORITHMS[self.public_key.key_type]

    def sign(self, data: bytes) -> bytes:
        """Return the raw signature of `data`: 64 bytes.

        Raises:
            PassphraseNeededError: If the owner has set it so, and the passphrase was not typed for this.
            VaultDamagedError: If the wrapped key is not what was put in.
        """
        self._check_allowed()
        secret = _unwrapped(self._vault_key, self.did, self._wrapped)
        return PrivateKey.from_bytes(self.public_key.key_type, secret).sign(data)


class HolderKeys:
    """The owner's keys in a transaction.

    Args:
        connection: The database.
        vault_key: Wraps them.
        check_allowed: Called before each signature; raises where it may not be made.
    """

    def __init__(self, connection: Connection, vault_key: VaultKey, check_allowed: Callable[[], None]) -> None:
        self._connection = connection
        self._vault_key = vault_key
        self._check_allowed = check_allowed

    def newest(self, purpose: str, key_type: KeyType) -> VaultSigner | None:
        """Return the newest key for a purpose; None where there is none yet."""
        return self._found("purpose = ? AND key_type = ?", purpose, key_type.value)

    def of_public_key(self, public_key: PublicKey) -> VaultSigner | None:
        """Return the key whose public half is given; None where it is not one of the owner's."""
        return self._found("public_key = ?", public_key_to_multikey(public_key))

    def make(self, purpose: str, key_type: KeyType, at: datetime) -> VaultSigner:
        """Make a key for a purpose; from now on it is the newest.

        Raises:
            ValueError: If holders have no keys of that type.
        """
        private_key = PrivateKey.generate(key_type)
        exposed = {
            "purpose": purpose,
            "key_type": key_type.value,
            "public_key": public_key_to_multikey(private_key.public_key),
            "secret": private_key.to_bytes(),
            "made_at": to_microseconds(at),
        }
        row = wrapped_key(self._vault_key, exposed)
        _insert(self._connection, row)
        return self._signer(row["public_key"], row["nonce"], row["wrapped"])

    def every(self) -> list[HolderKey]:
        """Return what there is to say of every key, by purpose, the newest of each first."""
        rows = self._connection.execute(
            "SELECT purpose, key_type, public_key, made_at FROM holder_keys "
            "ORDER BY purpose, key_type, made_at DESC, key DESC"
        ).fetchall()
        newest: set[tuple[str, str]] = set()
        found = []
        for purpose, key_type, multikey, made_at in rows:
            is_newest = (purpose, key_type) not in newest
            newest.add((purpose, key_type))
            found.append(HolderKey(purpose, key_type, _did(multikey), from_microseconds(made_at), is_newest))
        return found

    def _found(self, condition: str, *values: str) -> VaultSigner | None:
        row = self._connection.execute(
            f"SELECT public_key, nonce, wrapped FROM holder_keys WHERE {condition} "  # noqa: S608 (ours)
            "ORDER BY made_at DESC, key DESC LIMIT 1",
            values,
        ).fetchone()
        return None if row is None else self._signer(*row)

    def _signer(self, multikey: str, nonce: bytes, ciphertext: bytes) -> VaultSigner:
        public_key = public_key_from_multikey(multikey, Limits())
        wrapped = WrappedKey(nonce, ciphertext)
        return VaultSigner(public_key, _did(multikey), wrapped, self._vault_key, self._check_allowed)


_COLUMNS = ("purpose", "key_type", "public_key", "nonce", "wrapped", "made_at")


def take_keys(connection: Connection, vault_key: VaultKey, exposed: Sequence[Mapping[str, Any]], whose: str) -> int:
    """Keep keys of another vault, for what they are bound to: none becomes the key of a purpose of this vault's.

    Args:
        connection: The database, in a transaction.
        vault_key: Wraps them.
        exposed: Their rows, as `exposed_key` returns them.
        whose: The other vault's id.

    Returns:
        How many were new.
    """
    taken = 0
    for row in exposed:
        found = connection.execute("SELECT 1 FROM holder_keys WHERE public_key = ?", (row["public_key"],)).fetchone()
        if found is None:
            wrapped = wrapped_key(vault_key, row) | {"purpose": f"{row['purpose']} (wallet {whose})"}
            _insert(connection, wrapped)
            taken += 1
    return taken


def exposed_keys(connection: Connection, vault_key: VaultKey) -> list[dict[str, Any]]:
    """Return the row of each key, the key in the clear, for another vault alone.

    Raises:
        VaultDamagedError: If a wrapped key is not what was put in.
    """
    rows = connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM holder_keys").fetchall()  # noqa: S608 (ours)
    return [exposed_key(vault_key, dict(zip(_COLUMNS, row, strict=True))) for row in rows]


def exposed_key(vault_key: VaultKey, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of the table with the key in the clear in place of the wrapped one, for a backup alone.

    Raises:
        VaultDamagedError: If the wrapped key is not what was put in.
    """
    secret = _unwrapped(vault_key, _did(row["public_key"]), WrappedKey(row["nonce"], row["wrapped"]))
    return {**{name: value for name, value in row.items() if name not in {"nonce", "wrapped"}}, "secret": secret}


def wrapped_key(vault_key: VaultKey, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row that `exposed_key` exposed, its key wrapped for a vault.

    Raises:
        ValueError: If the two halves of the key do not belong together.
    """
    key_type = KeyType(row["key_type"])
    if key_type not in ALGORITHMS:
        raise ValueError(f"holders sign with {', '.join(ALGORITHMS)} alone")
    private_key = PrivateKey.from_bytes(key_type, row["secret"])
    if public_key_to_multikey(private_key.public_key) != row["public_key"]:
        raise ValueError("the halves of a signing key do not belong together")
    context = _context(vault_key, _did(row["public_key"]))
    wrapped = wrap_key(row["secret"], vault_key.for_holder_keys(), context)
    rest = {name: value for name, value in row.items() if name != "secret"}
    return {**rest, "nonce": wrapped.nonce, "wrapped": wrapped.ciphertext}


def rewrap_keys(connection: Connection, old: VaultKey, new: VaultKey) -> None:
    """Wrap every key under another vault key of the same vault.

    Raises:
        VaultDamagedError: If a wrapped key is not what was put in.
    """
    for row in exposed_keys(connection, old):
        connection.execute(
            "UPDATE holder_keys SET nonce = :nonce, wrapped = :wrapped WHERE public_key = :public_key",
            wrapped_key(new, row),
        )


def _insert(connection: Connection, row: Mapping[str, Any]) -> None:
    connection.execute(
        "INSERT INTO holder_keys (purpose, key_type, public_key, nonce, wrapped, made_at) "
        "VALUES (:purpose, :key_type, :public_key, :nonce, :wrapped, :made_at)",
        row,
    )


def _unwrapped(vault_key: VaultKey, did: str, wrapped: WrappedKey) -> bytes:
    secret = unwrap_key(wrapped, vault_key.for_holder_keys(), _context(vault_key, did))
    if secret is None:
        raise VaultDamagedError(
            "One of the wallet's signing keys is damaged.",
            "Its bytes are not what was put in.",
            "Restore a backup that holds it.",
        )
    return secret


def _did(multikey: str) -> str:
    return f"did:key:{multikey}"


def _context(vault_key: VaultKey, did: str) -> bytes:
    return f"rosette-vault/1 {vault_key.vault_id} {did}".encode()
