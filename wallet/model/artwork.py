"""Artwork for badges that bring no picture: which shape, hue and glyph. The same badge always gets the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

HUES = (
    "#12858B",
    "#6A58DC",
    "#E2502E",
    "#D48C0C",
    "#2C78BC",
    "#4B5B75",
    "#BC2C6E",
    "#5A962C",
    "#3C56A4",
    "#7646B4",
    "#BE6A30",
    "#1F8268",
)
SHAPES = ("hexagon", "shield", "circle", "octagon", "square", "scallop")
GLYPHS = ("star", "award", "sparkles", "rocket", "compass", "puzzle", "trophy", "medal", "feather", "target")
MEANINGS = {
    "wind": "wind turbine",
    "chart-column": "data analys statistic",
    "heart-pulse": "first aid emergency rescue",
    "sun": "photovolt solar",
    "zap": "grid electri energy power",
    "database": "sql database",
    "languages": "language norwegian english spanish german french",
    "leaf": "circular climate green sustainab environment",
    "users": "team lead manage collaborat",
    "shield": "cyber security safety hygiene",
    "plug": "install measurement",
    "hand-heart": "volunteer care communit",
    "code-xml": "python code program software web develop",
    "flask-conical": "chemi lab science research",
    "graduation-cap": "degree diploma bachelor master course",
    "music": "music",
    "palette": "design art paint",
    "book-open": "reading writing literat history",
    "briefcase": "business project market",
    "wrench": "mechanic repair mainten weld",
    "utensils": "food cook kitchen",
    "cpu": "machine artificial robot comput ai",
    "globe": "global geograph travel",
    "hammer": "carpent build construct",
    "stethoscope": "nurs medic health",
    "lightbulb": "innovat idea creativ think",
    "presentation": "teach present speak communicat",
    "sprout": "garden farm agricult",
    "ship": "sea ship marine coastal harbour",
}
"""Glyphs, each with the beginnings of words that call for it."""


@dataclass(frozen=True, slots=True)
class Artwork:
    """How a badge without a picture looks.

    Attributes:
        shape: The medal's outline, one of `SHAPES`.
        hue: Its colour, as ``#RRGGBB``.
        glyph: The name of the icon on it.
    """

    shape: str
    hue: str
    glyph: str


def artwork_of(issuer_name: str, name: str) -> Artwork:
    """Return the artwork of an achievement; the same for the same names, wherever it is drawn."""
    digest = hashlib.sha256(f"{issuer_name}\n{name}".encode()).digest()
    folded = f" {name.casefold()}"
    meant = (glyph for glyph, words in MEANINGS.items() if any(f" {word}" in folded for word in words.split()))
    glyph = next(meant, GLYPHS[digest[2] % len(GLYPHS)])
    return Artwork(SHAPES[digest[0] % len(SHAPES)], HUES[digest[1] % len(HUES)], glyph)
