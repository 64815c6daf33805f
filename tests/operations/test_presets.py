"""Presets of the owner's own: kept by the kinds of claims, fit for badges of every format, never showing too much."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.simulators.laptops import Owner, StoppedClock, set_up
from wallet.model.disclosure import OwnPreset, Preset, Selection
from wallet.model.errors import RefusedError
from wallet.operations import bin as bin_
from wallet.operations import presenting, presets
from wallet.vault.vault import Vault


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Owner:
    return set_up(tmp_path_factory.mktemp("owner"), StoppedClock())[0]


def choice(owner: Owner, name: str, *pointers: str) -> Selection:
    return Selection(owner.ids[name], frozenset(pointers))


def test_a_preset_shows_the_same_kinds_of_details_in_other_formats(owner: Owner) -> None:
    kept = presets.save_preset(owner.wallet, " For  fairs ", [choice(owner, "sd-jwt", "/result", "/given_name")])
    assert kept == OwnPreset("For fairs", frozenset({"Result", "First name"}))
    assert kept in presets.own_presets(owner.wallet)
    found = presets.find_preset(owner.wallet, "for fairs")
    assert presenting.preset(owner.wallet, owner.ids["sd-jwt"], found).pointers == {"/result", "/given_name"}
    elsewhere = presenting.preset(owner.wallet, owner.ids["ecdsa-sd-2023"], found)
    assert elsewhere.pointers == {"/credentialSubject/result"}


def test_a_name_is_one_preset_and_can_be_forgotten(owner: Owner) -> None:
    presets.save_preset(owner.wallet, "Evening", [choice(owner, "sd-jwt", "/result")])
    presets.save_preset(owner.wallet, "evening", [choice(owner, "sd-jwt", "/birthdate")])
    assert [each.kinds for each in presets.own_presets(owner.wallet) if each.name.casefold() == "evening"] == [
        frozenset({"Date of birth"})
    ]
    presets.remove_preset(owner.wallet, "EVENING")
    with pytest.raises(RefusedError, match="no preset “evening”"):
        presets.find_preset(owner.wallet, "evening")


def test_it_is_renamed_in_one_step_that_a_crash_cannot_halve(owner: Owner) -> None:
    presets.save_preset(owner.wallet, "Morning", [choice(owner, "sd-jwt", "/result")])
    presets.save_preset(owner.wallet, "Noon", [choice(owner, "sd-jwt", "/birthdate")])
    before = owner.wallet.vault.generation
    renamed = presets.rename_preset(owner.wallet, "morning", "NOON")
    assert owner.wallet.vault.generation == before + 1
    named = [each for each in presets.own_presets(owner.wallet) if each.name.casefold() in ("morning", "noon")]
    assert named == [renamed]
    presets.remove_preset(owner.wallet, "Noon")


def test_what_was_kept_renamed_and_forgotten_can_be_taken_back(owner: Owner) -> None:
    kept = presets.save_preset(owner.wallet, "Dawn", [choice(owner, "sd-jwt", "/result")])
    renamed = presets.rename_preset(owner.wallet, "dawn", "Dusk")
    presets.remove_preset(owner.wallet, "Dusk")
    for expected in (renamed, kept):
        assert bin_.undo(owner.wallet) is not None
        assert [each for each in presets.own_presets(owner.wallet) if each.kinds == kept.kinds] == [expected]
    bin_.undo(owner.wallet)
    assert kept not in presets.own_presets(owner.wallet)
    bin_.redo(owner.wallet)
    assert kept in presets.own_presets(owner.wallet)
    presets.remove_preset(owner.wallet, "Dawn")


def test_the_ready_made_ones_stay(owner: Owner) -> None:
    assert presets.find_preset(owner.wallet, "Job") is Preset.JOB_APPLICATION
    with pytest.raises(RefusedError, match="another name"):
        presets.save_preset(owner.wallet, "MINIMUM", [choice(owner, "sd-jwt", "/result")])
    with pytest.raises(RefusedError, match="comes with Rosette"):
        presets.remove_preset(owner.wallet, "everything")


@pytest.mark.parametrize("name", ["", "  ", "Nothing"])
def test_an_empty_preset_is_not_kept(owner: Owner, name: str) -> None:
    pointers = () if name == "Nothing" else ("/result",)
    with pytest.raises(RefusedError):
        presets.save_preset(owner.wallet, name, [choice(owner, "sd-jwt", *pointers)])


def test_a_kind_of_which_something_is_kept_back_is_not_in_it(owner: Owner) -> None:
    mixed = [choice(owner, "sd-jwt", "/result", "/given_name"), choice(owner, "ecdsa-sd-2023")]
    assert presets.save_preset(owner.wallet, "Mixed", mixed).kinds == {"First name"}


def test_presets_outlive_the_session(tmp_path: Path) -> None:
    owner = set_up(tmp_path, StoppedClock())[0]
    kept = presets.save_preset(owner.wallet, "Fair", [choice(owner, "sd-jwt", "/result")])
    folder = owner.wallet.vault.folder
    owner.wallet.vault.close()
    with Vault.open(folder, "a long passphrase") as again:
        assert again.presets() == [kept]
