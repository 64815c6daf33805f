"""Presentations that do not fit into one QR code, on the command line: a sheet, or the frames of a moving code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Rosette
from tests.simulators.camera import Camera
from tests.simulators.world import World
from wallet.cli.exits import Exit

CAMERA = Camera(lost=8)


@pytest.fixture
def badge(rosette: Rosette, places: list[str], tmp_path: Path) -> list[str]:
    """The arguments of a wallet, and the id of a badge in it that is too large for one code."""
    assert rosette("vault", "create", *places).code == Exit.DONE
    (tmp_path / "badge.json").write_bytes(World().badge(description=" ".join(str(n**9) for n in range(120))))
    return [*places, json.loads(rosette("import", *places, "--json", tmp_path / "badge.json").out)["id"]]


def test_a_sheet_is_written_and_read_back(rosette: Rosette, badge: list[str], tmp_path: Path) -> None:
    out, sheet = tmp_path / "out.json", tmp_path / "q.png"
    ran = rosette("present", *badge, "--out", out, "--qr", sheet)
    assert ran.code == Exit.DONE
    assert re.search(r"It takes \d QR codes\. Wrote .*q\.png, to print", ran.err)
    assert rosette("scan", sheet).out == out.read_text()
    (read,) = rosette("verify", sheet, "--json").reports()
    (plain,) = rosette("verify", out, "--json").reports()
    assert read["verdict"] == plain["verdict"] != "unreadable"


def test_frames_are_written_photographed_lost_and_read_back(rosette: Rosette, badge: list[str], tmp_path: Path) -> None:
    out, screen, album = tmp_path / "out.json", tmp_path / "screen", tmp_path / "album"
    screen.mkdir()
    album.mkdir()
    ran = rosette("present", *badge, "--out", out, "--qr", screen)
    assert ran.code == Exit.DONE
    frames = sorted(screen.iterdir())
    assert f"Wrote {len(frames)} pictures to {screen}: a moving code of {len(frames) // 4} parts." in ran.err
    assert [path.name for path in frames] == [f"{number:02}.png" for number in range(1, len(frames) + 1)]
    for number, photograph in enumerate(CAMERA.watch(path.read_bytes() for path in frames)):
        (album / f"{number}.jpg").write_bytes(photograph)
    assert len(list(album.iterdir())) < len(frames)
    assert rosette("scan", album).out == out.read_text()


def test_a_folder_of_frames_is_one_presentation(rosette: Rosette, badge: list[str], tmp_path: Path) -> None:
    out, screen = tmp_path / "out.json", tmp_path / "screen"
    screen.mkdir()
    assert rosette("present", *badge, "--out", out, "--qr", screen).code == Exit.DONE
    (plain,) = rosette("verify", out, "--json").reports()
    for jobs in ((), ("--jobs", "2")):
        (read,) = rosette("verify", screen, "--json", *jobs).reports()
        assert read["input"] == str(screen)
        assert read["verdict"] == plain["verdict"] != "unreadable"
        assert read["warnings"] == [
            *plain["warnings"],
            "It was put together from {0} of {0} pictures of one moving code.".format(len(list(screen.iterdir()))),
        ]


def test_a_request_goes_into_the_frames_of_a_moving_code_too(rosette: Rosette, tmp_path: Path) -> None:
    wanted = ["/" + str(n**40) for n in range(60)]
    ran = rosette("request", "--claims", *wanted, "--out", tmp_path / "r.json", "--qr", tmp_path)
    assert ran.code == Exit.DONE
    assert "a moving code of" in ran.err
    assert rosette("scan", *tmp_path.glob("*.png")).out == (tmp_path / "r.json").read_text()


def test_what_is_missing_or_does_not_belong_together_is_said(
    rosette: Rosette, badge: list[str], tmp_path: Path
) -> None:
    assert rosette("present", *badge, "--qr", tmp_path / "q.png").code == Exit.DONE
    nothing = rosette("scan", tmp_path / "badge.json")
    assert nothing.code == Exit.UNREADABLE
    assert "There is no QR code in badge.json." in nothing.err
    screen = tmp_path / "screen"
    screen.mkdir()
    assert rosette("present", *badge, "--qr", screen).code == Exit.DONE
    part = rosette("scan", screen / "01.png")
    assert part.code == Exit.UNREADABLE
    assert re.search(r"Only one part of a code of \d parts could be read\.", part.err)
