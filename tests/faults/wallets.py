"""Wallets to put under faults: how one is made, what is seen in it, and whether it is whole and can be used on."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from unittest import mock

from tests.vault.making import AT, PASSPHRASE, make_badge, make_vault
from wallet.crypto.wrapping import KdfCost
from wallet.model.badge import BadgeQuery
from wallet.model.errors import VaultDamagedError
from wallet.model.finding import Finding, FindingKind
from wallet.model.limits import Limits
from wallet.operations.wallet import Wallet
from wallet.settings import Folders
from wallet.vault.vault import Vault

LIMITS = Limits()
THERE_BEFORE = 12
_ACKNOWLEDGED = "acknowledged"
_AFTERWARDS = "Afterwards"
_OFTEN = 10**4


class Clock:
    """An hour later."""

    def now(self) -> datetime:
        return AT + timedelta(hours=1)


@contextlib.contextmanager
def cheap() -> Iterator[None]:
    """Let passphrases cost next to nothing: they are not what is looked at."""
    with (
        mock.patch("wallet.export.backup_file.WORK_FACTOR", 2),
        mock.patch.object(KdfCost, "floor", KdfCost.dangerously_cheap),
        mock.patch.object(KdfCost, "calibrated", KdfCost.dangerously_cheap),
    ):
        yield


def folders(root: Path) -> Folders:
    return Folders(root / "vault", root / "packs", root / "config")


def make_wallet(root: Path) -> None:
    """Make a vault of some badges."""
    with make_vault(root / "vault") as vault:
        vault.add_all([make_badge(f"Badge {number}", texts="word " * 100) for number in range(THERE_BEFORE)])


@contextlib.contextmanager
def opened(root: Path, passphrase: str = PASSPHRASE) -> Iterator[Wallet]:
    with Vault.open(root / "vault", passphrase) as vault:
        yield Wallet(vault, root / "packs", Clock(), LIMITS)


@contextlib.contextmanager
def usable(root: Path, passphrase: str = PASSPHRASE) -> Iterator[Vault]:
    """Lend a vault after a fault; it is whole before, and takes one more badge afterwards.

    Raises:
        VaultDamagedError: If a check finds anything, but that the header is whole again.
    """
    badge = make_badge(_AFTERWARDS)
    with Vault.open(root / "vault", passphrase) as vault:
        check_whole(vault)
        yield vault
        vault.add(badge)
        assert vault.get(badge.card.id).document == badge.document


def check_whole(vault: Vault) -> None:
    found = [finding for finding in [*vault.compare_generations(), *vault.check()] if not _is_repaired(finding)]
    if found:
        raise VaultDamagedError(f"{found[0].kind}: {found[0].what}", found[0].why, found[0].remedy)


def _is_repaired(finding: Finding) -> bool:
    return finding.kind is FindingKind.REPAIRED_KEY_FILE


def names(vault: Vault) -> set[str]:
    """Return the names of the badges, the bytes of each of which can be had."""
    found = vault.cards(BadgeQuery(), 0, _OFTEN)
    assert all(hashlib.sha256(vault.get(card.id).document).hexdigest() == card.id for card in found)
    return {card.name for card in found}


def is_there(vault: Vault) -> bool:
    """Whether a vault has what `make_wallet` put into it."""
    return {f"Badge {number}" for number in range(THERE_BEFORE)} <= names(vault)


def seen(vault: Vault) -> tuple[object, ...]:
    """Return all that the owner keeps in a vault, the same whenever it is the same."""
    ids = [card.id for card in vault.cards(BadgeQuery(), 0, _OFTEN) if card.name != _AFTERWARDS]
    badges = sorted((str(each), vault.get(each)) for each in ids)
    with vault.keys() as keys:
        made = [(key.purpose, key.key_type) for key in keys.every()]
    return (
        [(name, each.document, each.container, each.note, each.card, each.report) for name, each in badges],
        sorted(each.card.name for each in vault.bin()),
        vault.shares(),
        vault.presets(),
        sorted(document.content for document in vault.evidence()),
        made,
    )


def acknowledge(root: Path) -> None:
    """Say that a step is done; what is said survives whatever happens to the vault."""
    with (root / _ACKNOWLEDGED).open("a") as file:
        file.write("done\n")


def acknowledged(root: Path) -> int:
    """Return how many steps were said to be done."""
    path = root / _ACKNOWLEDGED
    return path.read_text().count("\n") if path.exists() else 0


def acknowledgements(root: Path) -> Path:
    """Return the file that keeps what was said, which is no part of any wallet."""
    return root / _ACKNOWLEDGED
