"""The database's schema, one numbered step after another; a step that was released is never changed."""
