"""The commands that need a wallet, in the order a learner uses them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Rosette
from tests.simulators.world import World
from wallet.cli.exits import Exit
from wallet.model.limits import Limits
from wallet.sandbox.images import qr_texts


@pytest.fixture
def badge(tmp_path: Path) -> Path:
    path = tmp_path / "badge.json"
    path.write_bytes(World().badge())
    return path


@pytest.fixture
def token(tmp_path: Path) -> Path:
    path = tmp_path / "badge.sd-jwt"
    path.write_bytes(World().sd_jwt())
    return path


@pytest.fixture
def made(rosette: Rosette, places: list[str]) -> list[str]:
    assert rosette("vault", "create", *places).code == Exit.DONE
    return places


def test_a_badge_is_kept_found_noted_and_removed(rosette: Rosette, made: list[str], badge: Path) -> None:
    first, second = rosette("import", *made, badge), rosette("import", *made, "--json", badge)
    assert first.code == Exit.DONE
    assert first.out.startswith("added")
    again = json.loads(second.out)
    assert again["outcome"] == "duplicate"
    badge_id = again["id"]
    assert rosette("list", *made, "--query", "opening lock").out.startswith(badge_id[:12])
    assert rosette("note", *made, badge_id[:8], "for the job at the zoo").code == Exit.DONE
    assert badge_id in rosette("list", *made, "--query", "zoo", "--json").out
    assert "Note: for the job at the zoo" in rosette("show", *made, badge_id).out
    assert rosette("remove", *made, badge_id[:8], badge_id).out.startswith("Moved to the bin: 1.")
    empty = rosette("list", *made)
    assert (empty.out, empty.err) == ("", "No badge was found.\n")
    assert rosette("undo", *made).out.startswith("Taken back: the removal of 1 badge, ")
    assert badge_id[:12] in rosette("list", *made).out
    assert rosette("undo", *made).out.startswith("Taken back: the note on 1 badge, ")
    assert rosette("undo", *made).out.startswith("Taken back: the adding of 1 badge, ")
    assert rosette("undo", *made).out == "There is nothing to take back.\n"
    assert rosette("redo", *made).out.startswith("Done again: the adding of 1 badge, ")
    assert ": 1 badge.\n" in rosette("vault", "status", *made).out


def test_show_json_is_what_pointers_point_into(rosette: Rosette, made: list[str], token: Path) -> None:
    badge_id = json.loads(rosette("import", *made, "--json", token).out)["id"]
    assert json.loads(rosette("show", *made, "--json", badge_id).out)["birthdate"] == "1998-04-17"


def test_what_leaves_is_shown_first_and_nothing_else_leaves(
    rosette: Rosette, made: list[str], token: Path, tmp_path: Path
) -> None:
    badge_id = json.loads(rosette("import", *made, "--json", token).out)["id"]
    out, picture = tmp_path / "shown.sd-jwt", tmp_path / "shown.png"
    dry = rosette("present", *made, badge_id, "--disclose", "/result", "--dry-run")
    assert dry.out == ""
    assert "shows Result: 80 %" in dry.err
    assert "keeps back: Date of birth" in dry.err
    ran = rosette("present", *made, badge_id, "--disclose", "Result", "--out", out, "--qr", picture)
    assert ran.code == Exit.DONE
    assert out.read_bytes().count(b"~") == 2
    assert len(qr_texts([picture.read_bytes()], Limits())[0]) == 1
    assert rosette("scan", picture).out == out.read_text()


def test_a_detail_that_is_not_there_is_said(rosette: Rosette, made: list[str], token: Path) -> None:
    badge_id = json.loads(rosette("import", *made, "--json", token).out)["id"]
    ran = rosette("present", *made, badge_id, "--disclose", "/height")
    assert ran.code == Exit.REFUSED
    assert "no detail /height" in ran.err
    assert "/birthdate" in ran.err


def test_bad_input_is_refused_and_nothing_is_stored(
    rosette: Rosette, made: list[str], badge: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.json").touch()
    ran = rosette("import", *made, tmp_path / "empty.json", tmp_path / "missing", badge)
    assert ran.code == Exit.UNREADABLE
    assert [line.split()[0] for line in ran.out.splitlines()] == ["refused", "refused", "added"]
    assert ": 1 badge.\n" in rosette("vault", "status", *made).out


def test_a_wrong_passphrase_is_words_and_exit_6(rosette: Rosette, made: list[str], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("wrong\n")
    ran = rosette("list", *made, "--passphrase-file", wrong)
    assert ran.code == Exit.LOCKED
    assert "Traceback" not in ran.err
    assert "passphrase" in ran.err


def test_without_a_terminal_nobody_is_asked(rosette: Rosette, made: list[str]) -> None:
    ran = rosette("list", "--vault", made[1], "--config", made[3])
    assert ran.code == Exit.LOCKED
    assert "--passphrase-file" in ran.err


def test_no_wallet_is_words(rosette: Rosette, places: list[str]) -> None:
    ran = rosette("list", *places)
    assert ran.code == Exit.UNREADABLE
    assert "rosette vault create" in ran.err


def test_a_damaged_header_is_words(rosette: Rosette, made: list[str], tmp_path: Path) -> None:
    for name in ("vault.hdr", "vault.hdr2"):
        (tmp_path / "vault" / name).write_bytes(b"{}")
    ran = rosette("list", *made)
    assert ran.code == Exit.UNREADABLE
    assert "Traceback" not in ran.err


def test_the_passphrase_can_be_changed(rosette: Rosette, made: list[str], tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    fresh.write_text("another long passphrase\n")
    assert rosette("vault", "passphrase", *made, "--new-passphrase-file", fresh).code == Exit.DONE
    assert rosette("list", *made).code == Exit.LOCKED
    assert rosette("list", *made, "--passphrase-file", fresh).code == Exit.DONE


def test_without_a_terminal_the_missing_file_is_named(
    rosette: Rosette, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    ran = rosette("vault", "passphrase", *made)
    assert ran.code == Exit.LOCKED
    assert ran.err.endswith("Give --new-passphrase-file FILE.\n")


def test_an_id_of_nothing_is_refused(rosette: Rosette, made: list[str]) -> None:
    assert rosette("show", *made, "0" * 64).code == Exit.REFUSED


def test_without_a_real_keyring_the_passphrase_stays_and_words_say_why(
    rosette: Rosette, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    ran = rosette("vault", "keyring", *made, "on")
    assert ran.code == Exit.UNREADABLE
    assert "keyring" in ran.err
    assert "Traceback" not in ran.err
    assert rosette("vault", "keyring", *made, "off").code == Exit.DONE
    assert rosette("list", *made).code == Exit.DONE
