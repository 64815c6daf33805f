"""Presenting and answering where the owner has it so that the passphrase is typed before anything is signed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import NOW, PASSPHRASE
from wallet.gui.main_window import MainWindow
from wallet.gui.session import Session
from wallet.gui.views.bytes_dialog import BytesDialog
from wallet.gui.views.passphrase_dialog import PassphraseDialog
from wallet.gui.views.present_dialog import PresentDialog
from wallet.gui.views.request_dialog import RequestDialog
from wallet.model.checks import CheckId, Outcome
from wallet.model.limits import Limits
from wallet.model.report import Policy
from wallet.operations import own_keys, requesting, sharing
from wallet.operations.requesting import Wanted
from wallet.trust.evidence import EvidenceSet
from wallet.verification.options import VerifyOptions

PATIENCE = 20_000


@pytest.fixture
def asking(session: Session) -> Session:
    """A session whose keys ask before they sign."""
    assert session._wallet is not None
    own_keys.ask_to_sign(session._wallet, PASSPHRASE, on=True)
    return session


@pytest.fixture
def request_path(tmp_path: Path) -> Path:
    path = tmp_path / "r.json"
    requesting.ask(path, Wanted(["/result"], "Hiring for the coast", "Vestavind Operations"), NOW)
    return path


@pytest.fixture
def dialog(qtbot: QtBot, asking: Session, window: MainWindow, request_path: Path) -> RequestDialog:
    """A request that is being answered, its preview there."""
    window.add_paths([request_path])
    qtbot.waitUntil(lambda: window.findChild(RequestDialog) is not None, timeout=PATIENCE)
    (dialog,) = window.findChildren(RequestDialog)
    qtbot.waitUntil(dialog.question.isVisible, timeout=PATIENCE)
    dialog.question.choose.click()
    qtbot.waitUntil(lambda: dialog.model.leaving.presentation is not None, timeout=PATIENCE)
    return dialog


def passphrase_dialog(qtbot: QtBot, window: MainWindow) -> PassphraseDialog:
    qtbot.waitUntil(lambda: window.findChild(PassphraseDialog) is not None, timeout=PATIENCE)
    (found,) = window.findChildren(PassphraseDialog)
    return found


def gone(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.findChild(PassphraseDialog) is None, timeout=PATIENCE)


def test_an_answer_is_looked_at_first_and_signed_to_leave(qtbot, window, asking, dialog):
    leaving, handing_over = dialog.model.leaving, dialog.columns.handing_over
    assert leaving.presentation.is_draft
    assert dialog.columns.messages.isHidden()
    assert window.findChild(PassphraseDialog) is None
    handing_over.show_to_them.click()
    typed = passphrase_dialog(qtbot, window)
    assert typed.passphrase.field.hasFocus()
    typed.passphrase.field.setText("another one")
    with qtbot.waitSignal(leaving.not_signed, timeout=PATIENCE):
        typed.give.click()
    assert "passphrase" in typed.messages.said
    assert sharing.shares(asking._wallet) == []
    qtbot.waitUntil(typed.give.isEnabled, timeout=PATIENCE)
    typed.passphrase.field.setText(PASSPHRASE)
    with qtbot.waitSignal(leaving.shown, timeout=PATIENCE):
        typed.give.click()
    assert not leaving.presentation.is_draft
    assert handing_over.full_screen.isVisible()
    assert len(sharing.shares(asking._wallet)) == 1
    gone(qtbot, window)
    leaving.show_to_them()
    with qtbot.waitSignal(leaving.shown, timeout=PATIENCE):
        pass
    assert window.findChild(PassphraseDialog) is None


def test_what_was_signed_so_is_an_answer(qtbot, window, dialog, request_path, tmp_path):
    dialog.model.leaving.save(tmp_path / "answer.jwt")
    typed = passphrase_dialog(qtbot, window)
    typed.passphrase.field.setText(PASSPHRASE)
    with qtbot.waitSignal(dialog.model.leaving.saved, timeout=PATIENCE):
        typed.give.click()
    own = requesting.open_request(request_path, Limits())
    options = VerifyOptions(NOW, Policy.CHECK, own.binding)
    report = requesting.verify_answer(tmp_path / "answer.jwt", own, EvidenceSet(), options)
    (inner,) = report.credentials
    for check in (CheckId.HOLDER_BINDING, CheckId.PRESENTATION_AUDIENCE, CheckId.PRESENTATION_FRESHNESS):
        assert inner.check(check).outcome is Outcome.PASSED


def test_cancelling_leaves_everything_as_it_was(qtbot, window, asking, dialog):
    leaving = dialog.model.leaving
    before = leaving.presentation
    dialog.columns.handing_over.show_to_them.setFocus()
    dialog.columns.handing_over.show_to_them.click()
    passphrase_dialog(qtbot, window).close_overlay()
    gone(qtbot, window)
    assert dialog.isVisible()
    assert leaving.presentation is before
    assert leaving.code is None
    assert dialog.columns.handing_over.show_to_them.hasFocus()
    with qtbot.waitSignal(leaving.previewed, timeout=PATIENCE):
        leaving.build_now()
    assert sharing.shares(asking._wallet) == []
    assert window.findChild(PassphraseDialog) is None


def test_the_exact_bytes_are_signed_before_they_are_shown(qtbot, window, asking, dialog):
    dialog.columns.handing_over.exact.click()
    typed = passphrase_dialog(qtbot, window)
    typed.passphrase.field.setText(PASSPHRASE)
    with qtbot.waitSignal(dialog.model.leaving.looked_at, timeout=PATIENCE):
        typed.give.click()
    (shown,) = window.findChildren(BytesDialog)
    assert shown.isVisible()
    assert shown.source.toPlainText() == dialog.model.leaving.presentation.content.decode()
    assert sharing.shares(asking._wallet) == []


def test_a_request_that_ends_meanwhile_asks_no_more(qtbot, window, dialog):
    dialog.columns.handing_over.show_to_them.click()
    passphrase_dialog(qtbot, window)
    dialog.model.ended.emit()
    gone(qtbot, window)
    assert dialog.columns.handing_over._is_over


def test_an_answer_made_anew_is_signed_anew(qtbot, window, clock, dialog):
    leaving = dialog.model.leaving
    leaving.show_to_them()
    typed = passphrase_dialog(qtbot, window)
    typed.passphrase.field.setText(PASSPHRASE)
    with qtbot.waitSignal(leaving.shown, timeout=PATIENCE):
        typed.give.click()
    gone(qtbot, window)
    clock.forward(minutes=4)
    dialog.columns.handing_over._show_time()
    typed = passphrase_dialog(qtbot, window)
    assert dialog.columns.handing_over.show_to_them.isVisible()
    typed.passphrase.field.setText(PASSPHRASE)
    with qtbot.waitSignal(leaving.shown, timeout=PATIENCE):
        typed.give.click()
    assert leaving.seconds_to_renewal() is None or leaving.seconds_to_renewal() > 0


def test_a_copy_that_nobody_signs_asks_for_nothing(qtbot, window, asking, ids):
    window.present([ids["Wind Turbine Safety: Working at Height"]])
    (dialog,) = window.findChildren(PresentDialog)
    leaving = dialog.model.leaving
    qtbot.waitUntil(lambda: leaving.presentation is not None, timeout=PATIENCE)
    assert not leaving.presentation.is_draft
    with qtbot.waitSignal(leaving.shown, timeout=PATIENCE):
        dialog.columns.handing_over.show_to_them.click()


def test_a_copy_that_is_signed_asks(qtbot, window, asking, ids, tmp_path):
    window.present([ids["Photovoltaic Installation I"]])
    (dialog,) = window.findChildren(PresentDialog)
    leaving = dialog.model.leaving
    qtbot.waitUntil(lambda: leaving.presentation is not None, timeout=PATIENCE)
    assert leaving.presentation.is_draft
    leaving.save(tmp_path / "copy.json")
    typed = passphrase_dialog(qtbot, window)
    assert not (tmp_path / "copy.json").exists()
    typed.passphrase.field.setText(PASSPHRASE)
    with qtbot.waitSignal(leaving.saved, timeout=PATIENCE):
        typed.passphrase.entered.emit()
    assert b'"proof"' in (tmp_path / "copy.json").read_bytes()
