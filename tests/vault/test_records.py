"""What is kept beside the badges: presets, backups that were made, and how much came since."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.vault.making import AT, make_badge
from wallet.crypto.keys import KeyType
from wallet.model.backup import BackupRecord
from wallet.model.disclosure import OwnPreset
from wallet.vault.vault import Vault


def test_presets_are_listed_by_name_and_give_way_in_the_same_step(vault: Vault) -> None:
    fair, evening = OwnPreset("Fair", frozenset({"Result", "Name"})), OwnPreset("Evening", frozenset({"Name"}))
    vault.change_presets((), [fair, evening], AT)
    assert vault.presets() == [evening, fair]
    generation = vault.generation
    vault.change_presets(["Fair", "Evening"], [replace(evening, name="FAIR")], AT)
    assert vault.presets() == [OwnPreset("FAIR", frozenset({"Name"}))]
    assert vault.generation == generation + 1


def test_a_preset_that_is_forgotten_is_gone_and_what_changes_nothing_is_no_change(vault: Vault) -> None:
    fair = OwnPreset("Fair", frozenset({"Result"}))
    vault.change_presets((), [fair], AT)
    generation = vault.generation
    vault.change_presets(["Evening"], [fair], AT)
    assert vault.generation == generation
    vault.change_presets(["Fair"], (), AT)
    assert vault.presets() == []


def test_the_newest_backup_is_the_last_one_whenever_it_was_noted(vault: Vault) -> None:
    assert vault.last_backup() is None
    newer = BackupRecord(AT + timedelta(days=2), "newer.age", 3, 7)
    vault.add_backup(newer)
    vault.add_backup(BackupRecord(AT, "older.age", 2, 5))
    assert vault.last_backup() == newer
    assert vault.state().last_backup == newer


def test_what_came_since_a_moment_is_counted_without_the_bin(vault: Vault) -> None:
    assert vault.since(AT) == (0, None)
    badges = [make_badge(f"Badge {number}", minutes=number) for number in range(4)]
    vault.add_all(badges)
    assert vault.since(AT) == (3, AT + timedelta(minutes=1))
    vault.remove([badges[1].card.id], AT)
    assert vault.since(AT) == (2, AT + timedelta(minutes=2))
    vault.holder("a purpose", KeyType.ED25519, AT + timedelta(seconds=1))
    assert vault.since(AT) == (2, AT + timedelta(seconds=1))
