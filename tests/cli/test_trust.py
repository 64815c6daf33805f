"""`rosette trust`: adopting a pack is what makes one's own badges verified."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Rosette
from tests.simulators.world import NOW, World
from wallet.cli.exits import Exit
from wallet.trust.packs import EvidencePack, write_pack


@pytest.fixture
def world() -> World:
    world = World()
    world.list_issuer()
    return world


def write(world: World, folder: Path, version: int) -> Path:
    write_pack(folder, EvidencePack("Fair", NOW, NOW.replace(year=2099), version, (), tuple(world.listed)))
    return folder


def verdict(rosette: Rosette, places: list[str], badge: Path) -> str:
    at = NOW.isoformat().replace("+00:00", "Z")
    return str(json.loads(rosette("import", *places, "--json", "--at", at, badge).out)["verdict"])


def test_a_list_is_adopted_used_and_forgotten(
    rosette: Rosette, places: list[str], world: World, tmp_path: Path
) -> None:
    badges = [tmp_path / f"{name}.json" for name in "abc"]
    for number, path in enumerate(badges):
        path.write_bytes(world.badge(name=f"Badge {number}"))
    assert rosette("vault", "create", *places).code == Exit.DONE
    assert verdict(rosette, places, badges[0]) == "issuer_unknown"
    added = rosette("trust", "add", *places, write(world, tmp_path / "pack", 3))
    assert added.code == Exit.DONE
    assert "Guild of Locksmiths" in added.out
    assert "unsigned" in added.err
    assert verdict(rosette, places, badges[1]) == "verified"
    assert rosette("verify", *places, "--at", NOW.isoformat(), badges[1]).code == Exit.DONE
    assert rosette("trust", "list", *places).out == added.out
    assert rosette("trust", "remove", *places, "Fair").code == Exit.DONE
    assert rosette("trust", "list", *places).out == ""
    assert verdict(rosette, places, badges[2]) == "issuer_unknown"
    assert rosette("trust", "remove", *places, "Fair").code == Exit.REFUSED


def test_a_version_never_goes_back(rosette: Rosette, places: list[str], world: World, tmp_path: Path) -> None:
    assert rosette("trust", "add", *places, write(world, tmp_path / "new", 3)).code == Exit.DONE
    ran = rosette("trust", "add", *places, write(world, tmp_path / "old", 2))
    assert ran.code == Exit.REFUSED
    assert "version 3" in ran.err


def test_a_pack_that_is_none_is_words(rosette: Rosette, places: list[str], tmp_path: Path) -> None:
    ran = rosette("trust", "add", *places, tmp_path)
    assert ran.code == Exit.UNREADABLE
    assert "cannot be used" in ran.err


def test_importing_a_badge_again_shows_what_a_new_list_makes_of_it(
    rosette: Rosette, places: list[str], tmp_path: Path
) -> None:
    assert rosette("tour", "--keep", tmp_path / "kept").code == Exit.DONE
    badge = tmp_path / "kept" / "badges" / "data-analysis.json"
    assert rosette("vault", "create", *places).code == Exit.DONE
    assert rosette("import", *places, badge).code == Exit.DONE
    assert "not on your list" in rosette("list", *places).out
    assert rosette("trust", "add", *places, tmp_path / "kept" / "pack").code == Exit.DONE
    assert rosette("import", *places, badge).out.startswith("duplicate")
    assert "Verified" in rosette("list", *places).out


def test_somebody_elses_badge_cannot_answer_a_request(
    rosette: Rosette, places: list[str], world: World, tmp_path: Path
) -> None:
    (tmp_path / "badge.json").write_bytes(world.badge())
    assert rosette("vault", "create", *places).code == Exit.DONE
    badge_id = json.loads(rosette("import", *places, "--json", tmp_path / "badge.json").out)["id"]
    ran = rosette("present", *places, badge_id, "--nonce", "n1", "--audience", "https://checker.example")
    assert ran.code == Exit.REFUSED
    assert "cannot answer a request" in ran.err
    assert rosette("present", *places, badge_id).code == Exit.DONE
