"""The database: its settings, its refusals in words, and many threads at once."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from tests.vault.making import PASSPHRASE, make_badge, make_vault
from wallet.model.badge import Added, BadgeQuery
from wallet.model.errors import VaultBusyError, VaultDamagedError, WalletError
from wallet.vault.database import PAGE_BYTES, Database, _connect, cipher_version
from wallet.vault.vault import Vault

KEY = b"k" * 32

SETTINGS = {
    "cipher_page_size": "4096",
    "cipher_hmac_algorithm": "HMAC_SHA512",
    "cipher_use_hmac": "1",
    "cipher_memory_security": "0",
    "secure_delete": 1,
    "temp_store": 2,
    "trusted_schema": 0,
    "foreign_keys": 1,
    "cell_size_check": 1,
    "recursive_triggers": 1,
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
    "journal_mode": "wal",
    "synchronous": 2,
}


@pytest.mark.parametrize("name", SETTINGS)
def test_both_connections_have_the_settings(vault: Vault, name: str) -> None:
    with vault._database.reading() as reader:
        assert reader.execute(f"PRAGMA {name}").fetchone()[0] == SETTINGS[name]
    with vault._database.writing() as writer:
        assert writer.execute(f"PRAGMA {name}").fetchone()[0] == SETTINGS[name]


def test_the_library_that_encrypts_says_its_version() -> None:
    assert re.fullmatch(r"4\.[0-9.]+ community", cipher_version())


def test_a_text_that_is_no_text_is_damage(vault: Vault) -> None:
    badge = make_badge()
    vault.add(badge)
    with vault._database.writing() as connection:
        connection.execute("UPDATE notes SET note = CAST(x'ff' AS TEXT)")
        connection.execute("UPDATE texts SET texts = CAST(x'e2ff' AS TEXT)")
    with pytest.raises(VaultDamagedError, match="not what was written"):
        vault.get(badge.card.id)


@pytest.mark.parametrize("report", ["{", "", "[" * 100_000, "[]"])
def test_a_report_that_is_none_is_damage(vault: Vault, report: str) -> None:
    badge = make_badge()
    vault.add(badge)
    with vault._database.writing() as connection:
        connection.execute("UPDATE reports SET report = ?", (report,))
    with pytest.raises(VaultDamagedError):
        vault.get(badge.card.id)
    if report != "[]":
        with pytest.raises(VaultDamagedError, match="not what was written"):
            vault.subjects()


def test_extensions_cannot_be_loaded(vault: Vault) -> None:
    with pytest.raises(dbapi2.OperationalError, match="not authorized"), vault._database.reading() as connection:
        connection.execute("SELECT load_extension('x')")


def test_the_file_is_no_plain_database(folder: Path) -> None:
    make_vault(folder).close()
    assert b"SQLite" not in (folder / "vault.db").read_bytes()[:4096]


def test_a_library_that_does_not_encrypt_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3  # noqa: PLC0415 (Python's own, which does not encrypt)

    path = tmp_path / "vault.db"
    path.touch()
    monkeypatch.setattr("wallet.vault.database.dbapi2.connect", sqlite3.connect)
    with pytest.raises(WalletError, match="does not encrypt"):
        Database.open(path, KEY)
    assert path.read_bytes() == b""


def test_a_write_that_fails_leaves_nothing_and_the_next_one_works(vault: Vault) -> None:
    vault.add(make_badge("First"))
    with pytest.raises(dbapi2.IntegrityError):
        _delete_all_then_break_a_rule(vault)
    assert vault.count(BadgeQuery()) == 1
    assert vault.add(make_badge()) is Added.ADDED


def _delete_all_then_break_a_rule(vault: Vault) -> None:
    with vault._database.writing() as connection:
        connection.execute("DELETE FROM badges")
        connection.execute("INSERT INTO notes (badge, note) VALUES (1, 'x')")


def test_a_transaction_that_sqlite_ended_itself_is_not_ended_again(vault: Vault) -> None:
    with pytest.raises(ZeroDivisionError):
        _roll_back_then_fail(vault)
    assert vault.add(make_badge()) is Added.ADDED


def _roll_back_then_fail(vault: Vault) -> None:
    with vault._database.writing() as connection:
        connection.execute("ROLLBACK")  # as SQLite does where the disk is full
        raise ZeroDivisionError


def test_damage_in_the_middle_is_said_in_words(folder: Path) -> None:
    with make_vault(folder) as vault:
        vault.add_all([make_badge(f"Badge {number}", texts="word " * 500) for number in range(50)])
    path = folder / "vault.db"
    whole = path.read_bytes()
    unnoticed = 0
    for page in range(2, len(whole) // 4096, 7):
        changed = bytearray(whole)
        changed[page * 4096 + 100] ^= 1
        path.write_bytes(changed)
        unnoticed += _reads_everything(folder)
        path.write_bytes(whole)
    assert unnoticed < len(whole) // 4096 // 7 / 2  # a page that nobody reads is nobody's business


def test_a_database_cut_off_anywhere_is_whole_or_said_to_be_damaged(folder: Path) -> None:
    with make_vault(folder) as vault:
        vault.add_all([make_badge(f"Badge {number}", texts="word " * 500) for number in range(20)])
    path = folder / "vault.db"
    whole = path.read_bytes()
    read = []
    for length in [*range(0, len(whole), 4096 * 5 + 819), len(whole) - 1, len(whole)]:
        path.write_bytes(whole[:length])
        read.append(_reads_everything(folder))
    assert read[-1]
    assert not any(read[:-1])


def _reads_everything(folder: Path) -> bool:
    try:
        with Vault.open(folder, "correct horse battery staple") as vault:
            cards = vault.cards(BadgeQuery("word"), 0, 100)
            return all(vault.get(card.id) for card in cards)
    except VaultDamagedError:
        return False


def test_another_program_that_holds_the_file_is_named(folder: Path) -> None:
    with make_vault(folder) as vault:
        with vault._database.writing() as connection:
            connection.execute("COMMIT")
            connection.execute("PRAGMA busy_timeout = 1")
            connection.execute("BEGIN")
        other = _connect(folder / "vault.db", vault._slots.key.for_database())
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(VaultBusyError, match="in use"):
            vault.add(make_badge())
        other.close()
        assert vault.add(make_badge()) is Added.ADDED


def test_readers_do_not_wait_for_a_writer_and_see_what_was_committed(vault: Vault) -> None:
    vault.add(make_badge("First"))
    with vault._database.writing() as connection:
        connection.execute("UPDATE badges SET name = 'Changed'")
        with ThreadPoolExecutor(1) as pool:
            names = pool.submit(lambda: [card.name for card in vault.cards(BadgeQuery(), 0, 9)]).result(timeout=5)
    assert names == ["First"]
    assert [card.name for card in vault.cards(BadgeQuery(), 0, 9)] == ["Changed"]


def test_many_threads_at_once(vault: Vault) -> None:
    badges = [make_badge(f"Badge {number}", texts=f"word{number:03d}") for number in range(120)]
    start = threading.Barrier(8)

    def work(part: int) -> int:
        start.wait()
        added = [vault.add(badge) for badge in badges[part % 4 :: 4]]
        found = [vault.count(BadgeQuery(badge.search_text)) for badge in badges[part % 4 :: 4]]
        assert all(vault.get(badge.card.id) == badge for badge in badges[part % 4 :: 4])
        assert found == [1] * len(found)
        return added.count(Added.ADDED)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(work, range(8))) == len(badges)
    assert vault.count(BadgeQuery()) == len(badges)


def test_no_changed_page_is_ever_read_as_zeros(folder: Path) -> None:
    badge = replace(make_badge("Kept"), container=b"c" * 50_000)
    with make_vault(folder) as vault:
        vault.add(badge)
    content = (folder / "vault.db").read_bytes()
    outcomes: list[bool] = []
    for page in range(1, len(content) // PAGE_BYTES):
        changed = bytearray(content)
        changed[page * PAGE_BYTES + 2000] ^= 1
        (folder / "vault.db").write_bytes(changed)
        try:
            with Vault.open(folder, PASSPHRASE) as vault:
                outcomes.append(vault.get(badge.card.id) == badge)
        except VaultDamagedError:
            outcomes.append(True)
    assert len(outcomes) > 50
    assert all(outcomes)
