"""`rosette present` before anything leaves: what it says, what it does not write over, when a copy ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Rosette
from tests.simulators.world import COURSE, DAY, NOW, World
from wallet.cli.exits import Exit
from wallet.operations.sample_issuer import Term


def imported(rosette: Rosette, places: list[str], tmp_path: Path, data: bytes) -> str:
    path = tmp_path / "badge"
    path.write_bytes(data)
    assert rosette("vault", "create", *places).code == Exit.DONE
    return str(json.loads(rosette("import", *places, "--json", path).out)["id"])


@pytest.fixture
def badge_id(rosette: Rosette, places: list[str], tmp_path: Path) -> str:
    return imported(rosette, places, tmp_path, World().sd_jwt())


def test_a_file_that_is_there_is_written_over_only_by_force(
    rosette: Rosette, places: list[str], badge_id: str, tmp_path: Path
) -> None:
    out, picture = tmp_path / "p.sd-jwt", tmp_path / "p.png"
    out.write_text("mine")
    shown = ("present", *places, badge_id, "--out", out)
    refused = rosette(*shown, "--qr", picture)
    assert refused.code == Exit.REFUSED
    assert "p.sd-jwt is there already. Nothing was written over it" in refused.err
    assert (out.read_text(), picture.exists()) == ("mine", False)
    assert rosette("shares", *places).out == ""
    assert rosette(*shown, "--qr", picture, "--force").code == Exit.DONE
    assert out.read_bytes().count(b"~") == 1
    assert rosette("present", *places, badge_id, "--qr", picture).code == Exit.REFUSED


def test_a_copy_ends_and_the_words_say_where_that_stands(
    rosette: Rosette, places: list[str], badge_id: str, tmp_path: Path
) -> None:
    said = rosette("present", *places, badge_id, "--until", "2030-12-24", "--out", tmp_path / "p").err
    assert "This is a copy to share: it answers no request" in said
    assert "used until 24 December 2030: your history says so, the copy does not." in said
    line = json.loads(rosette("shares", *places, "--json").out)
    assert line["until"] == "2030-12-24T23:59:59Z"
    assert ", until 2030-12-24, as a file" in rosette("shares", *places).out


def test_a_copy_cannot_have_ended_and_an_answer_has_no_end(rosette: Rosette, places: list[str], badge_id: str) -> None:
    shown = ("present", *places, badge_id)
    assert "cannot end before it leaves" in rosette(*shown, "--until", "2020-01-01").err
    assert rosette(*shown, "--until", "tomorrow").code == Exit.USAGE
    ran = rosette(*shown, "--until", "2030-01-01", "--nonce", "n", "--audience", "a")
    assert (ran.code, "an answer is for now" in ran.err) == (Exit.USAGE, True)


def test_what_can_be_told_is_said_first(rosette: Rosette, places: list[str], badge_id: str) -> None:
    said = rosette("present", *places, badge_id, "--disclose", "Result", "--dry-run").err
    assert "“Lockpicking” can be recognised when it is shown again, by its signature and your key." in said
    assert "It can be told of “Lockpicking” that 1 detail is kept back." in said


def test_a_badge_that_has_ended_is_shown_with_a_word_about_it(
    rosette: Rosette, places: list[str], tmp_path: Path
) -> None:
    world = World()
    past = Term(NOW - 100 * DAY, NOW - 100 * DAY, NOW - 50 * DAY)
    data = world.issuer.sign_embedded(world.issuer.badge(COURSE, world.holder.did, past), past.signed)
    badge_id = imported(rosette, places, tmp_path, data)
    ran = rosette("present", *places, badge_id, "--out", tmp_path / "p.json")
    assert "“Lockpicking” has expired: whoever checks it will be told so." in ran.err
    assert (ran.code, (tmp_path / "p.json").exists()) == (Exit.DONE, True)


def test_a_changed_badge_is_shown_with_a_word_about_it(rosette: Rosette, places: list[str], tmp_path: Path) -> None:
    badge_id = imported(rosette, places, tmp_path, World().badge().replace(b"Opened a lock.", b"Broke a lock.."))
    said = rosette("present", *places, badge_id, "--dry-run").err
    assert "“Lockpicking” did not pass its last check: whoever checks it will be told so." in said


def test_presets_choose_and_can_be_added_to(rosette: Rosette, places: list[str], badge_id: str) -> None:
    shown = ("present", *places, badge_id, "--dry-run", "--preset")
    assert "shows Date of birth" not in rosette(*shown, "job").err
    assert "shows Date of birth" in rosette(*shown, "everything").err
    assert "shows Result" not in rosette(*shown, "minimum").err
    assert "shows Result" in rosette(*shown, "minimum", "--disclose", "Result").err
    kept = rosette("preset", "save", *places, "Pubs", badge_id, "--disclose", "Date of birth")
    assert kept.out == "Kept: Pubs shows Date of birth.\n"
    assert rosette("preset", "list", *places).out == "Pubs: Date of birth\n"
    assert "shows Date of birth" in rosette(*shown, "pubs").err
    assert rosette("preset", "remove", *places, "Pubs").code == Exit.DONE
    assert "There is no preset of your own yet" in rosette("preset", "list", *places).err
    ran = rosette(*shown, "Pubs")
    assert (ran.code, "There are: minimum, job, everything." in ran.err) == (Exit.REFUSED, True)


def test_the_purpose_is_kept(rosette: Rosette, places: list[str], badge_id: str) -> None:
    assert rosette("present", *places, badge_id, "--to", "Vestavind", "--purpose", "The job").code == Exit.DONE
    assert "    for: The job" in rosette("shares", *places).out
