"""`rosette scan` of what is shown; pictures are in test_codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Rosette
from wallet.cli.exits import Exit


@pytest.mark.parametrize("source", ["screen", "clipboard"])
def test_what_is_shown_is_read(rosette: Rosette, source: str) -> None:
    ran = rosette("scan", f"--{source}")
    assert (ran.code, ran.out) == (Exit.DONE, f"what the {source} shows")
    assert ran.err == "Part 1 of 2, keep holding.\n"


def test_without_a_camera_it_is_refused_in_words(rosette: Rosette) -> None:
    ran = rosette("scan", "--camera")
    assert (ran.code, ran.out) == (Exit.REFUSED, "")
    assert "There is no camera." in ran.err


def test_without_a_display_nothing_can_be_on_it(rosette: Rosette, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    ran = rosette("scan", "--screen")
    assert ran.code == Exit.REFUSED
    assert "no display" in ran.err


def test_one_place_to_look_at_is_named(rosette: Rosette, tmp_path: Path) -> None:
    assert rosette("scan").code == Exit.USAGE
    assert rosette("scan", tmp_path / "a.png", "--screen").code == Exit.USAGE
    assert rosette("scan", "--camera", "--screen").code == Exit.USAGE
