"""First start and unlocking."""

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from tests.gui.conftest import PASSPHRASE
from wallet.gui.main_window import MainWindow
from wallet.gui.views.unlock_view import UnlockView
from wallet.gui.views.wallet_view import WalletView
from wallet.gui.views.welcome_view import WelcomeView


@pytest.fixture
def new_window(qtbot, app, new_session):
    window = MainWindow(app, new_session)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def locked_window(qtbot, app, locked_session):
    window = MainWindow(app, locked_session)
    qtbot.addWidget(window)
    window.show()
    return window


def test_a_first_start_makes_a_wallet(qtbot, new_window, new_session):
    welcome = new_window.centralWidget()
    assert isinstance(welcome, WelcomeView)
    qtbot.mouseClick(welcome.choices.collect, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(welcome.passphrase.first.field, PASSPHRASE)
    qtbot.keyClicks(welcome.passphrase.second.field, PASSPHRASE)
    with qtbot.waitSignal(new_session.opened, timeout=20_000):
        qtbot.keyClick(welcome.passphrase.second.field, Qt.Key.Key_Return)
    assert isinstance(new_window.centralWidget(), WalletView)
    assert new_session.exists


def test_two_passphrases_that_differ_make_nothing(qtbot, new_window, new_session):
    step = new_window.centralWidget().passphrase
    step.first.field.setText(PASSPHRASE)
    step.second.field.setText("another one")
    step.make.click()
    assert not step.messages.isHidden()
    assert not new_session.exists


def test_a_short_passphrase_cannot_be_chosen(new_window):
    step = new_window.centralWidget().passphrase
    step.first.field.setText("short")
    assert not step.make.isEnabled()


def test_sample_badges_come_with_the_first_start(qtbot, new_window, new_session):
    new_window.centralWidget().choices.samples.click()
    with qtbot.waitSignal(new_session.opened, timeout=20_000):
        new_window.centralWidget().passphrase.chosen.emit(PASSPHRASE)
    library = new_window.wallet_view.library
    qtbot.waitUntil(lambda: library._model.total == 12, timeout=20_000)
    qtbot.waitUntil(lambda: not new_window.wallet_view.toast.isHidden())


def test_files_dropped_first_are_added_once_there_is_a_wallet(qtbot, new_window, new_session, tmp_path):
    nothing = tmp_path / "notes.txt"
    nothing.write_text("no badge")
    new_window.centralWidget().choices.paths_dropped.emit((nothing,))
    with qtbot.waitSignal(new_session.opened, timeout=20_000):
        new_window.centralWidget().passphrase.chosen.emit(PASSPHRASE)
    qtbot.waitUntil(lambda: len(new_window.adding.results) == 1, timeout=20_000)
    assert new_window.adding.results[0].input == str(nothing)


def test_the_right_passphrase_opens(qtbot, locked_window, locked_session):
    door = locked_window.centralWidget()
    assert isinstance(door, UnlockView)
    qtbot.keyClicks(door.passphrase.field, PASSPHRASE)
    with qtbot.waitSignal(locked_session.opened, timeout=20_000):
        qtbot.keyClick(door.passphrase.field, Qt.Key.Key_Return)
    assert isinstance(locked_window.centralWidget(), WalletView)


def test_a_wrong_passphrase_is_said_in_words(qtbot, locked_window, locked_session):
    door = locked_window.centralWidget()
    with qtbot.waitSignal(locked_window.opening.refused, timeout=20_000) as refused:
        qtbot.keyClicks(door.passphrase.field, "not this one")
        door.unlock.click()
    assert "does not open this wallet" in refused.args[0]
    assert not door.messages.isHidden()
    qtbot.waitUntil(door.unlock.isEnabled)
    assert not locked_session.is_open


def test_the_passphrase_is_hidden_until_asked_for(locked_window):
    field = locked_window.centralWidget().passphrase
    assert field.field.echoMode() == field.field.EchoMode.Password
    field._eye.click()
    assert field.field.echoMode() == field.field.EchoMode.Normal
    assert field._eye.accessibleName() == "Hide the passphrase"


def test_locking_takes_everything_away(qtbot, locked_window, locked_session):
    with qtbot.waitSignal(locked_session.opened, timeout=20_000):
        locked_session.unlock(PASSPHRASE, pytest.fail)
    view = locked_window.wallet_view
    qtbot.waitUntil(lambda: view.library._model.found == 12)
    locked_window.show_add_dialog()
    with qtbot.waitSignal(locked_session.closed):
        view.lock_wanted.emit()
    qtbot.waitUntil(lambda: not isValid(view))
    assert isinstance(locked_window.centralWidget(), UnlockView)
    assert not locked_session.is_open
    with qtbot.waitSignal(locked_session.opened, timeout=20_000):
        locked_session.unlock(PASSPHRASE, pytest.fail)
    qtbot.waitUntil(lambda: locked_window.wallet_view.library._model.found == 12)
