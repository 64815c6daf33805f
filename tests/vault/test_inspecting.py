"""A vault's files, looked at without a key: what is said where each of them is not as it should be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.vault.making import AT, PASSPHRASE, make_badge, make_vault
from wallet.model.backup import SnapshotReason
from wallet.model.diagnosis import Diagnosis, Health
from wallet.vault.inspecting import inspect
from wallet.vault.lock import Owner, OwnerLock, owner_of
from wallet.vault.recovery_code import RecoveryCode
from wallet.vault.vault import Vault

WINDOWS_ONLY = sys.platform == "win32"


@pytest.fixture
def made(folder: Path) -> Path:
    with make_vault(folder) as vault:
        vault.add(make_badge("Zanzibar"))
        with vault.copying() as copy:
            copy.keep(AT, SnapshotReason.ASKED)
    return folder


def found(folder: Path, days: float = 0) -> dict[str, Diagnosis]:
    return {each.about: each for each in inspect(folder, AT + timedelta(days=days))}


def ailing(folder: Path) -> dict[str, Health]:
    return {about: each.health for about, each in found(folder).items() if each.health is not Health.GOOD}


def test_a_vault_that_is_well(made: Path) -> None:
    said = found(made)
    assert list(said) == [
        "wallet.folder",
        "wallet.permissions",
        "wallet.owner",
        "wallet.keys",
        "wallet.ways",
        "wallet.database",
        "wallet.snapshots",
    ]
    # Only that there is no recovery code.
    assert ailing(made) == {"wallet.ways": Health.NOTICE}
    assert str(made) in said["wallet.folder"].text
    assert "Zanzibar" not in "".join(f"{each.text}{each.remedy}" for each in said.values())


def test_nothing_is_changed_by_looking(made: Path) -> None:
    def content() -> dict[Path, tuple[bytes, int]]:
        paths = (path for path in made.rglob("*") if path.is_file())
        return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}

    before = content()
    assert found(made)
    assert content() == before


def test_no_vault_at_all(tmp_path: Path) -> None:
    (said,) = inspect(tmp_path / "nowhere", AT)
    assert (said.about, said.health) == ("wallet.folder", Health.NOTICE)
    assert "rosette restore" in said.remedy


@pytest.mark.skipif(WINDOWS_ONLY, reason="modes are POSIX's")
@pytest.mark.parametrize("name", ["", "vault.hdr", "snapshots"])
def test_others_may_look_in(made: Path, name: str) -> None:
    (made / name).chmod(0o755)
    assert ailing(made)["wallet.permissions"] is Health.NOTICE
    assert "chmod" in found(made)["wallet.permissions"].remedy


@pytest.mark.skipif(WINDOWS_ONLY, reason="accounts are POSIX's")
def test_files_of_another_account(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 4_711)
    assert ailing(made)["wallet.permissions"] is Health.BAD


def test_a_folder_in_which_nothing_can_be_saved(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert ailing(made)["wallet.folder"] is Health.BAD


def test_a_disk_with_little_room(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(made)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=1024))
    assert ailing(made)["wallet.folder"] is Health.NOTICE


def test_which_program_has_it_open(made: Path) -> None:
    lock = OwnerLock.take(made)
    said = found(made)["wallet.owner"]
    assert said.health is Health.NOTICE
    assert sys.platform != "linux" or f"process {os.getpid()}, " in said.text
    lock.release()
    assert found(made)["wallet.owner"].health is Health.GOOD


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_another_process_has_it_open(made: Path) -> None:
    script = f"""
