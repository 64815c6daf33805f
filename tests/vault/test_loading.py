"""What a backup may put into a vault: what a dump holds, and nothing else; and a dump holds everything."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from tests.vault.make_golden import fill
from tests.vault.making import AT, CHEAP, PASSPHRASE, make_badge
from wallet.model.backup import CREDENTIALS, ROWS, Contents, Member, SnapshotReason
from wallet.model.badge import BadgeQuery
from wallet.model.errors import BackupError, VaultDamagedError, WalletError
from wallet.model.sharing import SharedBadge
from wallet.vault.dump import NOT_DUMPED, READ_AGAIN
from wallet.vault.founding import NewVault
from wallet.vault.schema import STEPS
from wallet.vault.snapshots import list_snapshots
from wallet.vault.vault import Vault

Change = Callable[[str, dict[str, Any]], None]


@pytest.fixture(scope="module")
def dumped(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Member], Contents]:
    folder = tmp_path_factory.mktemp("source") / "wallet"
    fill(folder)
    with Vault.open(folder, "a golden vault holds nothing real") as vault, vault.copying() as copy:
        return list(copy.members()), copy.contents(AT)


def load(folder: Path, members: list[Member]) -> Vault:
    with NewVault.begin(folder, PASSPHRASE, CHEAP) as new:
        for member in members:
            new.loader.take(member)
        return Vault.finished(folder, new, AT)


def changed(members: list[Member], change: Change) -> list[Member]:
    def line(table: str, text: str) -> str:
        row = json.loads(text)
        change(table, row)
        return json.dumps(row)

    def member(each: Member) -> Member:
        if not each.name.startswith(ROWS):
            return each
        table = each.name.split("/")[1]
        lines = [line(table, text) for text in each.data.decode().splitlines()]
        return Member(each.name, "".join(f"{text}\n" for text in lines).encode())

    return [member(each) for each in members]


def test_every_table_is_in_a_dump_but_what_is_made_again(dumped: tuple[list[Member], Contents], folder: Path) -> None:
    _, contents = dumped
    with load(folder, dumped[0]) as vault, vault._database.reading() as connection:
        query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'"
        tables = {name for (name,) in connection.execute(query).fetchall()}
    assert tables - set(contents.rows) == NOT_DUMPED == {"vault", "row_set", "thumbnails"} | READ_AGAIN
    assert contents.schema == len(STEPS)
    assert [table for table, count in contents.rows.items() if not count] == []


def test_what_was_dumped_is_loaded_and_dumped_again_alike(dumped: tuple[list[Member], Contents], folder: Path) -> None:
    members, contents = dumped
    with load(folder, members) as vault, vault.copying() as copy:
        assert list(copy.members()) == members
        assert copy.contents(AT).rows == contents.rows


def _set(table: str, column: str, value: object) -> Change:
    def change(of: str, row: dict[str, Any]) -> None:
        if of == table:
            row[column] = value

    return change


CHANGES = [
    _set("badges", "verdict", "splendid"),
    _set("badges", "added_at", 10**18),
    _set("badges", "added_at", "today"),
    _set("badges", "added_at", 10**30),
    _set("badges", "added_at", None),
    _set("badges", "name", ["a", "list"]),
    _set("badges", "name", {"base64": "AA=="}),
    _set("badges", "name", {"base64": "?"}),
    _set("badges", "name", {"other": 1}),
    _set("badges", "name", "half of a character: \ud800"),
    _set("badges", "key", 1),
    _set("badges", "more", 1),
    _set("bodies", "carrier", "pigeon"),
    _set("bodies", "document", {"member": "credentials/missing"}),
    _set("bodies", "document", None),
    _set("bodies", "badge", 10_000),
    _set("evidence", "kind", "hearsay"),
    _set("evidence", "source", "a friend"),
    _set("evidence", "fetched", 10**18),
    _set("shares", "at", 10**18),
    _set("holder_keys", "secret", {"base64": "AA=="}),
    _set("holder_keys", "secret", None),
    _set("holder_keys", "made_at", 10**18),
    _set("reports", "report", "no JSON"),
    _set("reports", "report", "[]"),
    _set("holder_keys", "key_type", "RSA"),
    _set("holder_keys", "key_type", "none"),
    _set("changes", "kind", "miracle"),
    _set("collections", "colour", "ultraviolet"),
    _set("collections", "query", '{"colour": "teal"}'),
    _set("collections", "query", '{"standings": ["splendid"]}'),
    _set("collections", "query", "not JSON"),
    _set("collections", "parent", "b" * 32),
    _set("collections", "parent", "d" * 32),
    _set("collected", "badge", 10_000),
    _set("collected", "collection", 10_000),
    _set("dismissals", "at", 10**18),
]


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_values_that_rosette_does_not_write_are_refused(
    dumped: tuple[list[Member], Contents], folder: Path, number: int
) -> None:
    with pytest.raises(BackupError, match="cannot be restored"):
        load(folder, changed(dumped[0], CHANGES[number]))
    assert [path.name for path in folder.iterdir()] == ["vault.lock"]


@pytest.mark.parametrize(
    "member",
    [
        Member("tables/vault/000001.jsonl", b'{"only": 2, "id": "x", "made_at": 1, "generation": 1}\n'),
        Member("tables/sqlite_schema/000001.jsonl", b'{"name": "x"}\n'),
        Member("tables/search/000001.jsonl", b"{}\n"),
        Member('tables/notes" VALUES (1, 2); --/1', b'{"badge": 1, "note": "x"}\n'),
        Member("tables/notes/000001.jsonl", b'{"badge": 1, "note": "x", "note\\"; --": 1}\n'),
        Member("tables/notes/000001.jsonl", b"[]\n"),
        Member("tables/notes/000001.jsonl", b"not JSON\n"),
        Member("tables/notes/000001.jsonl", b"[" * 100_000 + b"\n"),
        Member("tables/notes/000001.jsonl", b'{"badge": 1e999, "note": "x"}\n'),
        Member("tables/notes/000001.jsonl", b"\xff\n"),
    ],
    ids=lambda member: member.name + str(len(member.data)),
)
def test_rows_of_no_table_of_ours_are_refused(folder: Path, member: Member) -> None:
    with pytest.raises(BackupError, match="cannot be restored"):
        load(folder, [member])


HOSTILE = ("\ud800", 10**18, "{", None, {"base64": "AAAA"}, -(10**18), "", "[" * 900 + "]" * 900, 1.5, "\x00", 2**63)


def test_whatever_stands_in_a_column_it_is_refused_or_the_wallet_can_be_used(
    dumped: tuple[list[Member], Contents], tmp_path: Path
) -> None:
    made = 0
    some = columns(dumped[0])[::3]
    for (table, column), value in zip(some, cycle(HOSTILE), strict=False):
        with suppress(WalletError):
            vault = load(tmp_path / f"{table} {column}", changed(dumped[0], _set(table, column, value)))
            made += 1
            with vault:
                use(vault)
    assert 0 < made < len(some)


def columns(members: list[Member]) -> list[tuple[str, str]]:
    rows = [each for each in members if each.name.startswith(ROWS)]
    named = [(each.name.split("/")[1], column) for each in rows for column in json.loads(each.data.splitlines()[0])]
    return list(dict.fromkeys(named))


def use(vault: Vault) -> None:
    """Do everything that reads, as the faces of the program do; what is damaged may be refused in words."""
    found = [card.id for card in vault.cards(BadgeQuery(), 0, 100)]
    with vault.keys() as keys:
        keys.every()
    ways: tuple[Callable[[], object], ...] = (
        *(partial(vault.get, badge) for badge in found),
        *(partial(vault.thumbnail, badge, 64) for badge in found),
        *(vault.bin, vault.subjects, vault.shares, vault.presets, vault.evidence, vault.last_backup, vault.state),
        partial(vault.cards, BadgeQuery("badge"), 0, 10),
        lambda: list(vault.check()),
        partial(vault.since, AT),
        partial(vault.sightings, [SharedBadge(badge, "", ()) for badge in found]),
        *(partial(vault.undo, AT), partial(vault.undo, AT), partial(vault.redo, AT)),
    )
    for do in ways:
        with suppress(WalletError):
            do()


def test_no_more_is_remembered_than_rows_refer_to(folder: Path) -> None:
    heap = [Member(f"{CREDENTIALS}{number:064}", bytes(16 * 1024 * 1024)) for number in range(9)]
    with pytest.raises(BackupError, match="cannot be restored"):
        load(folder, heap)


def test_fewer_rows_than_were_dumped_are_refused(dumped: tuple[list[Member], Contents], folder: Path) -> None:
    members, contents = dumped
    with NewVault.begin(folder, PASSPHRASE, CHEAP) as new:
        for member in members:
            new.loader.take(member)
        new.loader.check(contents.rows)
        with pytest.raises(BackupError):
            new.loader.check({**contents.rows, "badges": contents.rows["badges"] + 1})
        with pytest.raises(BackupError):
            new.loader.check({**contents.rows, "more": 0})


def test_a_dump_comes_in_pieces_and_names_a_picture_once_in_each(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.add_all([replace(make_badge(f"Badge {number}"), container=b"a picture") for number in range(7)])
    monkeypatch.setattr("wallet.vault.dump._MOST_ROWS", 3)
    with vault.copying() as copy:
        members = list(copy.members())
        rows = copy.contents(AT).rows
    assert [member.name for member in members].count(f"containers/{sha256(b'a picture').hexdigest()}") == 3
    assert len([member for member in members if member.name.startswith("tables/badges/")]) == 3
    with NewVault.begin(folder.parent / "other", PASSPHRASE, CHEAP) as new:
        for member in members:
            new.loader.take(member)
        new.loader.check(rows)
        assert Vault.finished(folder.parent / "other", new, AT).count(BadgeQuery()) == 7


def test_a_damaged_database_is_not_copied(vault: Vault, folder: Path) -> None:
    vault.add_all([make_badge(f"Badge {number}", texts="word " * 100) for number in range(50)])
    vault.close()
    content = bytearray((folder / "vault.db").read_bytes())
    with Vault.open(folder, PASSPHRASE) as opened:
        content[len(content) * 4 // 5] ^= 1
        (folder / "vault.db").write_bytes(content)
        with opened.copying() as copy, pytest.raises(VaultDamagedError, match="damaged"):
            copy.keep(AT, SnapshotReason.SCHEDULE)
        with opened.copying() as copy, pytest.raises(VaultDamagedError, match="damaged"):
            list(copy.members())
    assert list_snapshots(folder) == []
