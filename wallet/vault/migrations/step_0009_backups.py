"""Step 9: how often the vault was changed, and which backups were made of it."""

STATEMENTS = (
    "ALTER TABLE vault ADD COLUMN generation INTEGER NOT NULL DEFAULT 0",
    """
    CREATE TABLE backups (
        key INTEGER PRIMARY KEY,
        made_at INTEGER NOT NULL,
        name TEXT NOT NULL,
        badges INTEGER NOT NULL,
        generation INTEGER NOT NULL
    ) STRICT
    """,
)
