"""Backups in the window: made, rehearsed, brought in, cancelled and refused; snapshots gone back to."""

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.gui.conftest import PASSPHRASE
from wallet.gui.main_window import MainWindow
from wallet.gui.tone import Tone
from wallet.gui.viewmodels.backing_up import BackupViewModel
from wallet.gui.viewmodels.backup_files import file_name, is_backup
from wallet.gui.viewmodels.backup_words import reminder_words, state_words
from wallet.gui.viewmodels.snapshots import SnapshotsViewModel
from wallet.gui.views.backup_dialog import BackupDialog
from wallet.gui.views.backup_reading import MergeDialog, RehearsalDialog
from wallet.gui.views.passphrase_dialog import PassphraseDialog
from wallet.gui.views.snapshot_list import SnapshotRow, SnapshotsDialog
from wallet.gui.views.unlock_view import UnlockView
from wallet.model.backup import Stage
from wallet.model.errors import WalletError, WrongPassphraseError
from wallet.operations import library
from wallet.vault.files import DATABASE_NAME

OTHER = "another good old passphrase"
PATIENCE = 20_000


@pytest.fixture
def model(session):
    return BackupViewModel(session)


@pytest.fixture
def backup(qtbot, model, tmp_path):
    path = tmp_path / "rosette.age"
    with qtbot.waitSignal(model.made, timeout=PATIENCE):
        model.back_up(path, OTHER)
    qtbot.waitUntil(lambda: not model.running)
    return path


def test_a_backup_counts_once_it_was_read_back(qtbot, model, tmp_path, clock):
    stages = []
    model.progressed.connect(lambda step: stages.append(step.stage))
    with qtbot.waitSignals([model.made, model.known], timeout=PATIENCE):
        model.back_up(tmp_path / "rosette.age", OTHER)
    assert [stages[0], stages[-1]] == [Stage.WRITING, Stage.CHECKING]
    assert model.state.last.badges == 12
    words = state_words(model.state, clock.now())
    assert words.title == "Last backup: today, " + words.title.rpartition(" ")[2]
    assert words.text == "12 badges in rosette.age."


