"""Collections, tags, favourites, filters and what needs attention, at the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Rosette
from tests.simulators.world import World
from wallet.cli.exits import Exit


@pytest.fixture
def made(rosette: Rosette, places: list[str]) -> list[str]:
    assert rosette("vault", "create", *places).code == Exit.DONE
    return places


@pytest.fixture
def kept(rosette: Rosette, made: list[str], tmp_path: Path) -> list[str]:
    """The ids of two badges: one as JSON, one as a token."""
    world = World()
    (tmp_path / "badge.json").write_bytes(world.badge())
    (tmp_path / "badge.sd-jwt").write_bytes(world.sd_jwt())
    ran = rosette("import", *made, "--json", tmp_path / "badge.json", tmp_path / "badge.sd-jwt")
    return [line["id"] for line in ran.reports()]


def listed(rosette: Rosette, made: list[str], *filters: str) -> set[str]:
    ran = rosette("list", *made, "--json", *filters)
    assert ran.code == Exit.DONE, ran.err
    return {line["id"] for line in ran.reports()}


def found(rosette: Rosette, made: list[str], *command: str) -> list[dict[str, Any]]:
    return rosette(*command, *made, "--json").reports()


def test_badges_are_put_into_collections_and_found_there(rosette: Rosette, made: list[str], kept: list[str]) -> None:
    one, two = kept
    assert rosette("collection", *made).err == "There is no collection yet: one is made by: rosette collection new\n"
    assert rosette("collection", "new", *made, "Jobs", "--colour", "teal").out == "Made: Jobs\n"
    rosette("collection", "new", *made, "Acme", "--in", "jobs")
    assert rosette("collection", "add", *made, "Jobs/Acme", one[:8], two, one).out == "Put in: 2 badges.\n"
    assert rosette("collection", "remove", *made, "Acme", two).out == "Taken out: 1 badge.\n"
    assert listed(rosette, made, "--collection", "Jobs") == {one}
    assert rosette("collection", "list", *made).out == "Jobs: 1\n    Acme: 1\n"
    jobs, acme = found(rosette, made, "collection", "list")
    assert (jobs["colour"], jobs["parent"], jobs["search"], jobs["badges"]) == ("teal", None, None, 1)
    assert acme["parent"] == jobs["id"]
    rosette("collection", "rename", *made, "Acme", "Globex")
    rosette("collection", "move", *made, "Globex")
    assert rosette("collection", "delete", *made, "Jobs").out.startswith("Deleted: Jobs.")
    assert [line["name"] for line in found(rosette, made, "collection", "list")] == ["Globex"]
    assert rosette("undo", *made).out.startswith("Taken back: “Jobs”: the change of a collection, made on ")
    assert [line["name"] for line in found(rosette, made, "collection", "list")] == ["Globex", "Jobs"]


def test_a_search_is_saved_and_finds_what_comes_later(rosette: Rosette, made: list[str], kept: list[str]) -> None:
    one, two = kept
    rosette("collection", "smart", *made, "Work", "--tag", "work", "--sort", "name")
    assert found(rosette, made, "collection", "list")[0]["search"] == {"order": "name", "tags": ["work"]}
    assert listed(rosette, made, "--collection", "Work") == set()
    rosette("tag", "add", *made, "Work", two)
    assert listed(rosette, made, "--collection", "Work") == {two}
    assert rosette("collection", *made).out == "Work: 1  (a saved search)\n"
    refused = rosette("collection", "add", *made, "Work", one)
    assert (refused.code, "saved search" in refused.err) == (Exit.REFUSED, True)


def test_tags_and_favourites(rosette: Rosette, made: list[str], kept: list[str]) -> None:
    one, two = kept
    assert rosette("tag", *made).err.startswith("There is no tag yet")
    assert rosette("tag", "add", *made, "Work", one, two).out == "Tagged: 2 badges.\n"
    assert rosette("tag", "remove", *made, "work", two).out == "Taken off: 1 badge.\n"
    assert rosette("tag", "rename", *made, "WORK", "Job").out == "Renamed on: 1 badge.\n"
    assert rosette("tag", *made).out == "Job: 1\n"
    assert listed(rosette, made, "--tag", "job") == {one}
    assert rosette("undo", *made).out.startswith("Taken back: “Job”: the tags of 1 badge, made on ")
    assert found(rosette, made, "tag", "list") == [{"tag": "Work", "badges": 1}]
    assert rosette("tag", "delete", *made, "work").out == "Taken off: 1 badge.\n"
    assert rosette("tag", "delete", *made, "work").code == Exit.REFUSED
    assert rosette("favourite", *made, one).out == "Favourites now: 1 badge.\n"
    assert listed(rosette, made, "--favourites") == {one}
    assert rosette("favourite", *made, one, "--off").out == "Favourites no more: 1 badge.\n"
    assert listed(rosette, made, "--favourites") == set()


def test_a_list_is_narrowed(rosette: Rosette, made: list[str], kept: list[str]) -> None:
    one, two = kept
    assert listed(rosette, made) == {one, two}
    assert listed(rosette, made, "--sort", "expiry") == {one, two}
    assert listed(rosette, made, "--skill", "Open Locks", "--type", "badge", "--issuer", "locksmiths") == {one}
    assert listed(rosette, made, "--year", "2026", "--query", "lock") <= {one, two}
    assert listed(rosette, made, "--year", "1999") == listed(rosette, made, "--expired") == set()
    assert listed(rosette, made, "--noted") == set()
    rosette("note", *made, one, "mine")
    assert listed(rosette, made, "--noted", "--standing", "unlisted", "--standing", "verified") <= {one}
    for choice in ("--issuer", "--type", "--collection"):
        ran = rosette("list", *made, choice, "Nowhere")
        assert (ran.code, "Nowhere" in ran.err) == (Exit.REFUSED, True)
    assert rosette("list", *made, "--expiring", "45").code == Exit.USAGE


def test_what_needs_attention_is_said_until_it_is_dismissed(rosette: Rosette, made: list[str], tmp_path: Path) -> None:
    assert rosette("attention", *made).err == "Nothing needs your attention.\n"
    changed = json.loads(World().badge())
    changed["credentialSubject"]["achievement"]["name"] = "More than it was"
    (tmp_path / "changed.json").write_text(json.dumps(changed))
    rosette("import", *made, tmp_path / "changed.json")
    (notice,) = found(rosette, made, "attention")
    assert (notice["matter"], notice["name"], notice["dismissed"]) == ("changed", "More than it was", False)
    assert notice["id"][:12] in rosette("attention", *made).out
    assert rosette("attention", *made, "--dismiss", notice["subject"]).code == Exit.DONE
    assert found(rosette, made, "attention") == []
    assert rosette("attention", *made, "--all").out.endswith("(dismissed)\n")
    assert rosette("attention", *made, "--dismiss", "nothing").code == Exit.REFUSED
