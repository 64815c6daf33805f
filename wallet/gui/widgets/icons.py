"""Line icons, tinted with a token and cached as pixmaps."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from wallet import resources

STROKE = 1.75


def icon_pixmap(name: str, color: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a pixmap.

    Args:
        name: The icon's name, such as ``shield-check``.
        color: What to tint it with.
        size: Its edge in device-independent pixels.
        ratio: Device pixels per pixel.
    """
    key = f"icon/{name}/{color.name()}/{size}/{ratio}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = _draw(name, color, size, ratio)
        QPixmapCache.insert(key, pixmap)
    return pixmap


def paint_icon(painter: QPainter, name: str, color: QColor, area: QRectF, stroke: float = STROKE) -> None:
    """Paint an icon straight into an area, for artwork that is scaled or turned."""
    _renderer(name, color.name(), stroke).render(painter, area)


def app_icon() -> QIcon:
    """Return the program's own icon."""
    return QIcon(str(resources.path("icons", "rosette.svg")))


def app_pixmap(size: int, ratio: float = 1.0) -> QPixmap:
    """Return the program's mark as a pixmap."""
    return app_icon().pixmap(QRectF(0, 0, size, size).size().toSize(), ratio)


def _draw(name: str, color: QColor, size: int, ratio: float) -> QPixmap:
    edge = round(size * ratio)
    renderer = _renderer(name, color.name(), STROKE)
    pixmap = QPixmap(edge, edge)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@cache
def _renderer(name: str, color: str, stroke: float) -> QSvgRenderer:
    drawing = _source(name).replace("currentColor", color)
    drawing = drawing.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    return QSvgRenderer(QByteArray(drawing.encode()))


@cache
def _source(name: str) -> str:
    return resources.read_bytes("icons", "lucide", f"{name}.svg").decode()
