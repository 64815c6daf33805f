"""Where things lie, and what is kept of the owner's preferences."""

from __future__ import annotations

from pathlib import Path

import pytest

from wallet.settings import Folders, Settings, Theme, folders, load_settings, portable_folders


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"XDG_DATA_HOME": "/data", "XDG_CONFIG_HOME": "/preferences"},
        {"XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": ""},
    ],
    ids=["plain", "named", "relative"],
)
def test_every_system_has_its_own_place(
    variables: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rule for Linux is written out; `platformdirs` has it too, with those of the other systems."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, variables.get(name, ""))
    monkeypatch.setattr("wallet.settings.sys.platform", "linux")
    ours = folders(variables)
    monkeypatch.setattr("wallet.settings.sys.platform", "another")
    assert ours == folders({})


def test_what_is_asked_for_comes_first() -> None:
    environment = {"ROSETTE_VAULT": "/usb/badges", "XDG_CONFIG_HOME": "/c"}
    assert folders(environment).vault == Path("/usb/badges")
    assert folders(environment).packs == Path("/usb/badges-packs")
    assert folders(environment, Path("v"), Path("c")) == Folders(Path("v"), Path("v-packs"), Path("c"))
    assert portable_folders(Path("/stick")).vault == Path("/stick/rosette-data/vault")


def test_preferences_that_cannot_be_read_are_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()
    for text, theme in (('{"theme": "dark"}', Theme.DARK), ('{"theme": "loud"}', Theme.SYSTEM), ("{", Theme.SYSTEM)):
        (tmp_path / "settings.json").write_text(text)
        assert load_settings(tmp_path).theme is theme
