"""The bin from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Rosette
from tests.simulators.world import World
from wallet.cli.exits import Exit


@pytest.fixture
def made(rosette: Rosette, places: list[str], tmp_path: Path) -> list[str]:
    assert rosette("vault", "create", *places).code == Exit.DONE
    (tmp_path / "badge.json").write_bytes(World().badge())
    assert rosette("import", *places, tmp_path / "badge.json").code == Exit.DONE
    return places


def test_a_removed_badge_is_in_the_bin_until_it_is_brought_back(rosette: Rosette, made: list[str]) -> None:
    badge_id = rosette("list", *made).out.split(" ")[0]
    assert rosette("bin", "list", *made).err == "The bin is empty.\n"
    assert rosette("redo", *made).out == "There is nothing to do again.\n"
    rosette("remove", *made, badge_id)
    assert rosette("bin", "list", *made).out.startswith(f"{badge_id}  removed on 20")
    assert json.loads(rosette("bin", "list", "--json", *made).out)["id"].startswith(badge_id)
    assert rosette("bin", "restore", *made, badge_id, badge_id).out == "Brought back: 1.\n"
    assert rosette("bin", "restore", *made, badge_id).out == "Brought back: 0.\n"
    assert rosette("undo", *made).out.startswith("Taken back: the return from the bin of 1 badge, made on ")
    assert rosette("redo", *made).out.startswith("Done again: the return from the bin of 1 badge, made on ")
    assert rosette("list", *made).out.startswith(badge_id)


def test_the_bin_is_emptied_for_good_and_a_snapshot_kept(rosette: Rosette, made: list[str]) -> None:
    badge_id = rosette("list", *made).out.split(" ")[0]
    rosette("remove", *made, badge_id)
    emptied = rosette("bin", "empty", *made)
    assert (emptied.out, "snapshots" in emptied.err) == ("Deleted for good: 1.\n", True)
    assert rosette("bin", "empty", *made).out == "Deleted for good: 0.\n"
    assert rosette("undo", *made).out == "There is nothing to take back.\n"
    (snapshot,) = [each for each in rosette("snapshots", "--json", *made).reports() if each["reason"] == "removal"]
    assert rosette("snapshots", *made, "--return-to", snapshot["name"]).code == Exit.DONE
    assert rosette("bin", "list", *made).out.startswith(badge_id)
