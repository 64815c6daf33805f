"""Codes read as they are shown: by a camera, on a screen, from the clipboard; with words for what goes wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QLabel

from tests.operations.test_codes import letter
from tests.simulators import camera as simulated
from wallet.gui.capture import run
from wallet.gui.capture.camera import Camera
from wallet.gui.capture.frames import grey_of
from wallet.gui.capture.live_scan import LiveScan
from wallet.gui.capture.screen import Screen
from wallet.gui.tasks import Tasks
from wallet.gui.widgets.clipboard import bytes_in
from wallet.model.checks import Code
from wallet.model.errors import RefusedError, UnreadableError
from wallet.model.limits import Limits
from wallet.operations.codes import codes_of, write_codes
from wallet.operations.scanning import Scan
from wallet.presentation.qr import Codes
from wallet.presentation.qr_drawing import png, qr_modules

LIMITS = Limits()
SMALL = b'{"type": "VerifiablePresentation"}'


class Shown(QObject):
    """A camera that shows pictures, faster than one would."""

    seen = Signal(object)
    failed = Signal(object)
    patience = 5.0

    def __init__(self, pictures: Iterator[bytes]) -> None:
        super().__init__()
        self._pictures = pictures
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._next)

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _next(self) -> None:
        picture = next(self._pictures, None)
        if picture is not None:
            self.seen.emit(QImage.fromData(picture))


def moving(content: bytes) -> Iterator[bytes]:
    codes = codes_of(content, LIMITS)
    assert codes is not None
    number = 0
    while number := number + 1:
        yield png(codes.modules(number))


def test_a_moving_code_is_read_through_a_bad_camera(qapp) -> None:
    said: list[str] = []
    source = Shown(simulated.Camera().watch(moving(letter(2_000))))
    assert run.watch(source, said.append) == letter(2_000)
    assert any(words.startswith("Part 2 of ") and words.endswith(", keep holding.") for words in said)
    assert said[-1] == "The code was read."
    assert len(said) == len(dict.fromkeys(said))


def test_two_codes_are_not_mixed(qapp) -> None:
    one, other = moving(letter(2_000, 1)), moving(letter(2_000, 2))
    # In turns of five, since a reader that is busy passes pictures over: in turns of one it may see one code alone.
    pictures = (next(frames) for _ in range(20) for frames in (one, other) for _ in range(5))
    with pytest.raises(UnreadableError, match="do not belong together") as error:
        run.watch(Shown(pictures), print)
    assert error.value.code is Code.MORE_THAN_ONE


def test_patience_ends(qapp) -> None:
    source = Shown(iter(()))
    source.patience = 0.05
    with pytest.raises(UnreadableError, match="No QR code could be read"):
        run.watch(source, print)


def test_a_source_that_breaks_ends_it(qapp) -> None:
    source = Shown(iter(()))
    QTimer.singleShot(1, lambda: source.failed.emit(RefusedError("The camera does not work:", "it was pulled out.")))
    with pytest.raises(RefusedError, match="pulled out"):
        run.watch(source, print)


def test_it_can_be_stopped_in_the_middle(qtbot, qapp) -> None:
    tasks = Tasks()
    live = LiveScan(Shown(moving(letter(20_000))), tasks, Scan(LIMITS))
    with qtbot.waitSignal(live.progressed):
        live.start()
    live.stop()
    tasks.finish()
    with qtbot.assertNotEmitted(live.found, wait=50):
        live.stop()


def test_a_screen_is_looked_at(qtbot, qapp) -> None:
    label = QLabel()
    label.setPixmap(QPixmap.fromImage(QImage.fromData(png(qr_modules(Codes(SMALL, LIMITS).text(1))))))
    qtbot.addWidget(label)
    with qtbot.waitExposed(label):
        label.show()
    assert run.watch(Screen(), print) == SMALL


def test_a_screen_that_may_not_be_looked_at_says_so(qapp, monkeypatch: pytest.MonkeyPatch) -> None:
    class Forbidden:
        def grabWindow(self, _window: int) -> QPixmap:
            return QPixmap()

    monkeypatch.setattr(QGuiApplication, "screens", staticmethod(lambda: [Forbidden()]))
    with pytest.raises(RefusedError, match="does not let programs look"):
        run.watch(Screen(), print)


def test_without_a_camera_or_its_library_there_are_words(qapp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    with pytest.raises(RefusedError, match="Cameras cannot be used on this computer"):
        run.watch(Camera(), print)


class Device:
    """A camera, as Qt Multimedia would have it, that shows a moving code, or breaks."""

    def __init__(self, *, reason: str = "") -> None:
        self.pictures = moving(letter(2_000))
        self.reason = reason
        self.is_on = False

    @property
    def module(self) -> SimpleNamespace:
        return SimpleNamespace(
            QMediaDevices=SimpleNamespace(defaultVideoInput=lambda: SimpleNamespace(isNull=lambda: False)),
            QCamera=lambda _parent: self,
            QVideoSink=lambda _parent: self,
            QMediaCaptureSession=lambda _parent: self,
            videoFrameChanged=SimpleNamespace(connect=self.connect_frames),
            errorOccurred=SimpleNamespace(connect=self.connect_errors),
        )

    def __getattr__(self, name: str) -> Any:
        return getattr(self.module, name)

    def connect_frames(self, slot: Callable[[Any], None]) -> None:
        self.timer = QTimer(interval=5)
        self.timer.timeout.connect(lambda: slot(self))

    def connect_errors(self, slot: Callable[[object, str], None]) -> None:
        self.break_down = slot

    def setCamera(self, _camera: object) -> None:
        pass

    def setVideoSink(self, _sink: object) -> None:
        pass

    def deleteLater(self) -> None:
        pass

    def camera(self) -> Device:
        return self

    def start(self) -> None:
        self.is_on = True
        self.timer.start()
        if self.reason:
            self.break_down(None, self.reason)

    def stop(self) -> None:
        self.is_on = False
        self.timer.stop()

    def toImage(self) -> QImage:
        return QImage.fromData(next(self.pictures))


def test_a_camera_is_turned_on_and_off(qapp, monkeypatch: pytest.MonkeyPatch) -> None:
    device = Device()
    monkeypatch.setattr("wallet.gui.capture.camera.import_module", lambda _name: device.module)
    assert run.watch(Camera(), print) == letter(2_000)
    assert not device.is_on


def test_a_camera_that_breaks_says_why(qapp, monkeypatch: pytest.MonkeyPatch) -> None:
    device = Device(reason="it is in use")
    monkeypatch.setattr("wallet.gui.capture.camera.import_module", lambda _name: device.module)
    with pytest.raises(RefusedError, match="does not work: it is in use"):
        run.watch(Camera(), print)


def test_a_system_that_forbids_the_camera_is_believed(qapp, monkeypatch: pytest.MonkeyPatch) -> None:
    device = Device()
    monkeypatch.setattr("wallet.gui.capture.camera.import_module", lambda _name: device.module)
    denied = SimpleNamespace(status=lambda: Qt.PermissionStatus.Denied)
    monkeypatch.setattr(qapp.__class__, "requestPermission", lambda _app, _what, _who, then: then(denied))
    with pytest.raises(RefusedError, match="may not use the camera"):
        run.watch(Camera(), print)
    assert not device.is_on


# What Qt Multimedia would like to have besides.
@pytest.mark.qt_log_ignore("Couldn't (load|resolve)", "No RHI backend", extend=True)
def test_a_cameras_frames_are_pictures(qtbot, qapp) -> None:
    multimedia = pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError)
    sink, camera = multimedia.QVideoSink(), Camera()
    sink.videoFrameChanged.connect(camera.show)
    picture = QImage.fromData(next(moving(SMALL))).convertToFormat(QImage.Format.Format_RGB32)
    with qtbot.waitSignal(camera.seen) as seen:
        sink.setVideoFrame(multimedia.QVideoFrame(picture))
    assert grey_of(seen.args[0]) == grey_of(picture)


@pytest.mark.parametrize("width", [1, 3, 4, 5])
def test_the_filling_of_lines_is_left_out(width: int) -> None:
    image = QImage(width, 2, QImage.Format.Format_Grayscale8)
    image.fill(7)
    grey = grey_of(image)
    assert (grey.width, grey.height, grey.grey) == (width, 2, bytes([7]) * 2 * width)


@pytest.fixture
def clipboard(qapp) -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


@pytest.mark.usefixtures("clipboard")
def test_a_copied_picture_text_or_file_is_read(tmp_path: Path) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setImage(QImage.fromData(next(moving(SMALL))))
    assert run.scan("clipboard", print) == SMALL
    codes = Codes(letter(2_000), LIMITS)
    clipboard.setText("\n".join(codes.text(number) for number in range(1, codes.count + 1)))
    assert run.scan("clipboard", print) == letter(2_000)
    write_codes(SMALL, tmp_path / "q.png", LIMITS)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "q.png"))])
    clipboard.setMimeData(files)
    assert run.scan("clipboard", print) == SMALL


def test_a_picture_of_another_program_is_not_opened_here() -> None:
    copied = QMimeData()
    copied.setData("image/png", b"\x89PNG\r\n\x1a\nwhatever it is")
    copied.setImageData(QImage(1, 1, QImage.Format.Format_RGB32))
    assert bytes_in(copied) == b"\x89PNG\r\n\x1a\nwhatever it is"


@pytest.mark.usefixtures("clipboard")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "neither a picture nor a text"),
        ("https://poster.example/win", "a link to poster.example"),
        ("Dear Maya,", "holds a text, not a badge"),
    ],
)
def test_what_is_no_code_is_said(text: str, words: str) -> None:
    QGuiApplication.clipboard().setText(text)
    with pytest.raises(UnreadableError, match=words):
        run.scan("clipboard", print)
