"""Scanning what a camera sees: blurred, turned, noisy frames, some of them lost; progress and refusals in words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from tests.operations.test_codes import letter
from tests.simulators.camera import Camera
from wallet.model.checks import Code
from wallet.model.errors import UnreadableError
from wallet.model.limits import Limits
from wallet.model.picture import GreyImage
from wallet.operations.codes import codes_of
from wallet.operations.recovering import RecoveryDraft, save_recovery_kit
from wallet.operations.scanning import KitScan, Progress, Scan, recovery_code_in
from wallet.presentation.qr_drawing import png, qr_modules
from wallet.vault.recovery_code import RecoveryCode

LIMITS = Limits()


def grey(picture: bytes) -> GreyImage:
    pixels = Image.open(io.BytesIO(picture)).convert("L")
    return GreyImage(pixels.width, pixels.height, pixels.tobytes())


def seen(content: bytes, camera: Camera | None = None) -> Iterator[GreyImage]:
    codes = codes_of(content, LIMITS)
    assert codes is not None
    shown = (png(codes.modules(number)) for number in range(1, 200))
    return map(grey, (camera or Camera()).watch(shown))


def test_a_moving_code_is_read_as_it_comes() -> None:
    said: list[Progress] = []
    with Scan(LIMITS) as scan:
        for frame in seen(letter(2_000)):
            said.append(scan.see(frame))
            if said[-1].message is not None:
                break
    assert said[-1].message == letter(2_000)
    assert said[-1].words == "The code was read."
    parts = [progress.found for progress in said]
    assert parts == sorted(parts)
    assert said[-1].found == said[-1].count > 1
    begun = next(progress for progress in said if progress.found == 2)
    assert begun.words == f"Part 2 of {begun.count}, keep holding."


def test_one_code_is_read_at_once() -> None:
    with Scan(LIMITS) as scan:
        progress = scan.see(next(seen(b'{"type": "VerifiablePresentation"}', Camera(lost=10_000))))
    assert progress == Progress(message=b'{"type": "VerifiablePresentation"}')


@pytest.mark.parametrize(
    "frame",
    [GreyImage(640, 480, bytes(640 * 480)), GreyImage(3, 3, b""), GreyImage(0, 0, b""), GreyImage(-1, -1, b"a")],
)
def test_nothing_seen_is_nothing_said(frame: GreyImage) -> None:
    with Scan(LIMITS) as scan:
        progress = scan.see(frame)
    assert (progress.count, progress.message) == (0, None)
    assert "Hold the code still" in progress.words


def test_frames_larger_than_the_limit_are_not_looked_at() -> None:
    frame = next(seen(b"{}", Camera(lost=10_000)))
    with Scan(Limits(image_pixels=frame.width * frame.height - 1)) as scan:
        assert scan.see(frame).message is None


def test_a_poster_in_view_is_passed_over() -> None:
    poster = grey(png(qr_modules("https://poster.example/win")))
    with Scan(LIMITS) as scan:
        passed = scan.see(poster)
        assert "a link to poster.example, not a badge" in passed.words
        assert scan.see(next(seen(b"{}", Camera(lost=10_000)))).message == b"{}"


def test_parts_of_two_codes_are_refused() -> None:
    ours, other = (seen(letter(2_000, seed), Camera(lost=10_000)) for seed in (1, 2))
    with Scan(LIMITS) as scan:
        assert scan.see(next(ours)).found == 1
        with pytest.raises(UnreadableError, match="do not belong together") as error:
            scan.see(next(other))
    assert error.value.code is Code.MORE_THAN_ONE


def test_the_code_of_a_kit_is_read_and_nothing_else_is_taken_for_one() -> None:
    code = RecoveryCode.new()
    kit, badge = (grey(png(qr_modules(text))) for text in (code.text, "ROSETTE"))
    with KitScan(LIMITS) as scan:
        assert scan.see(badge) == Progress(remark="This is not the code of a recovery kit.")
        assert scan.see(kit).message == code.text.encode()
    with Scan(LIMITS) as scan:
        assert scan.see(kit).message is None


def test_the_code_of_a_kit_is_read_from_its_picture_and_its_page(tmp_path: Path) -> None:
    code = RecoveryCode.new()
    draft = RecoveryDraft(code, datetime(2026, 11, 24, tzinfo=UTC), (1, 2), "vault", "0" * 32)
    page, picture, other = (tmp_path / name for name in ("kit.pdf", "kit.png", "other.png"))
    save_recovery_kit(draft, page)
    picture.write_bytes(png(qr_modules(code.text)))
    other.write_bytes(png(qr_modules("ROSETTE")))
    assert recovery_code_in(page, LIMITS) == recovery_code_in(picture, LIMITS) == code.text
    for path, why in ((other, "no code of a recovery kit"), (tmp_path / "gone.png", "no such file")):
        with pytest.raises(UnreadableError, match=why):
            recovery_code_in(path, LIMITS)
