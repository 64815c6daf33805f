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
    assert line["ways"] == ["file"]
    assert line["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert "Result" in [claim["label"] for claim in line["badges"][0]["claims"]]
    assert "80 %" not in listed.out
    assert "Date of birth" not in listed.out
    assert "to Glazing Works, a copy to share" in rosette("shares", *places).out
    assert "You have shown nothing to Somebody Else." in rosette("shares", *places, "--to", "Somebody Else").err


def test_what_somebody_knows_is_summed_up_and_who_could_compare_notes(
    rosette: Rosette, places: list[str], badge_id: str
) -> None:
    shown = ("present", *places, badge_id, "--purpose", "The job", "--disclose")
    assert rosette(*shown, "Result", "--to", "Vestavind").code == Exit.DONE
    assert rosette(*shown, "Date of birth", "--to", "Vestavind").code == Exit.DONE
    dry = rosette(*shown, "Result", "--to", "Clay & Co", "--dry-run")
    assert "Vestavind has “Lockpicking” already. The two could tell that it is the same badge, by" in dry.err
    assert rosette("shares", *places, "--to", "Clay & Co").out == ""
    assert rosette(*shown, "Result", "--to", "Clay & Co").code == Exit.DONE
    said = rosette("shares", *places, "--to", "vestavind").out
    assert "Vestavind: shown to 2 times, on " in said
    assert "for: The job" in said
    assert "Result" in said
    assert "Date of birth" in said
    assert "Clay & Co has “Lockpicking” already." in said
    known = json.loads(rosette("shares", *places, "--to", "vestavind", "--json").out)
    assert [link["to"] for link in known["linked"]] == ["Clay & Co"]
    assert len(known["shares"]) == 2
    assert "2001" not in json.dumps([badge["claims"] for badge in known["badges"]])


def test_a_line_survives_its_badge(rosette: Rosette, places: list[str], badge_id: str) -> None:
    assert rosette("present", *places, badge_id, "--disclose", "Result").code == Exit.DONE
    assert rosette("remove", *places, badge_id).code == Exit.DONE
    assert badge_id[:12] in rosette("shares", *places).out
    assert "to someone you did not name" in rosette("shares", *places, "--badge", badge_id).out
