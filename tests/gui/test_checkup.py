"""Whether the wallet's files are as they were left: found unasked, told in words, checked when asked, and accepted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.conftest import PASSPHRASE
from wallet.gui.main_window import MainWindow
from wallet.gui.session import Session
from wallet.gui.viewmodels.checkup_words import BEYOND_ACCEPTING, MENDED, finding_words, notice_words
from wallet.gui.views.checkup_card import CheckupCard
from wallet.gui.views.confirm_dialog import ConfirmDialog
from wallet.model.badge import BadgeQuery
from wallet.model.finding import Finding, FindingKind
from wallet.model.limits import Limits
from wallet.operations import integrity, library
from wallet.operations.wallet import lock, unlock
from wallet.vault.database import PAGE_BYTES, _connect
from wallet.vault.integrity import DAMAGED, INDEX, MIXED, REPAIRED_KEY_FILE
from wallet.vault.vault import Vault

PATIENCE = 20_000


@pytest.fixture
def card(qtbot: QtBot, window: MainWindow) -> CheckupCard:
    """The card of an open wallet that was checked."""
    view = window.wallet_view
    qtbot.waitUntil(lambda: view._models.checkup.checked_at is not None, timeout=PATIENCE)
    view.show_security()
    return view.settings.security.checkup


def opened(qtbot: QtBot, app: QApplication, session: Session) -> MainWindow:
    window = MainWindow(app, session)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(session.opened, timeout=PATIENCE):
        session.unlock(PASSPHRASE, lambda error: pytest.fail(str(error)))
    qtbot.waitUntil(lambda: window.wallet_view._models.checkup.checked_at is not None, timeout=PATIENCE)
    return window


def put_back(session: Session, tmp_path: Path) -> None:
    """Put a whole older folder in the place of one that was remembered."""
    folders = session.folders
    shutil.copytree(folders.vault, tmp_path / "older")
    wallet = unlock(folders, PASSPHRASE, session.clock, Limits())
    library.set_note(wallet, library.cards(wallet, BadgeQuery(), 0, 1)[0].id, "Mine")
    integrity.remember(wallet, folders)
    lock(wallet)
    shutil.rmtree(folders.vault)
    shutil.copytree(tmp_path / "older", folders.vault)


def test_where_all_is_well_nothing_is_said_but_in_the_settings(window, card):
    assert window.wallet_view.library.messages.isHidden()
    assert card.said.startswith("Checked today, ")
    assert card.said.endswith("all is as you left it.")
    assert card.progress.isHidden()
    assert card.accept.isHidden()
    assert card.back.isHidden()


def test_what_was_found_is_said_and_accepted_by_name(qtbot, app, locked_session, tmp_path):
    put_back(locked_session, tmp_path)
    window = opened(qtbot, app, locked_session)
    view = window.wallet_view
    strip = view.library.messages.strip
    assert strip is not None
    assert "older than the one that was last open" in strip.words
    assert "rosette" not in strip.words
    strip.acted.emit()
    card = view.settings.security.checkup
    assert view._pages.currentWidget() is view.settings
    assert card.said.endswith("1 thing was noticed.")
    card.accept.click()
    (dialog,) = window.findChildren(ConfirmDialog)
    assert dialog.first_focus is not dialog.confirm
    checkup = view._models.checkup
    with qtbot.waitSignal(checkup.accepted, timeout=PATIENCE):
        dialog.confirm.click()
    qtbot.waitUntil(lambda: checkup.share is None and not checkup.findings, timeout=PATIENCE)
    assert card.said.endswith("all is as you left it.")
    assert card.accept.isHidden()
    assert view.library.messages.isHidden()
    locked_session.close()


def test_a_row_put_back_is_found_unasked_and_accepted(qtbot, app, locked_session):
    folder = locked_session.folders.vault
    with Vault.open(folder, PASSPHRASE) as vault:
        key = vault._slots.key.for_database()
    with closing(_connect(folder / "vault.db", key)) as connection:  # as whoever has the key and another program
        connection.execute("UPDATE badges SET name = 'Grid' WHERE name = 'Grid Connection Basics'")
    window = opened(qtbot, app, locked_session)
    view, checkup = window.wallet_view, window.wallet_view._models.checkup
    assert [finding.kind for finding in checkup.findings] == [FindingKind.MIXED]
    assert view.library.messages.said.startswith("Something was put back from an older copy.")
    with qtbot.waitSignal(checkup.accepted, timeout=PATIENCE):
        checkup.accept()
    qtbot.waitUntil(lambda: checkup.share is None and not checkup.findings, timeout=PATIENCE)
    locked_session.close()


def test_a_page_that_was_spoilt_is_damage_that_nobody_accepts(qtbot, app, locked_session):
    path = locked_session.folders.vault / "vault.db"
    content = bytearray(path.read_bytes())
    content[-PAGE_BYTES // 2] ^= 1
    path.write_bytes(content)
    window = opened(qtbot, app, locked_session)
    checkup = window.wallet_view._models.checkup
    assert FindingKind.DAMAGED in {finding.kind for finding in checkup.findings}
    window.wallet_view.show_security()
    card = window.wallet_view.settings.security.checkup
    assert (card.accept.isHidden(), card.back.isHidden()) == (True, False)
    locked_session.close()


def test_not_accepting_changes_nothing(qtbot, app, locked_session, tmp_path):
    put_back(locked_session, tmp_path)
    window = opened(qtbot, app, locked_session)
    window.wallet_view.show_security()
    card = window.wallet_view.settings.security.checkup
    card.accept.click()
    window.findChildren(ConfirmDialog)[0].close_overlay()
    card.back.click()
    assert window.wallet_view.settings.tabs.currentIndex() == 2
    with qtbot.waitSignal(card.model.found, timeout=PATIENCE) as found:
        card.check.click()
    assert [finding.kind for finding in found.args[0]] == [FindingKind.OLDER_WALLET]
    locked_session.close()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Holds a check up in its middle until it is set."""
    go_on = Event()

    def check(_wallet: object, _folders: object, told: object) -> Iterator[Finding]:
        assert callable(told)
        told(30, 100)
        go_on.wait(5)
        told(60, 100)
        yield MIXED

    monkeypatch.setattr(integrity, "check", check)
    yield go_on
    go_on.set()


