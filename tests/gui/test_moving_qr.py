"""A code that moves: while it is seen, until it is held, and not where less motion is wished for."""

import hashlib

import pytest
import zxingcpp
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from wallet.gui.widgets import moving_qr
from wallet.gui.widgets.moving_qr import FRAME_MILLISECONDS, FullScreenQr, MovingQr
from wallet.model.limits import Limits
from wallet.operations.codes import codes_of
from wallet.presentation.qr_reader import QrReader

CONTENT = hashlib.shake_256(b"a presentation").digest(1_500)


@pytest.fixture
def code():
    return codes_of(CONTENT, Limits())


@pytest.fixture
def still(monkeypatch):
    """A system that was asked to move less."""
    monkeypatch.setattr(moving_qr, "moves_less", lambda widget: True)


@pytest.fixture
def shown(qtbot, app):
    widget = MovingQr(400)
    qtbot.addWidget(widget)
    widget.resize(400, 400)
    widget.show()
    return widget


def seen(widget: QWidget) -> list[str]:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(image.constBits()).cast("B", [image.height(), image.bytesPerLine()])
    found = zxingcpp.read_barcodes(pixels, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [result.text for result in found]


def test_it_is_read_while_it_moves(qtbot, shown, code):
    reader = QrReader(Limits())

    def watch() -> bool:
        for text in seen(shown):
            reader.read(text)
        return reader.is_done

    shown.show_code(code)
    assert code.count == 5
    assert FRAME_MILLISECONDS == 1_000 / 8
    qtbot.waitUntil(watch, timeout=10_000)
    assert reader.message() == CONTENT


def test_it_stands_still_when_it_is_held(qtbot, shown, code):
    shown.show_code(code)
    with qtbot.waitSignal(shown.changed):
        shown.hold(still=True)
    assert not shown.is_moving
    before = seen(shown)
    qtbot.wait(3 * FRAME_MILLISECONDS)
    assert seen(shown) == before
    shown.hold(still=False)
    qtbot.waitUntil(lambda: seen(shown) not in ([], before))


def test_it_moves_only_while_it_is_seen(shown, code):
    shown.show_code(code)
    assert shown.is_moving
    shown.hide()
    assert not shown.is_moving
    shown.show()
    assert shown.is_moving
    shown.show_code(None)
    assert not shown.is_moving


def test_what_fits_stands_still(shown):
    shown.show_code(codes_of(b"{}", Limits()))
    assert not shown.is_moving
    assert len(seen(shown)) == 1


def test_where_less_motion_is_wished_for_it_waits(shown, code, still):
    shown.show_code(code)
    assert not shown.is_moving
    shown.hold(still=False)
    assert shown.is_moving
    assert shown._timer.interval() > 1_000 / 3


def test_where_less_motion_is_wished_for_all_parts_are_seen_at_once(qtbot, app, code, still):
    screen = FullScreenQr(code, "")
    qtbot.addWidget(screen)
    screen.resize(1920, 1080)
    screen.show()
    assert not screen.code.is_moving
    reader = QrReader(Limits())
    for text in seen(screen):
        reader.read(text)
    assert reader.message() == CONTENT


def test_over_the_whole_screen_it_moves(qtbot, app, code):
    screen = FullScreenQr(code, "")
    qtbot.addWidget(screen)
    screen.show()
    assert screen.code.is_moving
