"""Many matches: those whose names hold the words first, the newest first, page by page, under every filter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.vault.making import AT, make_badge, make_vault
from wallet.model.badge import BadgeCard, BadgeQuery
from wallet.model.report import Verdict
from wallet.vault import matches
from wallet.vault.vault import Vault

COUNT = 40


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """Every badge holds “flour”, each third in its name, each second is expired."""
    with make_vault(tmp_path_factory.mktemp("library") / "wallet") as vault:
        for number in range(COUNT):
            name = f"Flour {number}" if number % 3 == 0 else f"Bread {number}"
            verdict = Verdict.EXPIRED if number % 2 else Verdict.VERIFIED
            vault.add(make_badge(name, texts="flour and water", verdict=verdict, minutes=number))
        yield vault


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let more than ten matches be many."""
    monkeypatch.setattr(matches, "MOST_RANKED", 10)


def found(vault: Vault, query: BadgeQuery, page: int) -> list[BadgeCard]:
    pages = [vault.cards(query, offset, page) for offset in range(0, COUNT + page, page)]
    return [card for cards in pages for card in cards]


def expected(verdict: Verdict | None = None) -> list[str]:
    """Return names as they are to come: those with the word in them, then the others, the newest first."""
    numbers = [number for number in reversed(range(COUNT)) if verdict is None or (number % 2 == 0) == _is_even(verdict)]
    named = [f"Flour {number}" for number in numbers if number % 3 == 0]
    return named + [f"Bread {number}" for number in numbers if number % 3]


def _is_even(verdict: Verdict) -> bool:
    return verdict is Verdict.VERIFIED


@pytest.mark.parametrize("page", [1, 3, 7, 14, 50])
@pytest.mark.parametrize("verdict", [None, Verdict.EXPIRED, Verdict.VERIFIED])
@pytest.mark.parametrize("text", ["flour", "flou", "f", "FLOUR"])
def test_many_matches_come_by_name_and_then_the_newest_first(
    library: Vault, many: None, text: str, verdict: Verdict | None, page: int
) -> None:
    query = BadgeQuery(text, verdict=verdict)
    assert [card.name for card in found(library, query, page)] == expected(verdict)
    assert library.count(query) == len(expected(verdict))


def test_words_of_the_name_and_of_the_text_are_found_together(library: Vault, many: None) -> None:
    query = BadgeQuery("water flour")
    assert [card.name for card in found(library, query, 7)] == [
        name for _, name in sorted(((int(name.split()[1]), name) for name in expected()), reverse=True)
    ]


def test_few_matches_come_by_relevance(library: Vault, many: None) -> None:
    badge = make_badge("Water", texts="bread", minutes=-5)
    library.add(badge)
    names = [card.name for card in library.cards(BadgeQuery("water"), 0, 50)]
    few = [card.name for card in library.cards(BadgeQuery("bread 1"), 0, 50)]
    library.remove([badge.card.id], AT)
    assert names[0] == "Water"
    assert sorted(few) == sorted(f"Bread {number}" for number in (1, 10, 11, 13, 14, 16, 17, 19))


def test_what_lies_in_the_bin_is_in_no_page_of_many(library: Vault, many: None) -> None:
    gone = library.cards(BadgeQuery("flour"), 0, 2)
    library.remove([card.id for card in gone], AT)
    names = [card.name for card in found(library, BadgeQuery("flour"), 7)]
    library.restore([card.id for card in gone], AT)
    assert names == expected()[2:]
