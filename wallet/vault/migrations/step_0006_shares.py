"""Step 6: the sharing history. It names badges without referring to them, so that it outlives their removal."""

STATEMENTS = (
    """
    CREATE TABLE shares (
        key INTEGER PRIMARY KEY,
        receiver TEXT NOT NULL,
        at INTEGER NOT NULL,
        nonce TEXT NOT NULL,
        audience TEXT NOT NULL,
        digest BLOB NOT NULL,
        media_type TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE shared_badges (
        key INTEGER PRIMARY KEY,
        share INTEGER NOT NULL REFERENCES shares (key),
        badge TEXT NOT NULL,
        name TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE shared_claims (
        badge INTEGER NOT NULL REFERENCES shared_badges (key),
        pointer TEXT NOT NULL,
        label TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX shared_badges_by_share ON shared_badges (share)",
    "CREATE INDEX shared_claims_by_badge ON shared_claims (badge)",
)
