"""The owner's own presets: a name, and the kinds of claims that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wallet.model.disclosure import OwnPreset
from wallet.vault.database import Connection


def list_presets(connection: Connection) -> list[OwnPreset]:
    """Return every preset, by name."""
    rows = connection.execute(
        "SELECT name, kind FROM presets LEFT JOIN preset_kinds ON preset = presets.key ORDER BY name"
    ).fetchall()
    return presets_of(rows)


def put_presets(connection: Connection, gone: Iterable[OwnPreset], come: Sequence[OwnPreset]) -> None:
    """Let presets take the place of others, and of those of the same names."""
    connection.executemany("DELETE FROM presets WHERE name = ?", [(each.name,) for each in (*gone, *come)])
    for preset in come:
        key = connection.execute("INSERT INTO presets (name) VALUES (?)", (preset.name,)).lastrowid
        connection.executemany(
            "INSERT INTO preset_kinds (preset, kind) VALUES (?, ?)", [(key, kind) for kind in sorted(preset.kinds)]
        )


def presets_of(rows: Iterable[tuple[str, str | None]]) -> list[OwnPreset]:
    """Return the presets whose names and kinds are given, a row for each kind, in the order of their first rows."""
    kinds: dict[str, set[str]] = {}
    for name, kind in rows:
        kinds.setdefault(name, set()).update(() if kind is None else (kind,))
    return [OwnPreset(name, frozenset(found)) for name, found in kinds.items()]
