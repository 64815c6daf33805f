"""Key slots: ways to the vault key (VAULT.md, "Keys")."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from wallet.crypto.wrapping import KEY_BYTES, SALT_BYTES, KdfCost, key_from_passphrase
from wallet.model.errors import (
    KeyringUnavailableError,
    RefusedError,
    VaultDamagedError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from wallet.vault.files import DATABASE_NAME
from wallet.vault.generations import Generations
from wallet.vault.header import Header, KeyringSlot, PassphraseSlot, RecoverySlot
from wallet.vault.header_files import store_header, stored_headers
from wallet.vault.header_json import write_header
from wallet.vault.recovery_code import RecoveryCode
from wallet.vault.system_keyring import forget_key, keep_key, kept_key
from wallet.vault.vault_key import VaultKey
from wallet.vault.whole_copies import holds_vault


class Slots:
    """An unlocked vault's header and key, and the changes that may be made to its slots.

    Attributes:
        header: The header as it is on disk.
        key: The vault key.
        seen: What the database said last; a header that is written is newer than both.
        was_repaired: Whether, when this was opened, a copy of the header was another one, and was written anew.
    """

    def __init__(self, folder: Path, header: Header, key: VaultKey) -> None:
        self._folder = folder
        self.header = header
        self.key = key
        self.seen = Generations()
        self.was_repaired = False
        self._content = b""

    @classmethod
    def create(cls, folder: Path, passphrase: str, cost: KdfCost) -> Slots:
        """Make the key of a new vault and a slot for its passphrase; nothing is written before `save`.

        Raises:
            RefusedError: If the passphrase is empty or cannot be typed.
        """
        key = VaultKey.generate()
        return cls(folder, Header(key.vault_id, 0, _passphrase_slot(key, passphrase, cost)), key)

    @classmethod
    def open(cls, folder: Path, passphrase: str) -> Slots:
        """Unlock with the passphrase.

        Raises:
            WrongPassphraseError: If it is another one.
            WalletError: As `stored_headers`.
        """
        return cls._open(folder, lambda header: _by_passphrase(header, passphrase))

    @classmethod
    def open_with_keyring(cls, folder: Path) -> Slots:
        """Unlock with the system's keyring.

        Raises:
            KeyringUnavailableError: If that does not work, and why.
            WalletError: As `stored_headers`.
        """
        return cls._open(folder, _by_keyring)

    @classmethod
    def open_with_recovery_code(cls, folder: Path, code: RecoveryCode) -> Slots:
        """Unlock with the recovery code.

        Raises:
            WrongRecoveryCodeError: If it is not this vault's, or not any more.
            WalletError: As `stored_headers`.
        """
        return cls._open(folder, lambda header: _by_recovery_code(header, code))

    @classmethod
    def _open(cls, folder: Path, way: Callable[[Header], VaultKey]) -> Slots:
        copies = stored_headers(folder)
        if len({copy.header.vault_id for copy in copies}) > 1:
            copies = [copy for copy in copies if _opens_what_is_there(folder, copy.header, way)] or copies
        for copy in copies:
            key = way(copy.header)
            if copy.is_genuine(key.for_header()):
                slots = cls(folder, copy.header, key)
                slots._content = copy.content
                return slots
        raise VaultDamagedError(
            "The wallet's key file was changed by something other than Rosette.",
            "Its seal does not match its content.",
            "Put “vault.hdr” back from a copy of the wallet's folder, or restore a backup.",
        )

    def save(self) -> None:
        """Write the header.

        Raises:
            WalletError: If the disk refuses.
        """
        self._write(self.header)

    def repair(self) -> None:
        """Write the copy of the header anew that is another one. Not before the database has opened with the key.

        Until then it may be the other copy that is the vault's, and the only way into it.

        Raises:
            WalletError: If the disk refuses.
        """
        self.was_repaired = store_header(self._folder, self._content)

    def change_passphrase(self, old: str, new: str) -> None:
        """Wrap the vault key under another passphrase, at the same cost.

        Raises:
            WrongPassphraseError: If the old one is another one.
            RefusedError: If the new one is empty or cannot be typed.
            WalletError: If the disk refuses.
        """
        self.check_passphrase(old)
        self.set_passphrase(new)

    def check_passphrase(self, passphrase: str) -> None:
        """Refuse a passphrase that is not this vault's.

        Raises:
            WrongPassphraseError: If it is another one.
        """
        _by_passphrase(self.header, passphrase)

    def set_passphrase(self, new: str) -> None:
        """Wrap the vault key under another passphrase, at the same cost, for who has unlocked it in another way.

        Raises:
            RefusedError: If the new one is empty or cannot be typed.
            WalletError: If the disk refuses.
        """
        slot = _passphrase_slot(self.key, new, self.header.passphrase.cost)
        self._replace_header(replace(self.header, passphrase=slot))

    def set_recovery_code(self, code: RecoveryCode, at: datetime) -> None:
        """Let a recovery code unlock this vault too, and one from before no more.

        Raises:
            WalletError: If the disk refuses.
        """
        wrapped = self.key.wrapped(code.wrapping_key(self.key.vault_id), RecoverySlot.KIND)
        slot = RecoverySlot(at.replace(microsecond=0), wrapped)
        self._replace_header(replace(self.header, recovery=slot))

    def remove_recovery_code(self) -> None:
        """Let no recovery code unlock this vault.

        Raises:
            WalletError: If the disk refuses.
        """
        self._replace_header(replace(self.header, recovery=None))

    def ask_to_sign(self, *, on: bool) -> None:
        """Have the passphrase asked before one of the owner's keys signs, or no longer.

        Raises:
            WalletError: If the disk refuses.
        """
        self._replace_header(replace(self.header, asks_to_sign=on))

    def renewed(self, passphrase: str) -> Slots:
        """Return what this is to become under a new vault key: a passphrase alone; nothing is written before `save`.

        What other slots wrap is the old key, and what they wrap it under is not at hand.

        Raises:
            RefusedError: If the passphrase is empty or cannot be typed.
        """
        key = VaultKey.generate(self.key.vault_id)
        header = replace(
            self.header,
            generation=self.header.generation + 1,
            passphrase=_passphrase_slot(key, passphrase, self.header.passphrase.cost),
            keyring=None,
            recovery=None,
            unknown=(),
        )
        return Slots(self._folder, header, key)

    def enable_keyring(self) -> None:
        """Let the system's keyring unlock this vault too.

        Raises:
            KeyringUnavailableError: If it cannot be used.
            WalletError: If the disk refuses.
        """
        wrapping_key = secrets.token_bytes(KEY_BYTES)
        keep_key(self.key.vault_id, wrapping_key)
        slot = KeyringSlot(self.key.wrapped(wrapping_key, KeyringSlot.KIND))
        self._replace_header(replace(self.header, keyring=slot))

    def disable_keyring(self) -> None:
        """Let the passphrase alone unlock this vault.

        Raises:
            KeyringUnavailableError: If the keyring's own entry could not be removed; it is of no use any more.
            WalletError: If the disk refuses.
        """
        self._replace_header(replace(self.header, keyring=None))
        forget_key(self.key.vault_id)

    def _replace_header(self, header: Header) -> None:
        generation = max(header.generation, self.seen.header) + 1
        self._write(replace(header, generation=generation, floor=max(header.floor, self.seen.database)))

    def _write(self, header: Header) -> None:
        content = write_header(header, self.key.for_header())
        store_header(self._folder, content)
        self.header, self._content = header, content


def _opens_what_is_there(folder: Path, header: Header, way: Callable[[Header], VaultKey]) -> bool:
    """Whether a header is that of the database beside it, not one that was put there from another wallet."""
    try:
        key = way(header)
    except (WrongPassphraseError, WrongRecoveryCodeError, KeyringUnavailableError):
        return False
    return holds_vault(folder / DATABASE_NAME, key.for_database())


def _passphrase_slot(key: VaultKey, passphrase: str, cost: KdfCost) -> PassphraseSlot:
    salt = secrets.token_bytes(SALT_BYTES)
    wrapping_key = key_from_passphrase(passphrase, salt, cost)
    return PassphraseSlot(salt, cost, key.wrapped(wrapping_key, PassphraseSlot.KIND))


def _by_passphrase(header: Header, passphrase: str) -> VaultKey:
    slot = header.passphrase
    wrong = WrongPassphraseError(
        "That is not the passphrase of this wallet.", "", "Check the keyboard, then try again."
    )
    try:
        wrapping_key = key_from_passphrase(passphrase, slot.salt, slot.cost)
    except RefusedError as error:
        raise wrong from error
    key = VaultKey.unwrapped(slot.wrapped, wrapping_key, header.vault_id, PassphraseSlot.KIND)
    if key is None:
        raise wrong
    return key


def _by_recovery_code(header: Header, code: RecoveryCode) -> VaultKey:
    if header.recovery is None:
        raise WrongRecoveryCodeError("This wallet has no recovery code.", "", "Unlock it with its passphrase.")
    slot = header.recovery
    wrapping_key = code.wrapping_key(header.vault_id)
    key = VaultKey.unwrapped(slot.wrapped, wrapping_key, header.vault_id, RecoverySlot.KIND)
    if key is None:
        raise WrongRecoveryCodeError(
            "This is not the recovery code of this wallet.",
            f"The one that opens it was made on {slot.made_at:%Y-%m-%d at %H:%M} UTC.",
            "Look for the kit of that day.",
        )
    return key


def _by_keyring(header: Header) -> VaultKey:
    if header.keyring is None:
        raise KeyringUnavailableError(
            "The system's keyring does not unlock this wallet.", "That is switched off.", "Unlock with your passphrase."
        )
    wrapping_key = kept_key(header.vault_id)
    key = VaultKey.unwrapped(header.keyring.wrapped, wrapping_key, header.vault_id, KeyringSlot.KIND)
    if key is None:
        raise KeyringUnavailableError(
            "The system's keyring cannot be used.",
            "The key that it holds for this wallet is another one.",
            "Unlock with your passphrase.",
        )
    return key
