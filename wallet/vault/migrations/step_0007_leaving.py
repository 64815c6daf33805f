"""Step 7: what a share was for, how it left, and by what a badge in it can be recognised elsewhere.

Traces are kept as plain digests: the database is encrypted, and a restored backup, whose vault has another key, must
still be able to compare them.
"""

STATEMENTS = (
    "ALTER TABLE shares ADD COLUMN purpose TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE shares ADD COLUMN until INTEGER",
    "ALTER TABLE shares ADD COLUMN made_at INTEGER",
    "CREATE INDEX shares_by_digest ON shares (digest)",
    """
    CREATE TABLE share_ways (
        share INTEGER NOT NULL REFERENCES shares (key),
        way TEXT NOT NULL,
        UNIQUE (share, way)
    ) STRICT
    """,
    # Of badges shown before this step nobody noted the traces.
    "ALTER TABLE shared_badges ADD COLUMN is_traced INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX shared_badges_by_badge ON shared_badges (badge)",
    """
    CREATE TABLE shared_traces (
        badge INTEGER NOT NULL REFERENCES shared_badges (key),
        kind TEXT NOT NULL,
        digest BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX shared_traces_by_badge ON shared_traces (badge)",
    "CREATE INDEX shared_traces_by_digest ON shared_traces (digest)",
)
