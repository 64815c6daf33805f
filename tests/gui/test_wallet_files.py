"""What becomes of the wallet's files in the window: encrypted anew, made smaller, deleted."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import NOW, PASSPHRASE
from wallet.gui.main_window import MainWindow
from wallet.gui.viewmodels.wallet_words import ending_words, loss_words, rewritten_words, safety_words
from wallet.gui.views.delete_dialog import DeleteDialog
from wallet.gui.views.emergency_card import EmergencyCard
from wallet.gui.views.passphrase_dialog import PassphraseDialog
from wallet.gui.views.reencrypt_dialog import ReencryptDialog
from wallet.gui.views.unlock_view import UnlockView
from wallet.gui.views.welcome_view import WelcomeView
from wallet.model.backup import BackupRecord, SnapshotReason
from wallet.model.badge import BadgeQuery
from wallet.model.errors import WalletError
from wallet.model.vault_state import SlotKind, SlotState, VaultState
from wallet.operations import library, snapshots, vault_life
from wallet.operations.vault_life import Compacted, Reencrypted

NEW = "quite another set of words"
PATIENCE = 30_000


@pytest.fixture
def card(qtbot: QtBot, window: MainWindow) -> EmergencyCard:
    with qtbot.waitSignal(window.wallet_view._models.security.known, timeout=PATIENCE):
        window.wallet_view.show_security()
    return window.wallet_view.settings.security.emergency


def reencrypting(window: MainWindow, card: EmergencyCard, old: str) -> ReencryptDialog:
    card.reencrypt.click()
    (dialog,) = window.findChildren(ReencryptDialog)
    for field, text in ((dialog.old, old), (dialog.pair.first, NEW), (dialog.pair.second, NEW)):
        field.field.setText(text)
    return dialog


def test_a_wallet_is_encrypted_anew(qtbot, window, session, card):
    snapshots.keep(session._wallet, SnapshotReason.ASKED)
    dialog = reencrypting(window, card, PASSPHRASE)
    with qtbot.waitSignal(session.opened, timeout=PATIENCE):
        dialog.go.click()
        qtbot.waitUntil(dialog.progress.isVisible)
        assert not dialog.leave.isEnabled()
    said = window.wallet_view.library.messages.said
    assert said.startswith("The wallet is encrypted anew: only the new passphrase opens it.")
    assert "deleted, since the old passphrase opened" in said
    qtbot.waitUntil(lambda: window.wallet_view.library._model.found == 12, timeout=PATIENCE)
    checkup = window.wallet_view._models.checkup
    qtbot.waitUntil(lambda: checkup.checked_at is not None, timeout=PATIENCE)
    assert checkup.findings == ()
    with qtbot.waitSignal(session.locked, timeout=PATIENCE):
        session.lock()
    refused: list[WalletError] = []
    session.unlock(PASSPHRASE, refused.append)
    qtbot.waitUntil(lambda: bool(refused), timeout=PATIENCE)
    with qtbot.waitSignal(session.opened, timeout=PATIENCE):
        session.unlock(NEW, pytest.fail)


def test_a_wrong_passphrase_is_told_in_place_and_changes_nothing(qtbot, window, session, card):
    dialog = reencrypting(window, card, "not the one")
    with qtbot.waitSignal(card.model.failed, timeout=PATIENCE):
        dialog.go.click()
    assert not dialog.messages.isHidden()
    qtbot.waitUntil(dialog.go.isEnabled, timeout=PATIENCE)
    assert dialog.progress.isHidden()
    assert library.count(session._wallet, BadgeQuery()) == 12
    dialog.close_overlay()


def test_what_refuses_behind_the_passphrase_locks_the_wallet_and_says_so(qtbot, window, session, card, monkeypatch):
    def refuse(*_arguments: object) -> Reencrypted:
        raise WalletError("The disk is full.", "", "Free some space.")

    monkeypatch.setattr(vault_life, "reencrypt", refuse)
    dialog = reencrypting(window, card, PASSPHRASE)
    with qtbot.waitSignal(session.locked, timeout=PATIENCE) as locked:
        dialog.go.click()
    assert locked.args == ["The disk is full. Free some space."]
    door = window.centralWidget()
    assert isinstance(door, UnlockView)
    assert "The disk is full." in door.messages.said
    with qtbot.waitSignal(session.opened, timeout=PATIENCE):
        session.unlock(PASSPHRASE, pytest.fail)


def test_a_lock_while_it_is_encrypted_anew_locks_the_new_one(qtbot, window, session, card, monkeypatch):
    dialog = reencrypting(window, card, PASSPHRASE)
    with qtbot.waitSignal(session.locked, timeout=PATIENCE) as locked:
        dialog.go.click()
        session.lock()
        assert isinstance(window.centralWidget(), UnlockView)
    assert locked.args == [""]
    assert not session.is_open
    with qtbot.waitSignal(session.opened, timeout=PATIENCE):
        session.unlock(NEW, pytest.fail)


def test_a_wallet_is_made_smaller(qtbot, window, session, card):
    assert card._room.said.startswith("Its database takes ")
    card.compact.click()
    (dialog,) = window.findChildren(PassphraseDialog)
    dialog.passphrase.field.setText(PASSPHRASE)
    with qtbot.waitSignal(session.opened, timeout=PATIENCE):
        dialog.give.click()
    assert window.wallet_view.library.messages.said.startswith("The wallet was made smaller. It took ")


def test_a_wallet_is_deleted_once_its_passphrase_was_typed(qtbot, window, session, card):
    card.delete.click()
    (dialog,) = window.findChildren(DeleteDialog)
    assert [line.text() for line in dialog.lost][:2] == ["•  12 badges", "•  1 signing key"]
    assert "nothing of it would be left" in dialog.safety.words
    assert not dialog.delete.isEnabled()
    dialog.passphrase.field.setText("not the one")
    with qtbot.waitSignal(card.model.failed, timeout=PATIENCE):
        dialog.delete.click()
    assert not dialog.messages.isHidden()
    qtbot.waitUntil(dialog.delete.isEnabled, timeout=PATIENCE)
    dialog.passphrase.field.setText(PASSPHRASE)
    with qtbot.waitSignal(session.locked, timeout=PATIENCE) as locked:
        dialog.delete.click()
    assert locked.args == [""]
    assert not session.exists
    assert isinstance(window.centralWidget(), WelcomeView)
    with qtbot.waitSignal(session.opened, timeout=PATIENCE):
        session.create(NEW, pytest.fail)


def test_a_deletion_that_was_cancelled_deletes_nothing(window, session, card):
    card.delete.click()
    (dialog,) = window.findChildren(DeleteDialog)
    assert dialog.first_focus is dialog.leave
    dialog.leave.click()
    assert session.is_open
    assert session.exists


def state(**changes: object) -> VaultState:
    told = {
        "name": "vault",
        "vault_id": "ab" * 16,
        "header_version": 1,
        "min_reader": 1,
        "schema": 12,
        "header_generation": 1,
        "generation": 1,
        "slots": (SlotState(SlotKind.PASSPHRASE),),
        "asks_to_sign": False,
        "badges": 3,
        "in_bin": 1,
        "notes": 2,
        "keys": 1,
        "shares": 5,
        "snapshots": 2,
        "size": 1,
        "last_backup": None,
        "unsaved": 3,
    }
    return VaultState(**{**told, **changes})  # type: ignore[arg-type] # of mixed types


def test_what_would_be_lost_is_named():
    assert loss_words(state()) == [
        "4 badges",
        "2 notes of yours",
        "1 signing key",
        "5 lines of the sharing history",
        "2 snapshots beside it",
    ]
    backup = BackupRecord(NOW, "rosette.age", 3, 7)
    saved, behind = (safety_words(state(last_backup=backup, unsaved=unsaved)) for unsaved in (0, 1))
    assert saved.text == "3 badges in rosette.age."
    assert behind.text.endswith("1 badge came since, and would be lost.")


def test_what_ends_is_named_before_and_after():
    slots = tuple(SlotState(kind) for kind in SlotKind)
    before = ending_words(state(slots=slots))
    for words in ("sign-in", "recovery code", "newer Rosette", "2 snapshots are deleted"):
        assert words in before
    ended = (SlotKind.KEYRING, SlotKind.RECOVERY, SlotKind.UNKNOWN)
    after = rewritten_words(Reencrypted(None, ended, 2))  # type: ignore[arg-type] # only its words
    assert "2 snapshots were deleted" in after.text
    assert "make a new one if you want it" in after.text
    assert rewritten_words(Compacted(None, 4096, 1024)).text == "It took 4 KiB, and takes 1 KiB now."  # type: ignore[arg-type] # as above
