"""Step 2: full-text search over every text of a badge and its note (https://www.sqlite.org/fts5.html).

The index keeps no text of its own (section 4.4.3, external content), and forgets what is deleted at once
(section 6.10, secure-delete) instead of when segments merge.
"""

STATEMENTS = (
    """
    CREATE VIRTUAL TABLE search USING fts5 (
        name, issuer, texts, note,
        content = 'texts', content_rowid = 'badge',
        tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
    )
    """,
    "INSERT INTO search (search, rank) VALUES ('secure-delete', 1)",
    # A name weighs ten times as much as any text within.
    "INSERT INTO search (search, rank) VALUES ('rank', 'bm25(10.0, 5.0, 1.0, 3.0)')",
    """
    CREATE TRIGGER texts_inserted AFTER INSERT ON texts BEGIN
        INSERT INTO search (rowid, name, issuer, texts, note)
        VALUES (new.badge, new.name, new.issuer, new.texts, new.note);
    END
    """,
    """
    CREATE TRIGGER texts_deleted AFTER DELETE ON texts BEGIN
        INSERT INTO search (search, rowid, name, issuer, texts, note)
        VALUES ('delete', old.badge, old.name, old.issuer, old.texts, old.note);
    END
    """,
    """
    CREATE TRIGGER texts_updated AFTER UPDATE ON texts BEGIN
        INSERT INTO search (search, rowid, name, issuer, texts, note)
        VALUES ('delete', old.badge, old.name, old.issuer, old.texts, old.note);
        INSERT INTO search (rowid, name, issuer, texts, note)
        VALUES (new.badge, new.name, new.issuer, new.texts, new.note);
    END
    """,
    "INSERT INTO search (search) VALUES ('rebuild')",
)
