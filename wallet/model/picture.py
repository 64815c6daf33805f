"""Pictures without a format: numbers of a known size, and nothing to be parsed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RawImage:
    """A picture's pixels.

    Attributes:
        width: In pixels.
        height: In pixels.
        rgba: Red, green, blue and opacity of each pixel, row by row, a byte each; not premultiplied.
    """

    width: int
    height: int
    rgba: bytes


@dataclass(frozen=True, slots=True)
class GreyImage:
    """How bright a picture's pixels are, such as one's own camera or screen shows them.

    Attributes:
        width: In pixels.
        height: In pixels.
        grey: The brightness of each pixel, row by row, a byte each.
    """

    width: int
    height: int
    grey: bytes
