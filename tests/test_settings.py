"""Where things lie, and what is kept of the owner's preferences."""

from __future__ import annotations

import json
import plistlib
from dataclasses import replace
from pathlib import Path

import pytest

from wallet.model.errors import WalletError
from wallet.settings import (
    MOST_WALLETS,
    Folders,
    KnownWallet,
    Settings,
    Theme,
    folders,
    is_portable,
    languages_of,
    load_settings,
    portable_folders,
    save_settings,
    with_wallet,
    without_wallet,
)


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


def test_what_is_portable_lies_beside_the_program_unless_asked_for_elsewhere(tmp_path: Path) -> None:
    ours = portable_folders(tmp_path)
    assert {ours.vault.parent, ours.packs.parent, ours.config.parent} == {tmp_path / "rosette-data"}
    asked = portable_folders(tmp_path, Path("v"), Path("c"))
    assert asked == Folders(Path("v"), Path("v-packs"), Path("c"))
    assert not is_portable(tmp_path)
    (tmp_path / "portable.ini").touch()
    assert is_portable(tmp_path)


def test_preferences_that_cannot_be_read_are_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()
    for text, theme in (('{"theme": "dark"}', Theme.DARK), ('{"theme": "loud"}', Theme.SYSTEM), ("{", Theme.SYSTEM)):
        (tmp_path / "settings.json").write_text(text)
        assert load_settings(tmp_path).theme is theme


@pytest.mark.parametrize(
    ("text", "language"),
    [('{"language": "de-AT"}', "de-AT"), ('{"language": "../x"}', ""), ('{"language": 3}', ""), ("{}", "")],
)
def test_the_language_that_the_owner_chose_is_kept(text: str, language: str, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(text)
    assert load_settings(tmp_path).language == language


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ('{"lock_after_minutes": 12}', 12),
        ('{"lock_after_minutes": 0}', 5),
        ('{"lock_after_minutes": 61}', 5),
        ('{"lock_after_minutes": "12"}', 5),
        ("{}", 5),
    ],
)
def test_the_wallet_locks_after_some_minutes(tmp_path: Path, text: str, minutes: int) -> None:
    (tmp_path / "settings.json").write_text(text)
    assert load_settings(tmp_path).lock_after_minutes == minutes


@pytest.mark.parametrize(
    ("variables", "languages"),
    [
        ({"LANG": "de_DE.UTF-8"}, ("de-DE",)),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_FR"}, ("fr-FR",)),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_FR", "LC_ALL": "ar_EG.utf8@euro"}, ("ar-EG",)),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "nb:nn:de"}, ("nb", "nn", "de")),
        ({"LC_ALL": "C.UTF-8", "LANG": "de_DE"}, ()),
        ({"LANG": "POSIX"}, ()),
        ({"LANG": "../../x"}, ()),
        ({}, ()),
    ],
)
def test_else_it_is_that_of_the_system(
    variables: dict[str, str], languages: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wallet.settings.sys.platform", "linux")
    assert languages_of(Settings(), variables) == languages
    assert languages_of(Settings(language="es"), variables) == ("es", *languages)


def test_macos_keeps_its_languages_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wallet.settings.sys.platform", "darwin")
    monkeypatch.setattr("wallet.settings.Path.home", lambda: tmp_path)
    assert languages_of(Settings(), {}) == ()
    kept = tmp_path / "Library" / "Preferences" / ".GlobalPreferences.plist"
    kept.parent.mkdir(parents=True)
    for content, languages in (
        (plistlib.dumps({"AppleLanguages": ["ar-EG", "fr-FR", 3, "?"]}, fmt=plistlib.FMT_BINARY), ("ar-EG", "fr-FR")),
        (plistlib.dumps({"AppleLanguages": "fr"}), ()),
        (plistlib.dumps(["fr"]), ()),
        (b"bplist00 and no more", ()),
    ):
        kept.write_bytes(content)
        assert languages_of(Settings(), {}) == languages
    assert languages_of(Settings(), {"LANG": "de_DE"}) == ("de-DE",)


def test_preferences_are_kept_whole_and_what_is_unknown_stays(tmp_path: Path) -> None:
    config = tmp_path / "config"
    save_settings(config, Settings(theme=Theme.DARK, language="de", lock_after_minutes=30))
    kept = json.loads((config / "settings.json").read_bytes())
    (config / "settings.json").write_bytes(json.dumps({**kept, "newer": [1]}).encode())
    save_settings(config, Settings(lock_after_minutes=10))
    assert load_settings(config) == Settings(lock_after_minutes=10)
    assert json.loads((config / "settings.json").read_bytes())["newer"] == [1]
    assert [path.name for path in config.iterdir()] == ["settings.json"]


def test_preferences_that_cannot_be_kept_are_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "config").write_bytes(b"a file")
    with pytest.raises(WalletError, match=r"\."):
        save_settings(tmp_path / "config", Settings())


def test_every_preference_is_kept_and_what_is_no_preference_is_the_default(tmp_path: Path) -> None:
    wallets = (KnownWallet("/usb/badges", 42), KnownWallet("/media/ada/badges"))
    chosen = Settings(
        theme=Theme.CONTRAST,
        text_percent=150,
        system_font=True,
        less_motion=True,
        language="de",
        lock_after_minutes=10,
        hide_from_capture=True,
        count_at_door=True,
        wallets=wallets,
    )
    save_settings(tmp_path, chosen)
    assert load_settings(tmp_path) == chosen
    wrong = {
        "text_percent": 3,
        "system_font": "yes",
        "wallets": [["relative", 1], [3, 4], "x", ["/usb/badges", "many"]],
    }
    (tmp_path / "settings.json").write_text(json.dumps(wrong))
    assert load_settings(tmp_path) == Settings(wallets=(KnownWallet("/usb/badges"),))


def test_how_many_badges_there_are_is_kept_only_where_the_owner_says_so(tmp_path: Path) -> None:
    there = with_wallet(Settings(count_at_door=True), tmp_path / "vault", 42)
    assert there.wallets == (KnownWallet(str(tmp_path / "vault"), 42),)
    assert with_wallet(Settings(), tmp_path / "vault", 42).wallets == (KnownWallet(str(tmp_path / "vault")),)
    save_settings(tmp_path, replace(there, count_at_door=False))
    assert "42" not in (tmp_path / "settings.json").read_text()


def test_wallets_are_remembered_once_each_the_last_one_first(tmp_path: Path) -> None:
    settings = Settings()
    for name in ("a", "b", "a", *map(str, range(MOST_WALLETS - 1))):
        settings = with_wallet(settings, tmp_path / name, None)
    assert len(settings.wallets) == MOST_WALLETS
    assert settings.wallets[-1].folder == str(tmp_path / "a")
    fewer = without_wallet(settings, tmp_path / "a")
    assert len(fewer.wallets) == MOST_WALLETS - 1
    assert without_wallet(fewer, tmp_path / "a") == fewer
