"""`rosette doctor`: each finding on a line, nothing asked, nothing private, and an exit code for scripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Rosette
from wallet.cli import doctor
from wallet.cli.exits import Exit
from wallet.cli.main import Windows, run
from wallet.crypto.wrapping import KdfCost
from wallet.model.diagnosis import Diagnosis, Health
from wallet.vault.vault import Vault


@pytest.fixture
def made(rosette: Rosette, places: list[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(KdfCost, "calibrated", KdfCost.dangerously_cheap)
    assert rosette("vault", "create", *places).code == Exit.DONE
    return places


def test_a_line_for_each_finding(rosette: Rosette, made: list[str]) -> None:
    ran = rosette("doctor", *made)
    assert ran.code == Exit.DONE
    lines = ran.out.splitlines()
    assert all(line[:2] in {"+ ", "! "} for line in lines)
    assert [line.split()[1] for line in lines][:3] == ["program", "clock", "libraries"]
    assert "+ window              Drawn here." in lines
    assert ran.err.startswith("Findings to look at: ")
    assert "backup" not in {line.split()[1] for line in lines}


def test_json(rosette: Rosette, made: list[str]) -> None:
    ran = rosette("doctor", "--json", *made)
    assert ran.err == ""
    found = {each["about"]: each for each in ran.reports()}
    assert found["wallet.keys"] == {
        "about": "wallet.keys",
        "health": "good",
        "text": "Both copies of the key file are whole and alike.",
        "remedy": "",
    }


def test_what_is_bad_is_told_by_the_exit_code(rosette: Rosette, made: list[str], tmp_path: Path) -> None:
    (tmp_path / "vault" / "vault.db").write_bytes(b"x" * 100)
    ran = rosette("doctor", *made)
    assert ran.code == Exit.REFUSED
    assert "x wallet.database     The end of the wallet's database was cut off. Go back to a snapshot" in ran.out


def test_unlocked_it_says_more(rosette: Rosette, made: list[str]) -> None:
    ran = rosette("doctor", "--unlock", *made)
    assert ran.code == Exit.DONE
    assert "! backup              There never was a backup, and nothing to lose yet." in ran.out
    assert "+ wallet.content      Every page, row and index is as it was written" in ran.out


def test_while_the_window_has_it(rosette: Rosette, made: list[str], tmp_path: Path) -> None:
    with Vault.open(tmp_path / "vault", "correct horse battery staple"):
        ran = rosette("doctor", *made)
        assert ran.code == Exit.DONE
        assert "! wallet.owner        The wallet is open in " in ran.out
        assert rosette("doctor", "--unlock", *made).code == Exit.REFUSED


def test_the_owners_name_is_not_said(rosette: Rosette, made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path(made[1]).parent)
    ran = rosette("doctor", *made)
    assert " in ~/vault, " in ran.out
    assert made[1] not in ran.out
    monkeypatch.setattr(Path, "home", lambda: Path("/"))
    assert f" in {made[1]}, " in rosette("doctor", *made).out


def test_without_a_display_and_without_qt(
    places: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lost() -> tuple[()]:
        raise ImportError("libEGL.so.1: cannot open shared object file")

    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("wallet.cli.display.sys.platform", "linux")
    windows = Windows(lambda folders, paths: 1, lambda paths: 1, lambda source, say: b"", lost)
    assert run(["doctor", "--json", *places], windows) == Exit.REFUSED
    said = {each["about"]: each for each in map(json.loads, capsys.readouterr().out.splitlines())}
    assert said["display"]["health"] == "notice"
    assert "libEGL.so.1" in said["window"]["text"]


def test_nothing_ails_it(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_found", lambda options: iter([Diagnosis("all", Health.GOOD, "Well.")]))
    windows = Windows(lambda folders, paths: 1, lambda paths: 1, lambda source, say: b"", lambda: ())
    assert run(["doctor"], windows) == Exit.DONE
    assert capsys.readouterr() == ("+ all                 Well.\n", "Nothing ails it.\n")
