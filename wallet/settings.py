"""Typed preferences and where things lie on this computer."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from wallet.model.errors import UnreadableError
from wallet.model.json_types import JsonValue
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object

_APP = "rosette"
_FILE = "settings.json"
_LANGUAGE_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_NO_LANGUAGE = frozenset({"C", "POSIX"})
_LOCK_AFTER = 5
_SWITCHES = ("system_font", "less_motion", "hide_from_capture", "count_at_door", "badges_as_list")
LOCK_AFTER_MINUTES = range(1, 61)
"""How long it may be before the wallet is locked."""

TEXT_PERCENTS = (0, 100, 125, 150, 175, 200)
"""The sizes of text; 0 is the system's."""

MOST_WALLETS = 12
"""Most wallets that are remembered."""


class Theme(StrEnum):
    """Colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class KnownWallet(NamedTuple):
    """A wallet that was opened on this computer.

    Attributes:
        folder: Where it lies.
        badges: How many badges it held when it was closed; None where its owner lets nobody see that.
    """

    folder: str
    badges: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """The owner's preferences; none of them says anything about a badge.

    Attributes:
        theme: Colours of the window.
        text_percent: The size of text, in percent of the usual one; 0 for the system's.
        system_font: Whether text is in the system's font.
        less_motion: Whether nothing may move by itself; the system is followed where it asks for that.
        language: What the owner reads, as a tag of BCP 47 such as ``de``; empty for the system's.
        lock_after_minutes: How long nobody may touch the open wallet before it is locked.
        hide_from_capture: Whether the window is kept out of pictures of the screen, where the system can do that.
        count_at_door: Whether a locked wallet says how many badges are in it.
        badges_as_list: Whether badges are shown as a list, not as a grid.
        wallets: Those opened here, the last one first.
    """

    theme: Theme = Theme.SYSTEM
    text_percent: int = 0
    system_font: bool = False
    less_motion: bool = False
    language: str = ""
    lock_after_minutes: int = _LOCK_AFTER
    hide_from_capture: bool = False
    count_at_door: bool = False
    badges_as_list: bool = False
    wallets: tuple[KnownWallet, ...] = ()


class Folders(NamedTuple):
    """Where Rosette keeps its files.

    Attributes:
        vault: The encrypted wallet.
        packs: Adopted evidence packs; public data.
        config: Preferences.
    """

    vault: Path
    packs: Path
    config: Path


def folders(environment: Mapping[str, str], vault: Path | None = None, config: Path | None = None) -> Folders:
    """Return where things lie: as asked, else by `ROSETTE_VAULT`, else in the platform's data folder.

    Args:
        environment: The process's environment.
        vault: The folder given by ``--vault``.
        config: The folder given by ``--config``.
    """
    named = environment.get("ROSETTE_VAULT")
    data, preferences = _on_linux(environment) if sys.platform == "linux" else _elsewhere()
    chosen = vault or (Path(named) if named else data / "vault")
    return Folders(chosen, chosen.parent / f"{chosen.name}-packs", config or preferences)


def _on_linux(environment: Mapping[str, str]) -> tuple[Path, Path]:
    """Return where data and preferences lie; what `platformdirs` says too, without loading it at every start.

    Source: https://specifications.freedesktop.org/basedir-spec/latest/ (section 3: paths must be absolute)
    """
    data, preferences = (Path(environment.get(name, "")) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"))
    home = Path.home()
    return (
        (data if data.is_absolute() else home / ".local/share") / _APP,
        (preferences if preferences.is_absolute() else home / ".config") / _APP,
    )


def _elsewhere() -> tuple[Path, Path]:
    import platformdirs  # noqa: PLC0415 (other systems' rules are longer)

    return (
        Path(platformdirs.user_data_dir(_APP, appauthor=False)),
        Path(platformdirs.user_config_dir(_APP, appauthor=False)),
    )


def is_portable(program: Path) -> bool:
    """Return whether a file ``portable.ini`` beside the program says that everything is kept there.

    Args:
        program: The program's folder.
    """
    return (program / "portable.ini").is_file()


def portable_folders(program: Path, vault: Path | None = None, config: Path | None = None) -> Folders:
    """Return where things lie as asked, else beside the program; the environment has no say in that.

    Args:
        program: The program's folder.
        vault: The folder given by ``--vault``.
        config: The folder given by ``--config``.
    """
    root = program / "rosette-data"
    chosen = vault or root / "vault"
    return Folders(chosen, chosen.parent / f"{chosen.name}-packs", config or root / "config")


def load_settings(config: Path) -> Settings:
    """Return the preferences kept in a folder; the defaults where there are none or they cannot be read."""
    try:
        kept = parse_object((config / _FILE).read_bytes(), Limits())
    except (OSError, UnreadableError):
        return Settings()
    theme, language, percent = kept.get("theme"), kept.get("language"), kept.get("text_percent")
    minutes = kept.get("lock_after_minutes")
    return Settings(
        theme=Theme(str(theme)) if theme in tuple(Theme) else Theme.SYSTEM,
        text_percent=percent if isinstance(percent, int) and percent in TEXT_PERCENTS else 0,
        language=language if isinstance(language, str) and _TAG.fullmatch(language) else "",
        lock_after_minutes=minutes if isinstance(minutes, int) and minutes in LOCK_AFTER_MINUTES else _LOCK_AFTER,
        wallets=_known_wallets(kept.get("wallets")),
        **{name: kept.get(name) is True for name in _SWITCHES},
    )


def _known_wallets(kept: JsonValue) -> tuple[KnownWallet, ...]:
    pairs = [each for each in kept if isinstance(each, list) and len(each) == 2] if isinstance(kept, list) else []
    known = [
        KnownWallet(folder, badges if isinstance(badges, int) else None)
        for folder, badges in pairs
        if isinstance(folder, str) and Path(folder).is_absolute()
    ]
    return tuple(known[:MOST_WALLETS])


def with_wallet(settings: Settings, folder: Path, badges: int | None) -> Settings:
    """Return the preferences with a wallet as the one opened last.

    Args:
        settings: The preferences.
        folder: Where the wallet lies.
        badges: How many badges it holds; said only where the owner lets it be seen.
    """
    place = str(folder.resolve())
    here = KnownWallet(place, badges if settings.count_at_door else None)
    others = tuple(known for known in settings.wallets if known.folder != place)
    return replace(settings, wallets=(here, *others)[:MOST_WALLETS])


def without_wallet(settings: Settings, folder: Path) -> Settings:
    """Return the preferences without a wallet; its files stay where they are."""
    place = str(folder.resolve())
    return replace(settings, wallets=tuple(known for known in settings.wallets if known.folder != place))


def settings_are_whole(config: Path) -> bool:
    """Return whether the preferences kept in a folder can be read; also where there are none."""
    try:
        parse_object((config / _FILE).read_bytes(), Limits())
    except FileNotFoundError:
        return True
    except (OSError, UnreadableError):
        return False
    return True


def save_settings(config: Path, settings: Settings) -> None:
    """Keep preferences, whole or not at all; what a newer Rosette keeps beside them stays.

    How many badges a wallet holds is kept only where its owner lets that be seen.

    Raises:
        WalletError: If the disk refuses.
    """
    from wallet.vault.files import make_private_folder, replace_file  # noqa: PLC0415 (start-up counts)

    path = config / _FILE
    try:
        kept = parse_object(path.read_bytes(), Limits())
    except (OSError, UnreadableError):
        kept = {}
    if not settings.count_at_door:
        settings = replace(settings, wallets=tuple(KnownWallet(known.folder) for known in settings.wallets))
    make_private_folder(config)
    replace_file(path, json.dumps({**kept, **asdict(settings)}, indent=2).encode() + b"\n")


def languages_of(settings: Settings, environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the languages that the owner reads, as tags of BCP 47, in order; none where nothing says.

    Args:
        settings: The owner's preferences; a language chosen there comes before those of the system.
        environment: The process's environment.
    """
    chosen = (settings.language,) if settings.language else ()
    return tuple(dict.fromkeys((*chosen, *(_languages_named(environment) or _languages_of_system()))))


