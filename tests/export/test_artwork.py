"""Artwork as SVG: every shape and glyph is drawn by the program that draws foreign ones, and is the same each time."""

from __future__ import annotations

import pytest

from wallet.export.artwork import artwork_svg
from wallet.export.pictures import png_of, svg_of
from wallet.model.artwork import GLYPHS, HUES, MEANINGS, SHAPES, Artwork, artwork_of
from wallet.model.limits import Limits
from wallet.model.picture import RawImage
from wallet.sandbox.images import thumbnails

SIDE = 100


def pixel(picture: RawImage, x: int, y: int) -> tuple[int, ...]:
    start = (y * picture.width + x) * 4
    return tuple(picture.rgba[start : start + 4])


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_a_medal_on_nothing(shape: str) -> None:
    (drawn,) = thumbnails([artwork_svg(Artwork(shape, "#12858B", "star")).encode()], SIDE, Limits())
    assert drawn is not None
    assert (drawn.width, drawn.height) == (SIDE, SIDE)
    assert pixel(drawn, 0, 0) == pixel(drawn, SIDE - 1, SIDE - 1) == (0, 0, 0, 0)
    red, green, blue, opacity = pixel(drawn, SIDE // 2, 24)
    assert (opacity, green > red, blue > red) == (255, True, True)


def test_every_glyph_and_hue_is_drawn() -> None:
    arts = [Artwork("circle", HUES[number % len(HUES)], glyph) for number, glyph in enumerate((*GLYPHS, *MEANINGS))]
    drawn = thumbnails([artwork_svg(art).encode() for art in arts], 32, Limits())
    assert None not in drawn
    assert len({picture.rgba for picture in drawn if picture}) == len(arts)


def test_the_same_names_get_the_same_artwork() -> None:
    assert artwork_of("Nordlys", "Wind Turbine Safety") == artwork_of("Nordlys", "Wind Turbine Safety")
    assert artwork_of("Nordlys", "Wind Turbine Safety").glyph == "wind"
    assert {artwork_of("Nordlys", str(number)).shape for number in range(99)} == set(SHAPES)


def test_pixels_come_back_from_the_files_they_are_written_to() -> None:
    picture = RawImage(2, 1, bytes((255, 0, 0, 255, 0, 0, 255, 255)))
    (from_png,) = thumbnails([png_of(picture)], 2, Limits())
    (from_svg,) = thumbnails([svg_of(picture)], 2, Limits())
    assert from_png == picture
    assert from_svg is not None
    assert pixel(from_svg, 0, 0)[0] > pixel(from_svg, 1, 0)[0]
