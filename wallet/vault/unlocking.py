"""Ways of opening a vault that change its files first, by the right of its owner (VAULT.md, "Keys")."""

from __future__ import annotations

import contextlib
from pathlib import Path

from wallet.model.errors import KeyringUnavailableError
from wallet.vault import rewriting
from wallet.vault.recovery_code import RecoveryCode
from wallet.vault.slots import Slots
from wallet.vault.system_keyring import forget_key
from wallet.vault.vault import Vault


def recover(folder: Path, code: RecoveryCode, new_passphrase: str) -> Vault:
    """Unlock a vault with its recovery code, and let another passphrase unlock it from now on.

    Raises:
        WrongRecoveryCodeError: If the code is not this vault's, or not any more.
        RefusedError: If the new passphrase is empty or cannot be typed.
        WalletError: As `Vault.open`.
    """
    with contextlib.ExitStack() as undo:
        vault = undo.enter_context(Vault.unlocked(folder, lambda: Slots.open_with_recovery_code(folder, code)))
        with vault.slots() as slots:
            slots.set_passphrase(new_passphrase)
        undo.pop_all()
    return vault


def reencrypt(folder: Path, passphrase: str, new_passphrase: str) -> Vault:
    """Unlock a vault, and give it a new vault key: from now on the new passphrase alone opens it.

    Its recovery code, the system's keyring and its snapshots are of no use any more, and are removed.

    Raises:
        RefusedError: If the new passphrase is empty or cannot be typed.
        WalletError: As `Vault.open`, or if the disk refuses; one of the two passphrases opens the vault then.
    """

    def change(slots: Slots) -> Slots:
        renewed = rewriting.reencrypt(folder, slots, new_passphrase)
        if slots.header.keyring is not None:
            # It unlocks nothing any more, whether the keyring lets go of it or not.
            with contextlib.suppress(KeyringUnavailableError):
                forget_key(renewed.key.vault_id)
        return renewed

    return Vault.unlocked(folder, lambda: Slots.open(folder, passphrase), change)


def compact(folder: Path, passphrase: str | None) -> Vault:
    """Unlock a vault, and give back the room of what was deleted from it.

    Args:
        folder: Its folder.
        passphrase: What unlocks it; None for the system's keyring.

    Raises:
        WalletError: As `Vault.open` or `Vault.open_with_keyring`, or if the disk refuses; it is then what it was.
    """

    def unlock() -> Slots:
        return Slots.open_with_keyring(folder) if passphrase is None else Slots.open(folder, passphrase)

    def change(slots: Slots) -> Slots:
        rewriting.compact(folder, slots.key.for_database())
        return slots

    return Vault.unlocked(folder, unlock, change)
