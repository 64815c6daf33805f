"""Every backup that a release made is restored with all that is in it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.simulators.world import NOW
from tests.vault.make_golden import FOLDER, GOLDEN_PASSPHRASE
from tests.vault.test_golden import holds_everything
from wallet.crypto.keys import KeyType
from wallet.crypto.wrapping import KdfCost
from wallet.model.clock import SystemClock
from wallet.model.limits import Limits
from wallet.operations.backing_up import BackupFile
from wallet.operations.restoring import restore
from wallet.settings import Folders
from wallet.vault.vault import Vault

GOLDEN = sorted(path.name for path in FOLDER.glob("*.age"))


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_backup_is_restored_with_all_that_is_in_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KdfCost, "calibrated", KdfCost.dangerously_cheap)
    there = Folders(tmp_path / "vault", tmp_path / "packs", tmp_path / "config")
    before = hashlib.sha256((FOLDER / name).read_bytes()).digest()
    list(restore(there, BackupFile(FOLDER / name, GOLDEN_PASSPHRASE, Limits()), "another one", SystemClock()))
    with Vault.open(there.vault, "another one") as vault:
        assert holds_everything(vault)
        assert [preset.name for preset in vault.presets()] == ["A golden preset"]
        assert len(vault.holder("a golden purpose", KeyType.P256, NOW).sign(b"data")) == 64
        with vault._database.reading() as connection:
            assert connection.execute("SELECT count(*) FROM holder_keys").fetchone() == (2,)
    assert hashlib.sha256((FOLDER / name).read_bytes()).digest() == before
