"""Tags of languages.

Source: https://www.rfc-editor.org/rfc/rfc5646 (BCP 47)
"""

from __future__ import annotations

SOURCE_LANGUAGE = "en"
"""The language that our words are written in first, and that stands in for others."""


def primary(tag: str) -> str:
    """Return the primary subtag of a language tag, in lower case: ``de`` of ``de-AT``."""
    return tag.partition("-")[0].lower()
