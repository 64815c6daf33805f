"""What is remembered of the wallet outside its folder, and what that tells of an older one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.vault.making import AT, CHEAP, make_badge
from wallet.model.badge import BadgeQuery
from wallet.model.errors import KeyringUnavailableError, LockedError, WalletError
from wallet.model.finding import FindingKind
from wallet.model.limits import Limits
from wallet.operations import integrity, snapshots
from wallet.operations.wallet import Wallet, lock
from wallet.settings import Folders
from wallet.vault.vault import Vault

PASSPHRASE = "correct horse battery staple"


class Clock:
    def now(self) -> object:
        return AT


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    found = Folders(tmp_path / "vault", tmp_path / "packs", tmp_path / "config")
    Vault.create(found.vault, PASSPHRASE, AT, CHEAP).close()
    return found


def opened(folders: Folders) -> Wallet:
    return Wallet(Vault.open(folders.vault, PASSPHRASE), folders.packs, Clock(), Limits())  # type: ignore[arg-type] # its time does not pass


def kinds(wallet: Wallet, folders: Folders) -> list[FindingKind]:
    return [finding.kind for finding in integrity.check(wallet, folders)]


def grown(folders: Folders, older: Path) -> None:
    """Copy the wallet, change it twice, and remember it."""
    shutil.copytree(folders.vault, older)
    wallet = opened(folders)
    wallet.vault.add(make_badge("First"))
    wallet.vault.add(make_badge("Second"))
    integrity.remember(wallet, folders)
    lock(wallet)


def put_back(folders: Folders, older: Path) -> None:
    shutil.rmtree(folders.vault)
    shutil.copytree(older, folders.vault)


def test_a_whole_older_wallet_is_said_until_it_is_accepted(folders: Folders, tmp_path: Path) -> None:
    grown(folders, tmp_path / "older")
    put_back(folders, tmp_path / "older")
    wallet = opened(folders)
    assert kinds(wallet, folders) == [FindingKind.OLDER_WALLET]
    wallet.vault.add(make_badge("Third"))
    integrity.remember(wallet, folders)
    assert kinds(wallet, folders) == [FindingKind.OLDER_WALLET]
    integrity.accept(wallet, folders)
    assert kinds(wallet, folders) == []
    lock(wallet)
    again = opened(folders)
    assert kinds(again, folders) == []
    assert again.vault.count(BadgeQuery()) == 1
    lock(again)


def test_a_return_to_a_snapshot_needs_no_acceptance(folders: Folders) -> None:
    wallet = opened(folders)
    wallet.vault.add(make_badge("First"))
    assert snapshots.keep_if_due(wallet)
    wallet.vault.add(make_badge("Second"))
    wallet.vault.add(make_badge("Third"))
    integrity.remember(wallet, folders)
    newest = wallet.vault.generation
    lock(wallet)
    (snapshot,) = snapshots.snapshots(folders)
    snapshots.return_to(folders, PASSPHRASE, snapshot.name, Clock())  # type: ignore[arg-type] # as above
    wallet = opened(folders)
    assert kinds(wallet, folders) == []
    assert wallet.vault.count(BadgeQuery()) == 1
    assert wallet.vault.generation > newest
    lock(wallet)


@pytest.mark.parametrize("content", [b"", b"soon", b"-5", b"9" * 40, "٣".encode()])
def test_what_is_remembered_and_cannot_be_read_says_nothing(content: bytes, folders: Folders) -> None:
    wallet = opened(folders)
    integrity.remember(wallet, folders)
    (path,) = (folders.config / "generations").iterdir()
    assert int(path.read_bytes()) == wallet.vault.generation
    path.write_bytes(content)
    assert integrity.older_files(wallet, folders) == []
    integrity.remember(wallet, folders)
    assert int(path.read_bytes()) == wallet.vault.generation
    lock(wallet)


def test_the_keyring_remembers_where_it_unlocks_the_wallet(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, int] = {}
    monkeypatch.setattr(Vault, "keyring_enabled", True)
    monkeypatch.setattr(integrity, "keep_generation", kept.__setitem__)
    monkeypatch.setattr(integrity, "kept_generation", lambda vault_id: kept.get(vault_id, 0))
    wallet = opened(folders)
    integrity.remember(wallet, folders)
    assert kept == {wallet.vault.id: wallet.vault.generation}
    lock(wallet)
    shutil.rmtree(folders.config)
    kept[wallet.vault.id] += 5
    wallet = opened(folders)
    assert [finding.kind for finding in integrity.older_files(wallet, folders)] == [FindingKind.OLDER_WALLET]
    lock(wallet)


def test_a_keyring_that_does_not_answer_leaves_it_to_the_preferences(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(*_: object) -> int:
        raise KeyringUnavailableError("It is locked.")

    monkeypatch.setattr(Vault, "keyring_enabled", True)
    monkeypatch.setattr(integrity, "keep_generation", refuse)
    monkeypatch.setattr(integrity, "kept_generation", refuse)
    grown(folders, tmp_path / "older")
    put_back(folders, tmp_path / "older")
    wallet = opened(folders)
    assert kinds(wallet, folders) == [FindingKind.OLDER_WALLET]
    lock(wallet)


def test_what_cannot_be_remembered_keeps_no_wallet_open(folders: Folders) -> None:
    wallet = opened(folders)
    folders.config.write_bytes(b"no folder")
    with pytest.raises(WalletError, match="folder"):
        integrity.lock_and_remember(wallet, folders)
    with opened(folders).vault as again:
        assert again.id == wallet.vault.id


def test_a_check_says_how_far_it_is_and_ends_where_it_is_told_to(folders: Folders) -> None:
    wallet = opened(folders)
    wallet.vault.add_all([make_badge(f"Badge {number}") for number in range(400)])
    told: list[tuple[int, int]] = []
    assert list(integrity.check(wallet, folders, lambda done, total: told.append((done, total)))) == []
    assert told == sorted(told)
    assert (told[-1], len(told) > 4) == ((100, 100), True)

    def stop(_done: int, _total: int) -> None:
        raise LockedError("Enough.")

    with pytest.raises(LockedError, match="Enough"):
        list(integrity.check(wallet, folders, stop))
    assert kinds(wallet, folders) == []
    lock(wallet)
