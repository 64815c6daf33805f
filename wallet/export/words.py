"""The words of documents that leave, by language: one file for each in `resources/typst/words`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from wallet import resources

SOURCE_LANGUAGE = "en"

Words = Mapping[str, str]


def words_in(language: str) -> tuple[str, Words]:
    """Return the language that there are words in, and the words.

    Args:
        language: The owner's, such as ``en``; English stands in for one that nobody has translated.
    """
    there = {path.stem for path in resources.path("typst", "words").glob("*.json")}
    chosen = language if language in there else SOURCE_LANGUAGE
    words: Words = json.loads(resources.read_bytes("typst", "words", f"{chosen}.json"))
    return chosen, words


def day_in(words: Words, at: datetime) -> str:
    """Return a day for people."""
    return words["day"].format(day=at.day, month=words["months"].split()[at.month - 1], year=at.year)
