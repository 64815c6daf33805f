"""Step 8: selections that the owner keeps under a name."""

STATEMENTS = (
    """
    CREATE TABLE presets (
        key INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    ) STRICT
    """,
    """
    CREATE TABLE preset_kinds (
        preset INTEGER NOT NULL REFERENCES presets ON DELETE CASCADE,
        kind TEXT NOT NULL,
        PRIMARY KEY (preset, kind)
    ) STRICT
    """,
)
