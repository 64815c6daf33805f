"""The filters of the library: what each offers, what is chosen in it, and what its chip says. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from typing import Any

from PySide6.QtCore import QCoreApplication

from wallet.model.badge import BadgeQuery
from wallet.model.facets import Expiry, Facets, FacetValue, Standing


class Filter(StrEnum):
    """Something to narrow the library by; the value is the member of `BadgeQuery` that holds what is chosen."""

    TYPE = "types"
    ISSUER = "issuers"
    SKILL = "skills"
    RESULT = "standings"
    YEAR = "years"
    EXPIRY = "expiry"
    MARK = "tags"


class Mark(Enum):
    """What the owner marked badges with, beside tags; the value is the member of `BadgeQuery`."""

    FAVOURITE = "is_favourite"
    NOTE = "has_note"


Value = str | int | Mark


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter.

    Attributes:
        value: What stands for it.
        label: What people call it; somebody else may have written it.
        count: How many badges it leaves.
        is_chosen: Whether it is chosen.
    """

    value: Value
    label: str
    count: int
    is_chosen: bool


def options(which: Filter, query: BadgeQuery, facets: Facets) -> tuple[Option, ...]:
    """Return the choices of a filter; those chosen are among them, also where they leave nothing."""
    chosen = chosen_of(which, query)
    counted = _counted(which, facets)
    offered = frozenset(value for value, _, _ in counted)
    lost = [(value, _label(value), 0) for value in chosen if value not in offered]
    return tuple(Option(*each, is_chosen=each[0] in chosen) for each in (*counted, *lost))


def chosen_of(which: Filter, query: BadgeQuery) -> tuple[Value, ...]:
    """Return what is chosen in a filter."""
    if which is Filter.EXPIRY:
        return () if query.expiry is None else (query.expiry,)
    if which is Filter.MARK:
        return (*(mark for mark in Mark if getattr(query, mark.value)), *query.tags)
    chosen: tuple[Value, ...] = getattr(query, which)
    return chosen


def toggled(which: Filter, query: BadgeQuery, value: Value) -> BadgeQuery:
    """Return a query with a choice made, or taken back."""
    if which is Filter.EXPIRY:
        return replace(query, expiry=None if query.expiry == value else Expiry(str(value)))
    if isinstance(value, Mark):
        return _changed(query, {value.value: not getattr(query, value.value)})
    chosen: tuple[Value, ...] = getattr(query, which)
    left = tuple(each for each in chosen if each != value)
    return _changed(query, {which.value: left if len(left) < len(chosen) else (*chosen, value)})


def cleared(which: Filter, query: BadgeQuery, base: BadgeQuery) -> BadgeQuery:
    """Return a query with nothing chosen in a filter but what the place itself asks for."""
    members = (which, *Mark) if which is Filter.MARK else (which,)
    return _changed(query, {member.value: getattr(base, member.value) for member in members})


def _changed(query: BadgeQuery, changes: dict[str, Any]) -> BadgeQuery:
    return replace(query, **changes)


def chip_words(which: Filter, query: BadgeQuery, facets: Facets) -> str:
    """Return what a filter's chip says; a single choice may be in somebody else's words."""
    chosen = chosen_of(which, query)
    if not chosen:
        return unchosen_words(which)
    if len(chosen) == 1:
        labels = {value: label for value, label, _ in _counted(which, facets)}
        return labels.get(chosen[0]) or _label(chosen[0])
    return {
        Filter.TYPE: tr("{n} types"),
        Filter.ISSUER: tr("{n} issuers"),
        Filter.SKILL: tr("{n} skills"),
        Filter.RESULT: tr("{n} results"),
        Filter.YEAR: tr("{n} years"),
        Filter.MARK: tr("{n} marks"),
    }[which].format(n=len(chosen))


def unchosen_words(which: Filter) -> str:
    """Return what the chip of a filter says in which nothing is chosen."""
    return {
        Filter.TYPE: tr("All types"),
        Filter.ISSUER: tr("Any issuer"),
        Filter.SKILL: tr("Any skill"),
        Filter.RESULT: tr("Any result"),
        Filter.YEAR: tr("Year"),
        Filter.EXPIRY: tr("Expiry"),
        Filter.MARK: tr("Tags"),
    }[which]


def name_of(which: Filter) -> str:
    """Return what a filter is called, for who does not see its chip."""
    return {
        Filter.TYPE: tr("Type"),
        Filter.ISSUER: tr("Issuer"),
        Filter.SKILL: tr("Skill"),
        Filter.RESULT: tr("Result of the last check"),
        Filter.YEAR: tr("Year of award"),
        Filter.EXPIRY: tr("Expiry"),
        Filter.MARK: tr("Favourites, notes and tags"),
    }[which]


def nothing_words(which: Filter) -> str:
    """Return what to say where a filter has no choices."""
    return {
        Filter.TYPE: tr("No badge here says what type it is."),
        Filter.ISSUER: tr("There are no badges here."),
        Filter.SKILL: tr("No badge here names a skill."),
        Filter.RESULT: tr("There are no badges here."),
        Filter.YEAR: tr("No badge here says when it was awarded."),
        Filter.EXPIRY: tr("There are no badges here."),
        Filter.MARK: tr("No badge here has a tag, a note or a star of yours."),
    }[which]


def is_narrowed(query: BadgeQuery, base: BadgeQuery) -> bool:
    """Return whether a query leaves out badges of its place."""
    return replace(query, order=base.order, with_replaced=base.with_replaced) != base


def _counted(which: Filter, facets: Facets) -> list[tuple[Value, str, int]]:
    if which is Filter.MARK:
        own = ((Mark.FAVOURITE, facets.favourites), (Mark.NOTE, facets.noted))
        marks: list[tuple[Value, str, int]] = [(mark, _label(mark), count) for mark, count in own if count]
        return [*marks, *((tag.value, tag.label, tag.count) for tag in facets.tags)]
    found: tuple[FacetValue, ...] = facets.expiries if which is Filter.EXPIRY else getattr(facets, which)
    if which in (Filter.RESULT, Filter.EXPIRY):
        kind = Standing if which is Filter.RESULT else Expiry
        return [(kind(each.value), _label(kind(each.value)), each.count) for each in found]
    return [(int(each.value) if which is Filter.YEAR else each.value, each.label, each.count) for each in found]


def _label(value: Value) -> str:
    words: dict[Value, str] = {
        Standing.VERIFIED: tr("Verified"),
        Standing.LIMITED: tr("Genuine, with a limit"),
        Standing.UNLISTED: tr("Issuer not on your list"),
        Standing.UNCHECKED: tr("Not checked fully"),
        Standing.OUT_OF_DATE: tr("Out of date"),
        Standing.WITHDRAWN: tr("Withdrawn or on hold"),
        Standing.CHANGED: tr("Changed after signing"),
        Expiry.EXPIRED: tr("Expired"),
        Expiry.IN_30_DAYS: tr("Ends within 30 days"),
        Expiry.IN_60_DAYS: tr("Ends within 60 days"),
        Expiry.IN_90_DAYS: tr("Ends within 90 days"),
        Expiry.NEVER: tr("Never ends"),
        Mark.FAVOURITE: tr("Favourites"),
        Mark.NOTE: tr("With a note"),
    }
    # A tag may be called "verified", too: it is no member of ours then.
    return words[value] if isinstance(value, Standing | Expiry | Mark) else str(value)


def tr(text: str) -> str:
    """Return one of our sentences in the reader's language."""
    return QCoreApplication.translate("Narrowing", text)
