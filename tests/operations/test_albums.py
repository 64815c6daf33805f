"""Folders of photographs: those of one moving code are one input; everything else stays what it is."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.operations.test_codes import letter
from tests.simulators.camera import Camera
from tests.simulators.world import World
from wallet.model.checks import Code
from wallet.model.errors import SandboxUnavailableError, UnreadableError
from wallet.model.limits import Limits
from wallet.operations import albums
from wallet.operations.albums import put_together
from wallet.operations.codes import write_codes
from wallet.operations.inputs import Input
from wallet.presentation.qr_drawing import png

LIMITS = Limits()


def frames(folder: Path, content: bytes) -> list[Path]:
    folder.mkdir()
    return list(write_codes(content, folder, LIMITS).pictures)


def only(given: list[Path]) -> Input:
    (item,) = put_together(given, LIMITS)
    assert isinstance(item, Input)
    return item


def test_the_frames_in_a_folder_are_one_input(tmp_path: Path) -> None:
    shown = frames(tmp_path / "screen", letter(2_000))
    found = only([tmp_path / "screen"])
    origin = f"It was put together from {len(shown)} of {len(shown)} pictures of one moving code."
    assert found == Input(str(tmp_path / "screen"), letter(2_000), origin)
    for path in shown[::4]:
        path.unlink()
    assert only([tmp_path / "screen"]).data == letter(2_000)


def test_photographs_of_them_too(tmp_path: Path) -> None:
    shown = frames(tmp_path / "screen", letter(2_000))
    album = tmp_path / "album"
    album.mkdir()
    for number, seen in enumerate(Camera().watch(path.read_bytes() for path in shown)):
        (album / f"{number}.jpg").write_bytes(seen)
    (album / "dark.png").write_bytes(png(((False,) * 200,) * 200))
    found = only([album])
    assert found.data == letter(2_000)
    assert re.search(r"from \d+ of \d+ pictures", found.origin)
    assert len(shown) > len(list(album.iterdir()))


def test_what_else_is_in_the_folder_stays_by_itself(tmp_path: Path) -> None:
    everything = tmp_path / "all"
    everything.mkdir()
    frames(everything / "one", letter(2_000, 1))
    frames(everything / "two", letter(2_000, 2))
    (everything / "badge.json").write_bytes(World().badge())
    write_codes(letter(2_000, 3), everything / "sheet.png", LIMITS)
    write_codes(b'{"type": "VerifiablePresentation"}', everything / "small.png", LIMITS)
    (everything / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    names = [
        item.name if isinstance(item, Path) else (item.name, item.data) for item in put_together([everything], LIMITS)
    ]
    assert names == [
        "badge.json",
        (str(everything / "one"), letter(2_000, 1)),
        "photo.png",
        "sheet.png",
        "small.png",
        (str(everything / "two"), letter(2_000, 2)),
    ]


def test_missing_parts_and_mixed_codes_are_said(tmp_path: Path) -> None:
    shown = frames(tmp_path / "one", letter(2_000, 1))
    for path in frames(tmp_path / "two", letter(2_000, 2))[:3]:
        shutil.copy(path, tmp_path / "one" / f"other-{path.name}")
    mixed = only([tmp_path / "one"]).data
    assert isinstance(mixed, UnreadableError)
    assert mixed.code is Code.MORE_THAN_ONE
    for path in [*shown[3:], *(tmp_path / "one").glob("other*")]:
        path.unlink()
    few = only([tmp_path / "one"]).data
    assert isinstance(few, UnreadableError)
    assert "Only 3 of the" in str(few)


def test_files_that_are_named_stay_by_themselves(tmp_path: Path) -> None:
    shown = frames(tmp_path / "screen", letter(2_000))
    assert list(put_together(shown, LIMITS)) == shown


def test_without_a_sandbox_each_is_judged_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = frames(tmp_path / "screen", letter(2_000))

    def unavailable(*_: object) -> None:
        raise SandboxUnavailableError("Foreign pictures cannot be opened.")

    monkeypatch.setattr("wallet.sandbox.images.each_qr_texts", unavailable)
    assert list(albums.put_together([tmp_path / "screen"], LIMITS)) == shown
