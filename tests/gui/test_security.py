"""Ways to unlock the wallet, and when it locks, as the window lets its owner choose."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.conftest import PASSPHRASE
from wallet.gui.main_window import MainWindow
from wallet.gui.session import Session
from wallet.gui.views.forgotten_dialog import ForgottenDialog
from wallet.gui.views.passphrase_dialog import ChangePassphraseDialog, PassphraseDialog
from wallet.gui.views.recover_dialog import RecoverDialog
from wallet.gui.views.recovery_dialog import RecoveryDialog
from wallet.gui.views.settings_security import SecurityPage
from wallet.gui.views.unlock_view import UnlockView
from wallet.gui.views.welcome_view import WelcomeView
from wallet.model.vault_state import SlotKind
from wallet.operations.recovering import RecoveryDraft
from wallet.settings import load_settings
from wallet.vault.vault import Vault

NEW = "quite another set of words"
PATIENCE = 20_000


@pytest.fixture
def page(qtbot, window):
    view = window.wallet_view
    qtbot.keyClick(view, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(view._models.security.known):
        view.settings.tabs.setCurrentIndex(1)
    return view.settings.security


def test_the_ways_to_unlock_are_listed(page):
    assert page.model.slot(SlotKind.PASSPHRASE) is not None
    assert page.model.slot(SlotKind.RECOVERY) is None
    assert page._keyring._text.text() == "It does not open the wallet."
    assert "only a backup helps" in page._code._text.text()
    assert page.remove_code.isHidden()


def test_the_passphrase_is_changed(qtbot, window, session, page):
    page.change.click()
    (dialog,) = window.findChildren(ChangePassphraseDialog)
    for field, text in ((dialog.old, "not the old one"), (dialog.pair.first, NEW), (dialog.pair.second, NEW)):
        field.field.setText(text)
    with qtbot.waitSignal(page.model.failed, timeout=PATIENCE):
        dialog.change.click()
    assert not dialog.messages.isHidden()
    qtbot.waitUntil(dialog.change.isEnabled)
    dialog.old.field.setText(PASSPHRASE)
    with qtbot.waitSignal(page.model.passphrase_changed, timeout=PATIENCE):
        dialog.change.click()
    with qtbot.waitSignal(session.locked, timeout=PATIENCE):
        session.lock()
    with qtbot.waitSignal(session.opened, timeout=PATIENCE):
        session.unlock(NEW, pytest.fail)


@pytest.fixture
def kit(tmp_path, monkeypatch):
    """Where the page to print is saved."""
    path = tmp_path / "kit.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def test_a_recovery_code_is_made_printed_and_used(qtbot, window, session, page, kit):
    draft = drafted(qtbot, window, page)
    (dialog,) = window.findChildren(RecoveryDialog)
    with qtbot.waitSignal(page.model.kit_saved, timeout=PATIENCE):
        dialog.kit.click()
    assert kit.read_bytes().startswith(b"%PDF")
    for field in dialog.groups.values():
        field.setText("0000")
    with qtbot.waitSignal(page.model.failed, timeout=PATIENCE):
        dialog.confirm.click()
    for number, field in dialog.groups.items():
        field.setText(draft.code.groups[number - 1].lower())
    with qtbot.waitSignals([page.model.confirmed, page.model.known], timeout=PATIENCE):
        dialog.confirm.click()
    assert page.model.slot(SlotKind.RECOVERY) is not None
    recover(qtbot, window, session, draft.code.text)


def drafted(qtbot: QtBot, window: MainWindow, page: SecurityPage) -> RecoveryDraft:
    page.make_code.click()
    (asking,) = window.findChildren(PassphraseDialog)
    asking.passphrase.field.setText(PASSPHRASE)
    with qtbot.waitSignal(page.model.drafted, timeout=PATIENCE) as made:
        asking.give.click()
    assert made.args is not None
    draft: RecoveryDraft = made.args[0]
    return draft


def recover(qtbot: QtBot, window: MainWindow, session: Session, code: str) -> None:
    with qtbot.waitSignal(session.locked, timeout=PATIENCE):
        session.lock()
    door_of(window)._forgotten.click()
    (dialog,) = window.findChildren(RecoverDialog)
    dialog.code.setText(code)
    dialog.pair.first.field.setText(NEW)
    dialog.pair.second.field.setText(NEW)
    with qtbot.waitSignal(session.opened, timeout=PATIENCE):
        dialog.unlock.click()


def door_of(window: MainWindow) -> UnlockView:
    door = window.centralWidget()
    assert isinstance(door, UnlockView)
    return door


def test_without_a_code_it_is_said_that_only_a_backup_helps(qtbot, app, locked_session):
    window = MainWindow(app, locked_session)
    qtbot.addWidget(window)
    window.show()
    door_of(window)._forgotten.click()
    assert window.findChild(RecoverDialog) is None
    assert "Only a backup helps" in door_of(window).messages.said


def test_a_wallet_that_nobody_can_open_makes_room_once_its_name_was_typed(qtbot, app, locked_session):
    window = MainWindow(app, locked_session)
    qtbot.addWidget(window)
    window.show()
    door_of(window)._forgotten.click()
    strip = door_of(window).messages.strip
    assert strip is not None
    strip.acted.emit()
    (dialog,) = window.findChildren(ForgottenDialog)
    assert dialog.first_focus is dialog.leave
    for text in ("", "another"):
        dialog.name.setText(text)
        assert not dialog.delete.isEnabled()
    dialog.name.setText("vault")
    with qtbot.waitSignal(locked_session.locked, timeout=PATIENCE):
        dialog.name.returnPressed.emit()
    assert not locked_session.exists
    assert isinstance(window.centralWidget(), WelcomeView)


def test_a_wallet_that_another_program_has_open_is_not_deleted(qtbot, app, locked_session):
    window = MainWindow(app, locked_session)
    qtbot.addWidget(window)
    window.show()
    window._ask_to_delete()
    (dialog,) = window.findChildren(ForgottenDialog)
    dialog.name.setText("vault")
    with Vault.open(locked_session.folders.vault, PASSPHRASE), qtbot.waitSignal(window.opening.refused):
        dialog.delete.click()
    assert "Not deleted" in dialog.messages.said
    assert locked_session.exists


def test_when_it_locks_is_kept(qtbot, session, page):
    with qtbot.waitSignal(page.model.lock_after_changed, timeout=PATIENCE):
        page.model.set_lock_after(15)
    assert load_settings(session.folders.config).lock_after_minutes == 15
    assert page.minutes.text() == "After 15 minutes"
