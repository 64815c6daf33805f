"""How a list of badges is narrowed: groups of verdicts, ends to come, and how many badges each choice leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from wallet.model.report import Verdict


class Standing(StrEnum):
    """What a verdict comes to for people (DESIGN.md, section 6); the strongest good news first."""

    VERIFIED = "verified"
    LIMITED = "limited"
    UNLISTED = "unlisted"
    UNCHECKED = "unchecked"
    OUT_OF_DATE = "out_of_date"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"


STANDINGS = {
    Verdict.VERIFIED: Standing.VERIFIED,
    Verdict.LIMITED: Standing.LIMITED,
    Verdict.ISSUER_UNKNOWN: Standing.UNLISTED,
    Verdict.UNKNOWN: Standing.UNCHECKED,
    Verdict.EXPIRED: Standing.OUT_OF_DATE,
    Verdict.NOT_YET_VALID: Standing.OUT_OF_DATE,
    Verdict.REVOKED: Standing.WITHDRAWN,
    Verdict.SUSPENDED: Standing.WITHDRAWN,
    Verdict.FAILED: Standing.CHANGED,
    Verdict.UNREADABLE: Standing.CHANGED,
}
"""The standing that each verdict is shown under."""


class Expiry(StrEnum):
    """When a badge ends; a badge that ends within 30 days ends within 60 and 90 days, too."""

    EXPIRED = "expired"
    IN_30_DAYS = "in_30_days"
    IN_60_DAYS = "in_60_days"
    IN_90_DAYS = "in_90_days"
    NEVER = "never"


WITHIN = {
    Expiry.IN_30_DAYS: timedelta(days=30),
    Expiry.IN_60_DAYS: timedelta(days=60),
    Expiry.IN_90_DAYS: timedelta(days=90),
}
"""How far ahead those look that look ahead."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice of a filter.

    Attributes:
        value: What a `BadgeQuery` asks for it by.
        label: What people call it, as some badge does; our own choices have their value here.
        count: How many badges it leaves, with the other filters as they are.
    """

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What a query can be narrowed by: for each filter its choices, counted under all the other filters.

    Attributes:
        total: How many badges the query finds as it is.
        types: Types of achievement, the most frequent first; badges without one are in none.
        issuers: Issuers, by their identifiers, the most frequent first.
        skills: Skills, the most frequent first, at most `MOST_SKILLS`.
        standings: Groups of verdicts, by `Standing`, in its order; only those that occur.
        years: Years of award, the latest first.
        expiries: Ends, by `Expiry`, in its order; only those that occur.
        collections: Collections, by their ids, in the order of the tree; only those that hold some.
        tags: Tags, the most frequent first.
        favourites: How many are favourites.
        noted: How many have a note of the owner's.
        replaced: How many more there would be with those that a newer one stands for.
    """

    total: int
    types: tuple[FacetValue, ...] = ()
    issuers: tuple[FacetValue, ...] = ()
    skills: tuple[FacetValue, ...] = ()
    standings: tuple[FacetValue, ...] = ()
    years: tuple[FacetValue, ...] = ()
    expiries: tuple[FacetValue, ...] = ()
    collections: tuple[FacetValue, ...] = ()
    tags: tuple[FacetValue, ...] = ()
    favourites: int = 0
    noted: int = 0
    replaced: int = 0


MOST_SKILLS = 200
"""Most skills that a filter offers; the words of a search find the others."""


class HitField(StrEnum):
    """Where words were found."""

    NAME = "name"
    ISSUER = "issuer"
    TEXT = "text"
    NOTE = "note"
    TAGS = "tags"
    COLLECTIONS = "collections"


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a search, found in one field of a badge.

    Attributes:
        field: Where.
        text: The name or the issuer whole; of longer fields the part around the words, with ``…`` where it is cut.
        spans: Where in `text` each word found begins and ends, in characters, in order.
    """

    field: HitField
    text: str
    spans: tuple[tuple[int, int], ...]
