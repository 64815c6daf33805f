"""A camera held at a screen: turned, tilted, blurred, badly lit, noisy, compressed; and some frames are lost."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from PIL import Image, ImageChops, ImageFilter

from wallet.presentation.xoshiro import Xoshiro256

DESK = 90


@dataclass
class Camera:
    """A camera.

    Attributes:
        size: Width and height of its pictures, in pixels.
        edge: How large a code is in the picture, in pixels, at most.
        blur: The radius of its blur, in pixels.
        noise: The deviation of its noise, in levels of grey.
        tilt: How much the far edges are shorter, as a fraction.
        turn: How far it is turned, in degrees, to either side.
        quality: That of its JPEG.
        lost: One frame in so many is lost.
    """

    size: tuple[int, int] = (1280, 720)
    edge: int = 480
    blur: float = 1.2
    noise: float = 20
    tilt: float = 0.08
    turn: float = 12
    quality: int = 70
    lost: int = 4
    chance: Xoshiro256 = field(default_factory=lambda: Xoshiro256(b"camera"))

    def watch(self, shown: Iterable[bytes]) -> Iterator[bytes]:
        """Return what is seen of pictures shown in turn; nothing of those lost."""
        for picture in shown:
            if self.chance.next_index(self.lost):
                yield self.shoot(picture)

    def shoot(self, picture: bytes) -> bytes:
        """Return a photograph of a picture on a screen, as a JPEG."""
        screen = Image.open(io.BytesIO(picture)).convert("L")
        screen.thumbnail((self.edge, self.edge), Image.Resampling.BOX)
        seen = self._in_perspective(self._on_desk(screen)).filter(ImageFilter.GaussianBlur(self.blur))
        lit = ImageChops.multiply(seen, _light(self.size))
        noisy = ImageChops.add(lit, Image.effect_noise(self.size, self.noise), offset=-128)
        out = io.BytesIO()
        noisy.save(out, "JPEG", quality=self.quality)
        return out.getvalue()

    def _on_desk(self, screen: Image.Image) -> Image.Image:
        turned = Image.new("L", self.size, DESK)
        left, top = (
            round((room - edge) * self._drawn(0.3, 0.7)) for room, edge in zip(self.size, screen.size, strict=True)
        )
        turned.paste(screen, (left, top))
        centre = left + screen.width / 2, top + screen.height / 2
        angle = self._drawn(-self.turn, self.turn)
        return turned.rotate(angle, Image.Resampling.BICUBIC, center=centre, fillcolor=DESK)

    def _in_perspective(self, flat: Image.Image) -> Image.Image:
        across, along = (self._drawn(-self.tilt, self.tilt) / edge for edge in self.size)
        terms = (1, 0, 0, 0, 1, 0, across, along)
        return flat.transform(self.size, Image.Transform.PERSPECTIVE, terms, Image.Resampling.BICUBIC, fillcolor=DESK)

    def _drawn(self, least: float, most: float) -> float:
        return least + (most - least) * self.chance.next_double()


def _light(size: tuple[int, int]) -> Image.Image:
    """Return light from one side: full at the left, half at the right."""
    fall = bytes(255 - 127 * x // size[0] for x in range(size[0]))
    return Image.frombytes("L", (size[0], 1), fall).resize(size)