def test_a_check_shows_how_far_it_is_and_can_be_stopped(qtbot, card, held):
    card.check.click()
    qtbot.waitUntil(lambda: card.progress._count.text() == "30 %")
    assert not card.check.isEnabled()
    card.model.check()
    card.progress.cancel.click()
    assert (card.model.share, card.progress.isHidden(), card.check.isEnabled()) == (None, True, True)
    held.set()
    qtbot.wait(200)
    assert card.model.findings == ()
    with qtbot.waitSignal(card.model.found, timeout=PATIENCE):
        card.check.click()
    assert card.said.endswith("1 thing was noticed.")


def test_locking_waits_for_no_check(qtbot, session, card, held):
    card.check.click()
    qtbot.waitUntil(lambda: card.model.share == 30)
    session.lock()
    assert card.model.share is None
    with qtbot.waitSignal(session.locked, timeout=PATIENCE):
        held.set()


def test_what_a_refusing_disk_says_is_shown(qtbot, window, card):
    shutil.rmtree(window._session.folders.config, ignore_errors=True)
    window._session.folders.config.write_bytes(b"no folder")
    with qtbot.waitSignal(card.model.failed, timeout=PATIENCE):
        card.model.accept()
    assert "folder" in window.wallet_view.settings.security.messages.said


@pytest.mark.parametrize("kind", list(FindingKind))
def test_every_finding_has_words_without_a_command(kind):
    words = finding_words(Finding(kind, "", "", ""))
    assert words.title.endswith(".")
    assert len(words.text.split(". ")) >= 2
    assert "rosette" not in words.text


def test_damage_cannot_be_accepted_and_what_was_mended_need_not_be(qtbot, card):
    for findings, accepts, leads_back in (((DAMAGED, MIXED), False, True), ((REPAIRED_KEY_FILE,), False, False)):
        card.model.findings = findings
        card.model.changed.emit()
        assert (card.accept.isVisible(), card.back.isVisible()) == (accepts, leads_back)
    assert {DAMAGED.kind} == BEYOND_ACCEPTING
    assert {REPAIRED_KEY_FILE.kind} == MENDED


def test_one_notice_says_how_much_more_there_is():
    assert notice_words((INDEX, MIXED)).text.endswith("1 more thing was noticed.")
    assert notice_words((INDEX, MIXED, DAMAGED)).text.endswith("2 more things were noticed.")
