"""Typed preferences and where things lie on this computer."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from wallet.model.errors import UnreadableError
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object

_APP = "rosette"
_FILE = "settings.json"


class Theme(StrEnum):
    """Colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """The owner's preferences; none of them says anything about a badge.

    Attributes:
        theme: Colours of the window.
    """

    theme: Theme = Theme.SYSTEM


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


def portable_folders(program: Path) -> Folders:
    """Return where things lie beside the program, for ``--portable``."""
    root = program / "rosette-data"
    return Folders(root / "vault", root / "vault-packs", root / "config")


def load_settings(config: Path) -> Settings:
    """Return the preferences kept in a folder; the defaults where there are none or they cannot be read."""
    try:
        kept = parse_object((config / _FILE).read_bytes(), Limits())
    except (OSError, UnreadableError):
        return Settings()
    theme = kept.get("theme")
    return Settings(theme=Theme(str(theme)) if theme in tuple(Theme) else Theme.SYSTEM)
