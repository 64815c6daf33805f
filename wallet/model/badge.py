"""A badge in the wallet: as stored, as a card in a list, and as a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from wallet.model.credential import Carrier
from wallet.model.facets import Expiry, Standing
from wallet.model.facts import BadgeFacts
from wallet.model.report import Report, Verdict

BadgeId = NewType("BadgeId", str)
"""SHA-256 of the document's bytes, in lower-case hex."""


@dataclass(frozen=True, slots=True)
class BadgeCard:
    """What a list shows of a badge.

    Attributes:
        id: The badge.
        name: Its name.
        issuer_id: The issuer's identifier.
        issuer_name: The issuer's name; the identifier's readable part where it has none.
        achievement_type: Such as ``Certificate``; empty where not stated.
        credits: Such as ``3 credits``; empty where not stated.
        valid_from: When it was awarded.
        valid_until: When it ends.
        verdict: The last verdict.
        checked_at: When that was.
        added_at: When it came into the wallet.
        has_art: Whether the badge carries a picture of its own.
        is_favourite: Whether it is one of the owner's favourites.
    """

    id: BadgeId
    name: str
    issuer_id: str
    issuer_name: str
    achievement_type: str
    credits: str
    valid_from: datetime | None
    valid_until: datetime | None
    verdict: Verdict
    checked_at: datetime
    added_at: datetime
    has_art: bool
    is_favourite: bool = False


@dataclass(frozen=True, slots=True)
class StoredBadge:
    """All that the vault keeps of a badge.

    Attributes:
        card: Its line in lists; `card.id` is the SHA-256 of `document`.
        document: The document's bytes as they came.
        container: The picture's bytes as they came, where it was baked.
        carrier: What the document travelled in.
        format: The format's name in reports.
        search_text: Every text of the badge, for full-text search; derived, never exported.
        report: The last report.
        note: The owner's note.
        facts: What it is found by; derived, never exported, and not given back.
    """

    card: BadgeCard
    document: bytes
    container: bytes | None
    carrier: Carrier
    format: str
    search_text: str
    report: Report
    note: str = ""
    facts: BadgeFacts | None = None


