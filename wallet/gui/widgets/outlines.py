"""The outlines that medals are cut from, as paths to paint."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from wallet.model.outlines import Step, outline


def shrunk(area: QRectF, share: float) -> QRectF:
    """Return a smaller box with the same middle."""
    smaller = QRectF(0, 0, area.width() * share, area.height() * share)
    smaller.moveCenter(area.center())
    return smaller


def outline_path(shape: str, area: QRectF) -> QPainterPath:
    """Return a medal's outline.

    Args:
        shape: Such as ``hexagon``.
        area: The box it fills.
    """
    start, *steps = (_within(area, step) for step in outline(shape))
    path = QPainterPath(start[0])
    for step in steps:
        (path.lineTo, path.quadTo, path.cubicTo)[len(step) - 1](*step)
    path.closeSubpath()
    return path


def _within(area: QRectF, step: Step) -> list[QPointF]:
    return [area.topLeft() + QPointF(area.width() * x, area.height() * y) for x, y in step]
