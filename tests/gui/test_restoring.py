"""Restoring at the first start: cancelled and refused without a trace, and with a backup that was dropped."""

import pytest

from tests.gui.conftest import PASSPHRASE
from wallet.gui.main_window import MainWindow
from wallet.gui.viewmodels.backing_up import BackupViewModel
from wallet.gui.viewmodels.restoring import RestoringViewModel

OTHER = "another good old passphrase"
PATIENCE = 20_000


@pytest.fixture
def backup(qtbot, session, tmp_path):
    model, path = BackupViewModel(session), tmp_path / "rosette.age"
    with qtbot.waitSignal(model.made, timeout=PATIENCE):
        model.back_up(path, OTHER)
    qtbot.waitUntil(lambda: not model.running)
    return path


@pytest.fixture
def window(qtbot, app, new_session):
    window = MainWindow(app, new_session)
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    return window


def test_a_cancelled_restore_leaves_no_wallet(qtbot, new_session, backup):
    model = RestoringViewModel(new_session)
    model.progressed.connect(lambda _step: model.cancel())
    with qtbot.waitSignal(model.ended, timeout=PATIENCE):
        model.restore(backup, OTHER, PASSPHRASE)
    assert not new_session.exists
    assert not new_session.folders.vault.exists() or not any(new_session.folders.vault.iterdir())


def test_a_wrong_passphrase_is_said_and_only_that_is_typed_again(qtbot, new_session, window, backup):
    window.centralWidget().choices.paths_dropped.emit((backup,))
    step = window.centralWidget().restore
    step.passphrase.field.setText("not this one at all")
    for field in (step.pair.first, step.pair.second):
        field.field.setText(PASSPHRASE)
    with qtbot.waitSignal(step._model.ended, timeout=PATIENCE):
        step.restore.click()
    assert not step.messages.isHidden()
    assert step.passphrase.field.hasFocus()
    assert not new_session.exists
    step.passphrase.field.setText(OTHER)
    with qtbot.waitSignal(new_session.opened, timeout=PATIENCE):
        step.restore.click()
    new_session.close()
