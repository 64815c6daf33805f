"""The sharing history on the command line."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Rosette
from tests.simulators.world import World
from wallet.cli.exits import Exit


@pytest.fixture
def badge_id(rosette: Rosette, places: list[str], tmp_path: Path) -> str:
    path = tmp_path / "badge.sd-jwt"
    path.write_bytes(World().sd_jwt())
    assert rosette("vault", "create", *places).code == Exit.DONE
    return str(json.loads(rosette("import", *places, "--json", path).out)["id"])


def test_what_leaves_has_its_line_without_values(
    rosette: Rosette, places: list[str], badge_id: str, tmp_path: Path
) -> None:
    out = tmp_path / "shown.sd-jwt"
    shown = ("present", *places, badge_id, "--disclose", "Result")
    assert rosette(*shown, "--dry-run").code == Exit.DONE
    assert rosette("shares", *places).out == ""
    assert rosette(*shown, "--to", "Glazing Works", "--out", out).code == Exit.DONE
    listed = rosette("shares", *places, "--json", "--to", "glazing works", "--badge", badge_id[:8])
    line = json.loads(listed.out)
    assert line["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert "Result" in [claim["label"] for claim in line["badges"][0]["claims"]]
    assert "80 %" not in listed.out
    assert "Date of birth" not in listed.out
    assert "to Glazing Works, a copy to share" in rosette("shares", *places).out
    assert rosette("shares", *places, "--to", "Somebody Else").out == ""


def test_a_line_survives_its_badge(rosette: Rosette, places: list[str], badge_id: str) -> None:
    assert rosette("present", *places, badge_id, "--disclose", "Result").code == Exit.DONE
    assert rosette("remove", *places, badge_id).code == Exit.DONE
    assert badge_id[:12] in rosette("shares", *places).out
    assert "to someone you did not name" in rosette("shares", *places, "--badge", badge_id).out
