"""`rosette vault check`: what it says of files that are whole, and of those that were put back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Rosette
from tests.simulators.world import World
from wallet.cli.exits import Exit
from wallet.crypto.wrapping import KdfCost


@pytest.fixture
def older(rosette: Rosette, places: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the wallet from before its badge came."""
    monkeypatch.setattr(KdfCost, "calibrated", KdfCost.dangerously_cheap)
    assert rosette("vault", "create", *places).code == Exit.DONE
    copy = Path(shutil.copytree(places[1], tmp_path / "older"))
    (tmp_path / "badge.json").write_bytes(World().badge())
    assert rosette("import", *places, tmp_path / "badge.json").code == Exit.DONE
    return copy


def test_a_whole_wallet_is_said_to_be_whole(rosette: Rosette, places: list[str], older: Path) -> None:
    checked = rosette("vault", "check", *places)
    assert older.is_dir()
    assert (checked.code, checked.err) == (Exit.DONE, "")
    assert checked.out.startswith("Every page, row and index")


def test_an_older_wallet_is_said_at_every_command_until_it_is_accepted(
    rosette: Rosette, places: list[str], older: Path
) -> None:
    shutil.rmtree(places[1])
    shutil.copytree(older, places[1])
    assert "older than the one that was last open" in rosette("list", *places).err
    checked = rosette("vault", "check", *places)
    assert (checked.code, checked.err) == (Exit.REFUSED, "")
    assert "older than the one that was last open" in checked.out
    assert rosette("vault", "check", "--accept", *places).code == Exit.DONE
    assert "older" not in rosette("list", *places).err
    assert rosette("vault", "check", *places).code == Exit.DONE


def test_a_page_that_was_put_back_is_said(rosette: Rosette, places: list[str], older: Path) -> None:
    path = Path(places[1]) / "vault.db"
    now, before = path.read_bytes(), (older / "vault.db").read_bytes()
    said = []
    for start in range(4096, min(len(now), len(before)), 4096):
        if now[start : start + 4096] != before[start : start + 4096]:
            path.write_bytes(now[:start] + before[start : start + 4096] + now[start + 4096 :])
            said.append(rosette("vault", "check", *places).code)
            path.write_bytes(now)
    assert len(said) > 5
    assert said.count(Exit.DONE) <= len(said) // 4  # a page that holds nothing now holds nothing then
    assert set(said) <= {Exit.DONE, Exit.REFUSED, Exit.UNREADABLE}
