"""What the owner types, as a query of the full-text index (https://www.sqlite.org/fts5.html, section 3)."""

from __future__ import annotations

import re
import unicodedata

MOST_CHARACTERS = 1_000
MOST_WORDS = 32

_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_WRITTEN_WITHOUT_SPACES = re.compile("([\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")


def searchable(text: str) -> str:
    """Return a text as the index and the query spell it: signs of Chinese and Japanese are words of their own.

    The index's tokenizer takes a run of letters for a word, and those scripts put no spaces between theirs.
    """
    return _WRITTEN_WITHOUT_SPACES.sub(r" \1 ", _NOT_TEXT.sub(" ", text))


def search_query(text: str) -> str:
    """Return the query that finds every word of a text, the last one by its beginning.

    Each word becomes a quoted string, so nothing in it is an operator; what the index would take apart, such as
    ``foo-bar``, is then found side by side.

    Args:
        text: Anything.

    Returns:
        The query; empty where the text holds nothing to look for.

    Source: FTS5 section 3.2 (strings), 3.3 (phrases), 3.6 (prefixes), 3.8 (implicit AND).
    """
    words = [word for word in _NOT_TEXT.sub(" ", text[:MOST_CHARACTERS]).split() if _holds_letters(word)][:MOST_WORDS]
    quoted = ['"' + searchable(word).replace('"', '""') + '"' for word in words]
    return " ".join(quoted) + "*" if quoted else ""


def _holds_letters(word: str) -> bool:
    # What unicode61 makes words of: letters, numbers and private characters (FTS5 section 4.3.1).
    return any(
        unicodedata.category(character)[0] in "LN" or unicodedata.category(character) == "Co" for character in word
    )
