"""Snapshots: whole, private, few, and never in the way."""

from __future__ import annotations

import contextlib
import errno
import os
import resource
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from tests.vault.making import AT, PASSPHRASE, make_badge
from wallet.model.backup import Snapshot, SnapshotReason
from wallet.model.badge import BadgeQuery
from wallet.model.errors import LockedError, RefusedError, VaultDamagedError, WalletError
from wallet.vault.snapshots import MOST_BYTES, list_snapshots, thin_out, worth_keeping
from wallet.vault.vault import Vault


def keep(vault: Vault, minutes: int = 0, reason: SnapshotReason = SnapshotReason.SCHEDULE) -> str:
    with vault.copying() as copy:
        copy.keep(AT + timedelta(minutes=minutes), reason)
    return list_snapshots(vault.folder)[0].name


def names(vault: Vault) -> set[str]:
    return {card.name for card in vault.cards(BadgeQuery(), 0, 100)}


def test_a_snapshot_is_what_the_vault_was_and_its_owners_alone(vault: Vault, folder: Path) -> None:
    vault.add(make_badge("Before"))
    name = keep(vault)
    vault.add(make_badge("After"))
    vault.close()
    (snapshot,) = list_snapshots(folder)
    assert (snapshot.name, snapshot.at, snapshot.reason) == (name, AT, SnapshotReason.SCHEDULE)
    assert snapshot.size == (folder / "snapshots" / name).stat().st_size
    assert (folder / "snapshots").stat().st_mode & 0o777 == 0o700
    assert (folder / "snapshots" / name).stat().st_mode & 0o777 == 0o600
    assert b"Before" not in (folder / "snapshots" / name).read_bytes()
    with Vault.return_to(folder, PASSPHRASE, name, AT + timedelta(hours=1)) as returned:
        assert names(returned) == {"Before"}
    newest = list_snapshots(folder)[0]
    assert newest.reason is SnapshotReason.RESTORE
    with Vault.return_to(folder, PASSPHRASE, newest.name, AT + timedelta(hours=2)) as again:
        assert names(again) == {"Before", "After"}


def test_the_search_index_comes_back_too(vault: Vault, folder: Path) -> None:
    vault.add(make_badge("Pottery", texts="clay"))
    name = keep(vault)
    vault.remove([make_badge("Pottery").card.id], AT)
    vault.close()
    with Vault.return_to(folder, PASSPHRASE, name, AT) as returned:
        assert returned.count(BadgeQuery("clay")) == 1


def test_only_what_is_in_the_list_can_be_gone_back_to(vault: Vault, folder: Path) -> None:
    vault.close()
    before = (folder / "vault.db").read_bytes()
    for name in ("", "..", "../vault.db", "vault.db", "20261124T120000000000Z-1-schedule.db"):
        with pytest.raises(RefusedError, match="no such snapshot"):
            Vault.return_to(folder, PASSPHRASE, name, AT)
    assert (folder / "vault.db").read_bytes() == before


def test_a_damaged_snapshot_is_not_gone_back_to(vault: Vault, folder: Path) -> None:
    vault.add(make_badge("Kept"))
    name = keep(vault)
    vault.close()
    path = folder / "snapshots" / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(VaultDamagedError):
        Vault.return_to(folder, PASSPHRASE, name, AT)
    assert not (folder / "vault.db.next").exists()
    with Vault.open(folder, PASSPHRASE) as opened:
        assert names(opened) == {"Kept"}


def test_a_damaged_vault_is_set_aside(vault: Vault, folder: Path) -> None:
    vault.add(make_badge("Kept"))
    name = keep(vault)
    vault.close()
    (folder / "vault.db").write_bytes(b"x" * 8192)
    (folder / "vault.db-wal").write_bytes(b"left by a crash")
    with Vault.return_to(folder, PASSPHRASE, name, AT) as returned:
        assert names(returned) == {"Kept"}
    (aside,) = (folder / "snapshots").glob("*-damaged.db")
    assert aside.read_bytes() == b"x" * 8192
    assert [snapshot.name for snapshot in list_snapshots(folder)] == [name]


