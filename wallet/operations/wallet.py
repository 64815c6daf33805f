"""Opening and closing a wallet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wallet.model.clock import BUILD_DATE, Clock
from wallet.model.limits import Limits
from wallet.model.report import Policy
from wallet.operations.trusting import adopted_packs, evidence_of_packs
from wallet.trust.evidence import EvidenceSet
from wallet.vault.vault import Vault, vault_exists
from wallet.verification.options import VerifyOptions


@dataclass(frozen=True, slots=True)
class Wallet:
    """An open wallet, as the verbs need it.

    Attributes:
        vault: The badges.
        packs: The folder of adopted evidence packs.
        clock: Tells the time.
        limits: Bounds on foreign input.
    """

    vault: Vault
    packs: Path
    clock: Clock
    limits: Limits


@dataclass(frozen=True, slots=True)
class Places:
    """Where a wallet lies.

    Attributes:
        vault: The folder of the vault.
        packs: The folder of adopted evidence packs: public data, outside the vault.
    """

    vault: Path
    packs: Path


def wallet_exists(places: Places) -> bool:
    """Return whether there is a wallet to unlock."""
    return vault_exists(places.vault)


def create_wallet(places: Places, passphrase: str, clock: Clock, limits: Limits) -> Wallet:
    """Make an empty wallet and open it.

    Raises:
        RefusedError: Where there is one already, or the passphrase is empty.
        WalletError: Where the folder cannot be written.
    """
    return Wallet(Vault.create(places.vault, passphrase, clock.now()), places.packs, clock, limits)


def unlock(places: Places, passphrase: str, clock: Clock, limits: Limits) -> Wallet:
    """Open a wallet with its passphrase.

    Raises:
        WrongPassphraseError: Where no slot opens with it.
        VaultMissingError: Where there is no wallet.
        VaultDamagedError: Where its files are not what was written.
        VaultBusyError: Where another program has it open.
        VaultTooNewError: Where a newer Rosette wrote it.
    """
    return Wallet(Vault.open(places.vault, passphrase), places.packs, clock, limits)


def unlock_with_keyring(places: Places, clock: Clock, limits: Limits) -> Wallet:
    """Open a wallet with the key in the system's keyring.

    Raises:
        KeyringUnavailableError: Where the keyring cannot be used; the passphrase still opens the wallet.
        WalletError: As `unlock`.
    """
    return Wallet(Vault.open_with_keyring(places.vault), places.packs, clock, limits)


def lock(wallet: Wallet) -> None:
    """Close a wallet; what was saved stays."""
    wallet.vault.close()


def change_passphrase(wallet: Wallet, old: str, new: str) -> None:
    """Give the wallet another passphrase.

    Raises:
        WrongPassphraseError: Where the old one is wrong.
        RefusedError: Where the new one is empty.
    """
    wallet.vault.change_passphrase(old, new)


def evidence_of(wallet: Wallet) -> EvidenceSet:
    """Return the evidence at hand for the owner's own badges: adopted packs, and what the vault keeps."""
    packs = adopted_packs(wallet.packs, wallet.limits)
    return evidence_of_packs(packs, wallet.vault.evidence())


def own_badges(wallet: Wallet) -> VerifyOptions:
    """Return the question asked of the owner's own badges, now."""
    return VerifyOptions(at=wallet.clock.now(), policy=Policy.WALLET, clock_floor=BUILD_DATE, limits=wallet.limits)
