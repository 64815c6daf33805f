"""Step 13: what the journal notes of presets: the kinds of claims that each showed before, and shows after it."""

STATEMENTS = (
    """
    CREATE TABLE changed_presets (
        change INTEGER NOT NULL REFERENCES changes ON DELETE CASCADE,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        is_after INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX changed_presets_by_change ON changed_presets (change)",
)
