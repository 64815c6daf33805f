"""Every step of the schema, from an empty and from a populated database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.vault.making import AT, PASSPHRASE, make_badge, make_vault
from wallet.model.badge import BadgeQuery
from wallet.model.errors import VaultDamagedError, VaultTooNewError
from wallet.vault.cards import count_cards, row_of_card
from wallet.vault.database import Connection, Database
from wallet.vault.schema import STEPS, lay_out, name_vault, update_schema
from wallet.vault.vault import Vault

KEY = b"k" * 32


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "vault.db"
    path.touch()
    database = Database.open(path, KEY)
    yield database
    database.close()


def run_steps(database: Database, count: int) -> None:
    with database.changing_schema() as connection:
        for statement in (statement for step in STEPS[:count] for statement in step):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {count}")


def tables(connection: Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE sql IS NOT NULL")}


KEPT = ("SELECT * FROM badges", "SELECT * FROM bodies", "SELECT * FROM notes", "SELECT badge, report FROM reports")


def fill_step_1(connection: Connection) -> None:
    for key, name, text, note in ((1, "Pottery", "clay", "kept"), (2, "Weaving", "wool", "")):
        insert(connection, "badges", row_of_card(make_badge(name).card))
        insert(connection, "bodies", {"badge": key, "document": b"{}", "carrier": "plain", "format": "ob3-json"})
        insert(connection, "reports", {"badge": key, "report": "{}"})
        insert(connection, "notes", {"badge": key, "note": note})
        insert(connection, "texts", {"badge": key, "name": name, "issuer": "", "texts": text, "note": note})


def insert(connection: Connection, table: str, row: Mapping[str, object]) -> None:
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))  # noqa: S608 (ours)


def kept(connection: Connection) -> list[object]:
    return [row for query in KEPT for row in connection.execute(query).fetchall()]


def check_step_2(connection: Connection) -> None:
    assert count_cards(connection, BadgeQuery("clay")) == 1
    assert count_cards(connection, BadgeQuery("kept")) == 1
    assert count_cards(connection, BadgeQuery()) == 2
    connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")


MADE_BY = [
    {"vault", "badges", "bodies", "reports", "notes", "texts", "badges_newest", "badges_by_name", "badges_in_bin"},
    {"search", "texts_inserted", "texts_deleted", "texts_updated"},
    {"holder_keys", "holder_keys_by_purpose"},
    {"evidence"},
    {"thumbnails"},
    {"shares", "shared_badges", "shared_claims", "shared_badges_by_share", "shared_claims_by_badge"},
    {"share_ways", "shared_traces", "shared_traces_by_digest", "shared_badges_by_badge", "shares_by_digest"},
    {"presets", "preset_kinds"},
    {"backups"},
    {"changes", "changed_badges", "changed_badges_by_change"},
    {"row_set"},
    {"collections", "collected", "tags", "favourites", "changed_collections", "dismissals", "facts", "replacements"},
    {"changed_presets", "changed_presets_by_change"},
]


@pytest.mark.parametrize("step", range(1, len(STEPS) + 1))
def test_a_step_adds_its_part_to_an_empty_database(database: Database, step: int) -> None:
    run_steps(database, step - 1)
    with database.changing_schema() as connection:
        before = tables(connection)
        for statement in STEPS[step - 1]:
            connection.execute(statement)
        assert MADE_BY[step - 1] <= tables(connection) - before
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("step", range(2, len(STEPS) + 1))
def test_a_step_keeps_what_is_there(database: Database, step: int) -> None:
    run_steps(database, step - 1)
    with database.changing_schema() as connection:
        fill_step_1(connection)
        before = kept(connection)
    update_schema(database)
    with database.writing() as connection:
        assert kept(connection) == before
        assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        check_step_2(connection)


def test_a_step_that_fails_leaves_nothing_behind(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    run_steps(database, 1)
    with database.reading() as connection:
        before = tables(connection)
    broken = (*STEPS, ("CREATE TABLE more (a TEXT) STRICT", "NOT SQL"))
    monkeypatch.setattr("wallet.vault.schema.STEPS", broken)
    with pytest.raises(Exception, match="syntax error"):
        update_schema(database)
    with database.reading() as connection:
        assert tables(connection) == before
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_an_empty_database_is_no_wallet_and_a_newer_one_is_refused(database: Database) -> None:
    with pytest.raises(VaultDamagedError, match="empty"):
        update_schema(database)
    lay_out(database, len(STEPS))
    name_vault(database, "ab" * 16, AT)
    update_schema(database)
    with database.writing() as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    with pytest.raises(VaultTooNewError, match="Update Rosette"):
        update_schema(database)


def test_a_newer_database_is_refused_and_left_closed(folder: Path) -> None:
    with make_vault(folder) as vault, vault._database.writing() as connection:
        connection.execute("PRAGMA user_version = 99")
    for _ in range(2):
        with pytest.raises(VaultTooNewError):
            Vault.open(folder, PASSPHRASE)
    assert not (folder / "vault.db-wal").exists()


def test_tables_are_strict_and_the_vault_says_whose_it_is(vault: Vault) -> None:
    with vault._database.reading() as connection:
        loose = connection.execute(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND schema = 'main' "
            "AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        assert loose == []
        assert connection.execute("SELECT id FROM vault").fetchall() == [(vault.id,)]
