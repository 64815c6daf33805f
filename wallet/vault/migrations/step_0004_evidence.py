"""Step 4: evidence gathered for one's own badges. Copies that differ are all kept: they tell of keys over time."""

STATEMENTS = (
    """
    CREATE TABLE evidence (
        key INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        source TEXT NOT NULL,
        pack TEXT NOT NULL,
        digest BLOB NOT NULL,
        content BLOB NOT NULL,
        fetched INTEGER NOT NULL,
        UNIQUE (kind, id, source, pack, digest)
    ) STRICT
    """,
)
