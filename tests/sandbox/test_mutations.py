"""Pictures with a few bytes changed at random: whatever comes of them, the parent gets what it asked for or nothing."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image

from wallet.model.limits import Limits
from wallet.sandbox.images import qr_texts, thumbnails

SIDE = 24
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><defs><linearGradient id="g">
<stop offset="0" stop-color="#f00"/></linearGradient></defs><g transform="scale(2)">
<path d="M0 0L10 0 5 9z" fill="url(#g)"/></g></svg>"""


def seeds() -> list[bytes]:
    found = [SVG]
    for format_name in ("PNG", "JPEG", "GIF", "WEBP"):
        out = io.BytesIO()
        Image.linear_gradient("L").resize((40, 30)).convert("RGB").save(out, format_name)
        found.append(out.getvalue())
    return found


def mutants(number: int) -> list[bytes]:
    chance = random.Random(20261124)  # noqa: S311 (the same mutants in every run)
    made = []
    for seed in seeds() * (number // 5):
        picture = bytearray(seed)
        for _ in range(chance.randint(1, 6)):
            picture[chance.randrange(len(picture))] = chance.randrange(256)
        made.append(bytes(picture))
    return made


@pytest.fixture(scope="module")
def pictures() -> list[bytes]:
    return mutants(300)


def test_thumbnails_of_mutants_are_within_bounds(pictures: list[bytes]) -> None:
    images = thumbnails(pictures, SIDE, Limits())
    assert len(images) == len(pictures)
    drawn = [image for image in images if image is not None]
    assert len(drawn) > 50
    assert all(0 < image.width <= SIDE and 0 < image.height <= SIDE for image in drawn)
    assert all(len(image.rgba) == image.width * image.height * 4 for image in drawn)


def test_mutants_are_searched_for_codes(pictures: list[bytes]) -> None:
    assert qr_texts(pictures, Limits()) == [()] * len(pictures)
