"""Step 11: the sum over all rows (`wallet.vault.row_set`), and the generation of the newest header that was written.

Which header that was is not known before one is seen.
"""

STATEMENTS = (
    "ALTER TABLE vault ADD COLUMN header_generation INTEGER",
    """
    CREATE TABLE row_set (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        key BLOB NOT NULL,
        sum BLOB NOT NULL
    ) STRICT
    """,
    "INSERT INTO row_set (only, key, sum) VALUES (1, randomblob(32), zeroblob(32))",
)
