"""What the window does unasked while a wallet is open."""

import shutil

import pytest

from tests.gui.conftest import PASSPHRASE
from wallet.gui.main_window import MainWindow
from wallet.gui.viewmodels.checkup import CheckupViewModel
from wallet.gui.viewmodels.upkeep import Upkeep
from wallet.model.badge import BadgeQuery
from wallet.model.limits import Limits
from wallet.operations import bin as bin_
from wallet.operations import integrity, library
from wallet.operations import snapshots as keeping
from wallet.operations.wallet import lock, unlock
from wallet.settings import Folders

PATIENCE = 20_000


def test_upkeep_keeps_a_snapshot_and_ends_what_lay_for_a_month(qtbot, session, clock, ids):
    library.remove(session._wallet, [ids["Grid Connection Basics"]])
    clock.forward(days=31)
    checkup = CheckupViewModel(session)
    upkeep = Upkeep(session, checkup)
    upkeep.start()
    qtbot.waitUntil(lambda: bin_.binned(session._wallet) == [])
    qtbot.waitUntil(lambda: bool(keeping.snapshots(session.folders)))
    qtbot.waitUntil(lambda: any((session.folders.config / "generations").glob("*")))
    qtbot.waitUntil(lambda: checkup.checked_at is not None)
    assert (checkup.findings, checkup.is_due) == ((), False)
    clock.forward(hours=25)
    assert checkup.is_due


@pytest.fixture
def older(locked_session, clock, tmp_path) -> Folders:
    """A wallet that was put back whole from an older copy, after the newer one had been remembered."""
    folders = locked_session.folders
    shutil.copytree(folders.vault, tmp_path / "copy")
    wallet = unlock(folders, PASSPHRASE, clock, Limits())
    library.set_note(wallet, library.cards(wallet, BadgeQuery(), 0, 1)[0].id, "Mine")
    integrity.remember(wallet, folders)
    lock(wallet)
    shutil.rmtree(folders.vault)
    shutil.copytree(tmp_path / "copy", folders.vault)
    return folders


def test_an_older_wallet_that_was_put_back_is_said(qtbot, app, locked_session, older):
    window = MainWindow(app, locked_session)
    qtbot.addWidget(window)
    with qtbot.waitSignal(locked_session.opened, timeout=PATIENCE):
        locked_session.unlock(PASSPHRASE, pytest.fail)
    messages = window.wallet_view.library.messages
    qtbot.waitUntil(lambda: "older than the one that was last open" in messages.said, timeout=PATIENCE)
    locked_session.close()
    assert older.vault.is_dir()
