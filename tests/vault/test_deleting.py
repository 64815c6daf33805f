"""A vault deleted for good: its own files, its key first, and nothing else."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.vault.making import AT, PASSPHRASE, make_badge, make_vault
from wallet.model.backup import SnapshotReason
from wallet.model.errors import VaultBusyError, VaultDamagedError, VaultMissingError, WalletError
from wallet.vault.deleting import delete_vault
from wallet.vault.header_files import vault_exists
from wallet.vault.vault import Vault


@pytest.fixture
def filled(folder: Path) -> Path:
    with make_vault(folder) as vault:
        vault.add(make_badge())
        with vault.copying() as copy:
            copy.keep(AT, SnapshotReason.ASKED)
    (folder / "letter.txt").write_text("mine")
    return folder


def test_nothing_of_a_vault_is_left_and_all_else_is(filled: Path) -> None:
    (filled / "vault.hdr.new").touch()
    make_vault(filled / "merging").close()
    delete_vault(filled)
    assert {path.name for path in filled.iterdir()} == {"vault.lock", "letter.txt"}
    assert not vault_exists(filled)
    with pytest.raises(VaultMissingError):
        delete_vault(filled)
    make_vault(filled).close()


def test_an_open_vault_is_not_deleted(filled: Path) -> None:
    with Vault.open(filled, PASSPHRASE) as vault:
        with pytest.raises(VaultBusyError):
            delete_vault(filled)
        assert vault.get(make_badge().card.id) == make_badge()


def test_a_damaged_vault_can_be_deleted(filled: Path) -> None:
    for name in ("vault.hdr", "vault.hdr2"):
        (filled / name).write_bytes(b"{}")
    delete_vault(filled)
    assert not vault_exists(filled)


def test_what_the_disk_refuses_is_said_and_trying_again_finishes(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlink = Path.unlink

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        if path.name == "vault.db":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        with pytest.raises(WalletError, match="could not be deleted"):
            delete_vault(filled)
    with pytest.raises(VaultDamagedError):  # its key was the first to go
        Vault.open(filled, PASSPHRASE)
    delete_vault(filled)
    assert not vault_exists(filled)