class Added(StrEnum):
    """What an import did with one badge."""

    ADDED = "added"
    REPLACED = "replaced"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one input.

    Attributes:
        input: Its name as given.
        outcome: What was done.
        reason: Why, as a sentence; empty for ``added``.
        badge: The badge's card, where one is in the wallet now.
    """

    input: str
    outcome: Added
    reason: str = ""
    badge: BadgeCard | None = None


class Order(StrEnum):
    """How a list is sorted; badges that do not say when they were awarded or end come last."""

    NEWEST = "newest"
    ISSUED = "issued"
    NAME = "name"
    ISSUER = "issuer"
    EXPIRY = "expiry"


@dataclass(frozen=True, slots=True)
class BadgeQuery:
    """Which badges a list shows: those that every filter lets through; a filter of several choices lets through any.

    Attributes:
        text: Words to find in any text of the badge, its note, its tags and its collections; empty finds all.
        order: How to sort where no words are given; matches sort by relevance.
        verdict: Only badges with this last verdict.
        types: Types of achievement, as cards have them.
        issuers: Identifiers of issuers.
        skills: Names of skills; case and accents do not count.
        standings: Groups of verdicts.
        years: Years of award, in UTC.
        expiry: When they end; counted from `at`.
        collection: The id of a collection: what is in it and in those inside it.
        tags: Tags; case does not count.
        is_favourite: Only the owner's favourites.
        has_note: Only those with a note of the owner's.
        with_replaced: Also those that a newer one stands in for.
        at: The time that `expiry` counts from; operations fill it in, and it is no part of a saved search.
    """

    text: str = ""
    order: Order = Order.NEWEST
    verdict: Verdict | None = None
    types: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    standings: tuple[Standing, ...] = ()
    years: tuple[int, ...] = ()
    expiry: Expiry | None = None
    collection: str = ""
    tags: tuple[str, ...] = ()
    is_favourite: bool = False
    has_note: bool = False
    with_replaced: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value of a badge, for people."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill a badge is aligned to, and the framework that names it."""

    name: str
    framework: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence, as the badge states it; what is not stated is empty.

    Attributes:
        name: What it is called.
        genre: What kind of thing it is.
        description: What it shows.
        narrative: How it came about.
        address: Where it is; a link, or any other identifier.
    """

    name: str
    genre: str
    description: str
    narrative: str
    address: str


@dataclass(frozen=True, slots=True)
class Endorsed:
    """An endorsement that a badge carries.

    Attributes:
        report: Its own report.
        comment: What it says; empty where it says nothing.
    """

    report: Report
    comment: str


@dataclass(frozen=True, slots=True)
class Writing:
    """A badge's texts in one of the languages that its issuer wrote them in.

    Attributes:
        name: What it is called.
        description: What it stands for.
        criteria: What its owner had to do.
        language: The language, as a tag of BCP 47; empty where it is not stated.
        languages: Every language that there is, in the issuer's order.
        is_foreign: Whether it is none that the owner reads.
    """

    name: str
    description: str
    criteria: str
    language: str = ""
    languages: tuple[str, ...] = ()
    is_foreign: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """A result that was reached, and what was needed; what was not stated is empty, or None.

    Attributes:
        name: What was assessed.
        value: What was reached, as it is stated: a number, a grade, or a status.
        level: The level of the rubric that was reached, by its name.
        pass_mark: What was needed, as it is stated: a value, or the name of a level.
        number: What was reached, as a number.
        required: What was needed, as a number.
        lowest: The lowest number that there was.
        highest: The highest number that there was.
        is_passed: Whether it was enough, where that can be told.
    """

    name: str
    value: str
    level: str = ""
    pass_mark: str = ""
    number: float | None = None
    required: float | None = None
    lowest: float | None = None
    highest: float | None = None
    is_passed: bool | None = None


class Element(StrEnum):
    """What a micro-credential says at least, by the European approach: its eleven mandatory elements, in their order.

    Source: Council Recommendation of 16 June 2022 (OJ C 243, 27.6.2022, p. 10), Annex I
    """

    LEARNER = "learner"
    TITLE = "title"
    COUNTRY = "country"
    AWARDING_BODY = "awarding_body"
    DATE = "date"
    OUTCOMES = "outcomes"
    WORKLOAD = "workload"
    LEVEL = "level"
    ASSESSMENT = "assessment"
    PARTICIPATION = "participation"
    QUALITY = "quality"


@dataclass(frozen=True, slots=True)
class Stated:
    """One element of a micro-credential, and what is stated of it; empty where nothing is: a fact, and no error."""

    element: Element
    value: str


@dataclass(frozen=True, slots=True)
class BadgePage:
    """What the badge page shows; decoded from signed bytes alone.

    Attributes:
        card: Name, issuer, dates and verdict.
        description: What the badge stands for.
        criteria: What its owner had to do.
        results: Results with their values.
        skills: What it is aligned to.
        evidence: Names or descriptions of the evidence.
        details: Every claim as label and value.
        source: The document's text, as it came.
        report: The last report.
        note: The owner's note.
        associations: How the parts of a learner record belong together.
        scores: Results with their pass marks, to be drawn.
        level: The level of a qualifications framework; empty where not stated.
        partners: Who stands beside the issuer: who made the achievement up, who awarded it, by what they did.
        elements: The elements of a micro-credential; none where the badge is no such thing.
        pieces: The evidence, part by part.
    """

    card: BadgeCard
    description: str
    criteria: str
    results: tuple[Field, ...]
    skills: tuple[Skill, ...]
    evidence: tuple[Field, ...]
    details: tuple[Field, ...]
    source: str
    report: Report
    note: str
    associations: tuple[Field, ...] = ()
    scores: tuple[Score, ...] = ()
    level: str = ""
    partners: tuple[Field, ...] = ()
    elements: tuple[Stated, ...] = ()
    pieces: tuple[Piece, ...] = ()
