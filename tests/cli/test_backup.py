"""Backups and snapshots from the command line: what it says, what it answers, and what it asks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Rosette
from tests.simulators.world import World
from wallet.cli.exits import Exit


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wallet.export.backup_file.WORK_FACTOR", 10)


@pytest.fixture
def secret(tmp_path: Path) -> list[str]:
    path = tmp_path / "backup-passphrase"
    path.write_text("a passphrase for the backup\n", encoding="utf-8")
    return ["--backup-passphrase-file", str(path)]


@pytest.fixture
def made(rosette: Rosette, places: list[str], tmp_path: Path) -> list[str]:
    assert rosette("vault", "create", *places).code == Exit.DONE
    (tmp_path / "badge.json").write_bytes(World().badge())
    assert rosette("import", *places, tmp_path / "badge.json").code == Exit.DONE
    return places


def elsewhere(places: list[str], tmp_path: Path) -> list[str]:
    return ["--vault", str(tmp_path / "second" / "vault"), *places[2:]]


def test_a_backup_is_made_rehearsed_and_restored(
    rosette: Rosette, made: list[str], secret: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "wallet.age"
    backup = rosette("backup", *made, *secret, file)
    said = re.compile(rf"{file}: opens, holds 1 badge, all hashes right. It was made on [-0-9]+ [:0-9]+ UTC, today.\n")
    assert (backup.code, bool(said.fullmatch(backup.out))) == (Exit.DONE, True)
    rehearsed = rosette("rehearse", *secret, file)
    assert (rehearsed.code, bool(said.fullmatch(rehearsed.out)), rehearsed.err) == (Exit.DONE, True, "")
    (contents,) = rosette("rehearse", "--json", *secret, file).reports()
    assert (contents["badges"], contents["rows"]["bodies"]) == (1, 1)
    there = elsewhere(made, tmp_path)
    restored = rosette("restore", *there, *secret, file)
    assert (restored.code, bool(said.fullmatch(restored.out))) == (Exit.DONE, True)
    assert rosette("list", *there).out == rosette("list", *made).out
    assert rosette("restore", *there, *secret, file).code == Exit.REFUSED


def test_a_backup_is_merged(rosette: Rosette, made: list[str], secret: list[str], tmp_path: Path) -> None:
    file = tmp_path / "wallet.age"
    rosette("backup", *made, *secret, file)
    there = elsewhere(made, tmp_path)
    rosette("vault", "create", *there)
    merged = rosette("restore", "--into", *there, *secret, file)
    assert merged.code == Exit.DONE
    assert [line.split(" ")[0] for line in merged.out.splitlines()] == ["added", "Also"]
    kept, rest = rosette("restore", "--into", "--json", *there, *secret, file).reports()
    assert kept["outcome"] == "kept"
    assert set(rest) >= {"keys", "shares", "presets", "collections", "tags", "favourites", "in_bin", "packs"}
    assert set(rest.values()) == {0}


def test_what_goes_wrong_is_answered(rosette: Rosette, made: list[str], secret: list[str], tmp_path: Path) -> None:
    file = tmp_path / "wallet.age"
    rosette("backup", *made, *secret, file)
    assert rosette("backup", *made, *secret, file).code == Exit.REFUSED
    assert rosette("backup", "--replace", *made, *secret, file).code == Exit.DONE
    wrong = tmp_path / "wrong"
    wrong.write_text("another\n", encoding="utf-8")
    assert rosette("rehearse", "--backup-passphrase-file", wrong, file).code == Exit.LOCKED
    file.write_bytes(file.read_bytes()[:-1])
    spoilt = rosette("rehearse", *secret, file)
    assert (spoilt.code, spoilt.out) == (Exit.UNREADABLE, "")
    assert "damaged" in spoilt.err
    assert rosette("rehearse", *secret, tmp_path / "missing.age").code == Exit.UNREADABLE
    asked = rosette("rehearse", file)
    assert (asked.code, "--backup-passphrase-file FILE" in asked.err) == (Exit.LOCKED, True)


def test_the_wallet_goes_back_to_a_snapshot(rosette: Rosette, made: list[str]) -> None:
    (taken,) = rosette("snapshots", *made, "--json").reports()
    assert taken["reason"] == "schedule"
    before = rosette("list", *made).out
    badge_id = before.split(" ")[0]
    rosette("snapshots", *made, "--take")
    rosette("remove", *made, badge_id)
    assert rosette("list", *made).out == ""
    newest = rosette("snapshots", *made, "--json").reports()[0]
    assert rosette("snapshots", *made, "--return-to", newest["name"]).code == Exit.DONE
    assert rosette("list", *made).out == before
    shown = rosette("snapshots", *made).out
    assert (shown.count("taken by itself"), shown.count("asked for")) == (1, 1)
    assert shown.count("before something was restored") == 1
    assert rosette("snapshots", *made, "--return-to", "../../vault.db").code == Exit.REFUSED


def test_a_damaged_wallet_goes_back_to_a_snapshot(rosette: Rosette, made: list[str]) -> None:
    before = rosette("list", *made).out
    database = Path(made[1]) / "vault.db"
    database.write_bytes(database.read_bytes()[:4096] + bytes(4096 * 3))
    assert rosette("list", *made).code == Exit.UNREADABLE
    (snapshot,) = rosette("snapshots", *made, "--json").reports()
    assert rosette("snapshots", *made, "--return-to", snapshot["name"]).code == Exit.DONE
    assert rosette("list", *made).out == before
