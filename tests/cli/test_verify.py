"""`rosette verify`: exit codes, reports, and bad input, one line each and never a traceback."""

from __future__ import annotations

import io
import json
import os
import random
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Rosette
from tests.simulators.world import NOW, REQUEST, World
from wallet.cli.exits import Exit, exit_of
from wallet.model.report import Verdict
from wallet.operations.sample_issuer import altered
from wallet.trust.packs import EvidencePack, write_pack

AT = NOW.isoformat().replace("+00:00", "Z")


@pytest.fixture
def world() -> World:
    world = World()
    world.list_issuer()
    world.add_list()
    return world


@pytest.fixture
def pack(world: World, tmp_path: Path) -> Path:
    pack = EvidencePack("Fair", NOW, NOW.replace(year=2027), 1, tuple(world.documents), tuple(world.listed))
    write_pack(tmp_path / "pack", pack)
    return tmp_path / "pack"


def test_a_verified_badge_exits_0(rosette: Rosette, world: World, pack: Path, tmp_path: Path) -> None:
    (tmp_path / "badge.json").write_bytes(world.badge(status=True))
    ran = rosette("verify", "--json", "--at", AT, "--evidence", pack, tmp_path / "badge.json")
    assert ran.code == Exit.DONE
    (report,) = ran.reports()
    assert report["verdict"] == "verified"
    assert report["input"] == str(tmp_path / "badge.json")
    assert report["issuer"]["listed_in"] == ["Fair"]
    assert ran.err == ""


def test_a_presentation_answers_a_nonce(rosette: Rosette, world: World, pack: Path, tmp_path: Path) -> None:
    path = tmp_path / "shown.json"
    path.write_bytes(world.presentation(world.badge()))
    asked = ["verify", "--json", "--at", AT, "--evidence", pack, "--audience", REQUEST.audience, path, "--nonce"]
    assert rosette(*asked, REQUEST.nonce).code == Exit.DONE
    assert rosette(*asked, "another").code == Exit.NOT_GENUINE


def test_nonce_and_audience_go_together(rosette: Rosette, tmp_path: Path) -> None:
    assert rosette("verify", "--nonce", "x", tmp_path).code == Exit.USAGE


def test_people_get_words(rosette: Rosette, world: World, tmp_path: Path) -> None:
    (tmp_path / "badge.json").write_bytes(altered(world.badge()))
    ran = rosette("verify", "--at", AT, tmp_path / "badge.json")
    assert ran.code == Exit.NOT_GENUINE
    assert "Changed, or not from this issuer" in ran.out
    assert "Lockpicking, issued by Guild of Locksmiths" in ran.out


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ([Verdict.VERIFIED], 0),
        ([Verdict.VERIFIED, Verdict.LIMITED], 4),
        ([Verdict.LIMITED, Verdict.UNKNOWN], 5),
        ([Verdict.UNKNOWN, Verdict.UNREADABLE], 2),
        ([Verdict.UNREADABLE, Verdict.EXPIRED], 3),
        ([Verdict.ISSUER_UNKNOWN], 4),
        ([], 2),
    ],
)
def test_the_worst_input_decides(verdicts: list[Verdict], code: int) -> None:
    assert exit_of(verdicts) == code


class TestBadInput:
    """Each names the input and the reason, exits 2, and the next input is still handled."""

    @pytest.fixture
    def good(self, world: World, tmp_path: Path) -> Path:
        path = tmp_path / "good.json"
        path.write_bytes(world.badge())
        return path

    def check(self, rosette: Rosette, bad: Path, good: Path) -> str:
        ran = rosette("verify", "--json", "--at", AT, bad, good)
        assert ran.code == Exit.UNREADABLE
        assert ran.err == ""
        first, second = ran.reports()
        assert (first["input"], first["verdict"]) == (str(bad), "unreadable")
        assert (second["input"], second["verdict"]) == (str(good), "issuer_unknown")
        why = [check["detail"] for check in first["checks"] if check["outcome"] == "failed"]
        assert len(why) == 1
        assert "\n" not in why[0]
        return str(why[0])

    def test_a_missing_path(self, rosette: Rosette, good: Path, tmp_path: Path) -> None:
        assert self.check(rosette, tmp_path / "nowhere.json", good) == "There is no such file."

    def test_an_empty_folder(self, rosette: Rosette, good: Path, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        assert self.check(rosette, tmp_path / "empty", good) == "The folder is empty."

    def test_an_empty_file(self, rosette: Rosette, good: Path, tmp_path: Path) -> None:
        (tmp_path / "empty.json").touch()
        assert "empty" in self.check(rosette, tmp_path / "empty.json", good)

    def test_random_bytes(self, rosette: Rosette, good: Path, tmp_path: Path) -> None:
        (tmp_path / "random.bin").write_bytes(random.Random(7).randbytes(4096))  # noqa: S311 (no secret)
        assert self.check(rosette, tmp_path / "random.bin", good)

    def test_a_file_of_200_megabytes(self, rosette: Rosette, good: Path, tmp_path: Path) -> None:
        path = tmp_path / "huge.json"
        with path.open("wb") as file:
            file.truncate(200 * 1024 * 1024)
        assert "larger than 32 MiB" in self.check(rosette, path, good)

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
    def test_a_pipe_does_not_hang(self, rosette: Rosette, good: Path, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        assert self.check(rosette, tmp_path / "pipe", good) == "It is no ordinary file."

    def test_a_file_that_may_not_be_read(self, rosette: Rosette, good: Path, tmp_path: Path) -> None:
        loop = tmp_path / "loop"
        loop.symlink_to(loop)
        assert self.check(rosette, loop, good)

    def test_bytes_on_standard_input(self, rosette: Rosette, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"{nonsense")))
        ran = rosette("verify", "--json", "-")
        assert ran.code == Exit.UNREADABLE
        assert ran.reports()[0]["input"] == "-"

    @pytest.mark.parametrize("value", ["yesterday", "2026-06-01", "2026-06-01T12:00:00"])
    def test_a_time_without_zone_is_a_usage_error(self, rosette: Rosette, good: Path, value: str) -> None:
        ran = rosette("verify", "--at", value, good)
        assert ran.code == Exit.USAGE
        assert value in ran.err

    def test_a_pack_that_is_none_is_said_once(self, rosette: Rosette, good: Path, tmp_path: Path) -> None:
        (tmp_path / "pack.zip").write_bytes(b"no pack")
        ran = rosette("verify", "--evidence", tmp_path / "pack.zip", good)
        assert ran.code == Exit.UNREADABLE
        assert "pack.zip cannot be used" in ran.err
        assert ran.out == ""

    def test_foreign_text_cannot_reach_the_terminal(self, rosette: Rosette, world: World, tmp_path: Path) -> None:
        path = tmp_path / "evil.json"
        badge = json.loads(world.badge())
        badge["name"] = "\u202egnp.exe\x1b[2J"
        path.write_text(json.dumps(badge))
        ran = rosette("verify", path)
        assert "\x1b" not in ran.out
        assert "\u202e" not in ran.out
