"""Codes in front of a camera: turned, tilted, blurred, noisy, badly lit, with one frame in four lost."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulators.camera import Camera
from wallet.model.limits import Limits
from wallet.operations.codes import codes_of, write_codes
from wallet.operations.inputs import scan
from wallet.presentation.qr_drawing import png
from wallet.presentation.qr_reader import QrReader
from wallet.sandbox.images import each_qr_texts

LIMITS = Limits()
FRAMES_A_SECOND = 8


@pytest.mark.parametrize(
    ("camera", "length", "seconds"),
    [(Camera(), 10_240, 15), (Camera(blur=0.8, noise=40, tilt=0.2, turn=30), 3_000, 6)],
    ids=["10 kB", "held badly"],
)
def test_it_crosses_in_time(camera: Camera, length: int, seconds: int) -> None:
    content = hashlib.shake_256(b"nothing makes it smaller").digest(length)
    codes = codes_of(content, LIMITS)
    assert codes is not None

    def screen() -> Iterator[bytes]:
        for number in range(1, seconds * FRAMES_A_SECOND + 1):
            yield png(codes.modules(number))

    reader = QrReader(LIMITS)
    for texts in each_qr_texts(camera.watch(screen()), LIMITS):
        for text in texts:
            reader.read(text)
        if reader.is_done:
            break
    assert reader.message() == content


def test_a_printed_sheet_is_photographed(tmp_path: Path) -> None:
    content = hashlib.shake_256(b"on paper").digest(3_000)
    written = write_codes(content, tmp_path / "sheet.png", LIMITS)
    assert written.count == 9
    (sheet,) = written.pictures
    photograph = tmp_path / "photograph.jpg"
    photograph.write_bytes(Camera(size=(4_000, 3_000), edge=2_400).shoot(sheet.read_bytes()))
    assert scan([photograph]) == content
