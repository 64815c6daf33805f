"""QR codes as pictures: one, a sheet, more sheets, the frames of a moving code; and read back through the sandbox."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from wallet.model.checks import Code
from wallet.model.errors import RefusedError, UnreadableError, WalletError
from wallet.model.limits import Limits
from wallet.operations.codes import codes_of, write_codes
from wallet.operations.inputs import Input, find_document, read_message, scan
from wallet.presentation.qr import Codes
from wallet.presentation.qr_drawing import png, qr_modules

LIMITS = Limits()
SMALL = b'{"type": "VerifiablePresentation"}'


def letter(length: int, seed: int = 1) -> bytes:
    """Bytes that nothing makes smaller, in the form of a presentation."""
    return (
        b'{"type":"VerifiablePresentation","x":"' + hashlib.shake_256(bytes([seed])).hexdigest(length).encode() + b'"}'
    )


def test_what_fits_becomes_one_code(tmp_path: Path) -> None:
    written = write_codes(SMALL, tmp_path / "q.png", LIMITS)
    assert (written.pictures, written.count) == ((tmp_path / "q.png",), 1)
    assert scan([tmp_path / "q.png"]) == SMALL


def test_what_does_not_fit_becomes_a_sheet(tmp_path: Path) -> None:
    written = write_codes(letter(2_000), tmp_path / "q.png", LIMITS)
    assert written.pictures == (tmp_path / "q.png",)
    assert written.count > 1
    assert scan([tmp_path / "q.png"]) == letter(2_000)
    assert find_document((tmp_path / "q.png").read_bytes(), LIMITS).content == letter(2_000)
    assert read_message(Input("q.png", (tmp_path / "q.png").read_bytes()), LIMITS) == letter(2_000)


def test_what_does_not_fit_on_a_sheet_becomes_several(tmp_path: Path) -> None:
    written = write_codes(letter(4_000), tmp_path / "q.png", LIMITS)
    assert [path.name for path in written.pictures] == ["q.png", "q-2.png"]
    assert scan([tmp_path / "q-2.png", tmp_path / "q.png"]) == letter(4_000)
    with pytest.raises(UnreadableError, match=r"Only \d+ of the \d+ parts"):
        scan([tmp_path / "q-2.png"])


def test_a_folder_gets_frames_of_which_some_may_be_lost(tmp_path: Path) -> None:
    written = write_codes(letter(2_000), tmp_path, LIMITS)
    assert len(written.pictures) == 4 * written.count
    assert [path.name for path in written.pictures] == sorted(path.name for path in written.pictures)
    for path in written.pictures[::4]:
        path.unlink()
    (tmp_path / "Thumbs.db").write_bytes(b"no picture")
    assert scan([tmp_path]) == letter(2_000)
    for path in written.pictures[5:]:
        path.unlink(missing_ok=True)
    with pytest.raises(UnreadableError, match=r"Only 3 of the \d+ parts") as error:
        scan([tmp_path])
    assert error.value.code is Code.MALFORMED


@pytest.mark.parametrize(("ending", "options"), [("gif", {}), ("webp", {"lossless": True}), ("png", {})])
def test_a_recording_of_a_moving_code_is_read(tmp_path: Path, ending: str, options: dict[str, Any]) -> None:
    codes = Codes(letter(2_000), LIMITS)
    shown = [Image.open(io.BytesIO(png(qr_modules(codes.text(number))))).convert("L") for number in range(3, 16)]
    recording = tmp_path / f"recording.{ending}"
    shown[0].save(recording, save_all=True, append_images=shown[1:], duration=125, **options)
    assert scan([recording]) == letter(2_000)


def test_frames_of_two_codes_are_refused(tmp_path: Path) -> None:
    for seed in (1, 2):
        (tmp_path / str(seed)).mkdir()
        write_codes(letter(2_000, seed), tmp_path / str(seed), LIMITS)
    with pytest.raises(UnreadableError, match="do not belong together"):
        scan([tmp_path])


def test_two_different_codes_are_refused(tmp_path: Path) -> None:
    for name, content in [("a.png", SMALL), ("b.png", b"[]")]:
        write_codes(content, tmp_path / name, LIMITS)
    with pytest.raises(UnreadableError, match="do not belong together"):
        scan([tmp_path / "a.png", tmp_path / "b.png"])
    assert scan([tmp_path / "a.png", tmp_path / "a.png"]) == SMALL


@pytest.mark.parametrize("data", [b"", b"hello", b"\x89PNG\r\n\x1a\nhello"])
def test_no_code_is_said(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.png").write_bytes(data)
    with pytest.raises(UnreadableError, match=r"no QR code in a\.png"):
        scan([tmp_path / "a.png"])
    with pytest.raises(UnreadableError, match="no such file"):
        scan([tmp_path / "a.png", tmp_path / "missing.png"])


def test_the_texts_of_codes_line_by_line() -> None:
    codes = Codes(letter(2_000), LIMITS)
    lines = "\n".join(codes.text(number) for number in range(3, 3 * codes.count))
    assert read_message(Input("answer", lines.encode()), LIMITS) == letter(2_000)
    with pytest.raises(UnreadableError, match="Only"):
        read_message(Input("answer", "\n".join(lines.split()[:3]).encode()), LIMITS)


def test_what_is_too_much_is_said(tmp_path: Path) -> None:
    few = Limits(code_parts=5)
    with pytest.raises(RefusedError, match="too much for QR codes"):
        write_codes(letter(4_000), tmp_path / "q.png", few)
    assert codes_of(letter(4_000), few) is None
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(WalletError, match="was not saved"):
        write_codes(SMALL, tmp_path / "missing" / "q.png", LIMITS)


def test_a_screen_shows_one_after_the_other_or_all_at_once() -> None:
    codes = codes_of(letter(2_000), LIMITS)
    assert codes is not None
    assert len({codes.modules(number) for number in range(1, 30)}) == 29
    assert len(codes.modules(1)) == 77
    sheet = codes.sheet(4)
    assert len(sheet[0]) == 4 * 85 - 8
    assert (len(sheet) + 8) % 85 == 0