from pathlib import Path
from wallet.vault.lock import OwnerLock
lock = OwnerLock.take(Path({str(made)!r}))
print("taken", flush=True)
input()
"""
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"taken\n"
        owner = owner_of(made)
        assert isinstance(owner, Owner)
        assert owner.process == other.pid
        assert owner.name.startswith("python")
        other.communicate(b"\n")
    assert owner_of(made) is None


def cut(path: Path, size: int) -> None:
    with path.open("r+b") as file:
        file.truncate(size)


Harm = Callable[[Path], object]


@pytest.mark.parametrize(
    ("harm", "about", "health"),
    [
        (lambda folder: (folder / "vault.hdr").unlink(), "wallet.keys", Health.NOTICE),
        (lambda folder: cut(folder / "vault.hdr2", 90), "wallet.keys", Health.NOTICE),
        (lambda folder: (folder / "vault.db").unlink(), "wallet.database", Health.BAD),
        (lambda folder: cut(folder / "vault.db", 4_097), "wallet.database", Health.BAD),
        (lambda folder: (folder / "vault.db-wal").touch(), "wallet.database", Health.NOTICE),
        (lambda folder: (folder / "vault.db.next").touch(), "wallet.database", Health.NOTICE),
        (lambda folder: (folder / "vault.hdr.new").touch(), "wallet.database", Health.NOTICE),
        (lambda folder: shutil.rmtree(folder / "snapshots"), "wallet.snapshots", Health.NOTICE),
    ],
)
def test_a_part_that_is_not_well(made: Path, harm: Harm, about: str, health: Health) -> None:
    harm(made)
    said = found(made)[about]
    assert said.health is health
    assert said.remedy


def test_both_copies_of_the_key_file_are_lost(made: Path) -> None:
    cut(made / "vault.hdr", 90)
    (made / "vault.hdr2").unlink()
    said = found(made)
    assert "“vault.hdr2”: It is missing." in said["wallet.keys"].text
    assert ailing(made)["wallet.keys"] is Health.BAD
    assert ailing(made)["wallet.ways"] is Health.BAD


def test_two_copies_that_differ(made: Path, tmp_path: Path) -> None:
    with make_vault(tmp_path / "other"):
        pass
    shutil.copyfile(tmp_path / "other" / "vault.hdr2", made / "vault.hdr2")
    assert "differ" in found(made)["wallet.keys"].text


@pytest.mark.parametrize(("days", "when"), [(0, "of today"), (1, "1 day old"), (40, "40 days old"), (-3, "of today")])
def test_how_old_the_newest_snapshot_is(made: Path, days: int, when: str) -> None:
    assert f"the newest is {when}." in found(made, days)["wallet.snapshots"].text


def test_a_folder_whose_name_no_disk_takes(tmp_path: Path) -> None:
    (said,) = inspect(tmp_path / ("x" * 300), AT)
    assert (said.about, said.health) == ("wallet.folder", Health.BAD)
    assert "too long" in said.text


def test_every_way_of_opening_it_is_named(made: Path) -> None:
    assert "recovery code" not in found(made)["wallet.ways"].text
    with Vault.open(made, PASSPHRASE) as vault, vault.slots() as slots:
        slots.set_recovery_code(RecoveryCode.new(), AT)
    said = found(made)["wallet.ways"]
    assert (said.health, "a recovery code" in said.text) == (Health.GOOD, True)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(("process", "owner"), [("-1", Owner()), ("0", Owner()), ("4194305", Owner(4194305))])
def test_the_owner_is_in_another_container_or_ended_meanwhile(
    made: Path, tmp_path: Path, process: str, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    inode = (made / "vault.lock").stat().st_ino
    locks = tmp_path / "locks"
    locks.write_text(
        f"1: POSIX  ADVISORY  WRITE 7 00:1e:{inode} 0 EOF\n1: -> FLOCK  ADVISORY  WRITE {process} 00:1e:{inode} 0 EOF\n"
    )
    monkeypatch.setattr("wallet.vault.lock._LOCKS", locks)
    lock = OwnerLock.take(made)
    assert owner_of(made) == owner
    lock.release()


def test_a_folder_without_a_lock_file_is_owned_by_nobody(tmp_path: Path) -> None:
    assert owner_of(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(WINDOWS_ONLY or os.geteuid() == 0, reason="needs an account that may be refused something")
def test_a_folder_that_may_not_be_looked_into(made: Path) -> None:
    made.chmod(0)
    try:
        assert [each.health for each in inspect(made, AT)] == [Health.BAD]
    finally:
        made.chmod(0o700)


def test_a_disk_that_refuses(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(shutil, "disk_usage", refuse)
    said = found(made)
    assert said["wallet.folder"].health is Health.BAD
    assert "Input/output error" in said["wallet.folder"].text
    assert said["wallet.keys"].health is Health.GOOD
