"""Evidence packs: offered with their issuers in view, and adopted by the wallet only when its owner says so."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from wallet.gui.session import Session
from wallet.gui.viewmodels.words import domain_of
from wallet.model.limits import Limits
from wallet.operations import library, trusting
from wallet.operations.wallet import Wallet

PACK_FILE = "pack.json"


@dataclass(frozen=True, slots=True)
class PackOffer:
    """An evidence pack that asks to be adopted.

    Attributes:
        path: Where it lies.
        name: Its name.
        issuers: The issuers it vouches for, by name.
        expires: Its end.
    """

    path: Path
    name: str
    issuers: tuple[str, ...]
    expires: datetime


def is_pack(path: Path) -> bool:
    """Return whether a path looks like an evidence pack: a folder or a zip with `pack.json` at its root."""
    if path.is_dir():
        return (path / PACK_FILE).is_file()
    return path.name == PACK_FILE or (path.suffix.lower() == ".zip" and _has_pack(path))


def read_offer(path: Path, limits: Limits) -> PackOffer:
    """Return what a pack offers.

    Raises:
        EvidenceError: Where it is malformed.
    """
    pack = trusting.show_pack(path, limits)
    issuers = tuple(issuer.name or domain_of(issuer.id) for issuer in pack.issuers)
    return PackOffer(path, pack.name, issuers, pack.expires)


def _read(path: Path, wallet: Wallet) -> PackOffer:
    return read_offer(path, wallet.limits)


class PacksViewModel(QObject):
    """What the wallet may lean on.

    Signals:
        offered: An evidence pack asks to be adopted, as a `PackOffer`.
        adopted: A pack was adopted, and every badge checked again; carries how many.
        failed: Something could not be done, as a `WalletError`.
    """

    offered = Signal(object)
    adopted = Signal(int)
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def offer(self, paths: Sequence[Path]) -> None:
        """Read packs, and offer each."""
        for path in paths:
            self._session.run(self, partial(_read, path), self.offered.emit, self.failed.emit)

    def adopt(self, offer: PackOffer) -> None:
        """Lean on a pack from now on, and check every badge again."""

        def adopt(wallet: Wallet) -> int:
            trusting.adopt_pack(wallet.packs, trusting.show_pack(offer.path, wallet.limits))
            return library.check_all(wallet)

        self._session.run(self, adopt, self.adopted.emit, self.failed.emit)


def _has_pack(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return PACK_FILE in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False
