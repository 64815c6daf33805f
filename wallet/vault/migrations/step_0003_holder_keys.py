"""Step 3: the owner's signing keys, wrapped. A purpose may get newer keys; the older ones stay, for what they sign."""

STATEMENTS = (
    """
    CREATE TABLE holder_keys (
        key INTEGER PRIMARY KEY,
        purpose TEXT NOT NULL,
        key_type TEXT NOT NULL,
        public_key TEXT NOT NULL UNIQUE,
        nonce BLOB NOT NULL,
        wrapped BLOB NOT NULL,
        made_at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX holder_keys_by_purpose ON holder_keys (purpose, key_type, made_at DESC)",
)
