"""Collections, tags and favourites of another vault, brought into this one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vault.making import AT, make_badge, make_vault
from wallet.model.badge import BadgeId, BadgeQuery
from wallet.model.collection import MOST_COLLECTIONS, Belongings, Collection, CollectionId
from wallet.vault.vault import Vault

A, B, C, D, E = (CollectionId(letter * 32) for letter in "abcde")
BADGES = [make_badge(f"Badge {number}", minutes=number) for number in range(3)]
ONE, TWO, THREE = (badge.card.id for badge in BADGES)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Vault]:
    with make_vault(tmp_path / "other") as other:
        other.add_all(BADGES)
        for identifier, name, parent in ((A, "Job", None), (B, "Acme", A), (C, "Hobby", None)):
            other.add_collection(Collection(identifier, name, parent=parent), AT)
        other.add_collection(Collection(D, "Found", query=BadgeQuery("badge", collection=B)), AT)
        other.collect(B, [ONE, TWO], AT)
        other.collect(C, [THREE], AT)
        other.tag([ONE, THREE], "Work", AT)
        other.set_favourites([TWO, THREE], AT, are=True)
        yield other


def order(vault: Vault, badges: list[BadgeId]) -> list[Belongings]:
    return [vault.belongings(badge_id) for badge_id in badges]


def test_an_empty_vault_gets_the_order_of_the_badges_that_it_has(vault: Vault, other: Vault) -> None:
    vault.add_all(BADGES[:2])
    assert vault.take_order_of(other, AT) == (4, 1, 1)
    assert vault.collections() == other.collections()
    assert order(vault, [ONE, TWO]) == [Belongings((B,), ("Work",), False), Belongings((B,), (), True)]
    assert vault.take_order_of(other, AT) == (0, 0, 0)
    for _ in range(3):
        vault.undo(AT)
    assert (vault.collections(), vault.tags()) == ([], [])
    assert order(vault, [ONE, TWO]) == [Belongings(), Belongings()]


def test_collections_of_one_id_or_of_one_name_are_one_and_nothing_is_taken_away(vault: Vault, other: Vault) -> None:
    vault.add_all(BADGES)
    vault.add_collection(Collection(E, "JOB"), AT)
    vault.add_collection(Collection(C, "My hobby", parent=E), AT)
    vault.collect(E, [THREE], AT)
    vault.tag([THREE], "work", AT)
    assert vault.take_order_of(other, AT) == (2, 1, 2)
    assert [(each.id, each.name, each.parent) for each in vault.collections()] == [
        (E, "JOB", None),
        (C, "My hobby", E),
        (B, "Acme", E),
        (D, "Found", None),
    ]
    assert order(vault, [ONE, THREE]) == [Belongings((B,), ("work",)), Belongings((E, C), ("work",), True)]
    assert vault.count(BadgeQuery(collection=D)) == 2


def test_a_search_of_the_same_name_is_another_collection(vault: Vault, other: Vault) -> None:
    vault.add_all(BADGES)
    vault.add_collection(Collection(E, "Hobby", query=BadgeQuery("badge")), AT)
    collections, _, _ = vault.take_order_of(other, AT)
    assert collections == 3
    assert vault.belongings(THREE).collections == ()


def test_a_search_looks_where_it_did_also_if_it_stands_before_that_collection(vault: Vault, other: Vault) -> None:
    other.move_collection(D, None, 0, AT)
    vault.add_all(BADGES)
    vault.add_collection(Collection(E, "Job"), AT)
    vault.take_order_of(other, AT)
    assert vault.count(BadgeQuery(collection=D)) == other.count(BadgeQuery(collection=D)) == 2


def test_a_full_vault_stays_as_it_is(vault: Vault, other: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.add_all(BADGES)
    other.add_collection(Collection(E, "In what found no place", parent=B), AT)
    monkeypatch.setattr("wallet.vault.collection_tree.MOST_COLLECTIONS", 1)
    assert vault.take_order_of(other, AT)[0] == 1
    assert len(vault.collections()) == 1 < MOST_COLLECTIONS


def test_what_is_no_tag_in_a_strangers_vault_is_left_there(vault: Vault, other: Vault) -> None:
    vault.add_all(BADGES)
    with other._database.writing() as connection:
        connection.execute("INSERT INTO tags (badge, name, folded) SELECT badge, '', '' FROM tags")
    assert vault.take_order_of(other, AT)[1] == 2
    assert [tag.name for tag in vault.tags()] == ["Work"]
