"""Collections, tags and favourites: kept, found, counted, and taken back by the journal like everything else."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vault.making import AT, PASSPHRASE, make_badge
from wallet.model.badge import BadgeId, BadgeQuery
from wallet.model.change import Change, ChangeKind
from wallet.model.collection import DEEPEST, MOST_COLLECTIONS, Belongings, Collection, CollectionId, Colour, Tag
from wallet.model.errors import RefusedError, WalletError
from wallet.vault import row_set
from wallet.vault.collection_tree import Shelf, Tree, is_sound, walked, with_moved, with_new, without
from wallet.vault.vault import Vault

A, B, C, D = (CollectionId(letter * 32) for letter in "abcd")


def ids(vault: Vault, count: int = 3) -> list[BadgeId]:
    made = [make_badge(f"Badge {number}", texts=f"word{number}", minutes=number) for number in range(count)]
    vault.add_all(made)
    return [badge.card.id for badge in made]


def found(vault: Vault, **asked: object) -> list[str]:
    query = BadgeQuery(at=AT, **asked)  # type: ignore[arg-type] # as a test names them
    cards = vault.cards(query, 0, 100)
    assert vault.count(query) == len(cards) == vault.facets(query).total
    return sorted(card.name for card in cards)


def names(vault: Vault) -> list[str]:
    return [each.name for each in vault.collections()]


def test_collections_stand_in_the_owners_order_each_before_those_in_it(vault: Vault) -> None:
    for identifier, name, parent in ((A, "Job", None), (B, "Acme", A), (C, "Hobby", None), (D, "Globex", A)):
        vault.add_collection(Collection(identifier, name, Colour.TEAL, parent), AT)
    assert names(vault) == ["Job", "Acme", "Globex", "Hobby"]
    vault.move_collection(D, A, 0, AT)
    vault.move_collection(C, None, 0, AT)
    assert names(vault) == ["Hobby", "Job", "Globex", "Acme"]
    vault.move_collection(B, None, 1, AT)
    assert names(vault) == ["Hobby", "Acme", "Job", "Globex"]
    assert vault.collections()[1] == Collection(B, "Acme", Colour.TEAL)


def test_a_badge_is_in_many_collections_and_in_those_around_them(vault: Vault) -> None:
    one, two, three = ids(vault)
    for identifier, name, parent in ((A, "Job", None), (B, "Acme", A), (C, "Hobby", None)):
        vault.add_collection(Collection(identifier, name, parent=parent), AT)
    assert vault.collect(B, [one, two], AT) == 2
    assert vault.collect(B, [two], AT) == 0
    assert vault.collect(A, [two, three], AT) == 2
    assert vault.collect(C, [one], AT) == 1
    assert found(vault, collection=A) == ["Badge 0", "Badge 1", "Badge 2"]
    assert found(vault, collection=B) == ["Badge 0", "Badge 1"]
    assert vault.collection_counts(BadgeQuery(at=AT)) == {A: 3, B: 2, C: 1}
    assert vault.collection_counts(BadgeQuery("word1", at=AT)) == {A: 1, B: 1, C: 0}
    assert vault.belongings(one) == Belongings((B, C), (), False)
    assert vault.take_out(B, [one, three], AT) == 1
    assert found(vault, collection=B) == ["Badge 1"]
    vault.remove([two], AT)
    assert vault.collection_counts(BadgeQuery(at=AT)) == {A: 1, B: 0, C: 1}
    vault.undo(AT)
    assert found(vault, collection=B) == ["Badge 1"]


def test_a_saved_search_holds_what_it_finds(vault: Vault) -> None:
    one, two, _ = ids(vault)
    vault.add_collection(Collection(A, "Tagged", query=BadgeQuery(tags=("work",))), AT)
    vault.add_collection(Collection(B, "Around", parent=None), AT)
    vault.move_collection(A, B, 0, AT)
    vault.collect(B, [two], AT)
    vault.tag([one], "Work", AT)
    assert found(vault, collection=A) == ["Badge 0"]
    assert found(vault, collection=B) == ["Badge 0", "Badge 1"]
    assert vault.collection_counts(BadgeQuery(at=AT)) == {B: 2, A: 1}
    vault.change_collection(Collection(A, "Tagged", query=BadgeQuery("word2")), AT)
    assert found(vault, collection=A) == ["Badge 2"]
    with pytest.raises(RefusedError, match="saved search"):
        vault.collect(A, [one], AT)
    with pytest.raises(RefusedError, match="stays a saved search"):
        vault.change_collection(Collection(A, "Tagged"), AT)


def test_a_saved_search_that_looks_into_itself_ends(vault: Vault) -> None:
    ids(vault)
    vault.add_collection(Collection(A, "Around"), AT)
    vault.add_collection(Collection(B, "One", parent=A, query=BadgeQuery(collection=A)), AT)
    vault.add_collection(Collection(C, "Other", parent=A, query=BadgeQuery("word0", collection=B)), AT)
    assert found(vault, collection=A) == found(vault, collection=B) == found(vault, collection=C) == []


def test_what_the_tree_does_not_allow_is_refused_in_words(vault: Vault) -> None:
    vault.add_collection(Collection(A, "Job"), AT)
    vault.add_collection(Collection(B, "Acme", parent=A), AT)
    vault.add_collection(Collection(C, "acme"), AT)
    refused: list[tuple[str, Callable[[], object]]] = [
        ("already", lambda: vault.add_collection(Collection(D, "JOB"), AT)),
        ("already", lambda: vault.move_collection(C, A, 0, AT)),
        ("already", lambda: vault.change_collection(Collection(C, "Job"), AT)),
        ("needs a letter", lambda: vault.add_collection(Collection(D, " \u200b\n"), AT)),
        ("too long", lambda: vault.add_collection(Collection(D, "x" * 101), AT)),
        ("no such", lambda: vault.add_collection(Collection(D, "Lost", parent=CollectionId("e" * 32)), AT)),
        ("no such", lambda: vault.remove_collection(D, AT)),
        ("no such", lambda: vault.collect(D, [], AT)),
        ("cannot stand", lambda: vault.move_collection(A, A, 0, AT)),
    ]
    for words, attempt in refused:
        with pytest.raises(RefusedError, match=words):
            attempt()


def test_a_tree_is_only_so_deep_and_so_large() -> None:
    tree: Tree = {}
    for number in range(DEEPEST):
        parent = CollectionId(f"{number - 1}") if number else None
        tree = with_new(tree, Collection(CollectionId(f"{number}"), "Deep", parent=parent))
    with pytest.raises(RefusedError, match="cannot stand"):
        with_new(tree, Collection(CollectionId("x"), "Deep", parent=CollectionId(f"{DEEPEST - 1}")))
    full = {f"{number}": Shelf(f"{number}", "none", None, number, None) for number in range(MOST_COLLECTIONS)}
    with pytest.raises(RefusedError, match="too many"):
        with_new(full, Collection(CollectionId("x"), "One more"))


def stepped(tree: Tree, kind: int, new: Collection, place: int) -> Tree:
    if kind == 0:
        return tree if new.id in tree else with_new(tree, new)
    return with_moved(tree, new.id, new.parent, place) if kind == 1 else without(tree, new.id)


@settings(max_examples=200)
@given(
    steps=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9), st.integers(-1, 9), st.integers(0, 4)), max_size=25)
)
def test_whatever_is_done_to_the_tree_it_stays_a_tree(steps: list[tuple[int, int, int, int]]) -> None:
    tree: Tree = {}
    for kind, one, other, place in steps:
        parent = CollectionId(f"{other}") if other >= 0 else None
        new = Collection(CollectionId(f"{one}"), "abc"[(one + place) % 3], parent=parent)
        with contextlib.suppress(RefusedError):
            tree = stepped(tree, kind, new, place)
        assert is_sound(tree)
        assert sorted(walked(tree)) == sorted(tree)


def test_deleting_a_collection_leaves_its_badges_and_moves_up_what_is_in_it(vault: Vault) -> None:
    one, two, _ = ids(vault)
    for identifier, name, parent in ((A, "Job", None), (B, "Acme", A), (C, "Acme", None)):
        vault.add_collection(Collection(identifier, name, parent=parent), AT)
    vault.collect(A, [one, two], AT)
    vault.collect(B, [one], AT)
    before = vault.collections()
    vault.remove_collection(A, AT)
    assert [(each.id, each.name, each.parent) for each in vault.collections()] == [
        (B, "Acme 2", None),
        (C, "Acme", None),
    ]
    assert len(found(vault)) == 3
    assert vault.undo(AT) == Change(ChangeKind.COLLECTIONS, AT, (one, two), "Job")
    assert vault.collections() == before
    assert found(vault, collection=A) == ["Badge 0", "Badge 1"]
    assert found(vault, collection=B) == ["Badge 0"]
    vault.redo(AT)
    assert names(vault) == ["Acme 2", "Acme"]


def test_tags_are_words_whose_case_does_not_count(vault: Vault) -> None:
    one, two, three = ids(vault)
    assert vault.tag([one, two], " Python \n ", AT) == 2
    assert vault.tag([two, three], "PYTHON", AT) == 1
    assert vault.tags() == [Tag("Python", 3)]
    assert found(vault, tags=("pYthon",)) == ["Badge 0", "Badge 1", "Badge 2"]
    assert vault.tag([one], "Straße", AT) == vault.untag([one], "STRASSE", AT) == 1
    vault.tag([one], "snakes", AT)
    assert vault.rename_tag("Python", "python", AT) == 3
    assert vault.rename_tag("snakes", "Python", AT) == 1
    assert vault.belongings(one).tags == ("python",)
    assert vault.untag([one], "Python", AT) == 1
    assert vault.remove_tag("python", AT) == 2
    assert vault.tags() == []
    with pytest.raises(RefusedError, match="no tag"):
        vault.rename_tag("gone", "x", AT)
    with pytest.raises(RefusedError, match="no tag"):
        vault.remove_tag("gone", AT)
    for name in ("", " \n", "\u200b", "x" * 101):
        with pytest.raises(RefusedError):
            vault.tag([one], name, AT)


def test_favourites_are_on_the_card(vault: Vault) -> None:
    one, two, _ = ids(vault)
    assert vault.set_favourites([one, two], AT, are=True) == 2
    assert vault.set_favourites([one], AT, are=True) == 0
    assert found(vault, is_favourite=True) == ["Badge 0", "Badge 1"]
    assert vault.get(one).card.is_favourite
    assert vault.set_favourites([one], AT, are=False) == 1
    assert vault.undo(AT) == Change(ChangeKind.FAVOURITE, AT, (one,))
    assert found(vault, is_favourite=True) == ["Badge 0", "Badge 1"]


def test_tags_and_collections_are_searched_like_any_text(vault: Vault) -> None:
    one, two, _ = ids(vault)
    vault.add_collection(Collection(A, "Wind turbines 認定"), AT)
    vault.collect(A, [one], AT)
    vault.tag([two], "climbing", AT)
    assert (found(vault, text="turb"), found(vault, text="定"), found(vault, text="word1 climb")) == (
        ["Badge 0"],
        ["Badge 0"],
        ["Badge 1"],
    )
    vault.change_collection(Collection(A, "Water"), AT)
    assert (found(vault, text="turb"), found(vault, text="water")) == ([], ["Badge 0"])
    vault.rename_tag("climbing", "diving", AT)
    assert (found(vault, text="climbing"), found(vault, text="diving")) == ([], ["Badge 1"])
    vault.remove_collection(A, AT)
    assert found(vault, text="water") == []
    vault.undo(AT)
    assert found(vault, text="water") == ["Badge 0"]
    assert list(vault.check()) == []


def test_one_change_names_what_it_was_about_and_badges_in_the_bin_are_changed_back_too(vault: Vault) -> None:
    one, two, _ = ids(vault)
    vault.add_collection(Collection(A, "Job"), AT)
    vault.collect(A, [one, two], AT)
    vault.tag([one], "work", AT)
    vault.remove([one], AT)
    vault.undo(AT)
    assert vault.undo(AT) == Change(ChangeKind.TAGS, AT, (one,), "work")
    assert vault.undo(AT) == Change(ChangeKind.COLLECTED, AT, (one, two), "Job")
    assert vault.undo(AT) == Change(ChangeKind.COLLECTIONS, AT, (), "Job")
    assert (vault.collections(), vault.tags(), found(vault)) == ([], [], ["Badge 0", "Badge 1", "Badge 2"])
    for _ in range(4):
        assert vault.redo(AT) is not None
    assert vault.redo(AT) is None
    vault.undo(AT)
    assert vault.belongings(one) == Belongings((A,), ("work",), False)


def state(vault: Vault) -> object:
    badges = [card.id for card in vault.cards(BadgeQuery(), 0, 100)]
    return (
        vault.collections(),
        [vault.belongings(each) for each in badges],
        badges,
        sorted(b.card.id for b in vault.bin()),
    )


STEPS: list[Callable[[Vault, random.Random, list[BadgeId]], object]] = [
    lambda v, r, ids: v.add_collection(
        Collection(
            CollectionId(r.choice("0123456789abcdef") * 32),
            r.choice("xyz"),
            parent=r.choice([None, A, B]),
            query=r.choice([None, None, BadgeQuery("word1")]),
        ),
        AT,
    ),
    lambda v, r, ids: v.change_collection(
        replace(r.choice(v.collections()), name=r.choice("uvwxyz"), colour=r.choice(list(Colour))), AT
    ),
    lambda v, r, ids: v.move_collection(
        r.choice(v.collections()).id, r.choice([None, *(each.id for each in v.collections())]), r.randrange(3), AT
    ),
    lambda v, r, ids: v.remove_collection(r.choice(v.collections()).id, AT),
    lambda v, r, ids: v.collect(r.choice(v.collections()).id, r.sample(ids, 2), AT),
    lambda v, r, ids: v.take_out(r.choice(v.collections()).id, r.sample(ids, 2), AT),
    lambda v, r, ids: v.tag(r.sample(ids, 2), r.choice(["a", "A", "b", "ß", "SS"]), AT),
    lambda v, r, ids: v.untag(r.sample(ids, 2), r.choice("ab"), AT),
    lambda v, r, ids: v.rename_tag(r.choice("ab"), r.choice(["A", "b", "c"]), AT),
    lambda v, r, ids: v.remove_tag(r.choice("ab"), AT),
    lambda v, r, ids: v.set_favourites(r.sample(ids, 2), AT, are=r.random() < 0.7),
    lambda v, r, ids: v.remove([r.choice(ids)], AT),
    lambda v, r, ids: v.restore([r.choice(ids)], AT),
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_whatever_was_done_is_taken_back_and_done_again_step_by_step(vault: Vault, seed: int) -> None:
    chosen = random.Random(seed)  # noqa: S311 (the same steps for the same seed)
    badges = ids(vault, 4)
    while vault.undo(AT):
        pass
    vault.restore(badges, AT)
    states = [state(vault)]
    for _ in range(12):
        try:
            chosen.choice(STEPS)(vault, chosen, badges)
        except (WalletError, IndexError):
            continue
        if (now := state(vault)) != states[-1]:
            states.append(now)
    for before in reversed(states[:-1]):
        assert vault.undo(AT) is not None
        assert state(vault) == before
    for after in states[1:]:
        assert vault.redo(AT) is not None
        assert state(vault) == after
    with vault._database.reading() as connection:
        assert row_set.difference(connection.execute) == 0


def test_all_of_it_is_there_after_the_vault_was_closed(vault: Vault, folder: Path) -> None:
    one, _, _ = ids(vault)
    vault.add_collection(Collection(A, "Job", Colour.PINK, query=None), AT)
    vault.collect(A, [one], AT)
    vault.tag([one], "work", AT)
    vault.set_favourites([one], AT, are=True)
    vault.close()
    with Vault.open(folder, PASSPHRASE) as again:
        assert again.belongings(one) == Belongings((A,), ("work",), True)
        assert again.collections() == [Collection(A, "Job", Colour.PINK)]


def test_what_moves_to_where_it_is_does_not_change_the_vault(vault: Vault) -> None:
    vault.add_collection(Collection(A, "Job"), AT)
    vault.add_collection(Collection(B, "Hobby"), AT)
    generation = vault.generation
    vault.move_collection(B, None, 1, AT)
    assert (vault.generation, names(vault)) == (generation, ["Job", "Hobby"])
