"""First start and unlocking."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from tests.gui.conftest import PASSPHRASE
from wallet.gui.main_window import MainWindow
from wallet.gui.viewmodels import wallets
from wallet.gui.views.unlock_view import UnlockView
from wallet.gui.views.wallet_view import WalletView
from wallet.gui.views.welcome_view import WelcomeView
from wallet.settings import load_settings


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


def test_the_first_start_asks_for_the_language_and_offers_a_kit(qtbot, new_window, new_session):
    welcome = new_window.centralWidget()
    welcome.choices.language._actions["fr"].trigger()
    qtbot.waitUntil(lambda: load_settings(new_session.folders.config).language == "fr", timeout=20_000)
    with qtbot.waitSignal(new_session.opened, timeout=20_000):
        welcome.passphrase.chosen.emit(PASSPHRASE)
    assert new_session._wallet.languages[0] == "fr"
    messages = new_window.wallet_view.library.messages
    assert "recovery kit" in messages.said
    messages.strip.acted.emit()
    assert new_window.wallet_view.settings.tabs.currentIndex() == 1


def test_the_command_line_says_that_the_window_has_the_wallet(qtbot, locked_window, locked_session, tmp_path):
    with qtbot.waitSignal(locked_session.opened, timeout=20_000):
        locked_session.unlock(PASSPHRASE, pytest.fail)
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    vault, config = locked_session.folders.vault, locked_session.folders.config
    options = ["--vault", str(vault), "--config", str(config), "--passphrase-file", str(tmp_path / "passphrase")]
    command = [sys.executable, "-m", "wallet", "list", *options]
    told = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert told.returncode != 0
    assert "Another Rosette window or command is using it." in told.stderr
    assert "Traceback" not in told.stderr


def test_other_wallets_open_in_windows_of_their_own(locked_session, monkeypatch, tmp_path):
    started: list[Path] = []

    def start(folder: Path, _config: Path) -> bool:
        started.append(folder)
        return folder.name != "no"

    monkeypatch.setattr(wallets, "open_wallet_window", start)
    model = wallets.WalletsViewModel(locked_session)
    refusals = []
    model.failed.connect(lambda error: refusals.append(error.what))
    empty, full = tmp_path / "empty", tmp_path / "full"
    for folder in (empty, full):
        folder.mkdir()
    (full / "notes.txt").touch()
    model.open(locked_session.folders.vault)
    model.make(empty)
    assert started == [locked_session.folders.vault, empty]
    model.open(empty)
    model.make(full)
    model.make(tmp_path / "no")
    assert refusals == [
        "There is no wallet in this folder.",
        "This folder is not empty.",
        "Another window could not be started.",
    ]
    assert wallets.wallet_name(tmp_path / "vault") == f"{tmp_path.name}/vault"
    assert wallets.wallet_name(empty) == "empty"
