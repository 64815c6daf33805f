"""A picture without a format: all that leaves the sandbox."""

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
