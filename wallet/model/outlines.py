"""The outlines that medals are cut from, in a box of 1 by 1, for whatever draws them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

Point = tuple[float, float]
Step = tuple[Point, ...]
"""The way to the next point: that point alone for a line, after one control point for a quadratic curve, after two for
a cubic one. The first step of an outline is where it starts; its end is joined to it."""

_SHIELD: tuple[Step, ...] = (
    ((0.5, 0.0),),
    ((0.66, 0.09), (0.82, 0.11), (0.92, 0.11)),
    ((0.93, 0.58), (0.78, 0.84), (0.50, 1.00)),
    ((0.22, 0.84), (0.07, 0.58), (0.08, 0.11)),
    ((0.18, 0.11), (0.34, 0.09), (0.50, 0.00)),
)
_ROUND = 4 * (math.sqrt(2) - 1) / 3
"""How far control points stand out, in radii, where a cubic curve is a quarter of a circle."""
_ROUNDING = 0.14
_LOBES = 14


def outline(shape: str) -> tuple[Step, ...]:
    """Return a medal's outline.

    Args:
        shape: One of `wallet.model.artwork.SHAPES`.
    """
    return _OUTLINES[shape]


def _circle() -> Iterator[Step]:
    corners = ((0.5, 0.0), (1.0, 0.0)), ((1.0, 0.5), (1.0, 1.0)), ((0.5, 1.0), (0.0, 1.0)), ((0.0, 0.5), (0.0, 0.0))
    yield (corners[0][0],)
    for (start, corner), (end, _) in zip(corners, (*corners[1:], corners[0]), strict=True):
        yield _towards(start, corner, _ROUND), _towards(end, corner, _ROUND), end


def _square() -> tuple[Step, ...]:
    low, high = 0.08, 0.92
    return tuple(_rounded(((low, low), (high, low), (high, high), (low, high)), 0.16))


def _polygon(corners: int, turn: float, size: float) -> tuple[Step, ...]:
    angles = (turn - math.pi / 2 + step * 2 * math.pi / corners for step in range(corners))
    return tuple(_rounded([_polar(angle, size) for angle in angles], _ROUNDING))


def _rounded(points: Sequence[Point], rounding: float) -> Iterator[Step]:
    """Yield a polygon whose corners are a little rounded."""
    for index, point in enumerate(points):
        before, after = points[index - 1], points[(index + 1) % len(points)]
        yield (_towards(point, before, rounding),)
        yield point, _towards(point, after, rounding)


def _scallop() -> Iterator[Step]:
    steps = _LOBES * 12
    for step in range(steps):
        angle = step * 2 * math.pi / steps
        yield (_polar(angle, 0.965 + 0.035 * math.cos(_LOBES * angle)),)


def _towards(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _polar(angle: float, reach: float) -> Point:
    return 0.5 + reach / 2 * math.cos(angle), 0.5 + reach / 2 * math.sin(angle)


_OUTLINES: dict[str, tuple[Step, ...]] = {
    "hexagon": _polygon(6, 0.0, 1.0),
    "shield": _SHIELD,
    "circle": tuple(_circle()),
    "octagon": _polygon(8, math.pi / 8, 1.04),
    "square": _square(),
    "scallop": tuple(_scallop()),
}
