"""What was put back from an older copy of a vault is noticed and said in words, and the owner decides."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.faults.vault_tampering import (
    NEW_PASSPHRASE,
    aged,
    found,
    is_free,
    pages_put_back,
    pages_put_forward,
    sets_put_back,
    unnoticed,
)
from tests.vault.make_golden import GOLDEN_PASSPHRASE, fill
from tests.vault.making import AT, PASSPHRASE, make_badge, make_report, make_vault
from wallet.model.backup import SnapshotReason
from wallet.model.badge import BadgeQuery
from wallet.model.errors import LockedError, VaultDamagedError
from wallet.model.finding import FindingKind
from wallet.model.report import Verdict
from wallet.vault import row_set
from wallet.vault.database import PAGE_BYTES, Database, _connect
from wallet.vault.snapshots import list_snapshots
from wallet.vault.vault import Vault

HEADERS = ("vault.hdr", "vault.hdr2")


@pytest.fixture
def copies() -> Iterator[tuple[Path, Path]]:
    with aged() as (now, older):
        yield now, older


def put_back(names: tuple[str, ...], copies: tuple[Path, Path]) -> Path:
    now, older = copies
    for name in names:
        shutil.copyfile(older / name, now / name)
    return now


def test_a_vault_that_nobody_touched_is_whole_before_and_after_every_kind_of_change(copies: tuple[Path, Path]) -> None:
    assert [found(folder) for folder in copies] == [frozenset(), frozenset()]


def test_the_sum_follows_each_change(folder: Path) -> None:
    fill(folder)
    with Vault.open(folder, GOLDEN_PASSPHRASE) as vault:
        badge = make_badge("Badge 1", minutes=1)
        changes = (
            lambda: vault.set_note(badge.card.id, "one", AT),
            lambda: vault.set_note(badge.card.id, "another", AT),
            lambda: vault.update_report(badge.card, make_report(Verdict.REVOKED)),
            lambda: vault.remove([badge.card.id], AT),
            lambda: vault.undo(AT),
            lambda: vault.redo(AT),
            lambda: vault.empty_bin(AT + timedelta(days=1)),
            lambda: vault.change_passphrase(GOLDEN_PASSPHRASE, "another passphrase"),
        )
        for change in changes:
            change()
            with vault._database.reading() as connection:
                assert row_set.difference(connection.execute) == 0


def test_each_page_put_back_is_noticed(copies: tuple[Path, Path]) -> None:
    now, older = copies
    outcomes = [*unnoticed(now, pages_put_back(now, older, 3)), *unnoticed(now, pages_put_forward(now, older, 7))]
    assert len(outcomes) > 15
    assert [what for what in outcomes if what] == []


def test_a_page_that_holds_nothing_and_was_spoilt_is_damage(copies: tuple[Path, Path]) -> None:
    now, _ = copies
    path = now / "vault.db"
    content = bytearray(path.read_bytes())
    free = next(number for number in range(1, len(content) // PAGE_BYTES) if is_free(now, number))
    content[free * PAGE_BYTES + 100] ^= 1
    path.write_bytes(content)
    assert found(now) == {FindingKind.DAMAGED}


def test_random_sets_of_pages_put_back_are_noticed(copies: tuple[Path, Path]) -> None:
    now, older = copies
    assert [what for what in unnoticed(now, sets_put_back(now, older, 10)) if what] == []


def test_a_row_put_back_is_said_until_the_owner_accepts_it(folder: Path) -> None:
    with make_vault(folder) as vault:
        vault.add_all([make_badge("First"), make_badge("Second")])
        key = vault._slots.key.for_database()
    # As whoever has the key and another program would.
    with closing(_connect(folder / "vault.db", key)) as connection:
        connection.execute("UPDATE badges SET name = 'Firsk' WHERE name = 'First'")
    assert found_with_words(folder) == [FindingKind.MIXED]
    with Vault.open(folder, PASSPHRASE) as vault:
        vault.set_note(make_badge("First").card.id, "a change later on", AT)
        assert [each.kind for each in vault.check()] == [FindingKind.MIXED]
        vault.accept()
        assert list(vault.check()) == []
        assert {card.name for card in vault.cards(BadgeQuery(), 0, 9)} == {"Firsk", "Second"}
    assert found_with_words(folder) == []


def found_with_words(folder: Path) -> list[FindingKind]:
    with Vault.open(folder, PASSPHRASE) as vault:
        findings = [*vault.compare_generations(), *vault.check()]
    assert all(each.what in str(each) and each.why in str(each) and each.remedy in str(each) for each in findings)
    return [each.kind for each in findings]


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        (("vault.db",), {FindingKind.OLDER_DATABASE}),
        (HEADERS, {FindingKind.OLDER_KEY_FILE}),
        (HEADERS[:1], {FindingKind.REPAIRED_KEY_FILE}),
        (HEADERS[1:], {FindingKind.REPAIRED_KEY_FILE}),
        (("vault.db", *HEADERS), set()),
    ],
)
def test_a_file_put_back_alone_is_named(
    names: tuple[str, ...], kinds: set[FindingKind], copies: tuple[Path, Path]
) -> None:
    assert found(put_back(names, copies)) == kinds


def test_a_whole_older_vault_is_noticed_where_a_newer_one_is_remembered(copies: tuple[Path, Path]) -> None:
    now, older = copies
    with Vault.open(now, NEW_PASSPHRASE) as vault:
        newest = vault.generation
    assert found(now, newest) == frozenset()
    assert found(older, newest) == {FindingKind.OLDER_WALLET}
    with Vault.open(older, GOLDEN_PASSPHRASE) as vault:
        vault.accept(newest)
        assert vault.generation > newest
    assert found(older, newest) == frozenset()


def test_an_older_key_file_is_forgotten_once_the_passphrase_is_changed_again(copies: tuple[Path, Path]) -> None:
    now, older = copies
    newer_header = (now / "vault.hdr").read_bytes()
    put_back(HEADERS, copies)
    with Vault.open(now, GOLDEN_PASSPHRASE) as vault:
        vault.change_passphrase(GOLDEN_PASSPHRASE, NEW_PASSPHRASE)
    assert found(now) == frozenset()
    for name in HEADERS:
        (now / name).write_bytes(newer_header)
    assert found(now) == {FindingKind.OLDER_KEY_FILE}
    assert (older / "vault.db").exists()


def test_a_log_put_back_is_noticed(folder: Path, tmp_path: Path) -> None:
    with make_vault(folder) as vault:
        vault.add_all([make_badge(f"Badge {number}", texts="word " * 300) for number in range(9)])
    with Vault.open(folder, PASSPHRASE) as vault:
        vault.set_note(make_badge("Badge 1").card.id, "a first note", AT)
        shutil.copyfile(folder / "vault.db-wal", tmp_path / "older-wal")
        vault.set_note(make_badge("Badge 2").card.id, "a second note", AT)
        vault.add(make_badge("Later"))
        newest = vault.generation
    shutil.copyfile(tmp_path / "older-wal", folder / "vault.db-wal")
    assert found_after(folder, newest) != frozenset()


def found_after(folder: Path, newest: int) -> frozenset[FindingKind]:
    try:
        with Vault.open(folder, PASSPHRASE) as vault:
            return frozenset(each.kind for each in [*vault.compare_generations(newest), *vault.check()])
    except VaultDamagedError:
        return frozenset({FindingKind.DAMAGED})


def test_an_index_that_lost_an_entry_is_noticed_and_made_anew(vault: Vault) -> None:
    vault.add_all([make_badge(f"Badge {number}", texts=f"clay {number}") for number in range(5)])
    with vault._database.writing() as connection:
        connection.execute("DELETE FROM search_idx")
    assert [each.kind for each in vault.check()] == [FindingKind.INDEX]
    vault.accept()
    assert list(vault.check()) == []
    assert vault.count(BadgeQuery("clay")) == 5


def test_an_index_of_other_words_is_noticed(vault: Vault) -> None:
    vault.add(make_badge("Pottery", texts="clay"))
    with vault._database.writing() as connection:
        connection.execute("DROP TRIGGER texts_updated")
        connection.execute("UPDATE texts SET texts = 'wool'")
    assert FindingKind.INDEX in {each.kind for each in vault.check()}


def test_a_sum_that_is_gone_is_damage(folder: Path) -> None:
    with make_vault(folder) as vault, vault._database.writing() as connection:
        connection.execute("DELETE FROM row_set")
    with pytest.raises(VaultDamagedError, match="belong together"):
        Vault.open(folder, PASSPHRASE)


def test_a_difference_stays_one_when_the_schema_changes(vault: Vault) -> None:
    vault.add(make_badge())
    with vault._database.writing() as connection:
        connection.execute("UPDATE row_set SET sum = zeroblob(32)")
    with vault._database.changing_schema() as connection:
        connection.execute("CREATE TABLE more (a TEXT) STRICT")
    assert FindingKind.MIXED in {each.kind for each in vault.check()}
    vault.accept()
    assert list(vault.check()) == []
    with vault._database.writing() as connection:
        connection.execute("INSERT INTO more VALUES ('new tables are watched, too')")
    assert list(vault.check()) == []


def test_a_statement_that_fails_leaves_the_sum_as_it_was(vault: Vault) -> None:
    vault.add(make_badge())
    with vault._database.writing() as connection, pytest.raises(Exception, match="UNIQUE"):
        connection.execute("INSERT INTO presets (name) VALUES ('one'), ('two'), ('one')")
    assert list(vault.check()) == []


def test_whole_files_are_told_from_those_of_an_older_schema(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    path.touch()
    database = Database.open(path, b"k" * 32)
    with database.reading() as connection:
        assert not row_set.is_kept(connection.execute)
        assert row_set.difference(connection.execute) == 0
    database.close()


def test_a_return_to_a_snapshot_is_newer_than_what_it_leaves(folder: Path) -> None:
    with make_vault(folder) as vault:
        vault.add(make_badge("First"))
        with vault.copying() as copy:
            copy.keep(AT, SnapshotReason.ASKED)
        vault.add(make_badge("Second"))
        vault.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
        newest = vault.generation
    (snapshot,) = list_snapshots(folder)
    with Vault.return_to(folder, NEW_PASSPHRASE, snapshot.name, AT) as vault:
        assert {each.kind for each in vault.compare_generations(newest)} == {FindingKind.OLDER_DATABASE}
        vault.supersede(newest)
        assert [*vault.compare_generations(newest), *vault.check()] == []
        assert vault.generation > newest


def test_a_check_tells_how_far_it_is_and_ends_where_whoever_is_told_ends_it(vault: Vault) -> None:
    vault.add_all([make_badge(f"Badge {number}") for number in range(300)])
    told: list[tuple[int, int]] = []
    assert list(vault.check(lambda done, total: told.append((done, total)))) == []
    assert told == sorted(told)
    assert len({total for _, total in told}) == 1
    assert 0 < told[0][0] < told[-1][0] <= told[-1][1]

    def stop(done: int, total: int) -> None:
        raise LockedError("Stopped.", "", "")

    with pytest.raises(LockedError, match="Stopped"):
        list(vault.check(stop))
    assert list(vault.check()) == []


def test_locking_ends_a_check(vault: Vault) -> None:
    vault.add_all([make_badge(f"Badge {number}", texts="word " * 300) for number in range(50)])
    with vault._database.copying() as copying:
        rows = copying.rows("SELECT * FROM texts a, texts b, texts c, texts d")
        next(rows)
        vault.close()
        with pytest.raises(LockedError):
            list(rows)
