"""Filters of the library as options of commands, the same for `rosette list` and for saved searches."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from wallet.model.badge import BadgeQuery, Order
from wallet.model.errors import RefusedError
from wallet.model.facets import Expiry, FacetValue, Standing
from wallet.model.naming import folded_name
from wallet.model.report import Verdict

_ENDS = {30: Expiry.IN_30_DAYS, 60: Expiry.IN_60_DAYS, 90: Expiry.IN_90_DAYS}


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Add the filters to a command; of one that is given more than once, any choice will do."""
    add = parser.add_argument
    add("--query", default="", metavar="WORDS", help="words to find in any text, note, tag or collection of a badge")
    add("--collection", metavar="NAME", help="what is in a collection and in those inside it, such as Jobs/Acme")
    add("--tag", action="append", default=[], metavar="TAG", help="with this tag")
    add(
        "--issuer", action="append", default=[], metavar="ISSUER", help="an issuer, by identifier or a part of its name"
    )
    add("--type", action="append", default=[], metavar="TYPE", help="a type of achievement, such as Certificate")
    add("--skill", action="append", default=[], metavar="SKILL", help="aligned to this skill")
    add("--year", action="append", default=[], type=int, metavar="YEAR", help="awarded in this year")
    add("--verdict", type=Verdict, choices=tuple(Verdict), help="what the last check found")
    add("--standing", action="append", default=[], type=Standing, choices=tuple(Standing), help="a group of verdicts")
    ends = parser.add_mutually_exclusive_group()
    ends.add_argument(
        "--expiring", type=int, choices=tuple(_ENDS), metavar="DAYS", help="ends within 30, 60 or 90 days"
    )
    ends.add_argument("--expired", action="store_true", help="has ended")
    add("--favourites", action="store_true", help="your favourites")
    add("--noted", action="store_true", help="with a note of yours")
    add("--all-versions", action="store_true", help="also those that a newer one stands in for")
    add("--sort", type=Order, choices=tuple(Order), default=Order.NEWEST, help="matches of words sort by relevance")


def query_of(options: argparse.Namespace, wallet: Any) -> BadgeQuery:
    """Return the query that the options ask.

    Raises:
        RefusedError: If there is no such collection, or no badge of such an issuer or type.
    """
    query = BadgeQuery(
        text=options.query,
        order=options.sort,
        verdict=options.verdict,
        skills=tuple(options.skill),
        standings=tuple(options.standing),
        years=tuple(options.year),
        expiry=Expiry.EXPIRED if options.expired else _ENDS.get(options.expiring),
        collection=_collection(options, wallet),
        tags=tuple(options.tag),
        is_favourite=options.favourites,
        has_note=options.noted,
        with_replaced=options.all_versions,
    )
    return _named(query, options, wallet)


def _collection(options: argparse.Namespace, wallet: Any) -> str:
    if options.collection is None:
        return ""
    from wallet.operations.collecting import find  # noqa: PLC0415 (start-up counts)

    return find(wallet, options.collection).id


def _named(query: BadgeQuery, options: argparse.Namespace, wallet: Any) -> BadgeQuery:
    """Add issuers and types as the library's badges call them: they are asked for by what people remember of them."""
    if not options.issuer and not options.type:
        return query
    from wallet.operations.library import facets  # noqa: PLC0415 (start-up counts)

    choices = facets(wallet, BadgeQuery(with_replaced=True))
    issuers = _chosen(options.issuer, choices.issuers, "from an issuer", _contains)
    types = _chosen(options.type, choices.types, "of a type", _is)
    return replace(query, issuers=issuers, types=types)


def _chosen(
    asked: Sequence[str], choices: Iterable[FacetValue], what: str, fits: Callable[[FacetValue, str], bool]
) -> tuple[str, ...]:
    found: list[str] = []
    for name in asked:
        values = [choice.value for choice in choices if fits(choice, name)]
        if not values:
            raise RefusedError(f"There is no badge {what} “{name}”.", "", "See the list for those that there are.")
        found += values
    return tuple(dict.fromkeys(found))


def _contains(choice: FacetValue, name: str) -> bool:
    return choice.value == name or folded_name(name) in folded_name(choice.label)


def _is(choice: FacetValue, name: str) -> bool:
    return folded_name(name) == folded_name(choice.label)
