"""The bin and the snapshots that are kept without being asked for."""

from __future__ import annotations

from datetime import timedelta

from tests.operations.conftest import Clock
from tests.vault.making import AT, PASSPHRASE, make_badge
from wallet.model.backup import SnapshotReason
from wallet.model.badge import BadgeId, BadgeQuery
from wallet.model.change import ChangeKind
from wallet.operations import bin as bins
from wallet.operations import library, snapshots
from wallet.operations.wallet import Wallet, lock
from wallet.settings import Folders
from wallet.vault.vault import Vault


def filled(wallet: Wallet, count: int) -> list[BadgeId]:
    made = [make_badge(f"Badge {number}") for number in range(count)]
    wallet.vault.add_all(made)
    return [badge.card.id for badge in made]


def reasons(folders: Folders) -> list[SnapshotReason]:
    return [snapshot.reason for snapshot in snapshots.snapshots(folders)]


def test_a_snapshot_is_due_when_the_wallet_changed_and_an_hour_went_by(
    wallet: Wallet, clock: Clock, folders: Folders
) -> None:
    assert snapshots.keep_if_due(wallet)
    filled(wallet, 1)
    assert not snapshots.keep_if_due(wallet)
    clock.at += timedelta(hours=2)
    assert snapshots.keep_if_due(wallet)
    clock.at += timedelta(hours=2)
    assert not snapshots.keep_if_due(wallet)
    clock.at = AT - timedelta(days=400)
    filled(wallet, 2)
    assert snapshots.keep_if_due(wallet)
    assert reasons(folders) == [SnapshotReason.SCHEDULE] * 3


def test_a_removal_of_many_is_preceded_by_a_snapshot(wallet: Wallet, folders: Folders) -> None:
    ids = filled(wallet, 12)
    library.remove(wallet, ids[:2])
    assert reasons(folders) == []
    library.remove(wallet, ids[2:])
    assert reasons(folders) == [SnapshotReason.REMOVAL]
    name = snapshots.snapshots(folders)[0].name
    lock(wallet)
    snapshots.return_to(folders, PASSPHRASE, name, Clock())
    with Vault.open(folders.vault, PASSPHRASE) as vault:
        assert vault.count(BadgeQuery()) == 10


def test_the_bin_lets_go_after_thirty_days(wallet: Wallet, clock: Clock, folders: Folders) -> None:
    first, second = filled(wallet, 2)
    library.remove(wallet, [first])
    clock.at += timedelta(days=20)
    library.remove(wallet, [second])
    clock.at += timedelta(days=9)
    assert bins.expire_bin(wallet) == 0
    assert reasons(folders) == []
    clock.at += timedelta(days=2)
    assert bins.expire_bin(wallet) == 1
    assert reasons(folders) == [SnapshotReason.REMOVAL]
    assert [each.card.id for each in bins.binned(wallet)] == [second]


def test_the_bin_is_emptied_when_asked(wallet: Wallet) -> None:
    library.remove(wallet, filled(wallet, 2))
    assert bins.empty_bin(wallet) == 2
    assert bins.binned(wallet) == []
    assert bins.empty_bin(wallet) == 0
    assert bins.undo(wallet) is None


def test_changes_are_taken_back_and_done_again(wallet: Wallet) -> None:
    (first,) = filled(wallet, 1)
    library.set_note(wallet, first, "a note")
    library.remove(wallet, [first])
    for kind in (ChangeKind.REMOVAL, ChangeKind.NOTE):
        change = bins.undo(wallet)
        assert change is not None
        assert change.kind is kind
    assert wallet.vault.get(first).note == ""
    for kind in (ChangeKind.NOTE, ChangeKind.REMOVAL):
        change = bins.redo(wallet)
        assert change is not None
        assert change.kind is kind
    assert library.count(wallet, BadgeQuery()) == 0
