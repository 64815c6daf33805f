"""Journey 12 by hand: back up, and restore on a new computer; every click, key and choice of a file is counted."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.conftest import PASSPHRASE, SetClock, places
from tests.gui.test_journeys import PATIENCE, Hands, opened
from wallet.gui.main_window import MainWindow
from wallet.gui.session import Session
from wallet.gui.views.backup_dialog import BackupDialog
from wallet.gui.views.welcome_view import WelcomeView
from wallet.model.badge import BadgeId, BadgeQuery
from wallet.model.limits import Limits
from wallet.operations import library

BACKUP_PASSPHRASE = "another good old passphrase"


@pytest.fixture
def hands(qtbot):
    return Hands(qtbot)


@pytest.fixture
def file(hands, tmp_path, monkeypatch):
    """The file that is chosen in the system's own dialogs; accepting one is an act."""
    path = tmp_path / "stick" / "rosette.age"
    path.parent.mkdir()

    def accept(*_arguments: object) -> tuple[str, str]:
        hands.acts += 1
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", accept)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", accept)
    return path


def ids(session: Session) -> set[BadgeId]:
    return {card.id for card in library.cards(opened(session), BadgeQuery(), 0, 50)}


def make_backup(qtbot: QtBot, hands: Hands, window: MainWindow) -> BackupDialog:
    notices = window.wallet_view.library.notices
    qtbot.waitUntil(lambda: not notices.isHidden(), timeout=PATIENCE)
    (back_up,) = (each for each in notices.findChildren(QAbstractButton) if each.text() == "Back up")
    hands.click(back_up)
    (dialog,) = window.findChildren(BackupDialog)
    hands.write(dialog.pair.first.field, BACKUP_PASSPHRASE)
    with qtbot.waitSignal(dialog.model.made, timeout=PATIENCE):
        hands.enter(dialog.pair.second.field, BACKUP_PASSPHRASE)
    return dialog


@pytest.fixture
def window(qtbot, app, session, clock):
    """An open wallet whose badges have been in no backup for eight days."""
    window = MainWindow(app, session)
    qtbot.addWidget(window)
    window.show()
    clock.forward(days=8)
    window._enter()
    return window


@pytest.fixture
def new_window(qtbot, app, tasks, tmp_path):
    """The first start on another computer."""
    session = Session(places(tmp_path / "elsewhere"), SetClock(), Limits(), tasks)
    window = MainWindow(app, session)
    qtbot.addWidget(window)
    window.show()
    yield window
    session.close()


def test_a_wallet_is_backed_up_and_restored_on_a_new_computer(qtbot, hands, window, new_window, file):
    dialog = make_backup(qtbot, hands, window)
    assert hands.acts <= 4
    assert hands.seconds < 60
    assert file.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    dialog.close_overlay()
    qtbot.waitUntil(window.wallet_view.library.notices.isHidden, timeout=PATIENCE)

    hands.begin_anew()
    restore(qtbot, hands, new_window)
    assert hands.acts <= 5
    assert hands.seconds < 90
    assert ids(new_window._session) == ids(window._session)
    assert "12 badges restored" in new_window.wallet_view.library.messages.said


def restore(qtbot: QtBot, hands: Hands, window: MainWindow) -> None:
    welcome = window.centralWidget()
    assert isinstance(welcome, WelcomeView)
    hands.click(welcome.choices.restore)
    hands.enter(welcome.restore.passphrase.field, BACKUP_PASSPHRASE)
    hands.enter(welcome.restore.pair.first.field, PASSPHRASE)
    with qtbot.waitSignal(window._session.opened, timeout=PATIENCE):
        hands.enter(welcome.restore.pair.second.field, PASSPHRASE)
