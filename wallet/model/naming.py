"""Names that the owner gives: to collections and tags."""

from __future__ import annotations

import unicodedata

from wallet.model.errors import RefusedError

LONGEST_NAME = 100
"""Characters of a name."""


def checked_name(text: str) -> str:
    """Return a name on one line, as it is kept: composed, without what cannot be seen, without spaces around it.

    Raises:
        RefusedError: If nothing is left of it, or it is longer than a name.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    seen = "".join(" " if unicodedata.category(each) in {"Cc", "Zl", "Zp"} else each for each in whole)
    name = unicodedata.normalize("NFC", " ".join(seen.split()))
    if not any(unicodedata.category(each)[0] not in "CZ" for each in name):
        raise RefusedError("A name needs a letter, a number or a sign.", "", "Type one.")
    if len(name) > LONGEST_NAME:
        raise RefusedError("The name is too long.", f"It has more than {LONGEST_NAME} characters.", "Shorten it.")
    return name


def folded_name(name: str) -> str:
    """Return a name as it is compared: without case."""
    return unicodedata.normalize("NFC", name.casefold())
