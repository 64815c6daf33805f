"""Every vault that a release wrote opens with all that is in it, and is brought to this release without a loss."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from pathlib import Path

import pytest

from tests.vault.make_golden import BADGES, FOLDER, GOLDEN_PASSPHRASE, fill
from tests.vault.making import make_badge
from wallet.model.backup import SnapshotReason
from wallet.model.badge import BadgeQuery
from wallet.model.errors import VaultDamagedError, WalletError
from wallet.vault.schema import STEPS
from wallet.vault.snapshots import list_snapshots
from wallet.vault.vault import Vault
from wallet.vault.whole_copies import put_in_place

GOLDEN = sorted(path.name for path in FOLDER.glob("schema-????"))
OLDEST = "schema-0006"


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    return copied(OLDEST, tmp_path)


def copied(name: str, tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER / name, tmp_path / name))


def holds_everything(vault: Vault) -> bool:
    found = vault.cards(BadgeQuery(), 0, 100)
    assert {card.name for card in found} == {"Baked", *(f"Badge {number}" for number in range(BADGES - 1))}
    assert [card.name for card in vault.cards(BadgeQuery("note first"), 0, 10)] == ["Badge 0"]
    stored = {card.name: vault.get(card.id) for card in found}
    assert stored["Baked"].container == b"a picture around it"
    assert stored["Badge 3"].document == make_badge("Badge 3").document
    assert [each.card.name for each in vault.bin()] == [f"Badge {BADGES - 1}"]
    assert [share.receiver for share in vault.shares()] == ["A golden receiver"]
    assert [document.content for document in vault.evidence()] == [b"{}"]
    return True


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_vault_opens_with_all_that_is_in_it(name: str, tmp_path: Path) -> None:
    folder = copied(name, tmp_path)
    for _ in range(2):
        with Vault.open(folder, GOLDEN_PASSPHRASE) as vault:
            assert holds_everything(vault)
    assert not list(folder.glob("vault.db?*"))


def test_a_vault_made_today_holds_what_a_golden_one_holds(tmp_path: Path) -> None:
    fill(tmp_path / "today")
    with Vault.open(tmp_path / "today", GOLDEN_PASSPHRASE) as vault:
        assert holds_everything(vault)


def test_a_vault_is_as_it_was_in_the_snapshot_from_before_its_migration(golden: Path) -> None:
    before = (golden / "vault.db").read_bytes()
    Vault.open(golden, GOLDEN_PASSPHRASE).close()
    (snapshot,) = list_snapshots(golden)
    assert snapshot.reason is SnapshotReason.MIGRATION
    shutil.copy(golden / "snapshots" / snapshot.name, golden / "vault.db")
    assert (golden / "vault.db").stat().st_size == len(before)
    with Vault.open(golden, GOLDEN_PASSPHRASE) as vault:
        assert holds_everything(vault)


@pytest.mark.parametrize("call", ["os.open", "os.fsync", "pathlib.Path.replace"])
@pytest.mark.parametrize("nth", range(1, 8))
def test_a_migration_that_the_disk_refuses_leaves_the_old_vault(
    golden: Path, call: str, nth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = {"os.open": os.open, "os.fsync": os.fsync, "pathlib.Path.replace": Path.replace}[call], [0]

    def refuse(*arguments: object, **named: object) -> object:
        calls[0] += 1
        if calls[0] == nth:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments, **named)  # type: ignore[operator] # one of three calls, as it was called

    with monkeypatch.context() as patch:
        patch.setattr(call, refuse)
        with contextlib.suppress(WalletError):
            Vault.open(golden, GOLDEN_PASSPHRASE).close()
    with Vault.open(golden, GOLDEN_PASSPHRASE) as vault:
        assert holds_everything(vault)


def test_a_migration_that_would_lose_something_is_not_done(golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (golden / "vault.db").read_bytes()
    losing = (*STEPS, ("DELETE FROM badges WHERE name = 'Badge 1'",))
    monkeypatch.setattr("wallet.vault.schema.STEPS", losing)
    monkeypatch.setattr("wallet.vault.migrating.STEPS", losing)
    with pytest.raises(VaultDamagedError, match="would not have held all"):
        Vault.open(golden, GOLDEN_PASSPHRASE)
    assert (golden / "vault.db").stat().st_size == len(before)
    monkeypatch.undo()
    with Vault.open(golden, GOLDEN_PASSPHRASE) as vault:
        assert holds_everything(vault)
    assert not list(golden.glob("vault.db?*"))


def test_a_step_that_fails_leaves_the_old_vault(golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = (*STEPS, ("NOT SQL",))
    monkeypatch.setattr("wallet.vault.schema.STEPS", broken)
    monkeypatch.setattr("wallet.vault.migrating.STEPS", broken)
    with pytest.raises(Exception, match="syntax error"):
        Vault.open(golden, GOLDEN_PASSPHRASE)
    monkeypatch.undo()
    with Vault.open(golden, GOLDEN_PASSPHRASE) as vault:
        assert holds_everything(vault)


def test_changes_beside_the_database_are_never_taken_for_those_of_another(golden: Path) -> None:
    (golden / "vault.db-journal").write_bytes(b"x")

    (golden / "vault.db.next").write_bytes(b"another")
    with pytest.raises(VaultDamagedError, match="could not be closed"):
        put_in_place(golden, golden / "vault.db.next")
    assert (golden / "vault.db").read_bytes() != b"another"