def test_a_cancelled_backup_leaves_nothing(qtbot, model, tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    model.progressed.connect(lambda _step: model.cancel())
    with qtbot.waitSignal(model.ended, timeout=PATIENCE):
        model.back_up(folder / "rosette.age", OTHER)
    assert list(folder.iterdir()) == []
    assert not model.running


def test_locking_stops_a_backup_and_leaves_nothing(qtbot, session, model, tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    model.progressed.connect(lambda _step: session.lock())
    with qtbot.waitSignal(session.locked, timeout=PATIENCE):
        model.back_up(folder / "rosette.age", OTHER)
    assert list(folder.iterdir()) == []


def test_a_rehearsal_says_what_a_backup_holds(qtbot, window, model, backup):
    dialog = RehearsalDialog(window, model, backup)
    dialog.open()
    dialog.passphrase.field.setText(OTHER)
    with qtbot.waitSignal(model.rehearsed, timeout=PATIENCE) as told:
        dialog.read.click()
    assert told.args[0].badges == 12
    assert "12 badges" in dialog.messages.said
    assert dialog.leave.text() == "&Done"


def test_a_wrong_passphrase_is_said_and_can_be_typed_again(qtbot, window, model, backup):
    dialog = RehearsalDialog(window, model, backup)
    dialog.open()
    dialog.passphrase.field.setText("not this one at all")
    told: list[WalletError] = []
    model.failed.connect(told.append)
    with qtbot.waitSignal(model.ended, timeout=PATIENCE):
        dialog.read.click()
    assert [type(error) for error in told] == [WrongPassphraseError]
    assert dialog.passphrase.isEnabled()
    assert dialog.passphrase.field.hasFocus()
    with qtbot.waitSignal(model.rehearsed, timeout=PATIENCE):
        dialog.passphrase.field.setText(OTHER)
        dialog.read.click()


def test_a_backup_that_is_dropped_is_brought_in(qtbot, window, session, backup, ids):
    gone = ids["Grid Connection Basics"]
    library.remove(session._wallet, [gone])
    window.add_paths([backup])
    (dialog,) = window.findChildren(MergeDialog)
    dialog.passphrase.field.setText(OTHER)
    with qtbot.waitSignal(dialog.model.merged, timeout=PATIENCE):
        dialog.read.click()
    qtbot.waitUntil(lambda: window.wallet_view.library._model.total == 12, timeout=PATIENCE)
    assert dialog.results.model().rowCount() == 12
    assert "1 added, 11 already there." in dialog.messages.said


def test_only_what_begins_like_a_backup_is_one(backup, tmp_path):
    other = tmp_path / "other.age"
    other.write_bytes(b"{}")
    assert is_backup(backup)
    assert not is_backup(other)
    assert not is_backup(tmp_path)


def test_a_backup_is_asked_for_where_to_go_first(window, tmp_path, monkeypatch, clock):
    proposed = []

    def choose(*arguments: object) -> tuple[str, str]:
        proposed.append(str(arguments[2]))
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window.wallet_view.show_settings()
    window.wallet_view.settings.backup.make.click()
    (dialog,) = window.findChildren(BackupDialog)
    assert proposed[0].endswith(file_name(clock.now()))
    assert dialog._path == tmp_path / "mine.age"


def test_nobody_is_reminded_before_a_week(qtbot, window, clock):
    qtbot.waitUntil(lambda: window.wallet_view._models.backups.state is not None)
    assert window.wallet_view.library.notices.isHidden()
    clock.forward(days=8)
    model = window.wallet_view._models.backups
    with qtbot.waitSignal(model.known):
        model.reload()
    notices = window.wallet_view.library.notices
    assert not notices.isHidden()
    assert reminder_words(model.state, clock.now()).tone is Tone.WARN
    notices.strip.dismissed.emit()
    with qtbot.waitSignal(model.known):
        model.reload()
    assert notices.isHidden()


def test_an_open_wallet_goes_back_to_a_snapshot(qtbot, window, session, ids):
    view = window.wallet_view
    view.show_settings()
    view.settings.show_backup()
    snapshots = view._models.snapshots
    with qtbot.waitSignal(snapshots.shown, timeout=PATIENCE):
        snapshots.keep()
    library.remove(session._wallet, list(ids.values())[:3])
    view.settings.backup.list.findChildren(SnapshotRow)[0].back.click()
    (dialog,) = window.findChildren(PassphraseDialog)
    dialog.passphrase.field.setText("not this one at all")
    with qtbot.waitSignal(snapshots.failed, timeout=PATIENCE):
        dialog.give.click()
    assert session.is_open
    dialog.passphrase.field.setText(PASSPHRASE)
    with qtbot.waitSignal(session.opened, timeout=PATIENCE):
        dialog.give.click()
    assert window.wallet_view is not view
    qtbot.waitUntil(lambda: window.wallet_view.library._model.total == 12, timeout=PATIENCE)
    assert "went back to the snapshot" in window.wallet_view.library.messages.said


def test_a_damaged_wallet_is_opened_from_a_snapshot(qtbot, app, locked_session):
    with qtbot.waitSignal(locked_session.opened, timeout=PATIENCE):
        locked_session.unlock(PASSPHRASE, pytest.fail)
    snapshots = SnapshotsViewModel(locked_session)
    with qtbot.waitSignal(snapshots.shown, timeout=PATIENCE):
        snapshots.keep()
    with qtbot.waitSignal(locked_session.locked, timeout=PATIENCE):
        locked_session.lock()
    database = locked_session.folders.vault / DATABASE_NAME
    database.write_bytes(b"\0" * 4096 + database.read_bytes()[4096:])
    window = MainWindow(app, locked_session)
    qtbot.addWidget(window)
    window.show()
    door = window.centralWidget()
    assert isinstance(door, UnlockView)
    door.passphrase.field.setText(PASSPHRASE)
    with qtbot.waitSignal(window.opening.damaged, timeout=PATIENCE):
        door.unlock.click()
    assert door.messages.strip is not None
    door.messages.strip.acted.emit()
    (dialog,) = window.findChildren(SnapshotsDialog)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(SnapshotRow)), timeout=PATIENCE)
    with qtbot.waitSignal(locked_session.opened, timeout=PATIENCE):
        dialog.findChildren(SnapshotRow)[0].back.click()
    qtbot.waitUntil(lambda: window.wallet_view.library._model.total == 12, timeout=PATIENCE)
    locked_session.close()
