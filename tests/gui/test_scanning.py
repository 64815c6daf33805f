"""Codes that are shown to the window: by the camera and on the screen, for badges, for checking, and of a kit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from tests.gui.test_access import nameless
from wallet.gui.capture import camera as capture_camera
from wallet.gui.capture import screen as capture_screen
from wallet.gui.check_window import CheckWindow
from wallet.gui.main_window import MainWindow
from wallet.gui.viewmodels.checking import CheckingViewModel
from wallet.gui.views.add_dialog import AddDialog
from wallet.gui.views.recover_dialog import RecoverDialog
from wallet.gui.views.scan_button import ScanButton
from wallet.gui.views.scan_dialog import ScanDialog
from wallet.model.clock import SystemClock
from wallet.model.errors import RefusedError
from wallet.model.limits import Limits
from wallet.operations.codes import codes_of
from wallet.presentation.qr_drawing import png, qr_modules
from wallet.vault.recovery_code import RecoveryCode

PATIENCE = 20_000
BADGE = b'{"type": ["VerifiableCredential"], "shopping": ["bread"]}'


def code_of(message: bytes) -> bytes:
    codes = codes_of(message, Limits())
    assert codes is not None
    return png(codes.modules(1))


class PaperCamera(capture_camera.Camera):
    """A camera before which somebody holds one picture."""

    picture = b""

    def start(self) -> None:
        self._clock = QTimer(self, interval=20)
        self._clock.timeout.connect(lambda: self.seen.emit(QImage.fromData(self.picture)))
        self._clock.start()

    def stop(self) -> None:
        self._clock.stop()


class NoCamera(capture_camera.Camera):
    """A computer without one."""

    def start(self) -> None:
        raise RefusedError("There is no camera.", "", "rosette scan --screen")


class BlindScreen(capture_screen.Screen):
    """A desktop that lets no program look."""

    def start(self) -> None:
        self.failed.emit(RefusedError("This desktop does not let programs look at the screen."))


@pytest.fixture
def camera(monkeypatch) -> type[PaperCamera]:
    monkeypatch.setattr(capture_camera, "Camera", PaperCamera)
    monkeypatch.setattr("wallet.gui.views.scan_dialog.Camera", PaperCamera)
    return PaperCamera


def scan_dialog(window: QWidget) -> ScanDialog:
    (dialog,) = window.findChildren(ScanDialog)
    return dialog


def test_a_badge_held_before_the_camera_is_added(qtbot, window, camera, monkeypatch):
    monkeypatch.setattr(camera, "picture", code_of(BADGE))
    window.show_add_dialog()
    (button,) = window.findChild(AddDialog).findChildren(ScanButton)
    button.choices.actions()[0].trigger()
    dialog = scan_dialog(window)
    assert dialog.view.isVisible()
    assert nameless(window) == []
    qtbot.waitUntil(lambda: len(window.adding.results) == 1, timeout=PATIENCE)
    assert window.findChild(ScanDialog) is None


def test_the_screen_is_scanned_by_a_key_and_only_once(qtbot, window, monkeypatch):
    monkeypatch.setattr(capture_screen, "Screen", BlindScreen)
    window.scan_screen()
    window.scan_screen()
    dialog = scan_dialog(window)
    assert "does not let programs look at the screen" in dialog.messages.said
    assert "screenshot" in dialog.messages.said
    assert not dialog.view.isVisible()
    dialog.close_overlay()


def test_a_computer_without_a_camera_says_what_to_do(qtbot, window, monkeypatch):
    monkeypatch.setattr(capture_camera, "Camera", NoCamera)
    monkeypatch.setattr("wallet.gui.views.scan_dialog.Camera", NoCamera)
    window.scan_camera()
    said = scan_dialog(window).messages.said
    assert "There is no camera." in said
    assert "Take a picture" in said
    assert "rosette" not in said


def test_closing_ends_the_scan_and_so_does_locking(qtbot, window, session, camera):
    window.scan_camera()
    dialog = scan_dialog(window)
    live = dialog._live
    dialog.close_overlay()
    assert live._is_over
    window.scan_camera()
    live = next(each for each in window.findChildren(ScanDialog) if each.isVisible())._live
    with qtbot.waitSignal(session.locked, timeout=PATIENCE):
        session.lock()
    qtbot.waitUntil(lambda: window.findChild(ScanDialog) is None)
    window.scan_screen()
    assert window.findChild(ScanDialog) is None


def test_what_they_hold_before_the_camera_is_checked(qtbot, app, tasks, camera, monkeypatch):
    monkeypatch.setattr(camera, "picture", code_of(BADGE))
    model = CheckingViewModel(SystemClock(), Limits(), tasks)
    window = CheckWindow(app, model)
    qtbot.addWidget(window)
    window.show()
    window.scan_camera()
    window.scan_screen()
    assert nameless(window) == []
    qtbot.waitUntil(lambda: model.queue.rowCount() == 1, timeout=PATIENCE)


@pytest.fixture
def recover(qtbot, app, locked_session):
    window = MainWindow(app, locked_session)
    qtbot.addWidget(window)
    window.show()
    window._show_recovering()
    (dialog,) = window.findChildren(RecoverDialog)
    yield dialog
    assert dialog.window() is window


def test_the_code_of_a_kit_is_read_by_the_camera(qtbot, recover, camera, monkeypatch):
    code = RecoveryCode.new()
    monkeypatch.setattr(camera, "picture", png(qr_modules(code.text)))
    recover.camera.click()
    qtbot.waitUntil(lambda: recover.code.text() == code.text, timeout=PATIENCE)


def test_the_code_of_a_kit_is_read_from_its_picture(qtbot, recover, monkeypatch, tmp_path):
    code = RecoveryCode.new()
    kit, other = tmp_path / "kit.png", tmp_path / "other.png"
    kit.write_bytes(png(qr_modules(code.text)))
    other.write_bytes(png(qr_modules("ROSETTE")))
    chosen = [other, kit]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(chosen.pop(0)), ""))
    with qtbot.waitSignal(recover._model.code_unread, timeout=PATIENCE):
        recover.picture.click()
    assert "no code of a recovery kit" in recover.messages.said
    with qtbot.waitSignal(recover._model.code_read, timeout=PATIENCE):
        recover.picture.click()
    assert recover.code.text() == code.text
    assert recover.messages.said == ""


def test_no_choice_reads_nothing(recover, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    recover.picture.click()
    assert recover.code.text() == ""
