"""The tour, as a newcomer runs it: every verdict, and commands that give the same verdicts again."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from wallet.cli.exits import Exit
from wallet.cli.main import Windows, run
from wallet.model.report import Verdict

LAST_LINE = "The tour is over: every verdict was as it should be, and nothing left this computer."


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder a tour kept its files in, and what it printed."""
    keep = tmp_path_factory.mktemp("tour") / "kept"
    home = tmp_path_factory.mktemp("home")
    command = [sys.executable, "-m", "wallet", "tour", "--keep", str(keep)]
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(home)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    assert done.stderr == ""
    assert [path for path in home.rglob("*") if path.is_file()] == []
    return keep, done.stdout


def test_it_shows_every_verdict(toured: tuple[Path, str]) -> None:
    _, out = toured
    assert out.splitlines()[-1] == LAST_LINE
    shown = set(re.findall(r"^   \S+\.\S+ +([a-z_]+) ", out, re.MULTILINE))
    assert shown == {verdict.value for verdict in Verdict}


def test_it_keeps_what_it_made(toured: tuple[Path, str]) -> None:
    keep, _ = toured
    names = {"presentation.png", "presentation.sd-jwt", "whole-badge.json", "pack", "reports", "badges", "commands.txt"}
    assert {path.name for path in keep.iterdir()} == names
    assert len(list((keep / "reports").iterdir())) == 3


def test_its_commands_give_the_same_verdicts(toured: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    keep, out = toured
    printed = dict(re.findall(r"^   (\S+\.\S+) +([a-z_]+) ", out, re.MULTILINE))
    commands = (keep / "commands.txt").read_text().splitlines()
    assert len(commands) == 16
    for command in commands:
        arguments = shlex.split(command)
        code = run(
            arguments[1:], Windows(lambda folders, paths: 1, lambda paths: 1, lambda source, say: b"", lambda: ())
        )
        (line,) = capsys.readouterr().out.splitlines()
        report = json.loads(line)
        name = Path(report["input"]).name
        assert report["verdict"] == printed.get(name, "verified")
        assert (code == Exit.DONE) is (report["verdict"] == "verified")


def test_what_was_kept_back_is_nowhere_in_the_presentation(toured: tuple[Path, str]) -> None:
    from wallet.formats.sd_jwt import disclose, parse_sd_jwt  # noqa: PLC0415 (the reader of the other side)
    from wallet.model.limits import Limits  # noqa: PLC0415

    token = (toured[0] / "presentation.sd-jwt").read_bytes()
    shown = disclose(parse_sd_jwt(token, Limits())).payload
    assert shown["holder"] == "Maya Okafor"
    assert not {"birthdate", "email", "achievement"} & set(shown)
