"""The sandbox with honest pictures, broken ones and bombs; every child is a real process."""

from __future__ import annotations

import io
import itertools
import os
import struct
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
import qrcode
from PIL import Image

from wallet.model.limits import Limits
from wallet.model.picture import GreyImage
from wallet.sandbox.frames import Task
from wallet.sandbox.images import FrameReader, RawImage, qr_texts, thumbnails
from wallet.sandbox.process import Sandbox

LIMITS = Limits()
EXIF = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
RED = (255, 0, 0, 255)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 30 10">{}</svg>'
RED_SQUARE = '<rect width="30" height="10" fill="#f00"/>'


def encoded(format_name: str, size: tuple[int, int] = (200, 100), mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red").save(out, format_name)
    return out.getvalue()


def middle(image: RawImage | None) -> tuple[int, ...]:
    assert image is not None
    at = (image.height // 2 * image.width + image.width // 2) * 4
    return tuple(image.rgba[at : at + 4])


def png_of_size(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packed = zlib.compressobj(1)
    rows = packed.compress(bytes(height * (1 + width // 8))) + packed.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def gif_of_size(width: int, height: int) -> bytes:
    screen = b"GIF89a" + struct.pack("<HHBBB", width, height, 0xF0, 0, 0) + b"\x00\x00\x00\xff\xff\xff"
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x4c\x01\x00"
    return screen + frame * 2000 + b"\x3b"


def webp_of_size(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1, 1), "red").save(out, "WEBP", lossless=True)
    small = bytearray(out.getvalue())
    at = small.index(b"VP8L") + 9
    sides = (width - 1) | (height - 1) << 14
    small[at : at + 4] = (int.from_bytes(small[at : at + 4], "little") | sides).to_bytes(4, "little")
    return bytes(small)


@pytest.mark.parametrize("format_name", ["PNG", "JPEG", "GIF", "WEBP"])
def test_formats_on_the_list_come_back_as_pixels(format_name: str) -> None:
    (image,) = thumbnails([encoded(format_name)], 64, LIMITS)
    assert image is not None
    assert (image.width, image.height, len(image.rgba)) == (64, 32, 64 * 32 * 4)
    assert all(abs(got - wanted) <= 2 for got, wanted in zip(middle(image), RED, strict=True))


@pytest.mark.parametrize("format_name", ["BMP", "TIFF", "ICO", "PPM", "TGA"])
def test_other_formats_are_refused(format_name: str) -> None:
    assert thumbnails([encoded(format_name)], 64, LIMITS) == [None]


@pytest.mark.parametrize(
    ("format_name", "mode", "options"),
    [
        ("PNG", "1", {}),
        ("PNG", "P", {}),
        ("PNG", "LA", {}),
        ("PNG", "I;16", {}),
        ("PNG", "RGB", {"exif": EXIF}),
        ("JPEG", "L", {}),
        ("JPEG", "CMYK", {}),
        ("JPEG", "RGB", {"progressive": True, "exif": EXIF}),
        ("GIF", "P", {"save_all": True, "append_images": [Image.new("P", (64, 64), 3)]}),
        ("WEBP", "RGBA", {"save_all": True, "append_images": [Image.new("RGBA", (64, 64))], "exif": EXIF}),
    ],
)
def test_every_kind_of_picture_opens_in_a_child_that_can_open_no_file(
    format_name: str, mode: str, options: dict[str, Any]
) -> None:
    out = io.BytesIO()
    Image.new(mode, (64, 64)).save(out, format_name, **options)
    (image,) = thumbnails([out.getvalue()], 16, LIMITS)
    assert image is not None
    assert (image.width, image.height) == (16, 16)


def test_transparency_is_kept() -> None:
    out = io.BytesIO()
    picture = Image.new("P", (20, 20), 0)
    picture.putpalette([255, 0, 0, 0, 255, 0])
    picture.save(out, "PNG", transparency=0)
    (image,) = thumbnails([out.getvalue()], 10, LIMITS)
    assert middle(image)[3] == 0


def test_small_pictures_stay_as_they_are_and_drawings_fill_the_square() -> None:
    small, drawn = thumbnails([encoded("PNG", (3, 5)), SVG.format(RED_SQUARE).encode()], 64, LIMITS)
    assert small is not None
    assert drawn is not None
    assert (small.width, small.height, drawn.width) == (3, 5, 64)
    assert middle(drawn) == RED


def test_bombs_and_broken_files_become_none_and_the_rest_comes_back() -> None:
    good = encoded("PNG")
    bad = [
        png_of_size(50_000, 50_000),
        gif_of_size(65_535, 65_535),
        webp_of_size(16_384, 16_384),
        good[: len(good) // 2],
        encoded("JPEG")[:300],
        os.urandom(5_000),
        b"\x89PNG\r\n\x1a\n" + os.urandom(5_000),
        b"",
        b"<",
        SVG.format(RED_SQUARE).encode("utf-16"),
    ]
    results = thumbnails([good, *bad, good], 32, LIMITS)
    assert results[1:-1] == [None] * len(bad)
    assert middle(results[0]) == middle(results[-1]) == RED


def test_memory_is_bounded() -> None:
    # 63 million pixels pass the pixel limit and take a quarter of a gigabyte in RGBA.
    large = png_of_size(9_000, 7_000)
    assert thumbnails([large], 32, LIMITS) == [None]
    assert thumbnails([large], 32, LIMITS._replace(sandbox_memory_bytes=2**30)) != [None]


def test_files_over_the_limit_are_not_even_handed_over() -> None:
    assert thumbnails([encoded("PNG")], 32, LIMITS._replace(file_bytes=100)) == [None]


def test_a_drawing_that_takes_too_long_is_stopped_and_the_next_is_drawn() -> None:
    noise = '<feTurbulence baseFrequency="0.9" numOctaves="1000000"/>'
    endless = SVG.format(f'<filter id="f">{noise}</filter><rect width="30" height="10" filter="url(#f)"/>')
    begun = time.monotonic()
    results = thumbnails(
        [endless.encode(), SVG.format(RED_SQUARE).encode()], 32, LIMITS._replace(sandbox_cpu_seconds=1)
    )
    assert results[0] is None
    assert middle(results[1]) == RED
    assert 1 <= time.monotonic() - begun < 6


def test_a_drawing_that_kills_the_child_costs_itself_alone() -> None:
    # resvg's own stack runs over, which no Python exception reports.
    killer = SVG.format('<g opacity=".5">' * 30_000 + RED_SQUARE + "</g>" * 30_000).encode()
    drawing = SVG.format(RED_SQUARE).encode()
    results = thumbnails([drawing, killer, drawing, killer, drawing], 32, LIMITS)
    assert [middle(image) for image in results[::2]] == [RED] * 3


def test_billion_laughs_and_outside_entities_are_refused(tmp_path: Path) -> None:
    names = "abcdefghij"
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise(names))
    laughs = f'<!DOCTYPE svg [<!ENTITY a "ha">{entities}]>' + SVG.format("<text>&j;</text>")
    secret = tmp_path / "secret.svg"
    secret.write_text(RED_SQUARE)
    outside = f'<!DOCTYPE svg [<!ENTITY s SYSTEM "{secret.as_uri()}">]>' + SVG.format("&s;")
    drawn_laughs, drawn_outside = thumbnails([laughs.encode(), outside.encode()], 32, LIMITS)
    assert drawn_laughs is None
    assert drawn_outside is None or not any(drawn_outside.rgba)


@pytest.mark.parametrize("element", ["image", "feImage"])
@pytest.mark.parametrize("address", ["{path}", "file://{path}", "http://127.0.0.1:9/red.png", "../red.png"])
def test_drawings_that_load_a_picture_from_elsewhere_are_refused(element: str, address: str, tmp_path: Path) -> None:
    (tmp_path / "red.png").write_bytes(encoded("PNG"))
    href = address.format(path=tmp_path / "red.png")
    drawing = SVG.format(f'<{element} width="30" height="10" xlink:href="{href}"/>')
    assert thumbnails([drawing.encode()], 32, LIMITS) == [None]


def test_links_and_pictures_inside_a_drawing_are_no_reason_to_refuse_it() -> None:
    drawing = SVG.format(f'<a xlink:href="https://university.example">{RED_SQUARE}</a>')
    assert middle(thumbnails([drawing.encode()], 32, LIMITS)[0]) == RED


def test_qr_codes_are_read_dark_on_light_and_light_on_dark() -> None:
    pictures = []
    for colours in ({}, {"fill_color": "white", "back_color": "black"}):
        out = io.BytesIO()
        code = qrcode.QRCode()
        code.add_data("UR:BYTES/ABLE")
        code.make_image(**colours).save(out)
        pictures.append(out.getvalue())
    assert qr_texts([*pictures, encoded("PNG"), b"no picture"], LIMITS) == [("UR:BYTES/ABLE",)] * 2 + [()] * 2


def test_qr_codes_on_a_transparent_ground_and_in_photos_are_read() -> None:
    code = qrcode.QRCode()
    code.add_data("hello")
    opaque = code.make_image().get_image().convert("RGBA")
    opaque.putalpha(opaque.convert("L").point(lambda grey: 255 - grey))
    clear, photo = io.BytesIO(), io.BytesIO()
    opaque.save(clear, "PNG")
    code.make_image().get_image().convert("RGB").rotate(11, expand=True, fillcolor="white").save(photo, "JPEG")
    assert qr_texts([clear.getvalue(), photo.getvalue()], LIMITS) == [("hello",), ("hello",)]


def test_qr_codes_in_raw_pixels_are_read() -> None:
    drawn = qrcode.make("HELLO").get_image().convert("L")
    frame = GreyImage(drawn.width, drawn.height, drawn.tobytes())
    with FrameReader(LIMITS) as reader:
        assert reader.texts(frame) == ("HELLO",)
        reader.close()
        assert reader.texts(frame) == ("HELLO",)


def test_frames_whose_size_is_a_lie_cost_themselves_alone() -> None:
    with Sandbox(LIMITS) as sandbox:
        for width in (0, 2, 1 << 31):
            answer = sandbox.ask(Task.QR_PIXELS, width, b"abc", 256)
            assert answer is None or not answer.body
        assert sandbox.ask(Task.QR_PIXELS, 3, b"abc", 256) is not None
