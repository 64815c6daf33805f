"""What is done to a vault while the disk or the process fails, and what must be there afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tests.vault.make_golden import FOLDER, GOLDEN_PASSPHRASE, fill
from tests.vault.making import AT, PASSPHRASE, make_badge, make_vault
from tests.vault.test_golden import holds_everything
from wallet.model.backup import SnapshotReason
from wallet.model.badge import BadgeQuery
from wallet.model.errors import WrongPassphraseError
from wallet.model.limits import Limits
from wallet.operations.backing_up import BackupFile, back_up, rehearse
from wallet.operations.merging import merge
from wallet.operations.restoring import restore
from wallet.operations.wallet import Wallet
from wallet.settings import Folders
from wallet.vault.database import Copying
from wallet.vault.fingerprint import check_copy
from wallet.vault.snapshots import FOLDER_NAME, list_snapshots
from wallet.vault.vault import Vault

LIMITS = Limits()
BACKUP_PASSPHRASE = "a passphrase for the backup"
ADDED = 6


@dataclass(frozen=True, slots=True)
class Scenario:
    """One thing that is done to a vault.

    Attributes:
        name: What it is called.
        prepare: Makes what is there before, in an empty folder.
        act: Does it.
        holds: Whether all that must be there is there, whatever became of `act`; it may put right what words ask for.
    """

    name: str
    prepare: Callable[[Path], None]
    act: Callable[[Path], None]
    holds: Callable[[Path], bool]


class _Clock:
    def now(self) -> datetime:
        return AT + timedelta(hours=1)


def _folders(root: Path) -> Folders:
    return Folders(root / "vault", root / "packs", root / "config")


def _open(root: Path, passphrase: str = PASSPHRASE) -> Wallet:
    return Wallet(Vault.open(root / "vault", passphrase), root / "packs", _Clock(), LIMITS)


def _names(vault: Vault) -> set[str]:
    found = vault.cards(BadgeQuery(), 0, 10**4)
    assert all(vault.get(card.id).document for card in found)
    return {card.name for card in found}


def _drain(steps: Iterable[object]) -> None:
    for _ in steps:
        pass


def _with_badges(root: Path) -> None:
    with make_vault(root / "vault") as vault:
        vault.add_all([make_badge(f"Badge {number}", texts="word " * 200) for number in range(20)])


def _there(vault: Vault) -> bool:
    return {f"Badge {number}" for number in range(20)} <= _names(vault)


def _add(root: Path) -> None:
    with Vault.open(root / "vault", PASSPHRASE) as vault:
        for number in range(ADDED):
            vault.add(make_badge(f"Added {number}", texts="word " * 200))
            with (root / "acknowledged").open("a") as file:
                file.write(f"Added {number}\n")


def _added(root: Path) -> bool:
    path = root / "acknowledged"
    said = set(path.read_text().splitlines()) if path.exists() else set()
    with Vault.open(root / "vault", PASSPHRASE) as vault:
        return _there(vault) and said <= _names(vault)


def _change_passphrase(root: Path) -> None:
    with Vault.open(root / "vault", PASSPHRASE) as vault:
        vault.change_passphrase(PASSPHRASE, "another one")


def _old_or_new_passphrase(root: Path) -> bool:
    try:
        vault = Vault.open(root / "vault", PASSPHRASE)
    except WrongPassphraseError:
        vault = Vault.open(root / "vault", "another one")
    with vault:
        return _there(vault)


def _golden(root: Path) -> None:
    shutil.copytree(FOLDER / "schema-0006", root / "vault")


def _migrate(root: Path) -> None:
    Vault.open(root / "vault", GOLDEN_PASSPHRASE).close()


def _migrated(root: Path) -> bool:
    with Vault.open(root / "vault", GOLDEN_PASSPHRASE) as vault:
        return holds_everything(vault)


def _with_backup(root: Path) -> None:
    _with_badges(root)
    _back_up(root)


def _back_up(root: Path) -> None:
    wallet = _open(root)
    with wallet.vault:
        _drain(back_up(wallet, root / "wallet.age", BACKUP_PASSPHRASE, replace=True))


def _backed_up(root: Path) -> bool:
    *_, last = rehearse(BackupFile(root / "wallet.age", BACKUP_PASSPHRASE, LIMITS))
    with Vault.open(root / "vault", PASSPHRASE) as vault:
        return _there(vault) and last.contents is not None and last.contents.badges == 20


def _golden_backup(root: Path) -> None:
    fill(root / "vault")
    wallet = _open(root, GOLDEN_PASSPHRASE)
    with wallet.vault:
        _drain(back_up(wallet, root / "wallet.age", BACKUP_PASSPHRASE))


def _restore(root: Path) -> None:
    backup = BackupFile(root / "wallet.age", BACKUP_PASSPHRASE, LIMITS)
    _drain(restore(_folders(root / "second"), backup, PASSPHRASE, _Clock()))


def _restored(root: Path) -> bool:
    second = root / "second"
    if not (second / "vault" / "vault.hdr").exists() and not (second / "vault" / "vault.hdr2").exists():
        _restore(root)
    with Vault.open(second / "vault", PASSPHRASE) as vault:
        return holds_everything(vault)


def _merge(root: Path) -> None:
    wallet = _open(root, GOLDEN_PASSPHRASE)
    with wallet.vault:
        _drain(merge(wallet, BackupFile(root / "wallet.age", BACKUP_PASSPHRASE, LIMITS)))


def _keep(root: Path) -> None:
    with Vault.open(root / "vault", PASSPHRASE) as vault, vault.copying() as copy:
        copy.keep(AT, SnapshotReason.ASKED)


def _kept(root: Path) -> bool:
    with Vault.open(root / "vault", PASSPHRASE) as vault:
        return _there(vault) and all(_whole(root, each.name, vault) for each in list_snapshots(root / "vault"))


def _whole(root: Path, name: str, vault: Vault) -> bool:
    with Copying.of_file(root / "vault" / FOLDER_NAME / name, vault._slots.key.for_database()) as copying:
        check_copy(copying)
    return True


def _with_snapshot(root: Path) -> None:
    _with_badges(root)
    _keep(root)


def _with_snapshot_and_damage(root: Path) -> None:
    _with_snapshot(root)
    (root / "vault" / "vault.db").write_bytes(bytes(4096 * 4))


def _return(root: Path) -> None:
    name = next(each.name for each in list_snapshots(root / "vault") if each.reason is SnapshotReason.ASKED)
    Vault.return_to(root / "vault", PASSPHRASE, name, AT + timedelta(hours=2)).close()


def _returned_in_the_end(root: Path) -> bool:
    _return(root)
    return _kept(root)


SCENARIOS = (
    Scenario("add", _with_badges, _add, _added),
    Scenario("change the passphrase", _with_badges, _change_passphrase, _old_or_new_passphrase),
    Scenario("migrate", _golden, _migrate, _migrated),
    Scenario("back up", _with_backup, _back_up, _backed_up),
    Scenario("restore", _golden_backup, _restore, _restored),
    Scenario("merge", _golden_backup, _merge, _migrated),
    Scenario("keep a snapshot", _with_badges, _keep, _kept),
    Scenario("return to a snapshot", _with_snapshot, _return, _kept),
    Scenario("return from damage", _with_snapshot_and_damage, _return, _returned_in_the_end),
)
