"""Opening and closing a wallet."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from wallet.model.clock import BUILD_DATE, Clock
from wallet.model.limits import Limits
from wallet.model.report import Policy
from wallet.operations.passphrases import check_passphrase
from wallet.operations.trusting import adopted_packs, evidence_of_packs
from wallet.settings import Folders, languages_of, load_settings
from wallet.trust.evidence import EvidenceSet
from wallet.vault.header_files import keyring_enabled, stored_headers, vault_exists
from wallet.vault.vault import Vault
from wallet.verification.options import VerifyOptions


@dataclass(frozen=True, slots=True)
class Wallet:
    """An open wallet, as the verbs need it.

    Attributes:
        vault: The badges.
        packs: The folder of adopted evidence packs.
        clock: Tells the time.
        limits: Bounds on foreign input.
        languages: Those that the owner reads, as tags of BCP 47, in order.
    """

    vault: Vault
    packs: Path
    clock: Clock
    limits: Limits
    languages: tuple[str, ...] = ()


def wallet_exists(folders: Folders) -> bool:
    """Return whether there is a wallet to unlock."""
    return vault_exists(folders.vault)


def create_wallet(folders: Folders, passphrase: str, clock: Clock, limits: Limits) -> Wallet:
    """Make an empty wallet and open it.

    Raises:
        RefusedError: Where there is one already, or the passphrase is too short.
        WalletError: Where the folder cannot be written.
    """
    check_passphrase(passphrase)
    return _opened(Vault.create(folders.vault, passphrase, clock.now()), folders, clock, limits)


def unlock(folders: Folders, passphrase: str, clock: Clock, limits: Limits) -> Wallet:
    """Open a wallet with its passphrase.

    Raises:
        WrongPassphraseError: Where no slot opens with it.
        VaultMissingError: Where there is no wallet.
        VaultDamagedError: Where its files are not what was written.
        VaultBusyError: Where another program has it open.
        VaultTooNewError: Where a newer Rosette wrote it.
    """
    return _opened(Vault.open(folders.vault, passphrase), folders, clock, limits)


def unlock_with_keyring(folders: Folders, clock: Clock, limits: Limits) -> Wallet:
    """Open a wallet with the key in the system's keyring.

    Raises:
        KeyringUnavailableError: Where the keyring cannot be used; the passphrase still opens the wallet.
        WalletError: As `unlock`.
    """
    return _opened(Vault.open_with_keyring(folders.vault), folders, clock, limits)


def _opened(vault: Vault, folders: Folders, clock: Clock, limits: Limits) -> Wallet:
    return Wallet(vault, folders.packs, clock, limits, _languages(folders))


def in_languages_now(wallet: Wallet, folders: Folders) -> Wallet:
    """Return an open wallet in the languages that its owner reads now."""
    return replace(wallet, languages=_languages(folders))


def _languages(folders: Folders) -> tuple[str, ...]:
    return languages_of(load_settings(folders.config), os.environ)


def lock(wallet: Wallet) -> None:
    """Close a wallet; what was saved stays."""
    wallet.vault.close()


def keyring_opens(folders: Folders) -> bool:
    """Return whether the wallet has a key in the system's keyring.

    Raises:
        WalletError: Where its header cannot be read.
    """
    return keyring_enabled(folders.vault)


def recovery_opens(folders: Folders) -> bool:
    """Return whether the wallet has a recovery code.

    Raises:
        WalletError: Where its header cannot be read.
    """
    return stored_headers(folders.vault)[0].header.recovery is not None


def enable_keyring(wallet: Wallet) -> None:
    """Let the system's sign-in open the wallet too.

    Raises:
        KeyringUnavailableError: Where there is no keyring fit for it.
    """
    with wallet.vault.slots() as slots:
        slots.enable_keyring()


def disable_keyring(wallet: Wallet) -> None:
    """Let the passphrase alone open the wallet."""
    with wallet.vault.slots() as slots:
        slots.disable_keyring()


def change_passphrase(wallet: Wallet, old: str, new: str) -> None:
    """Give the wallet another passphrase.

    Raises:
        WrongPassphraseError: Where the old one is wrong.
        RefusedError: Where the new one is too short.
    """
    check_passphrase(new)
    wallet.vault.change_passphrase(old, new)


def evidence_of(wallet: Wallet) -> EvidenceSet:
    """Return the evidence at hand for the owner's own badges: adopted packs, and what the vault keeps."""
    packs = adopted_packs(wallet.packs, wallet.limits)
    return evidence_of_packs(packs, wallet.vault.evidence())


def own_badges(wallet: Wallet, at: datetime | None = None) -> VerifyOptions:
    """Return the question asked of the owner's own badges.

    Args:
        wallet: The open wallet.
        at: The time to speak of; None for now.
    """
    floor = BUILD_DATE if at is None else None
    return VerifyOptions(at=at or wallet.clock.now(), policy=Policy.WALLET, clock_floor=floor, limits=wallet.limits)
