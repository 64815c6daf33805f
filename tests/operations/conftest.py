"""A wallet whose clock the test sets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from tests.vault.making import AT, CHEAP, PASSPHRASE
from wallet.model.limits import Limits
from wallet.operations.wallet import Wallet, lock
from wallet.settings import Folders
from wallet.vault.vault import Vault


@dataclass
class Clock:
    """A clock that stands, until it is set."""

    at: datetime = field(default=AT)

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "vault", tmp_path / "packs", tmp_path / "config")


@pytest.fixture
def wallet(folders: Folders, clock: Clock) -> Iterator[Wallet]:
    wallet = Wallet(Vault.create(folders.vault, PASSPHRASE, AT, CHEAP), folders.packs, clock, Limits())
    yield wallet
    lock(wallet)