def _languages_named(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Read the variables for the language of messages, the first that is set.

    Source: POSIX.1-2024 section 8.2; GNU gettext manual, section 2.3.2 (``LANGUAGE`` lists several)
    """
    named = next(filter(None, (environment.get(name) for name in _LANGUAGE_VARIABLES)), "")
    tags = (name.split(".")[0].split("@")[0].replace("_", "-") for name in named.split(":"))
    return tuple(tag for tag in tags if _TAG.fullmatch(tag) and tag not in _NO_LANGUAGE)


def _languages_of_system() -> tuple[str, ...]:
    """Return the languages chosen in the settings of macOS or Windows; Linux has them in the environment."""
    if sys.platform == "darwin":
        return _languages_of_macos(Path.home())
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 (on Windows alone)
        import locale  # noqa: PLC0415 (as above)

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return (locale.windows_locale.get(number, "en").replace("_", "-"),)
    return ()


def _languages_of_macos(home: Path) -> tuple[str, ...]:
    import plistlib  # noqa: PLC0415 (on macOS alone)

    try:
        kept = plistlib.loads((home / "Library/Preferences/.GlobalPreferences.plist").read_bytes())
    except (OSError, plistlib.InvalidFileException, ValueError):
        return ()
    named = kept.get("AppleLanguages") if isinstance(kept, dict) else None
    return (
        tuple(tag for tag in named if isinstance(tag, str) and _TAG.fullmatch(tag)) if isinstance(named, list) else ()
    )
