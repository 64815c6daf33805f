"""Lists narrowed by filters, and the choices that are left: the database and a plain loop find the same."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vault.making import AT, make_badge, make_vault
from wallet.model.badge import BadgeCard, BadgeQuery, Order, StoredBadge
from wallet.model.collection import Collection, CollectionId
from wallet.model.facets import STANDINGS, WITHIN, Expiry, FacetValue, Standing
from wallet.model.facts import BadgeFacts
from wallet.model.report import Verdict
from wallet.vault.sorting import sorting_text
from wallet.vault.vault import Vault

COUNT = 60
TYPES = ("Certificate", "Course", "")
ISSUERS = ("did:web:a.example", "did:web:b.example", "did:web:c.example")
SKILLS = ("Welding", "Économie", "Care")
TAGS = ("work", "home")
A, B = CollectionId("a" * 32), CollectionId("b" * 32)


@dataclass(frozen=True)
class Known:
    """What a plain loop knows of a badge."""

    card: BadgeCard
    skills: tuple[str, ...]
    tags: tuple[str, ...]
    collections: tuple[str, ...]
    has_note: bool


def made(number: int, chosen: random.Random) -> StoredBadge:
    badge = make_badge(f"Badge {number}", texts=f"common word{number % 3}", minutes=number)
    issuer = chosen.choice(ISSUERS)
    start = None if number % 7 == 0 else AT - timedelta(days=chosen.randrange(1500))
    end = chosen.choice([None, AT, *(AT + timedelta(days=days) for days in (-40, -1, 1, 29, 30, 31, 60, 89, 90, 400))])
    card = replace(
        badge.card,
        achievement_type=chosen.choice(TYPES),
        issuer_id=issuer,
        issuer_name=issuer.removeprefix("did:web:"),
        valid_from=start,
        valid_until=end,
        verdict=chosen.choice(list(Verdict)),
    )
    skills = tuple(chosen.sample(SKILLS, chosen.randrange(3)))
    return replace(badge, card=card, note="a note" if number % 5 == 0 else "", facts=BadgeFacts(skills=skills))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Vault, list[Known]]]:
    chosen = random.Random(11)  # noqa: S311 (the same badges in every run)
    badges = [made(number, chosen) for number in range(COUNT)]
    with make_vault(tmp_path_factory.mktemp("library") / "wallet") as vault:
        vault.add_all(badges)
        vault.add_collection(Collection(A, "Around"), AT)
        vault.add_collection(Collection(B, "Inside", parent=A), AT)
        known = [keep(vault, badge, chosen) for badge in badges]
        gone = badges[::10]
        vault.remove([badge.card.id for badge in gone], AT)
        yield vault, [each for each in known if each.card.id not in {badge.card.id for badge in gone}]


def keep(vault: Vault, badge: StoredBadge, chosen: random.Random) -> Known:
    badge_id = badge.card.id
    tags = tuple(chosen.sample(TAGS, chosen.randrange(3)))
    collections = tuple(chosen.sample((A, B), chosen.randrange(3)))
    for tag in tags:
        vault.tag([badge_id], tag, AT)
    for collection in collections:
        vault.collect(collection, [badge_id], AT)
    is_favourite = chosen.random() < 0.3
    vault.set_favourites([badge_id], AT, are=is_favourite)
    assert badge.facts is not None
    card = replace(badge.card, is_favourite=is_favourite)
    return Known(card, badge.facts.skills, tags, collections, bool(badge.note))


def lets_through(query: BadgeQuery, badge: Known, without: str = "") -> bool:
    card, asked = badge.card, replace(query, **({without: getattr(BadgeQuery(), without)} if without else {}))
    return all(
        (
            not asked.text or int(card.name.split()[1]) % 3 == int(asked.text[-1]),
            asked.verdict in (None, card.verdict),
            not asked.types or card.achievement_type in asked.types,
            not asked.issuers or card.issuer_id in asked.issuers,
            not asked.skills or {*map(sorting_text, asked.skills)} & {*map(sorting_text, badge.skills)},
            not asked.standings or STANDINGS[card.verdict] in asked.standings,
            not asked.years or (card.valid_from is not None and card.valid_from.year in asked.years),
            asked.expiry is None or ends(card, asked.expiry, AT),
            not asked.collection or asked.collection in in_collections(badge),
            not asked.tags or {*asked.tags} & {*badge.tags},
            not asked.is_favourite or card.is_favourite,
            not asked.has_note or badge.has_note,
        )
    )


def in_collections(badge: Known) -> set[str]:
    return {*badge.collections, *((A,) if B in badge.collections else ())}


def ends(card: BadgeCard, expiry: Expiry, at: datetime) -> bool:
    if card.valid_until is None or expiry is Expiry.NEVER:
        return card.valid_until is None and expiry is Expiry.NEVER
    if expiry is Expiry.EXPIRED:
        return card.valid_until <= at
    return at < card.valid_until <= at + WITHIN[expiry]


def some(values: Sequence[object], most: int = 2) -> st.SearchStrategy[tuple]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


QUERIES = st.builds(
    BadgeQuery,
    text=st.sampled_from(["", "", "word0", "word1"]),
    order=st.sampled_from(Order),
    verdict=st.none() | st.sampled_from(Verdict),
    types=some(TYPES[:2]),
    issuers=some(ISSUERS),
    skills=some(("welding", "economie", "CARE")),
    standings=some(list(Standing), 4),
    years=some((2022, 2023, 2024, 2025, 2026), 4),
    expiry=st.none() | st.sampled_from(Expiry),
    collection=st.sampled_from(["", "", A, B, "c" * 32]),
    tags=some(TAGS),
    is_favourite=st.booleans(),
    has_note=st.booleans(),
    with_replaced=st.booleans(),
    at=st.just(AT),
)


def sparse(query: BadgeQuery, kept: int) -> BadgeQuery:
    """A query with few of its filters, so that something is found."""
    names = [each.name for each in fields(query) if each.name not in {"order", "with_replaced", "at"}]
    chosen = random.Random(kept).sample(names, 2)  # noqa: S311 (as above)
    return replace(query, **{name: getattr(BadgeQuery(), name) for name in names if name not in chosen})


@settings(max_examples=60, deadline=None)
@given(query=QUERIES, kept=st.integers(0, 500))
def test_a_list_holds_what_every_filter_lets_through(
    library: tuple[Vault, list[Known]], query: BadgeQuery, kept: int
) -> None:
    vault, known = library
    for asked in (query, sparse(query, kept)):
        cards = vault.cards(asked, 0, COUNT)
        assert {card.id for card in cards} == {badge.card.id for badge in known if lets_through(asked, badge)}
        assert vault.count(asked) == len(cards)
        assert vault.cards(asked, 1, 5) == cards[1:6]


@settings(max_examples=25, deadline=None)
@given(query=QUERIES, kept=st.integers(0, 500))
def test_each_choice_is_counted_under_all_other_filters(
    library: tuple[Vault, list[Known]], query: BadgeQuery, kept: int
) -> None:
    vault, known = library
    asked = sparse(query, kept)
    facets = vault.facets(asked)

    def among(name: str) -> list[Known]:
        return [badge for badge in known if lets_through(asked, badge, name)]

    assert facets.total == vault.count(asked)
    assert counts(facets.types) == Counter(b.card.achievement_type for b in among("types") if b.card.achievement_type)
    assert counts(facets.issuers) == Counter(b.card.issuer_id for b in among("issuers"))
    assert counts(facets.skills) == Counter(skill for b in among("skills") for skill in b.skills)
    assert counts(facets.standings) == Counter(STANDINGS[b.card.verdict] for b in among("standings"))
    assert counts(facets.years) == Counter(f"{b.card.valid_from:%Y}" for b in among("years") if b.card.valid_from)
    assert counts(facets.expiries) == Counter(e for b in among("expiry") for e in Expiry if ends(b.card, e, AT))
    assert counts(facets.tags) == Counter(tag for b in among("tags") for tag in b.tags)
    assert counts(facets.collections) == Counter(c for b in among("collection") for c in in_collections(b))
    assert facets.favourites == sum(b.card.is_favourite for b in among("is_favourite"))
    assert facets.noted == sum(b.has_note for b in among("has_note"))


def counts(values: tuple[FacetValue, ...]) -> dict[str, int]:
    assert all(each.label for each in values)
    return {each.value: each.count for each in values}


def test_the_orders_put_last_what_does_not_say_when(library: tuple[Vault, list[Known]]) -> None:
    vault, _ = library
    awarded = [card.valid_from for card in vault.cards(BadgeQuery(order=Order.ISSUED), 0, COUNT)]
    ending = [card.valid_until for card in vault.cards(BadgeQuery(order=Order.EXPIRY), 0, COUNT)]
    for dates, reverse in ((awarded, True), (ending, False)):
        stated = [date for date in dates if date is not None]
        assert stated == sorted(stated, reverse=reverse)
        assert dates[len(stated) :] == [None] * (len(dates) - len(stated))
        assert len(stated) < len(dates)


def test_who_asks_when_badges_end_says_from_when_on(library: tuple[Vault, list[Known]]) -> None:
    vault, _ = library
    for ask in (vault.facets, vault.count):
        with pytest.raises(ValueError, match="from when on"):
            ask(BadgeQuery(expiry=Expiry.IN_30_DAYS))
    assert vault.count(BadgeQuery(expiry=Expiry.NEVER)) > 0


def test_who_asks_for_choices_says_from_when_on(library: tuple[Vault, list[Known]]) -> None:
    with pytest.raises(ValueError, match="from when on"):
        library[0].facets(BadgeQuery())


def test_facets_come_in_an_order_for_people(library: tuple[Vault, list[Known]]) -> None:
    vault, _ = library
    facets = vault.facets(BadgeQuery(at=AT))
    for values in (facets.types, facets.issuers, facets.skills, facets.tags):
        assert [each.count for each in values] == sorted((each.count for each in values), reverse=True)
    assert [each.value for each in facets.years] == sorted((each.value for each in facets.years), reverse=True)
    assert [each.value for each in facets.collections] == [A, B]
    assert [each.value for each in facets.standings] == [s for s in Standing if s in counts(facets.standings)]


def test_a_wallet_of_nothing_has_no_choices(tmp_path: Path) -> None:
    with make_vault(tmp_path / "wallet") as vault:
        facets = vault.facets(BadgeQuery(at=AT))
        assert (facets.total, facets.types, facets.expiries, facets.collections) == (0, (), (), ())
