"""Step 10: the journal of changes that can be taken back. It names badges without referring to them."""

STATEMENTS = (
    """
    CREATE TABLE changes (
        key INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        at INTEGER NOT NULL,
        is_undone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    """
    CREATE TABLE changed_badges (
        change INTEGER NOT NULL REFERENCES changes ON DELETE CASCADE,
        badge TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX changed_badges_by_change ON changed_badges (change)",
)
