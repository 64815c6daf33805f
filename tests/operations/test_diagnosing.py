"""What is said of this computer, and of an open wallet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from tests.vault.making import AT, make_badge, make_vault
from wallet.model.diagnosis import Diagnosis, Health
from wallet.model.errors import SandboxUnavailableError, WalletError
from wallet.model.limits import Limits
from wallet.operations import backing_up, diagnosing
from wallet.operations.diagnosing import diagnose, diagnose_open
from wallet.operations.wallet import Wallet
from wallet.settings import Folders
from wallet.vault.vault import Vault

NOW = datetime(2026, 12, 24, tzinfo=UTC)
REAL = "keyring.backends.SecretService.Keyring"


class Clock:
    time = AT

    def now(self) -> datetime:
        return self.time


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "vault", tmp_path / "packs", tmp_path / "config")


def found(folders: Folders, at: datetime = NOW) -> dict[str, Diagnosis]:
    return {each.about: each for each in diagnose(folders, at, Limits())}


def test_a_computer_that_is_well(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    said = found(folders)
    ailing = {about for about, each in said.items() if each.health is not Health.GOOD}
    assert ailing == {"keyring", "wallet.folder"}
    assert "This system runs none." in said["keyring"].text
    assert "SQLCipher 4." in said["encryption"].text
    assert not any(path.exists() for path in folders)


def test_a_real_keyring_is_named(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosing, "keyring_name", lambda: REAL)
    assert found(folders)["keyring"] == Diagnosis(
        "keyring", Health.GOOD, f"This computer's sign-in can open the wallet: {REAL}."
    )


def test_a_clock_that_is_behind(folders: Folders) -> None:
    assert found(folders, datetime(2020, 1, 1, tzinfo=UTC))["clock"].health is Health.BAD


def test_a_library_that_does_not_load(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(diagnosing._LIBRARIES, "unheard-of", "unheard_of")
    said = found(folders)["libraries"]
    assert said.health is Health.BAD
    assert "unheard-of (No module named 'unheard_of')" in said.text
    monkeypatch.setitem(diagnosing._LIBRARIES, "unheard-of", "json")
    assert found(folders)["libraries"].text.endswith(", unheard-of.")


def test_a_database_that_does_not_encrypt(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> str:
        raise WalletError("The wallet cannot be opened safely.", "It does not encrypt.", "Install it again.")

    monkeypatch.setattr(diagnosing, "cipher_version", refuse)
    assert found(folders)["encryption"].health is Health.BAD


@pytest.mark.parametrize("refuses", [False, True])
def test_pictures_that_cannot_be_opened(folders: Folders, monkeypatch: pytest.MonkeyPatch, *, refuses: bool) -> None:
    def read(pictures: object, limits: Limits) -> bytes | None:
        if refuses:
            raise SandboxUnavailableError("Pictures cannot be opened.")
        return None

    monkeypatch.setattr(diagnosing, "read_codes", read)
    assert found(folders)["pictures"].health is Health.BAD


def test_settings_that_cannot_be_read(folders: Folders) -> None:
    folders.config.mkdir()
    (folders.config / "settings.json").write_text('{"theme": "dark"}')
    assert found(folders)["settings"].health is Health.GOOD
    (folders.config / "settings.json").write_text("{")
    assert found(folders)["settings"].health is Health.NOTICE


def test_an_issuer_list_that_was_damaged(folders: Folders) -> None:
    (folders.packs / "0123456789abcdef").mkdir(parents=True)
    assert found(folders)["issuer-lists"].health is Health.BAD


@pytest.fixture
def wallet(folders: Folders) -> Wallet:
    vault: Vault = make_vault(folders.vault)
    return Wallet(vault, folders.packs, Clock(), Limits())


def inside(wallet: Wallet, folders: Folders) -> dict[str, Diagnosis]:
    return {each.about: each for each in diagnose_open(wallet, folders)}


def test_an_open_wallet_and_its_backups(wallet: Wallet, folders: Folders, tmp_path: Path) -> None:
    with wallet.vault:
        assert "nothing to lose" in inside(wallet, folders)["backup"].text
        wallet.vault.add(make_badge("Zanzibar"))
        said = inside(wallet, folders)
        assert (said["backup"].health, said["wallet.content"].health) == (Health.NOTICE, Health.GOOD)
        *_, _last = backing_up.back_up(wallet, tmp_path / "Maya Okafor.age", "a passphrase for it")
        said = inside(wallet, folders)
        assert said["backup"].health is Health.GOOD
        assert "Maya" not in said["backup"].text
        wallet.vault.add(make_badge("Another", minutes=60))
        assert isinstance(wallet.clock, Clock)
        wallet.clock.time = AT + timedelta(days=30)
        assert "came after it: 1. A newer one is due." in inside(wallet, folders)["backup"].text


def test_an_open_wallet_that_was_put_back(wallet: Wallet, folders: Folders) -> None:
    with wallet.vault:
        (folders.config / "generations").mkdir(parents=True)
        (folders.config / "generations" / wallet.vault.id).write_text("99")
        said = inside(wallet, folders)["wallet.content"]
    assert said.health is Health.BAD
    assert said.text.startswith("This wallet is older than")