def test_of_many_few_are_kept(tmp_path: Path) -> None:
    every_hour = [snapshot(hours) for hours in range(24 * 365)]
    kept = worth_keeping(every_hour, AT)
    ages = [int((AT - each.at).total_seconds() // 3600) for each in kept]
    assert ages[:6] == [0, 1, 2, 3, 4, 5]
    assert len(kept) <= 6 + 7 + 5 + 6
    assert 24 * 100 < ages[-1] < 24 * 200
    assert worth_keeping(kept, AT) == kept


def test_thinning_again_and_again_loses_no_age() -> None:
    kept: list[Snapshot] = []
    for hours in reversed(range(24 * 120)):
        at = AT - timedelta(hours=hours)
        kept = worth_keeping([*kept, snapshot(hours)], at)
    ages = [(AT - each.at).days for each in kept]
    assert sum(age < 7 for age in ages) >= 7
    assert any(20 <= age < 40 for age in ages)
    assert any(age >= 60 for age in ages)
    assert len(kept) <= 24


def test_those_before_a_removal_are_kept_as_long_as_the_bin() -> None:
    reason = SnapshotReason.REMOVAL
    many = [snapshot(hours, reason) for hours in range(20)]
    assert worth_keeping(many, AT) == many[:10]
    assert worth_keeping([snapshot(24 * 29, reason), snapshot(24 * 31, reason)], AT) == [snapshot(24 * 29, reason)]


def test_what_is_under_way_is_left_alone_and_what_was_abandoned_goes(vault: Vault, folder: Path) -> None:
    keep(vault)
    young, old = (folder / "snapshots" / f"{name}.db.new" for name in ("young", "old"))
    for path, hours in ((young, 23), (old, 25)):
        path.touch()
        at = (AT - timedelta(hours=hours)).timestamp()
        os.utime(path, (at, at))
    thin_out(folder, AT)
    assert (young.exists(), old.exists(), len(list_snapshots(folder))) == (True, False, 1)


def test_they_take_no_more_than_their_share_of_the_disk(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_BYTES > 10**9
    for minutes in range(0, 300, 60):
        keep(vault, minutes)
    assert len(list_snapshots(folder)) == 5
    (folder / "snapshots" / "half.db.new").write_bytes(b"left by a crash")
    (folder / "snapshots" / "half.db.new-journal").write_bytes(b"left by a crash")
    monkeypatch.setattr("wallet.vault.snapshots.MOST_BYTES", 1)
    thin_out(folder, AT + timedelta(hours=5))
    assert [each.at for each in list_snapshots(folder)] == [AT + timedelta(hours=4), AT + timedelta(hours=3)]
    assert len(list((folder / "snapshots").iterdir())) == 2


def snapshot(hours: int, reason: SnapshotReason = SnapshotReason.SCHEDULE) -> Snapshot:
    return Snapshot(f"{hours}", AT - timedelta(hours=hours), reason, 1, hours)


@pytest.mark.parametrize("call", ["os.open", "os.fsync", "pathlib.Path.replace"])
@pytest.mark.parametrize("nth", [1, 2])
def test_a_snapshot_that_the_disk_refuses_leaves_nothing_behind(
    vault: Vault, folder: Path, call: str, nth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls, real = [0], {"os.open": os.open, "os.fsync": os.fsync, "pathlib.Path.replace": Path.replace}[call]

    def refuse(*arguments: object, **named: object) -> object:
        calls[0] += 1
        if calls[0] == nth:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments, **named)  # type: ignore[operator] # one of three calls, as it was called

    with monkeypatch.context() as patch:
        patch.setattr(call, refuse)
        with contextlib.suppress(WalletError):
            keep(vault)
    assert calls[0]
    assert not list((folder / "snapshots").glob("*.new*"))
    keep(vault)
    assert len(list_snapshots(folder)) == 1


def test_a_snapshot_for_which_there_is_no_room_is_refused_in_words(vault: Vault, folder: Path) -> None:
    vault.add_all([make_badge(f"Badge {number}", texts="word " * 500) for number in range(50)])
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8 * 4096, hard))
    try:
        with pytest.raises(WalletError, match="The disk reported an error, or is full"):
            keep(vault)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list((folder / "snapshots").iterdir()) == []
    keep(vault)
    assert len(list_snapshots(folder)) == 1


def test_others_read_and_write_while_one_is_taken(vault: Vault) -> None:
    vault.add_all([make_badge(f"Badge {number}", texts="word " * 500) for number in range(1500)])
    worst, done = [0.0], threading.Event()

    def use() -> None:
        number = 0
        while not done.is_set():
            start = time.perf_counter()
            vault.cards(BadgeQuery(), 0, 50)
            vault.add(make_badge(f"Meanwhile {number}"))
            worst[0], number = max(worst[0], time.perf_counter() - start), number + 1

    user = threading.Thread(target=use)
    user.start()
    with vault.copying() as copy:
        start = time.perf_counter()
        copy.keep(AT, SnapshotReason.SCHEDULE)
        took = time.perf_counter() - start
    done.set()
    user.join()
    assert worst[0] < took


def test_a_vault_that_is_closed_ends_the_snapshot_under_way(vault: Vault, folder: Path) -> None:
    with vault.copying() as copy:
        vault.close()
        with pytest.raises(LockedError):
            copy.keep(AT, SnapshotReason.SCHEDULE)
    assert not (folder / "vault.db-wal").exists()
    assert list_snapshots(folder) == []


def test_a_vault_that_is_closed_ends_what_a_copy_is_being_asked(vault: Vault) -> None:
    endless = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with vault._database.copying() as copying, ThreadPoolExecutor(1) as pool:
        asked = pool.submit(lambda: next(copying.rows(endless)))
        with pytest.raises(TimeoutError):
            asked.result(timeout=0.2)
        vault.close()
        assert isinstance(asked.exception(timeout=10), LockedError)


def _refuse(*_: object, **__: object) -> NoReturn:
    raise OSError(errno.EACCES, os.strerror(errno.EACCES))


def test_what_cannot_be_read_is_said_in_words(vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(vault)
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.stat", _refuse)
        with pytest.raises(WalletError, match="could not be looked into"):
            list_snapshots(folder)
