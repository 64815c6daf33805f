"""Step 12: what the owner puts badges in order with, what badges are found by, and notices that were dismissed.

Facts, skills and which badge stands in for another are read out of the badges, and read again where they are not there.
"""

STATEMENTS = (
    "CREATE TABLE favourites (badge INTEGER PRIMARY KEY REFERENCES badges ON DELETE CASCADE) STRICT",
    """
    CREATE TABLE tags (
        key INTEGER PRIMARY KEY,
        badge INTEGER NOT NULL REFERENCES badges ON DELETE CASCADE,
        name TEXT NOT NULL,
        folded TEXT NOT NULL,
        UNIQUE (badge, folded)
    ) STRICT
    """,
    "CREATE INDEX tags_by_word ON tags (folded, badge)",
    # A parent may be younger than what was moved into it, so a backup's rows could not refer to it as they come.
    """
    CREATE TABLE collections (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        colour TEXT NOT NULL,
        parent TEXT,
        place INTEGER NOT NULL,
        query TEXT
    ) STRICT
    """,
    """
    CREATE TABLE collected (
        key INTEGER PRIMARY KEY,
        collection INTEGER NOT NULL REFERENCES collections ON DELETE CASCADE,
        badge INTEGER NOT NULL REFERENCES badges ON DELETE CASCADE,
        UNIQUE (collection, badge)
    ) STRICT
    """,
    "CREATE INDEX collected_by_badge ON collected (badge, collection)",
    """
    CREATE TABLE changed_collections (
        change INTEGER NOT NULL REFERENCES changes ON DELETE CASCADE,
        collection TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX changed_collections_by_change ON changed_collections (change)",
    # What the journal forgets with each change, found without looking through the changes of 30 days.
    "CREATE INDEX changes_by_time ON changes (at)",
    "CREATE INDEX changes_undone ON changes (key) WHERE is_undone",
    """
    CREATE TABLE dismissals (
        key INTEGER PRIMARY KEY,
        subject TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL,
        at INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE facts (
        badge INTEGER PRIMARY KEY REFERENCES badges ON DELETE CASCADE,
        version INTEGER NOT NULL,
        credential TEXT NOT NULL,
        achievement TEXT NOT NULL,
        subject TEXT NOT NULL,
        language TEXT NOT NULL,
        refreshes INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX facts_by_award ON facts (achievement, subject) WHERE achievement <> ''",
    "CREATE INDEX facts_by_credential ON facts (credential) WHERE credential <> ''",
    """
    CREATE TABLE related_achievements (
        badge INTEGER NOT NULL REFERENCES badges ON DELETE CASCADE,
        achievement TEXT NOT NULL,
        UNIQUE (badge, achievement)
    ) STRICT
    """,
    "CREATE INDEX related_achievements_by_achievement ON related_achievements (achievement, badge)",
    """
    CREATE TABLE skills (
        key INTEGER PRIMARY KEY,
        folded TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE badge_skills (
        badge INTEGER NOT NULL REFERENCES badges ON DELETE CASCADE,
        skill INTEGER NOT NULL REFERENCES skills,
        UNIQUE (badge, skill)
    ) STRICT
    """,
    "CREATE INDEX badge_skills_by_skill ON badge_skills (skill, badge)",
    """
    CREATE TABLE replacements (
        badge INTEGER PRIMARY KEY REFERENCES badges ON DELETE CASCADE,
        by INTEGER NOT NULL REFERENCES badges ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX replacements_by_newer ON replacements (by)",
    "ALTER TABLE reports ADD COLUMN is_renewed INTEGER NOT NULL DEFAULT 0",
    """UPDATE reports SET is_renewed = 1 WHERE report LIKE '%"status_renewed"%'""",
    "CREATE INDEX reports_of_renewed ON reports (badge) WHERE is_renewed",
    # Orders and filters of the library, each an index of its own without the badges in the bin.
    "CREATE INDEX badges_by_award ON badges (valid_from) WHERE removed_at IS NULL",
    "CREATE INDEX badges_by_end ON badges (ifnull(valid_until, 9223372036854775807)) WHERE removed_at IS NULL",
    """
    CREATE INDEX badges_by_year ON badges (strftime('%Y', valid_from / 1000000, 'unixepoch')) WHERE removed_at IS NULL
    """,
    "CREATE INDEX badges_by_type ON badges (achievement_type) WHERE removed_at IS NULL",
    "CREATE INDEX badges_by_issuer_id ON badges (issuer_id, issuer_name) WHERE removed_at IS NULL",
    "CREATE INDEX badges_by_check ON badges (checked_at) WHERE removed_at IS NULL",
    # Tags and names of collections are searched as any text of a badge: the index is made anew with them.
    "DROP TRIGGER texts_inserted",
    "DROP TRIGGER texts_deleted",
    "DROP TRIGGER texts_updated",
    "DROP TABLE search",
    "ALTER TABLE texts ADD COLUMN tags TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE texts ADD COLUMN collections TEXT NOT NULL DEFAULT ''",
    """
    CREATE VIRTUAL TABLE search USING fts5 (
        name, issuer, texts, note, tags, collections,
        content = 'texts', content_rowid = 'badge',
        tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
    )
    """,
    # Without secure-delete (https://www.sqlite.org/fts5.html, section 6.10), which step 2 asked for: with long notes it
    # leaves words of theirs behind that are in no text any more (SQLite 3.53.4). `badges.empty_bin` merges instead.
    "INSERT INTO search (search, rank) VALUES ('rank', 'bm25(10.0, 5.0, 1.0, 3.0, 5.0, 5.0)')",
    """
    CREATE TRIGGER texts_inserted AFTER INSERT ON texts BEGIN
        INSERT INTO search (rowid, name, issuer, texts, note, tags, collections)
        VALUES (new.badge, new.name, new.issuer, new.texts, new.note, new.tags, new.collections);
    END
    """,
    """
    CREATE TRIGGER texts_deleted AFTER DELETE ON texts BEGIN
        INSERT INTO search (search, rowid, name, issuer, texts, note, tags, collections)
        VALUES ('delete', old.badge, old.name, old.issuer, old.texts, old.note, old.tags, old.collections);
    END
    """,
    """
    CREATE TRIGGER texts_updated AFTER UPDATE ON texts BEGIN
        INSERT INTO search (search, rowid, name, issuer, texts, note, tags, collections)
        VALUES ('delete', old.badge, old.name, old.issuer, old.texts, old.note, old.tags, old.collections);
        INSERT INTO search (rowid, name, issuer, texts, note, tags, collections)
        VALUES (new.badge, new.name, new.issuer, new.texts, new.note, new.tags, new.collections);
    END
    """,
    "INSERT INTO search (search) VALUES ('rebuild')",
)
