"""Step 5: pictures of badges, as the sandbox drew them."""

STATEMENTS = (
    """
    CREATE TABLE thumbnails (
        badge INTEGER NOT NULL REFERENCES badges ON DELETE CASCADE,
        size INTEGER NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        pixels BLOB NOT NULL,
        PRIMARY KEY (badge, size)
    ) STRICT
    """,
)
