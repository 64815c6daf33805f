"""The owner's signing keys in the window: listed with their uses, made, replaced, and asking before they sign."""

from __future__ import annotations

import time
from threading import Event

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.gui.conftest import PASSPHRASE
from wallet.gui.main_window import MainWindow
from wallet.gui.viewmodels.own_keys import use_words
from wallet.gui.views.confirm_dialog import ConfirmDialog
from wallet.gui.views.key_dialog import KeyDialog
from wallet.gui.views.keys_card import KeysCard
from wallet.gui.views.passphrase_dialog import PassphraseDialog
from wallet.gui.widgets.buttons import IconButton
from wallet.model.badge import BadgeId
from wallet.model.vault_state import KeyUse
from wallet.operations import own_keys

PATIENCE = 20_000


@pytest.fixture
def card(qtbot: QtBot, window: MainWindow) -> KeysCard:
    keys = window.wallet_view._models.keys
    with qtbot.waitSignal(keys.known, timeout=PATIENCE):
        window.wallet_view.show_security()
    return window.wallet_view.settings.security.keys


def made(qtbot: QtBot, window: MainWindow, card: KeysCard, purpose: str) -> str:
    card.new.click()
    (dialog,) = window.findChildren(KeyDialog)
    dialog.purpose.setText(purpose)
    with qtbot.waitSignals([card.model.made, card.model.known], timeout=PATIENCE):
        dialog.purpose.returnPressed.emit()
    qtbot.waitUntil(lambda: not window.findChildren(KeyDialog))
    return next(use.key.did for use in card.model.uses if use.key.purpose == purpose and use.key.is_newest)


def test_each_key_is_listed_with_its_uses(card):
    (use,) = card.model.uses
    assert (use.key.purpose, len(use.badges), use.shares) == ("samples", 12, 0)
    (row,) = card.rows
    assert row.said == "Made on 24 November 2026. 12 badges are bound to it; none was ever shown."


def test_a_key_is_made_and_its_address_copied(qtbot, window, session, card):
    did = made(qtbot, window, card, "Nordlys Academy")
    assert did.startswith("did:key:z6Mk")
    assert len(card.rows) == 2
    (copy,) = card.rows[0].findChildren(IconButton)
    assert copy.accessibleName().startswith("Copy the address of the key for ")
    assert copy.toolTip()
    with qtbot.waitSignal(card.said):
        copy.click()
    assert QGuiApplication.clipboard().text() == did


def test_a_key_of_the_other_type_and_one_that_is_there_already(qtbot, window, card):
    card.new.click()
    (dialog,) = window.findChildren(KeyDialog)
    assert not dialog.make.isEnabled()
    dialog.purpose.setText("samples")
    with qtbot.waitSignal(card.model.failed, timeout=PATIENCE):
        dialog.make.click()
    assert "There is a key for this purpose already" in dialog.messages.said
    dialog.types._group.button(1).click()
    with qtbot.waitSignals([card.model.made, card.model.known], timeout=PATIENCE):
        dialog.make.click()
    assert {use.key.key_type for use in card.model.uses} == {"Ed25519", "P-256"}
    assert window.wallet_view.settings.security.messages.isHidden()


def test_a_key_is_replaced_once_it_was_said_what_that_means(qtbot, window, card):
    first = made(qtbot, window, card, "Nordlys")
    use = next(use for use in card.model.uses if use.key.did == first)
    card._ask_to_replace(use.key)
    (dialog,) = window.findChildren(ConfirmDialog)
    with qtbot.waitSignals([card.model.made, card.model.known], timeout=PATIENCE):
        dialog.confirm.click()
    newest, older = (use for use in card.model.uses if use.key.purpose == "Nordlys")
    assert (newest.key.is_newest, older.key.is_newest, older.key.did) == (True, False, first)
    said = {row.said for row in card.rows}
    assert "Made on 24 November 2026. A newer one took its place; it stays for what is bound to it. " in {
        words.removesuffix("No badge is bound to it.") for words in said
    }


def asked(window: MainWindow, card: KeysCard) -> PassphraseDialog:
    card.asking.click()
    (dialog,) = window.findChildren(PassphraseDialog)
    return dialog


def test_the_passphrase_is_asked_for_and_no_longer(qtbot, window, session, card):
    for on in (True, False):
        dialog = asked(window, card)
        dialog.passphrase.field.setText("another one")
        with qtbot.waitSignal(card.model.failed, timeout=PATIENCE):
            dialog.give.click()
        assert not dialog.messages.isHidden()
        qtbot.waitUntil(dialog.give.isEnabled)
        dialog.passphrase.field.setText(PASSPHRASE)
        with qtbot.waitSignals([card.model.asking_changed, card.model.known], timeout=PATIENCE):
            dialog.give.click()
        assert own_keys.asks_to_sign(session._wallet) is on
        assert card.asking.text() == ("Turn off" if on else "Turn on")
        qtbot.waitUntil(lambda: not window.findChildren(PassphraseDialog))


def test_locking_waits_for_no_look_at_every_badge(qtbot, session, card, monkeypatch):
    begun, looked = Event(), []

    def slowly(_wallet, badge_id):
        looked.append(badge_id)
        begun.set()
        time.sleep(0.05)
        return ""

    ids = [(BadgeId(f"{number:064}"), None) for number in range(1_000)]
    monkeypatch.setattr(type(session._wallet.vault), "subjects", lambda _vault: ids)
    monkeypatch.setattr(own_keys, "_bound_to", slowly)
    card.model.reload()
    assert begun.wait(5)
    with qtbot.waitSignal(session.locked, timeout=PATIENCE):
        session.lock()
    assert len(looked) < 100


@pytest.mark.parametrize(
    ("badges", "shares", "words"),
    [
        (0, 0, "No badge is bound to it."),
        (1, 0, "1 badge is bound to it; none was ever shown."),
        (1, 1, "1 badge is bound to it; shown once."),
        (3, 4, "3 badges are bound to it; shown 4 times."),
    ],
)
def test_uses_in_words(card, badges, shares, words):
    (use,) = card.model.uses
    ids = tuple(BadgeId(f"{number:064}") for number in range(badges))
    assert use_words(KeyUse(use.key, ids, shares)) == f"Made on 24 November 2026. {words}"
