"""Every screen, walked over: names for the blind, a keyboard's way round, room for large text, plain text only."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListView, QPlainTextEdit, QWidget

from tests.gui.conftest import NOW, PASSPHRASE
from wallet.gui.check_window import CheckWindow
from wallet.gui.main_window import MainWindow
from wallet.gui.viewmodels.checking import CheckingViewModel
from wallet.gui.views.add_dialog import AddDialog
from wallet.gui.views.backup_dialog import BackupDialog
from wallet.gui.views.backup_reading import MergeDialog
from wallet.gui.views.delete_dialog import DeleteDialog
from wallet.gui.views.forgotten_dialog import ForgottenDialog
from wallet.gui.views.key_dialog import KeyDialog
from wallet.gui.views.passphrase_dialog import ChangePassphraseDialog
from wallet.gui.views.present_dialog import PresentDialog
from wallet.gui.views.recover_dialog import RecoverDialog
from wallet.gui.views.reencrypt_dialog import ReencryptDialog
from wallet.gui.views.request_dialog import RequestDialog
from wallet.gui.widgets.text import Paragraph, Text
from wallet.gui.widgets.theme import apply_theme
from wallet.model.limits import Limits
from wallet.operations import requesting
from wallet.operations.requesting import Wanted

TAKES_INPUT = (QAbstractButton, QLineEdit, QListView, QPlainTextEdit)


@pytest.fixture
def check_window(qtbot, app, clock, tasks):
    window = CheckWindow(app, CheckingViewModel(clock, Limits(), tasks))
    qtbot.addWidget(window)
    window.show()
    return window


def nameless(root: QWidget) -> list[QWidget]:
    inputs = [widget for widget in root.findChildren(QWidget) if isinstance(widget, TAKES_INPUT)]
    reachable = (each for each in inputs if each.focusPolicy() != Qt.FocusPolicy.NoFocus and not each.isHidden())
    return [each for each in reachable if not _name(each)]


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def guessing_labels(root: QWidget) -> list[QLabel]:
    return [label for label in root.findChildren(QLabel) if not isinstance(label, Text)]


def test_doors_have_names(qtbot, app, new_session, locked_session):
    for session in (new_session, locked_session):
        window = MainWindow(app, session)
        qtbot.addWidget(window)
        window.show()
        assert nameless(window) == []
        assert guessing_labels(window) == []


def test_the_wallets_screens_have_names(qtbot, window, ids):
    window.wallet_view.show_badge(ids["Data Analysis with Python"])
    qtbot.waitUntil(lambda: window.wallet_view.badge._model.page is not None)
    window.show_add_dialog()
    window.present([ids["Wind Turbine Safety: Working at Height"]])
    dialog = window.findChild(PresentDialog)
    qtbot.waitUntil(lambda: dialog.model.leaving.presentation is not None, timeout=10_000)
    assert nameless(window) == []
    assert guessing_labels(window) == []


def test_the_sharing_history_and_a_request_have_names(qtbot, window, tmp_path):
    requesting.ask(tmp_path / "r.json", Wanted(["/result"], "Hiring", "Vestavind"), NOW)
    window.add_paths([tmp_path / "r.json"])
    qtbot.waitUntil(lambda: window.findChild(RequestDialog) is not None, timeout=10_000)
    (dialog,) = window.findChildren(RequestDialog)
    qtbot.waitUntil(dialog.question.isVisible, timeout=10_000)
    assert nameless(window) == []
    dialog.choose()
    qtbot.waitUntil(dialog.columns.handing_over.show_to_them.isEnabled, timeout=10_000)
    with qtbot.waitSignal(dialog.model.leaving.shown, timeout=10_000):
        dialog.columns.handing_over.show_to_them.click()
    dialog.columns.handing_over.exact.click()
    assert nameless(window) == []
    window.wallet_view.show_sharing()
    qtbot.waitUntil(lambda: window.wallet_view.sharing.list.model().rowCount() == 1)
    window.wallet_view.sharing.list.setCurrentIndex(window.wallet_view.sharing.list.model().index(0, 0))
    assert nameless(window) == []
    assert guessing_labels(window) == []


def test_the_pages_that_keep_a_wallet_have_names(qtbot, window, ids, tmp_path):
    view = window.wallet_view
    with qtbot.waitSignals([view._library_model.removed, view._models.bin.shown]):
        view._library_model.remove([ids["Grid Connection Basics"]])
    view.show_bin()
    assert nameless(window) == []
    view.show_settings()
    assert nameless(window) == []
    view.settings.show_backup()
    with qtbot.waitSignal(view._models.snapshots.shown, timeout=10_000):
        view._models.snapshots.keep()
    assert nameless(window) == []
    with qtbot.waitSignal(view._models.security.known, timeout=10_000):
        view.settings.tabs.setCurrentIndex(1)
    for dialog in (
        BackupDialog(window, view._models.backups, tmp_path / "rosette.age"),
        MergeDialog(window, view._models.backups, tmp_path / "rosette.age"),
        ChangePassphraseDialog(window, view._models.security),
        ReencryptDialog(window, view._models.security),
        DeleteDialog(window, view._models.security, view._models.security.state),
        KeyDialog(window),
        RecoverDialog(window, window.opening),
        ForgottenDialog(window, window.opening),
    ):
        dialog.open()
        assert nameless(window) == []
        assert any(each.hasFocus() for each in dialog.findChildren(QWidget))
        dialog.close_overlay()
    assert guessing_labels(window) == []


@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_the_settings_fit_little_room_and_large_text(qtbot, app, session, scale):
    apply_theme(app, dark=False, scale=scale)
    window = MainWindow(app, session)
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    window._enter()
    view = window.wallet_view
    for show in (view.show_bin, view.show_settings, view.settings.show_security, view.settings.show_backup):
        show()
        qtbot.wait(50)
        assert window.width() == 800
        page = view._pages.currentWidget()
        assert page is not None
        assert page.minimumSizeHint().width() <= page.width()


def test_the_keyboard_alone_answers_a_request(qtbot, window, tmp_path):
    requesting.ask(tmp_path / "r.json", Wanted(["/result"]), NOW)
    window.add_paths([tmp_path / "r.json"])
    qtbot.waitUntil(lambda: window.findChild(RequestDialog) is not None, timeout=10_000)
    (dialog,) = window.findChildren(RequestDialog)
    qtbot.waitUntil(dialog.question.isVisible, timeout=10_000)
    assert dialog.question.choose.hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(dialog.columns.handing_over.show_to_them.isEnabled, timeout=10_000)
    for _ in range(40):
        if dialog.columns.handing_over.show_to_them.hasFocus():
            break
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.isAncestorOf(QApplication.focusWidget())
    with qtbot.waitSignal(dialog.model.leaving.shown, timeout=10_000):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert dialog.columns.handing_over.full_screen.hasFocus()


def test_the_check_window_has_names(check_window):
    assert nameless(check_window) == []
    assert guessing_labels(check_window) == []


def test_f6_leads_round(qtbot, window):
    view = window.wallet_view
    window.activateWindow()
    view.sidebar.badges.setFocus()
    visited = []
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_F6)
        visited.append(QApplication.focusWidget())
    assert visited == [view.library.search, view.library.grid, view.sidebar.badges]


def test_ctrl_f_and_slash_lead_to_the_search(qtbot, window):
    view = window.wallet_view
    modifier = Qt.KeyboardModifier
    for key, held in ((Qt.Key.Key_F, modifier.ControlModifier), (Qt.Key.Key_Slash, modifier.NoModifier)):
        view.library.grid.setFocus()
        qtbot.keyClick(view.library.grid, key, held)
        assert view.library.search.hasFocus()


def test_the_keyboard_stays_in_a_dialog_and_comes_back(qtbot, window):
    view = window.wallet_view
    view.library.search.setFocus()
    window.show_add_dialog()
    dialog = window.findChild(AddDialog)
    for _ in range(12):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.isAncestorOf(QApplication.focusWidget())
    dialog.close_overlay()
    assert view.library.search.hasFocus()


def test_delete_and_undo_by_key(qtbot, window):
    view = window.wallet_view
    model = view.library._model
    view.library.grid.setFocus()
    view.library.grid.setCurrentIndex(model.model.index(0))
    with qtbot.waitSignal(model.removed):
        qtbot.keyClick(view.library.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: model.total == 11)
    assert view.toast.isVisible()
    qtbot.keyClick(view.library.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: model.total == 12)


def test_the_ring_shows_for_keys_and_not_for_clicks(qtbot, window):
    view = window.wallet_view
    view.library.add.setFocus()
    assert window._ring.isHidden()
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    view.sidebar.check.setFocus(Qt.FocusReason.TabFocusReason)
    assert not window._ring.isHidden()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_large_text_is_not_cut_off(qtbot, app, new_session, scale):
    apply_theme(app, dark=False, scale=scale)
    window = MainWindow(app, new_session)
    qtbot.addWidget(window)
    window.resize(QSize(1280, 900))
    window.show()
    with qtbot.waitSignal(new_session.opened, timeout=20_000):
        new_session.create(PASSPHRASE, pytest.fail)
    qtbot.waitUntil(lambda: window.wallet_view.library._model.answered)
    labels = (label for label in window.findChildren(Text) if label.isVisible() and label.text())
    shown = [label for label in labels if not isinstance(label, Paragraph)]
    assert shown
    assert not [label.text() for label in shown if label.height() < label.fontMetrics().height()]


def test_little_room_narrows_the_sidebar(qtbot, window):
    window.resize(820, 640)
    qtbot.waitUntil(lambda: window.wallet_view.sidebar.width() < 100)
    assert window.wallet_view.sidebar.check.toolTip()


@pytest.mark.parametrize(("size", "scale"), [((800, 600), 1.0), ((1280, 900), 2.0), ((1280, 800), 1.0)])
def test_the_check_window_fits_its_room(qtbot, app, check_window, size, scale):
    apply_theme(app, dark=False, scale=scale)
    window = CheckWindow(app, check_window._model)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    shown = [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
    assert shown
    assert all(window.rect().contains(each.mapTo(window, each.rect().bottomRight())) for each in shown)


def test_view_models_know_no_widget():
    for path in Path("wallet/gui/viewmodels").glob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert "QtWidgets" not in source
        assert "gui.widgets" not in source
        assert "gui.views" not in source
