"""What the owner puts badges in order with: collections and tags."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from wallet.model.badge import BadgeQuery

CollectionId = NewType("CollectionId", str)
"""32 hex digits, made at random: the same in every backup of a wallet."""

DEEPEST = 8
"""How many collections may stand around each other; more is no order that anybody looks through."""
MOST_COLLECTIONS = 1_000
"""Collections of one wallet."""


class Colour(StrEnum):
    """What marks a collection; names of tokens, which the window knows in light and dark."""

    NONE = "none"
    TEAL = "teal"
    VIOLET = "violet"
    ORANGE = "orange"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    AMBER = "amber"
    SLATE = "slate"


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection: badges that the owner put into it, or those that a saved search finds.

    Attributes:
        id: The collection.
        name: What it is called; another one beside it has another name.
        colour: What marks it.
        parent: The collection that it stands in; None at the top.
        query: The saved search of a smart collection; None for one that badges are put into.
    """

    id: CollectionId
    name: str
    colour: Colour = Colour.NONE
    parent: CollectionId | None = None
    query: BadgeQuery | None = None

    @property
    def is_smart(self) -> bool:
        """Whether a saved search says what is in it."""
        return self.query is not None


@dataclass(frozen=True, slots=True)
class Tag:
    """A word of the owner's on badges; one that is on none is forgotten.

    Attributes:
        name: The word, as it was written first.
        count: On how many badges of the library it is.
    """

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Belongings:
    """How the owner put one badge in order.

    Attributes:
        collections: The collections that it was put into, in the order of the tree; saved searches are none.
        tags: Its tags, by name.
        is_favourite: Whether it is a favourite.
    """

    collections: tuple[CollectionId, ...] = field(default=())
    tags: tuple[str, ...] = field(default=())
    is_favourite: bool = False
