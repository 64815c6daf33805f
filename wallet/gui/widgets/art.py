"""Artwork drawn for badges that bring no picture: the same badge always looks the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPen, QPixmap, QPixmapCache

from wallet.gui.widgets.icons import paint_icon
from wallet.gui.widgets.outlines import outline_path, shrunk
from wallet.gui.widgets.theme import Tokens
from wallet.model import artwork

WHITE = QColor("#FFFFFF")
LIGHT_TINT = 0.14
DARK_TINT = 0.22
CARD_RADIUS = 12.0


@dataclass(frozen=True, slots=True)
class Artwork:
    """How a badge without a picture looks."""

    shape: str
    hue: QColor
    glyph: str


def artwork_of(issuer_name: str, name: str) -> Artwork:
    """Return the artwork of an achievement; the same for the same names, wherever it is drawn."""
    chosen = artwork.artwork_of(issuer_name, name)
    return Artwork(chosen.shape, QColor(chosen.hue), chosen.glyph)


def hue_of(issuer_name: str) -> QColor:
    """Return the colour an issuer's initials stand on."""
    digest = hashlib.sha256(issuer_name.encode()).digest()
    return QColor(artwork.HUES[digest[0] % len(artwork.HUES)]).darker(118)


def badge_pixmap(image: QImage | None, art: Artwork, size: int, ratio: float) -> QPixmap:
    """Return a badge's picture, or else its artwork, as a square pixmap that is cached.

    Args:
        image: The badge's own picture; None where it has none, or it is not there yet.
        art: What is drawn otherwise.
        size: Edge in device-independent pixels.
        ratio: Device pixels per pixel.
    """
    key = _key(image, art, size, ratio)
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = _draw(image, art, round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        QPixmapCache.insert(key, pixmap)
    return pixmap


def is_drawn(image: QImage | None, art: Artwork, size: int, ratio: float) -> bool:
    """Return whether `badge_pixmap` has its answer at hand; to draw one takes a millisecond or two."""
    return QPixmapCache.find(_key(image, art, size, ratio), QPixmap())


def _key(image: QImage | None, art: Artwork, size: int, ratio: float) -> str:
    picture = image.cacheKey() if image is not None else f"{art.shape}/{art.hue.name()}/{art.glyph}"
    return f"badge/{picture}/{size}/{ratio}"


def _draw(image: QImage | None, art: Artwork, edge: int) -> QPixmap:
    pixmap = QPixmap(edge, edge)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    if image is None:
        paint_artwork(painter, art, QRectF(0, 0, edge, edge))
    else:
        fitted = QRectF(0, 0, image.width(), image.height())
        scale = edge / max(fitted.width(), fitted.height(), 1.0)
        target = QRectF(0, 0, fitted.width() * scale, fitted.height() * scale)
        target.moveCenter(QPointF(edge / 2, edge / 2))
        painter.drawImage(target, image)
    painter.end()
    return pixmap


def paint_artwork(painter: QPainter, art: Artwork, area: QRectF) -> None:
    """Paint the medal: shadow, rim, face, inner line and glyph."""
    edge = area.width()
    body = area.adjusted(edge * 0.04, edge * 0.02, -edge * 0.04, -edge * 0.06)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 40))
    painter.drawPath(outline_path(art.shape, body.translated(0, edge * 0.03)))
    painter.setBrush(art.hue.darker(155))
    painter.drawPath(outline_path(art.shape, body))
    _paint_face(painter, art, shrunk(body, 0.86))
    line = shrunk(body, 0.72)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(255, 255, 255, 120), max(1.0, edge / 72)))
    painter.drawPath(outline_path(art.shape, line))
    # A shield's middle lies above the middle of its box.
    middle = body.center() - QPointF(0, edge * 0.03 if art.shape == "shield" else 0)
    glyph = QRectF(0, 0, edge * 0.4, edge * 0.4)
    glyph.moveCenter(middle)
    paint_icon(painter, art.glyph, WHITE, glyph, 1.75)


def _paint_face(painter: QPainter, art: Artwork, face: QRectF) -> None:
    gradient = QLinearGradient(face.topLeft(), face.bottomRight())
    gradient.setColorAt(0.0, art.hue.lighter(138))
    gradient.setColorAt(0.55, art.hue.lighter(106))
    gradient.setColorAt(1.0, art.hue.darker(108))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(gradient)
    painter.drawPath(outline_path(art.shape, face))


def band_pixmap(art: Artwork, size: QSize, tokens: Tokens, ratio: float) -> QPixmap:
    """Return the tinted ground behind a badge on its card, cached: scrolling paints many of them.

    Its upper corners are round already: to clip each as it is painted takes ten times as long.

    Args:
        art: Whose hue tints it.
        size: Its size in device-independent pixels.
        tokens: What the tint lies on.
        ratio: Device pixels per pixel.
    """
    key = f"band/{art.hue.name()}/{size.width()}/{size.height()}/{tokens.surface}/{ratio}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(0, 0, size.width(), size.height() + CARD_RADIUS), CARD_RADIUS, CARD_RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(shape)
        _paint_band(painter, art, QRectF(QPointF(0, 0), size), tokens)
        painter.end()
        QPixmapCache.insert(key, pixmap)
    return pixmap


def _paint_band(painter: QPainter, art: Artwork, area: QRectF, tokens: Tokens) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    surface = tokens.color("surface")
    strength = DARK_TINT if tokens.is_dark else LIGHT_TINT
    gradient = QLinearGradient(area.topLeft(), area.topRight())
    gradient.setColorAt(0.0, mix(surface, art.hue, strength))
    gradient.setColorAt(1.0, mix(surface, art.hue, strength * 0.4))
    painter.fillRect(area, gradient)
    painter.setPen(QPen(mix(surface, art.hue, strength * 0.8), 6.0))
    painter.setOpacity(0.35)
    slant = area.height() * 0.6
    for start in range(-int(area.height()), int(area.width()), 28):
        foot = QPointF(area.left() + start, area.bottom())
        painter.drawLine(foot, foot + QPointF(slant, -area.height()))


def mix(ground: QColor, tint: QColor, share: float) -> QColor:
    """Return a colour that is `share` tint and the rest ground."""
    return QColor.fromRgbF(
        ground.redF() + (tint.redF() - ground.redF()) * share,
        ground.greenF() + (tint.greenF() - ground.greenF()) * share,
        ground.blueF() + (tint.blueF() - ground.blueF()) * share,
    )


def initials(name: str) -> str:
    """Return the letter or two that stand for an issuer's logo."""
    letters = [word[0] for word in name.split() if word[0].isalnum()]
    return (letters[0] if letters else "?").upper()


def paint_monogram(painter: QPainter, name: str, area: QRectF) -> None:
    """Paint an issuer's initials on its colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(hue_of(name))
    painter.drawRoundedRect(area, area.width() * 0.25, area.width() * 0.25)
    face = painter.font()
    face.setPixelSize(max(7, round(area.height() * 0.56)))
    face.setBold(True)
    painter.setFont(face)
    painter.setPen(WHITE)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, initials(name))
