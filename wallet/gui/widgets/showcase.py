"""The picture beside the first choices: three badges fanned out on indigo."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMargins, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QRadialGradient
from PySide6.QtWidgets import QWidget

from wallet.gui.widgets.art import Artwork, mix, paint_artwork
from wallet.gui.widgets.panels import column
from wallet.gui.widgets.text import Paragraph
from wallet.gui.widgets.theme import TextStyle, Tokens, font, scaled, tokens_of

CARD = QRectF(-112, -118, 224, 224)
BAND = 140.0
MEDAL = 92.0
SHADOW = 26


@dataclass(frozen=True, slots=True)
class _Sample:
    """One card of the fan: its medal, words, and place."""

    art: Artwork
    name: str
    issuer: str
    turn: float
    shift: float
    drop: float


DATA = Artwork("shield", QColor("#6A58DC"), "chart-column")
SOLAR = Artwork("octagon", QColor("#D48C0C"), "sun")
WIND = Artwork("hexagon", QColor("#12858B"), "wind")
SAMPLES = (
    _Sample(DATA, "Data Analysis", "University of Aldermoor", turn=-11, shift=-116, drop=32),
    _Sample(SOLAR, "Photovoltaics I", "Sundholm School", turn=11, shift=116, drop=32),
    _Sample(WIND, "Wind Turbine Safety", "Nordlys Energy Academy", turn=0, shift=0, drop=0),
)


class Showcase(QWidget):
    """What the program is for, in a sentence and a picture."""

    def __init__(self) -> None:
        super().__init__()
        motto = self.tr("Every badge you earn,\nin one place you own.")
        promise = self.tr("Collect, check and present your\ncredentials. No account, no cloud.")
        title = Paragraph(motto, TextStyle.DISPLAY, "on_accent")
        lead = Paragraph(promise, TextStyle.LEAD, "on_accent")
        body = column(self, margins=QMargins(48, 76, 32, 32), spacing=24)
        body.addWidget(title)
        body.addWidget(lead)
        body.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the fan."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        self._paint_ground(painter, dark=tokens.is_dark)
        if self.height() < scaled(520):
            return
        middle = QPointF(self.width() / 2, self.height() - 264)
        for sample in SAMPLES:
            painter.save()
            painter.translate(middle + QPointF(sample.shift, sample.drop))
            painter.rotate(sample.turn)
            _paint_card(painter, sample, tokens)
            painter.restore()

    def _paint_ground(self, painter: QPainter, *, dark: bool) -> None:
        top, bottom, glow = ("#2E2B86", "#1F1C5C", 26) if dark else ("#544CC9", "#6449B8", 40)
        ground = QLinearGradient(QPointF(0, 0), QPointF(0, self.height()))
        ground.setColorAt(0.0, QColor(top))
        ground.setColorAt(1.0, QColor(bottom))
        painter.fillRect(self.rect(), ground)
        for place, reach in ((QPointF(60, 90), 420.0), (QPointF(self.width() - 30, self.height() - 40), 380.0)):
            light = QRadialGradient(place, reach)
            light.setColorAt(0.0, QColor(190, 180, 255, glow))
            light.setColorAt(1.0, QColor(190, 180, 255, 0))
            painter.fillRect(self.rect(), light)


def _paint_card(painter: QPainter, sample: _Sample, tokens: Tokens) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(10, 8, 40, 6))
    for spread in range(SHADOW, 0, -2):
        painter.drawRoundedRect(
            CARD.adjusted(-spread / 2, 8 - spread / 2, spread / 2, 8 + spread), 16 + spread / 2, 16 + spread / 2
        )
    shape = QPainterPath()
    shape.addRoundedRect(CARD, 16, 16)
    surface = tokens.color("raised")
    painter.fillPath(shape, surface)
    painter.save()
    painter.setClipPath(shape)
    band = QRectF(CARD.left(), CARD.top(), CARD.width(), BAND)
    painter.fillRect(band, mix(surface, sample.art.hue, 0.18))
    painter.restore()
    medal = QRectF(0, 0, MEDAL, MEDAL)
    medal.moveCenter(band.center())
    paint_artwork(painter, sample.art, medal)
    words = QRectF(CARD.left() + 18, band.bottom() + 18, CARD.width() - 36, 22)
    for text, style, ink in ((sample.name, TextStyle.STRONG, "text"), (sample.issuer, TextStyle.SMALL, "text2")):
        painter.setFont(font(style))
        painter.setPen(tokens.color(ink))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        words.translate(0, 25)
