"""Step 1: the library. What lists show stands apart from the bodies, so that a list reads none of them."""

STATEMENTS = (
    """
    CREATE TABLE vault (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        id TEXT NOT NULL,
        made_at INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE badges (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        name_order TEXT NOT NULL,
        issuer_id TEXT NOT NULL,
        issuer_name TEXT NOT NULL,
        issuer_order TEXT NOT NULL,
        achievement_type TEXT NOT NULL,
        credits TEXT NOT NULL,
        valid_from INTEGER,
        valid_until INTEGER,
        verdict TEXT NOT NULL,
        checked_at INTEGER NOT NULL,
        added_at INTEGER NOT NULL,
        removed_at INTEGER,
        has_art INTEGER NOT NULL
    ) STRICT
    """,
    # Each order of the library is an index of its own; badges in the bin are in none of them.
    "CREATE INDEX badges_newest ON badges (added_at) WHERE removed_at IS NULL",
    "CREATE INDEX badges_by_name ON badges (name_order) WHERE removed_at IS NULL",
    "CREATE INDEX badges_by_issuer ON badges (issuer_order, name_order) WHERE removed_at IS NULL",
    "CREATE INDEX badges_by_verdict ON badges (verdict, added_at) WHERE removed_at IS NULL",
    "CREATE INDEX badges_in_bin ON badges (removed_at) WHERE removed_at IS NOT NULL",
    """
    CREATE TABLE bodies (
        badge INTEGER PRIMARY KEY REFERENCES badges ON DELETE CASCADE,
        document BLOB NOT NULL,
        container BLOB,
        carrier TEXT NOT NULL,
        format TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE reports (
        badge INTEGER PRIMARY KEY REFERENCES badges ON DELETE CASCADE,
        report TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE notes (
        badge INTEGER PRIMARY KEY REFERENCES badges ON DELETE CASCADE,
        note TEXT NOT NULL
    ) STRICT
    """,
    # What there is to search, spelt as the index of step 2 wants it.
    """
    CREATE TABLE texts (
        badge INTEGER PRIMARY KEY REFERENCES badges ON DELETE CASCADE,
        name TEXT NOT NULL,
        issuer TEXT NOT NULL,
        texts TEXT NOT NULL,
        note TEXT NOT NULL
    ) STRICT
    """,
)
