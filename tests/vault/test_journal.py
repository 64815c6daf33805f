"""The bin and the journal: what was changed is taken back and done again, for thirty days."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.vault.making import AT, PASSPHRASE, make_badge
from wallet.model.badge import Added, BadgeId, BadgeQuery
from wallet.model.change import Change, ChangeKind
from wallet.model.disclosure import OwnPreset
from wallet.vault.vault import Vault

LATER = AT + timedelta(hours=1)


def ids(vault: Vault, count: int) -> list[BadgeId]:
    made = [make_badge(f"Badge {number}", texts=f"word{number}") for number in range(count)]
    vault.add_all(made)
    return [badge.card.id for badge in made]


def there(vault: Vault) -> set[BadgeId]:
    return {card.id for card in vault.cards(BadgeQuery(), 0, 100)}


def test_a_removal_is_taken_back_and_done_again(vault: Vault) -> None:
    one, two, three = ids(vault, 3)
    vault.remove([one, two], AT)
    assert [(each.card.id, each.removed_at) for each in vault.bin()] == [(two, AT), (one, AT)]
    assert vault.undo(LATER) == Change(ChangeKind.REMOVAL, AT, (one, two))
    assert there(vault) == {one, two, three}
    assert vault.count(BadgeQuery("word0")) == 1
    assert vault.redo(LATER) == Change(ChangeKind.REMOVAL, AT, (one, two))
    assert there(vault) == {three}
    assert {each.removed_at for each in vault.bin()} == {LATER}
    assert vault.redo(LATER) is None


def test_changes_are_taken_back_the_last_one_first_by_whoever_opens_the_vault(vault: Vault, folder: Path) -> None:
    one, two = ids(vault, 2)
    vault.set_note(one, "first", AT)
    vault.set_note(one, "second", AT)
    vault.remove([one], AT)
    vault.restore([one, two], AT)
    vault.close()
    with Vault.open(folder, PASSPHRASE) as other:
        assert other.undo(LATER) == Change(ChangeKind.RETURN, AT, (one,))
        assert there(other) == {two}
        assert other.undo(LATER) == Change(ChangeKind.REMOVAL, AT, (one,))
        assert other.undo(LATER) == Change(ChangeKind.NOTE, AT, (one,))
        assert other.get(one).note == "first"
        assert other.count(BadgeQuery("second")) == 0
        assert other.undo(LATER) == Change(ChangeKind.NOTE, AT, (one,))
        assert other.get(one).note == ""
        assert other.undo(LATER) == Change(ChangeKind.ADDITION, AT, (one, two))
        assert other.undo(LATER) is None
        assert there(other) == set()
        for _ in range(4):
            other.redo(LATER)
        assert there(other) == {two}
        other.redo(LATER)
        assert (there(other), other.get(one).note) == ({one, two}, "second")


def test_a_new_change_ends_what_could_be_done_again(vault: Vault) -> None:
    one, two = ids(vault, 2)
    vault.remove([one], AT)
    vault.undo(LATER)
    vault.remove([two], LATER)
    assert vault.redo(LATER) is None
    assert vault.undo(LATER) == Change(ChangeKind.REMOVAL, LATER, (two,))
    assert vault.undo(LATER) == Change(ChangeKind.ADDITION, AT, (one, two))
    assert vault.undo(LATER) is None


def test_what_changes_nothing_is_no_change(vault: Vault) -> None:
    (one,) = ids(vault, 1)
    vault.set_note(one, "", AT)
    vault.restore([one], AT)
    assert vault.add(make_badge("Badge 0")) is Added.DUPLICATE
    assert vault.undo(LATER) == Change(ChangeKind.ADDITION, AT, (one,))


def test_badges_that_came_together_are_one_change(vault: Vault) -> None:
    one, two = ids(vault, 2)
    vault.add(make_badge("Third"))
    vault.add(make_badge("Later", minutes=1))
    assert vault.undo(LATER) == Change(ChangeKind.ADDITION, AT + timedelta(minutes=1), (make_badge("Later").card.id,))
    assert vault.undo(LATER) == Change(ChangeKind.ADDITION, AT, (one, two, make_badge("Third").card.id))
    assert there(vault) == set()
    assert len(vault.bin()) == 4
    vault.redo(LATER)
    assert there(vault) == {one, two, make_badge("Third").card.id}


def test_a_note_is_taken_back_on_a_badge_in_the_bin_too(vault: Vault) -> None:
    (one,) = ids(vault, 1)
    vault.set_note(one, "a note", AT)
    vault.remove([one], AT)
    vault.undo(LATER)
    vault.remove([one], LATER)
    vault.restore([one], LATER)
    vault.undo(LATER)
    vault.undo(LATER)
    assert vault.undo(LATER) == Change(ChangeKind.NOTE, AT, (one,))
    assert vault.get(one).note == ""


def test_a_removal_done_again_leaves_out_what_is_gone_already(vault: Vault) -> None:
    one, two = ids(vault, 2)
    vault.restore([], AT)
    vault.remove([one, two], AT)
    vault.add(make_badge("Badge 0", texts="word0"))
    assert there(vault) == {one}
    assert vault.undo(LATER) == Change(ChangeKind.ADDITION, AT, (one,))
    assert there(vault) == set()
    assert vault.undo(LATER) == Change(ChangeKind.REMOVAL, AT, (one, two))
    assert there(vault) == {one, two}


def test_after_thirty_days_nothing_is_taken_back(vault: Vault) -> None:
    (one,) = ids(vault, 1)
    vault.set_note(one, "a note", AT)
    assert vault.undo(AT + timedelta(days=31)) is None
    assert vault.undo(AT + timedelta(days=29)) is not None
    vault.redo(AT + timedelta(days=29))
    vault.set_note(one, "another", AT + timedelta(days=40))
    assert vault.undo(AT + timedelta(days=40)) is not None
    assert vault.undo(AT + timedelta(days=1)) is None


def test_what_is_deleted_for_good_is_forgotten_by_the_journal(vault: Vault) -> None:
    one, two = ids(vault, 2)
    vault.set_note(one, "a secret", AT)
    vault.remove([one], AT)
    vault.remove([two], LATER)
    assert vault.empty_bin(LATER) == 1
    assert vault.undo(LATER) == Change(ChangeKind.REMOVAL, LATER, (two,))
    assert vault.undo(LATER) == Change(ChangeKind.ADDITION, AT, (two,))
    assert vault.undo(LATER) is None
    with vault._database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM changed_badges WHERE badge = ?", (one,)).fetchone() == (0,)


def test_presets_are_what_they_were_and_what_they_became(vault: Vault) -> None:
    fair, evening = OwnPreset("Fair", frozenset({"Result", "Name"})), OwnPreset("Evening", frozenset({"Name"}))
    (one,) = ids(vault, 1)
    vault.change_presets((), [fair], AT)
    vault.change_presets(["Fair"], [replace(fair, name="FAIR")], LATER)
    vault.change_presets((), [evening, replace(fair, kinds=evening.kinds)], LATER)
    vault.change_presets(["Evening"], (), LATER)
    states = [vault.presets()]
    said = []
    while (change := vault.undo(LATER)) is not None and change.kind is ChangeKind.PRESETS:
        states.append(vault.presets())
        said.append(change)
    assert [sorted(preset.name for preset in state) for state in states] == [
        ["FAIR", "Fair"],
        ["Evening", "FAIR", "Fair"],
        ["FAIR"],
        ["Fair"],
        [],
    ]
    assert [(each.subject, each.at, each.badges) for each in said] == [
        ("Evening", LATER, ()),
        ("", LATER, ()),
        ("FAIR", LATER, ()),
        ("Fair", AT, ()),
    ]
    assert change == Change(ChangeKind.ADDITION, AT, (one,))
    vault.redo(LATER)
    for state in reversed(states[:-1]):
        assert vault.redo(LATER) is not None
        assert vault.presets() == state
    assert vault.redo(LATER) is None


def test_changes_of_presets_outlive_badges_that_are_deleted_for_good(vault: Vault) -> None:
    (one,) = ids(vault, 1)
    vault.change_presets((), [OwnPreset("Fair", frozenset({"Name"}))], AT)
    vault.remove([one], AT)
    assert vault.empty_bin(LATER) == 1
    assert vault.undo(LATER) == Change(ChangeKind.PRESETS, AT, (), "Fair")
    assert vault.presets() == []
