"""A vault, open and closed again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vault.making import make_vault
from wallet.vault.vault import Vault


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "wallet"


@pytest.fixture
def vault(folder: Path) -> Iterator[Vault]:
    with make_vault(folder) as vault:
        yield vault
