"""Wrapping keys over bytes: Argon2id from a passphrase, HKDF between keys, AES-256-GCM around them.

Sources: RFC 9106 (Argon2id), RFC 5869 (HKDF), NIST SP 800-38D (GCM), RFC 8265 section 4.2 (passphrases), VAULT.md.
"""

from __future__ import annotations

import math
import secrets
import statistics
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wallet.model.errors import RefusedError, WalletError

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
SALT_BYTES = 16

_MIB_IN_KIB = 1024
_TARGET_SECONDS = 0.5
"""Below the middle of 0.4 to 0.7: a computer that is busy later takes longer, and none takes less."""
_LARGEST_CALIBRATED_KIB = 1024 * _MIB_IN_KIB
_RUNS = 3


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one guess at a passphrase costs (RFC 9106 section 3.1).

    Attributes:
        memory_kib: Memory, in KiB.
        passes: Passes over it.
        lanes: Lanes that may run side by side.
        dangerously_below_floor: Allows a cost below the floor: for tests, and to open what already has one.

    Raises:
        ValueError: If the cost is below 64 MiB, 3 passes or 4 lanes, and that was not allowed.

    Source: VAULT.md, "Keys".
    """

    FLOOR_MEMORY_KIB: ClassVar[int] = 64 * _MIB_IN_KIB
    FLOOR_PASSES: ClassVar[int] = 3
    FLOOR_LANES: ClassVar[int] = 4

    memory_kib: int
    passes: int
    lanes: int
    dangerously_below_floor: bool = field(default=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.is_below_floor and not self.dangerously_below_floor:
            raise ValueError("An Argon2id cost below 64 MiB, 3 passes or 4 lanes protects no wallet.")

    @property
    def is_below_floor(self) -> bool:
        """Whether a wallet must not be made with this cost."""
        floor = (self.FLOOR_MEMORY_KIB, self.FLOOR_PASSES, self.FLOOR_LANES)
        return any(has < least for has, least in zip((self.memory_kib, self.passes, self.lanes), floor, strict=True))

    @classmethod
    def floor(cls) -> KdfCost:
        """Return the least cost that a wallet is made with."""
        return cls(cls.FLOOR_MEMORY_KIB, cls.FLOOR_PASSES, cls.FLOOR_LANES)

    @classmethod
    def dangerously_cheap(cls) -> KdfCost:
        """Return a cost that protects nothing and takes no time: for tests alone."""
        return cls(8 * cls.FLOOR_LANES, 1, cls.FLOOR_LANES, dangerously_below_floor=True)

    @classmethod
    def calibrated(cls, stopwatch: Callable[[], float] = time.perf_counter) -> KdfCost:
        """Return the cost that takes this computer 0.4 to 0.7 seconds, and never less than the floor.

        Memory is what makes guessing dear, so memory is what grows (RFC 9106 section 4). Time grows faster than it
        once it outgrows the processor's caches: what the floor's time lets expect is measured, too, and put right.

        Args:
            stopwatch: Returns seconds from any fixed moment.

        Raises:
            WalletError: If the computer has not even 64 MiB to spare.
        """
        guess = _fitted(cls.floor(), stopwatch)
        return guess if guess == cls.floor() else _fitted(guess, stopwatch)


def _fitted(cost: KdfCost, stopwatch: Callable[[], float]) -> KdfCost:
    """Return a cost whose time should be the one aimed at, by how long this one takes."""
    seconds = statistics.median(_measure(cost, stopwatch) for _ in range(_RUNS))
    wanted = math.floor(cost.memory_kib * _TARGET_SECONDS / max(seconds, 0.001) / _MIB_IN_KIB) * _MIB_IN_KIB
    memory_kib = min(max(wanted, KdfCost.FLOOR_MEMORY_KIB), _LARGEST_CALIBRATED_KIB)
    return KdfCost(memory_kib, cost.passes, cost.lanes)


def _measure(cost: KdfCost, stopwatch: Callable[[], float]) -> float:
    start = stopwatch()
    key_from_passphrase("calibration", bytes(SALT_BYTES), cost)
    return stopwatch() - start


def key_from_passphrase(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
    """Derive a key from a passphrase with Argon2id.

    The passphrase is first brought into one spelling, so that it opens the wallet from any keyboard.

    Args:
        passphrase: As typed.
        salt: At least 16 random bytes.
        cost: Memory, passes and lanes.

    Returns:
        32 bytes.

    Raises:
        RefusedError: If the passphrase is empty or holds control characters or broken text.
        WalletError: If the memory asked for is not to be had.

    Source: RFC 9106 section 3; RFC 8265 section 4.2.2 (OpaqueString).
    """
    from argon2.exceptions import HashingError  # noqa: PLC0415 (24 ms, and needed only to unlock)
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 (24 ms, and needed only to unlock)

    secret = _opaque_string(passphrase)
    try:
        return hash_secret_raw(secret, salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID)
    except HashingError as error:
        raise WalletError(
            "The passphrase could not be checked.",
            f"That takes {cost.memory_kib // _MIB_IN_KIB} MiB of memory, and this computer did not give it.",
            "Close other programs and try again.",
        ) from error


def _opaque_string(passphrase: str) -> bytes:
    spaces = "".join(" " if unicodedata.category(character) == "Zs" else character for character in passphrase)
    text = unicodedata.normalize("NFC", spaces)
    if not text:
        raise RefusedError("The passphrase is empty.")
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
        raise RefusedError("The passphrase holds control characters or broken text.")
    return text.encode()


def derive_key(key: bytes, salt: bytes, label: str) -> bytes:
    """Derive a key from a key with HKDF-SHA256, so that each use has its own.

    Args:
        key: 32 bytes.
        salt: What sets this wallet apart from others.
        label: What the derived key is for.

    Returns:
        32 bytes.

    Source: RFC 5869 section 2.
    """
    return HKDF(SHA256(), KEY_BYTES, salt, label.encode()).derive(key)


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A key under another key; nothing in it is secret.

    Attributes:
        nonce: 12 bytes, never used twice with one key.
        ciphertext: The key as encrypted, then the 16 bytes of its tag.
    """

    nonce: bytes
    ciphertext: bytes


def wrap_key(key: bytes, wrapping_key: bytes, context: bytes) -> WrappedKey:
    """Encrypt a key under another one with AES-256-GCM.

    Args:
        key: What to wrap.
        wrapping_key: 32 bytes.
        context: What the key belongs to; the same bytes are needed to unwrap it.

    Source: NIST SP 800-38D section 7.1; random nonces by section 8.2.2.
    """
    nonce = secrets.token_bytes(NONCE_BYTES)
    return WrappedKey(nonce, AESGCM(wrapping_key).encrypt(nonce, key, context))


def unwrap_key(wrapped: WrappedKey, wrapping_key: bytes, context: bytes) -> bytes | None:
    """Decrypt a key that `wrap_key` encrypted.

    Returns:
        The key; None where the wrapping key, the context or the ciphertext is another one.

    Source: NIST SP 800-38D section 7.2.
    """
    try:
        return AESGCM(wrapping_key).decrypt(wrapped.nonce, wrapped.ciphertext, context)
    except InvalidTag:
        return None
