"""`rosette present --as`: the file leaves in the form named, or in none."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from tests.cli.conftest import Rosette
from tests.presentation.issuing import key, sd_jwt
from wallet.cli.exits import Exit


@pytest.fixture
def badge(rosette: Rosette, places: list[str], tmp_path: Path) -> list[str]:
    """Arguments that name a wallet and an SD-JWT in it."""
    rosette("vault", "create", *places)
    (tmp_path / "badge").write_bytes(sd_jwt(key(), None))
    return [*places, json.loads(rosette("import", *places, "--json", tmp_path / "badge").out)["id"]]


def test_the_files_ending_picks_the_form(rosette: Rosette, badge: list[str], tmp_path: Path) -> None:
    out = tmp_path / "for work.pdf"
    assert rosette("present", *badge, "--disclose", "/result", "--out", out).code == Exit.DONE
    assert out.read_bytes().startswith(b"%PDF-1.7")
    inside = json.loads(rosette("verify", "--json", out).out)["credentials"]
    assert [report["name"] for report in inside] == ["Wind Turbine Safety"]


@pytest.mark.parametrize(
    "case",
    [
        ("de_DE.UTF-8", "", "Prüfen Sie es selbst"),
        ("fr", "es", "Compruébalo por tu cuenta"),
        ("C", "", "Check it yourself"),
    ],
)
def test_a_pdf_is_in_the_owners_language(
    rosette: Rosette, badge: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: tuple[str, str, str]
) -> None:
    system, setting, heading = case
    monkeypatch.setenv("LANGUAGE", system)
    (tmp_path / "config").mkdir(exist_ok=True)
    (tmp_path / "config" / "settings.json").write_text(json.dumps({"language": setting}))
    out = tmp_path / "a.pdf"
    assert rosette("present", *badge, "--disclose", "/result", "--as", "pdf", "--out", out).code == Exit.DONE
    with pikepdf.open(out) as pdf, pdf.open_outline() as outline:
        assert heading in [item.title for item in outline.root[0].children]


def test_a_form_that_is_named_counts_more_than_an_ending(rosette: Rosette, badge: list[str], tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    assert rosette("present", *badge, "--as", "vp", "--out", out).code == Exit.DONE
    assert json.loads(out.read_bytes())["type"] == ["VerifiablePresentation"]


def test_what_is_not_possible_is_said_and_nothing_leaves(rosette: Rosette, badge: list[str], tmp_path: Path) -> None:
    out, code = tmp_path / "a.png", tmp_path / "code.png"
    ran = rosette("present", *badge, "--out", out, "--qr", code)
    assert ran.code == Exit.REFUSED
    assert "this one is an SD-JWT" in ran.err
    assert not out.exists()
    assert not code.exists()
    assert rosette("shares", *badge[:-1]).out == ""


def test_a_form_needs_a_file(rosette: Rosette, badge: list[str]) -> None:
    ran = rosette("present", *badge, "--as", "pdf")
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert "--as needs --out" in ran.err
