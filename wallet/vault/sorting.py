"""Texts as people sort and look for them."""

from __future__ import annotations

import unicodedata


def sorting_text(text: str) -> str:
    """Return a text by which people sort: without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
