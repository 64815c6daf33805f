"""The outlines that medals are cut from."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

# The shield in a box of 1 by 1: where it starts, then curves as two control points and an end.
SHIELD_START = (0.5, 0.0)
SHIELD = (
    (0.66, 0.09, 0.82, 0.11, 0.92, 0.11),
    (0.93, 0.58, 0.78, 0.84, 0.50, 1.00),
    (0.22, 0.84, 0.07, 0.58, 0.08, 0.11),
    (0.18, 0.11, 0.34, 0.09, 0.50, 0.00),
)
LOBES = 14
ROUNDING = 0.14


def shrunk(area: QRectF, share: float) -> QRectF:
    """Return a smaller box with the same middle."""
    smaller = QRectF(0, 0, area.width() * share, area.height() * share)
    smaller.moveCenter(area.center())
    return smaller


def _circle(area: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(area)
    return path


def _square(area: QRectF) -> QPainterPath:
    path = QPainterPath()
    inner = shrunk(area, 0.84)
    path.addRoundedRect(inner, inner.width() * 0.16, inner.width() * 0.16)
    return path


def _hexagon(area: QRectF) -> QPainterPath:
    return _polygon(area, 6, 0.0)


def _octagon(area: QRectF) -> QPainterPath:
    return _polygon(shrunk(area, 1.04), 8, math.pi / 8)


def _polygon(area: QRectF, corners: int, turn: float) -> QPainterPath:
    """Return a regular polygon whose corners are a little rounded."""
    angles = [turn - math.pi / 2 + step * 2 * math.pi / corners for step in range(corners)]
    points = [_polar(area, angle, 1.0) for angle in angles]
    path = QPainterPath()
    for index, point in enumerate(points):
        before, after = points[index - 1], points[(index + 1) % corners]
        _draw_to(path, point + (before - point) * ROUNDING)
        path.quadTo(point, point + (after - point) * ROUNDING)
    path.closeSubpath()
    return path


def _scallop(area: QRectF) -> QPainterPath:
    path = QPainterPath()
    steps = LOBES * 12
    for step in range(steps):
        angle = step * 2 * math.pi / steps
        _draw_to(path, _polar(area, angle, 0.965 + 0.035 * math.cos(LOBES * angle)))
    path.closeSubpath()
    return path


def _shield(area: QRectF) -> QPainterPath:
    def point(x: float, y: float) -> QPointF:
        return area.topLeft() + QPointF(area.width() * x, area.height() * y)

    path = QPainterPath(point(*SHIELD_START))
    for x1, y1, x2, y2, x, y in SHIELD:
        path.cubicTo(point(x1, y1), point(x2, y2), point(x, y))
    return path


def _polar(area: QRectF, angle: float, share: float) -> QPointF:
    reach = area.width() / 2 * share
    return area.center() + QPointF(reach * math.cos(angle), reach * math.sin(angle))


def _draw_to(path: QPainterPath, point: QPointF) -> None:
    if path.elementCount() == 0:
        path.moveTo(point)
    else:
        path.lineTo(point)


OUTLINES: dict[str, Callable[[QRectF], QPainterPath]] = {
    "hexagon": _hexagon,
    "shield": _shield,
    "circle": _circle,
    "octagon": _octagon,
    "square": _square,
    "scallop": _scallop,
}
