"""The owner's own presets: a name, and the kinds of claims that it shows."""

from __future__ import annotations

from collections.abc import Iterable

from wallet.model.disclosure import OwnPreset
from wallet.model.errors import RefusedError
from wallet.vault.database import Connection


def set_preset(connection: Connection, preset: OwnPreset, replaced: Iterable[str]) -> None:
    """Keep a preset; those that it replaces give way."""
    connection.executemany("DELETE FROM presets WHERE name = ?", [(name,) for name in replaced])
    key = connection.execute("INSERT INTO presets (name) VALUES (?)", (preset.name,)).lastrowid
    connection.executemany(
        "INSERT INTO preset_kinds (preset, kind) VALUES (?, ?)", [(key, kind) for kind in sorted(preset.kinds)]
    )


def list_presets(connection: Connection) -> list[OwnPreset]:
    """Return every preset, by name."""
    kinds: dict[int, set[str]] = {}
    for preset, kind in connection.execute("SELECT preset, kind FROM preset_kinds").fetchall():
        kinds.setdefault(preset, set()).add(kind)
    rows = connection.execute("SELECT key, name FROM presets ORDER BY name").fetchall()
    return [OwnPreset(name, frozenset(kinds.get(key, ()))) for key, name in rows]


def remove_preset(connection: Connection, name: str) -> None:
    """Forget a preset.

    Raises:
        RefusedError: If there is none of that name.
    """
    if connection.execute("DELETE FROM presets WHERE name = ?", (name,)).rowcount == 0:
        raise RefusedError(f"There is no preset “{name}” of your own.")
